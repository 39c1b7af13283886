package fetch

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/dial"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// undici's times, limits and how long a connection waits for its next request.
const (
	connectTimeout  = 10 * time.Second
	headersTimeout  = 300 * time.Second
	bodyTimeout     = 300 * time.Second
	idleTimeout     = 4 * time.Second
	maxHeaderBytes  = 16 << 10
	maxIdlePerHost  = 256
	maxEncodings    = 5
	maxUploadQueued = 64 << 10
)

// client is an engine's connections. It makes them with the certificates that the variables named at its first request.
type client struct {
	engine *engine.Engine
	ctx    context.Context
	dialer *dial.Dialer

	mu sync.Mutex
	// trusting and checking are the transports that take any certificate and only good ones.
	trusting, checking *http.Transport
}

func newClient(e *engine.Engine) *client {
	quietLog()
	c := &client{engine: e, ctx: e.Context()}
	c.dialer = &dial.Dialer{Getenv: c.getenv}
	e.OnClose(c.close)
	return c
}

// close closes the idle connections; the others end with the engine's context.
func (c *client) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, transport := range []*http.Transport{c.trusting, c.checking} {
		if transport != nil {
			transport.CloseIdleConnections()
		}
	}
}

func (c *client) getenv(name string) string {
	value, _ := c.engine.Environment().Get(name)
	return value
}

// trustsAll reports whether the program's environment says that certificates are not to be checked.
func (c *client) trustsAll() bool {
	return c.getenv("NODE_TLS_REJECT_UNAUTHORIZED") == "0"
}

// transport returns that of the next request, which does not use connections again if fresh. It must be called on the loop.
func (c *client) transport(fresh bool) *http.Transport {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := &c.checking
	all := c.trustsAll()
	if all {
		kept = &c.trusting
	}
	if *kept == nil {
		*kept = c.newTransport(all)
	}
	if fresh {
		alone := (*kept).Clone()
		alone.DisableKeepAlives = true
		return alone
	}
	return *kept
}

func (c *client) newTransport(trustAll bool) *http.Transport {
	dialer := &tlsDialer{trustAll: trustAll, roots: c.dialer.Certificates()}
	return &http.Transport{
		Proxy:          c.proxy,
		DialContext:    connectByName,
		DialTLSContext: dialer.dial,
		// This is for what a proxy leads to.
		TLSClientConfig:        &tls.Config{InsecureSkipVerify: trustAll, RootCAs: dialer.roots},
		TLSHandshakeTimeout:    connectTimeout,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		MaxIdleConnsPerHost:    maxIdlePerHost,
		IdleConnTimeout:        idleTimeout,
		ResponseHeaderTimeout:  headersTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		WriteBufferSize:        16 << 10,
		ReadBufferSize:         64 << 10,
	}
}

// proxy says by which proxy a request goes.
func (c *client) proxy(request *http.Request) (*url.URL, error) {
	proxy, err := c.dialer.Proxy(request.URL)
	if proxy != nil && err == nil {
		err = permission.Tunnel(dial.Address(request.URL))
	}
	return proxy, err
}
