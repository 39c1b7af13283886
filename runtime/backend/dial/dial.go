// Package dial is how the web's clients (fetch, WebSocket, EventSource) connect: to a host by name, through the proxy that the
// environment names, with TLS by the system's certificates.
//
// It knows nothing of JavaScript. Builtins under runtime/backend/web may import it; it imports packages crypto/roots, permission and socket only.
package dial

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"

	"golang.org/x/net/http/httpproxy"

	"github.com/deskjs/deskjs/runtime/backend/crypto/roots"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// Dialer connects by what an environment says. Any goroutine may use it; environments may change between uses.
type Dialer struct {
	// Getenv returns an environment variable, "" if there is none.
	Getenv func(name string) string

	mu sync.Mutex
	// extra is the file of NODE_EXTRA_CA_CERTS whose certificates roots has besides the system's.
	extra string
	roots *x509.CertPool
}

// Proxy returns the proxy for a request to target, whose scheme is "http" or "https"; nil if there is none. The variables are
// HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in either case; nothing on this machine goes by a proxy.
func (d *Dialer) Proxy(target *url.URL) (*url.URL, error) {
	either := func(names ...string) string {
		for _, name := range names {
			for _, name := range []string{name, strings.ToUpper(name)} {
				if value := d.Getenv(name); value != "" {
					return value
				}
			}
		}
		return ""
	}
	config := httpproxy.Config{
		HTTPProxy:  either("http_proxy", "all_proxy"),
		HTTPSProxy: either("https_proxy", "all_proxy"),
		NoProxy:    either("no_proxy"),
	}
	return config.ProxyFunc()(target)
}

// TLS returns how to speak TLS with the server of the given name, with protocols for ALPN. NODE_EXTRA_CA_CERTS names a file with
// certificates that count besides the system's; NODE_TLS_REJECT_UNAUTHORIZED=0 lets any certificate pass, as in Node.
func (d *Dialer) TLS(name string, protocols ...string) *tls.Config {
	return &tls.Config{
		ServerName:         name,
		NextProtos:         protocols,
		RootCAs:            d.Certificates(),
		InsecureSkipVerify: d.Getenv("NODE_TLS_REJECT_UNAUTHORIZED") == "0",
	}
}

// Certificates returns the authorities that are trusted, those in the file that NODE_EXTRA_CA_CERTS names among them.
func (d *Dialer) Certificates() *x509.CertPool {
	file := d.Getenv("NODE_EXTRA_CA_CERTS")
	if file == "" {
		return roots.System()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.roots == nil || d.extra != file {
		pool := roots.System().Clone()
		// Node ignores, with a warning when it starts, what it cannot read.
		if data, err := os.ReadFile(file); err == nil {
			pool.AppendCertsFromPEM(data)
		}
		d.roots, d.extra = pool, file
	}
	return d.roots
}

// TCP connects to a host, by name or IP address, and a port. Of several addresses both families are tried, as in RFC 8305.
func (d *Dialer) TCP(ctx context.Context, _, address string) (net.Conn, error) {
	conn, _, err := socket.Dial(ctx, "tcp", address, "")
	return conn, err
}

// Connect connects to target, whose scheme is "http" or "https": directly or in a tunnel through the proxy, and with TLS for
// "https". The end of ctx ends it.
func (d *Dialer) Connect(ctx context.Context, target *url.URL, protocols ...string) (net.Conn, error) {
	proxy, err := d.Proxy(target)
	if err != nil {
		return nil, err
	}
	var conn net.Conn
	if proxy == nil {
		conn, err = d.TCP(ctx, "", Address(target))
	} else {
		conn, err = d.tunnel(ctx, proxy, Address(target))
	}
	if err != nil || target.Scheme != "https" {
		return conn, err
	}
	return d.secure(ctx, conn, target.Hostname(), protocols)
}

func (d *Dialer) secure(ctx context.Context, conn net.Conn, name string, protocols []string) (net.Conn, error) {
	secured := tls.Client(conn, d.TLS(name, protocols...))
	if err := secured.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return secured, nil
}

// Address returns the host and port that target names, the port by its scheme if there is none.
func Address(target *url.URL) string {
	port := target.Port()
	if port == "" {
		if port = "80"; target.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(target.Hostname(), port)
}

// tunnel connects to address through a proxy.
func (d *Dialer) tunnel(ctx context.Context, proxy *url.URL, address string) (net.Conn, error) {
	if proxy.Scheme != "http" && proxy.Scheme != "https" {
		return nil, fmt.Errorf("a proxy must speak http or https, not %s", proxy.Scheme)
	}
	if err := permission.Tunnel(address); err != nil {
		return nil, err
	}
	reach := ctx
	if permission.IsUsersProxy(Address(proxy)) {
		reach = permission.Trust(ctx)
	}
	conn, err := d.TCP(reach, "", Address(proxy))
	if err != nil {
		return nil, err
	}
	if proxy.Scheme == "https" {
		if conn, err = d.secure(ctx, conn, proxy.Hostname(), nil); err != nil {
			return nil, err
		}
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	err = askTunnel(conn, proxy, address)
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func askTunnel(conn net.Conn, proxy *url.URL, address string) error {
	request := "CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\n"
	if user := proxy.User; user != nil {
		password, _ := user.Password()
		request += "Proxy-Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password)) + "\r\n"
	}
	if _, err := conn.Write([]byte(request + "\r\n")); err != nil {
		return err
	}
	reader := bufio.NewReader(&Limited{Reader: conn, Left: maxHead})
	response, err := http.ReadResponse(reader, &http.Request{Method: http.MethodConnect})
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the proxy answers %s", response.Status)
	}
	if reader.Buffered() > 0 {
		return errors.New("the proxy sends what belongs to no answer")
	}
	return nil
}
