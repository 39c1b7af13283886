package eventsource

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/dial"
)

// maxRedirects is how many redirections the Fetch Standard follows.
const maxRedirects = 20

// maxHeaders is how long the head of an answer may be, in bytes: Node's limit.
const maxHeaders = 16 << 10

// handshakeTime is how long TLS may take to begin.
const handshakeTime = 30 * time.Second

// errRefused says that the answer is none that an EventSource takes, so that it must not ask again.
var errRefused = errors.New("the answer is no event stream")

// client returns what requests by the dialer's environment.
func client(dialer *dial.Dialer) (*http.Client, *http.Transport) {
	transport := &http.Transport{
		DialContext: dialer.TCP,
		Proxy: func(r *http.Request) (*url.URL, error) {
			if dial.BadPort(r.URL.Port()) {
				return nil, errors.New("bad port")
			}
			return dialer.Proxy(r.URL)
		},
		TLSClientConfig:        dialer.TLS(""),
		TLSHandshakeTimeout:    handshakeTime,
		ForceAttemptHTTP2:      true,
		MaxResponseHeaderBytes: maxHeaders,
	}
	return &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return errors.New("too many redirections")
		}
		r.Header.Del("Referer")
		return nil
	}}, transport
}

// listener is told of a stream by the goroutine that reads it. A call may block.
type listener struct {
	// opened is told of the URL, which redirections may have changed.
	opened func(url string)
	// events is told of what one read brought; retry is negative if it did not change.
	events func(list []event, id string, retry float64)
}

// read requests the stream at address and reads it to its end. The end of ctx ends it. The error is errRefused if the server does not want
// to be asked again, and otherwise that of the network, nil if there was none.
func read(ctx context.Context, dialer *dial.Dialer, address, id string, on listener) error {
	requests, transport := client(dialer)
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil || dial.BadPort(request.URL.Port()) {
		return errRefused // asking again would be futile
	}
	for name, value := range map[string]string{
		"Accept": "text/event-stream", "Accept-Language": "*", "Sec-Fetch-Mode": "cors", "User-Agent": "node", "Pragma": "no-cache",
		"Cache-Control": "no-cache",
	} {
		request.Header.Set(name, value)
	}
	if id != "" {
		request.Header.Set("Last-Event-ID", id)
	}
	response, err := requests.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	if response.StatusCode != http.StatusOK || !strings.EqualFold(strings.TrimSpace(kind), "text/event-stream") {
		return errRefused
	}
	on.opened(response.Request.URL.String())
	p := newParser(id)
	buffer := make([]byte, 16<<10)
	for {
		n, err := response.Body.Read(buffer)
		before := p.id
		list, long := p.push(buffer[:n], nil)
		if len(list) > 0 || p.retry >= 0 || p.id != before {
			on.events(list, p.id, p.retry)
			p.retry = -1
		}
		switch {
		case long != nil:
			return errRefused
		case err != nil:
			return nil // a stream that breaks off is one that ends: the caller connects again
		}
	}
}
