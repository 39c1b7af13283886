package fetch

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// exchange is one request and its response. A goroutine sends and reads; the rest is for the loop.
type exchange struct {
	client   *client
	resource *engine.AsyncResource
	ctx      context.Context
	cancel   context.CancelCauseFunc
	upload   *upload // of a body that JavaScript writes
	download *download
	// short says that the response's body is soon read to its end.
	short bool
	// received counts the bytes of the response's body as they come.
	received atomic.Int64
	// held says that it keeps the program alive; released is what was posted to end that.
	held bool
	// idle says that it does not just now, since the body is not read.
	idle bool
	// answered is told once of the response, or of the failure.
	answered goja.Callable
}

// answer calls answered, and forgets it: it has the reference.
func (x *exchange) answer(arguments ...goja.Value) {
	answered := x.answered
	x.answered = nil
	x.tell(answered, arguments...)
}

// reference is what JavaScript has of an exchange. When nobody has it any more, the exchange is given up.
type reference struct {
	*exchange
	// broken is told when the body breaks.
	broken goja.Callable
}

// abandon is called on any goroutine.
func (x *exchange) abandon() { x.cancel(context.Canceled) }

// tell calls back JavaScript in the request's async context. It must be called in a task.
func (x *exchange) tell(callback goja.Callable, arguments ...goja.Value) {
	e := x.client.engine
	e.InAsync(x.resource, func() {
		_, err := callback(goja.Undefined(), arguments...)
		e.Loop.Report(err)
	})
}

// release lets the program end.
func (x *exchange) release() {
	if x.held {
		x.resumed()
		x.held = false
		x.client.engine.Loop.Hold(-1)
		x.client.engine.AsyncDestroyed(x.resource)
	}
}

// stalled lets the program end while nobody reads the response's body, as a socket that is not read does.
func (x *exchange) stalled() {
	if x.held && !x.idle && x.download.isStalled() {
		x.idle = true
		x.client.engine.Loop.Hold(-1)
	}
}

// resumed is called when the body is read on.
func (x *exchange) resumed() {
	if x.idle {
		x.idle = false
		x.client.engine.Loop.Hold(1)
	}
}

// begin sends the request.
func (x *exchange) begin(transport *http.Transport, request *http.Request) {
	e := x.client.engine
	x.held = true
	e.Loop.Hold(1)
	if target := request.URL; target.Scheme == "http" && strings.HasPrefix(target.Opaque, "/") && transport.Proxy != nil {
		// A proxy is asked for the whole URL, which net/http leaves to whoever writes the path.
		if proxy, err := transport.Proxy(request); proxy != nil && err == nil {
			target.Opaque = "//" + target.Host + target.Opaque
		}
	}
	go x.run(transport, request)
}

func (x *exchange) run(transport *http.Transport, request *http.Request) {
	e := x.client.engine
	defer x.cancel(nil)
	response, err := transport.RoundTrip(request)
	var body io.ReadCloser
	if err == nil {
		response.Body = &countedBody{response.Body, &x.received}
		body, err = decoded(request, response)
	}
	if err != nil {
		if x.upload != nil {
			_ = x.upload.Close()
		}
		told := x.failure(err)
		e.Loop.Post(func() {
			x.release()
			x.answer(e.ToValue(told.object()))
		})
		return
	}
	defer func() { _ = body.Close() }()
	headers := receivedHeaders(response)
	var once sync.Once
	e.Loop.Post(func() {
		x.short = response.ContentLength >= 0 && response.ContentLength <= maxAhead
		if x.download.finished() {
			once.Do(x.release)
		}
		x.answer(goja.Undefined(), e.VM.ToValue(response.StatusCode), latin1(e.VM, statusText(response)),
			e.VM.ToValue(headers))
	})
	x.download.pump(body, lengthOf(response, body), func() {
		x.cancel(&failure{name: "BodyTimeoutError", message: "Body Timeout Error", code: "UND_ERR_BODY_TIMEOUT"})
	})
	e.Loop.Post(func() { once.Do(x.release) })
}

// countedBody counts what is read of a body.
type countedBody struct {
	io.ReadCloser
	count *atomic.Int64
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.count.Add(int64(n))
	return n, err
}

// decoded is the response's body without its codings, where there is one to undo.
func decoded(request *http.Request, response *http.Response) (io.ReadCloser, error) {
	status := response.StatusCode
	redirected := response.Header.Get("Location") != "" && (status >= 301 && status <= 303 || status == 307 || status == 308)
	if request.Method == http.MethodHead || redirected || status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified {
		return response.Body, nil
	}
	body, err := decodeBody(response.Body, strings.Join(response.Header["Content-Encoding"], ","))
	if err != nil {
		_ = response.Body.Close()
	}
	return body, err
}

// lengthOf is how long a body is, -1 if that is not known.
func lengthOf(response *http.Response, body io.ReadCloser) int64 {
	if body != response.Body {
		return -1
	}
	return response.ContentLength
}

// failure is what err is told as: the reason of the end, if it was ended.
func (x *exchange) failure(err error) *failure {
	if cause := context.Cause(x.ctx); cause != nil && cause != context.Canceled {
		return failureOf(cause)
	}
	return failureOf(err)
}

func statusText(response *http.Response) string {
	_, text, _ := strings.Cut(response.Status, " ")
	return text
}

// receivedHeaders is a response's header list. net/http does not keep the order. It must be called before the body is read.
func receivedHeaders(response *http.Response) *headerList {
	list := &headerList{entries: make([]header, 0, len(response.Header)+2)}
	for name, values := range response.Header {
		for _, value := range values {
			list.append(name, trimHTTP(value))
		}
	}
	// net/http takes these out of the headers.
	if len(response.TransferEncoding) > 0 {
		list.append("Transfer-Encoding", strings.Join(response.TransferEncoding, ", "))
	}
	if response.Close && response.ProtoAtLeast(1, 1) && response.ProtoMajor == 1 && response.Header["Connection"] == nil {
		list.append("Connection", "close")
	}
	if len(response.Trailer) > 0 {
		list.append("Trailer", strings.Join(slices.Sorted(maps.Keys(response.Trailer)), ", "))
	}
	list.entries = list.sorted()
	for i := range list.entries {
		list.entries[i].name = list.entries[i].lower
	}
	return list
}

// newRequest returns a request for an http: or https: URL in the URL Standard's form.
func newRequest(ctx context.Context, method, target string, headers *headerList) (*http.Request, error) {
	request := &http.Request{Method: method, URL: requestURL(target), Header: make(http.Header, len(headers.entries)+4), ProtoMajor: 1, ProtoMinor: 1}
	request.Host = request.URL.Host
	for _, h := range headers.entries {
		if err := addHeader(request, h); err != nil {
			return nil, err
		}
	}
	// net/http would send its own otherwise.
	request.Header["User-Agent"] = []string{""}
	if !request.Close {
		request.Header["connection"] = []string{"keep-alive"}
	}
	return request.WithContext(ctx), nil
}

// addHeader adds a header in the spelling that the program chose. Some are refused, as undici refuses them.
func addHeader(request *http.Request, h header) error {
	for i := 0; i < len(h.value); i++ {
		if c := h.value[i]; c < 0x20 && c != '\t' || c == 0x7F {
			return invalidHeader("invalid " + h.name + " header")
		}
	}
	switch h.lower {
	case "host":
		return nil
	case "transfer-encoding", "keep-alive", "upgrade":
		return invalidHeader("invalid " + h.lower + " header")
	case "expect":
		return &failure{name: "NotSupportedError", message: "expect header not supported", code: "UND_ERR_NOT_SUPPORTED"}
	case "connection":
		switch strings.ToLower(h.value) {
		case "close":
			request.Close = true
		case "keep-alive":
		default:
			return invalidHeader("invalid connection header")
		}
		return nil
	case "content-length":
		length, err := strconv.ParseInt(h.value, 10, 64)
		if err != nil || length < 0 {
			return invalidHeader("invalid content-length header")
		}
		request.ContentLength = length
		return nil
	}
	name := h.name
	if h.lower == "user-agent" && name == "User-Agent" {
		name = h.lower
	}
	request.Header[name] = append(request.Header[name], h.value)
	return nil
}

func invalidHeader(message string) error {
	return &failure{name: "InvalidArgumentError", message: message, code: "UND_ERR_INVALID_ARG"}
}

// requestURL takes apart a URL whose path goes to the server as it is, also where net/url would write it otherwise.
func requestURL(target string) *url.URL {
	target, _, _ = strings.Cut(target, "#")
	scheme, rest, _ := strings.Cut(target, "://")
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	host, path := rest[:end], rest[end:]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	path, query, hasQuery := strings.Cut(path, "?")
	u := &url.URL{Scheme: scheme, Host: host, RawQuery: query, ForceQuery: hasQuery && query == ""}
	if decoded, err := url.PathUnescape(path); err == nil {
		u.Path, u.RawPath = decoded, path
		if u.EscapedPath() == path {
			return u
		}
	}
	u.Path, u.RawPath, u.Opaque = "", "", path
	if strings.HasPrefix(path, "//") {
		u.Opaque = "//" + host + path
	}
	return u
}
