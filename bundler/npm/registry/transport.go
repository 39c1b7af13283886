package registry

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"

	"github.com/deskjs/deskjs/internal/diag"
)

// MaxConnections is how many connections are open to one host, unless maxsockets says otherwise.
const MaxConnections = 48

// newTransport makes connections as the settings want them.
func newTransport(settings Settings) (*http.Transport, error) {
	security := &tls.Config{InsecureSkipVerify: !settings.On("strict-ssl", true), ClientSessionCache: tls.NewLRUClientSessionCache(MaxConnections)}
	roots, err := certificates(settings)
	if err != nil {
		return nil, err
	}
	security.RootCAs = roots
	proxy := httpproxy.FromEnvironment()
	if all := settings["proxy"]; all != "" && settings.On("proxy", true) {
		proxy.HTTPProxy, proxy.HTTPSProxy = all, all
	}
	if secure := settings["https-proxy"]; secure != "" && settings.On("https-proxy", true) {
		proxy.HTTPSProxy = secure
	}
	if except := settings["noproxy"]; except != "" {
		proxy.NoProxy = except
	}
	find := proxy.ProxyFunc()
	connections := max(1, settings.number("maxsockets", MaxConnections))
	return &http.Transport{
		Proxy:               func(request *http.Request) (*url.URL, error) { return find(request.URL) },
		DialContext:         (&net.Dialer{Timeout: 20 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:     security,
		TLSHandshakeTimeout: 20 * time.Second,
		MaxConnsPerHost:     connections,
		MaxIdleConnsPerHost: connections,
		IdleConnTimeout:     30 * time.Second,
		ReadBufferSize:      64 << 10,
	}, nil
}

// certificates returns whom connections trust: those of cafile and ca alone, or the system's and those of NODE_EXTRA_CA_CERTS. nil is
// the system's.
func certificates(settings Settings) (*x509.CertPool, error) {
	var pool *x509.CertPool
	add := func(file, what string, data []byte) error {
		if !pool.AppendCertsFromPEM(data) {
			return diag.New(diag.Message{File: file, Text: what + " has no certificate in it", Hint: "it begins with -----BEGIN CERTIFICATE-----"})
		}
		return nil
	}
	if file := settings["cafile"]; file != "" && settings.On("cafile", true) {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("cafile of .npmrc can't be read: %v", err)})
		}
		pool = x509.NewCertPool()
		return pool, add(file, "cafile of .npmrc", data)
	}
	if text := settings["ca"]; text != "" && settings.On("ca", true) {
		pool = x509.NewCertPool()
		return pool, add(".npmrc", "ca", []byte(strings.ReplaceAll(text, `\n`, "\n")))
	}
	file := os.Getenv("NODE_EXTRA_CA_CERTS")
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, nil // Node goes on without it, too
	}
	if pool, err = x509.SystemCertPool(); err != nil {
		pool = x509.NewCertPool()
	}
	return pool, add(file, "NODE_EXTRA_CA_CERTS", data)
}
