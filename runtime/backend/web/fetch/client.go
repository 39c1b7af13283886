package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"

	backenddial "github.com/deskjs/deskjs/runtime/backend/dial"
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

	mu sync.Mutex
	// trusting and checking are the transports that take any certificate and only good ones.
	trusting, checking *http.Transport
}

func newClient(e *engine.Engine) *client {
	quietLog()
	c := &client{engine: e, ctx: e.Context()}
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

// trustsAll reports whether the program's environment says that certificates are not to be checked.
func (c *client) trustsAll() bool {
	value, _ := c.engine.Environment().Get("NODE_TLS_REJECT_UNAUTHORIZED")
	return value == "0"
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
	dialer := &tlsDialer{trustAll: trustAll, roots: c.roots()}
	return &http.Transport{
		Proxy:          c.proxies(),
		DialContext:    dial,
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

// roots are the certificates that are trusted: nil for the system's alone.
func (c *client) roots() *x509.CertPool {
	file, _ := c.engine.Environment().Get("NODE_EXTRA_CA_CERTS")
	if file == "" {
		return nil
	}
	extra, err := os.ReadFile(file)
	if err != nil {
		return nil // Node warns of it when it starts, and goes on
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pool.AppendCertsFromPEM(extra)
	return pool
}

// proxies returns what says by which proxy a request goes, from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY or their forms in lower
// case. Nothing on this machine goes by one.
func (c *client) proxies() func(*http.Request) (*url.URL, error) {
	environment := c.engine.Environment()
	get := func(names ...string) string {
		for _, name := range names {
			if value, _ := environment.Get(name); value != "" {
				return value
			}
			if value, _ := environment.Get(strings.ToUpper(name)); value != "" {
				return value
			}
		}
		return ""
	}
	config := httpproxy.Config{
		HTTPProxy:  get("http_proxy", "all_proxy"),
		HTTPSProxy: get("https_proxy", "all_proxy"),
		NoProxy:    get("no_proxy"),
	}
	if config.HTTPProxy == "" && config.HTTPSProxy == "" {
		return nil
	}
	of := config.ProxyFunc()
	return func(request *http.Request) (*url.URL, error) {
		proxy, err := of(request.URL)
		if proxy != nil && err == nil {
			err = permission.Tunnel(backenddial.Address(request.URL))
		}
		return proxy, err
	}
}
