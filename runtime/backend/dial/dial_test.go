package dial_test

import (
	"context"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/dial"
)

func dialer(variables map[string]string) *dial.Dialer {
	return &dial.Dialer{Getenv: func(name string) string { return variables[name] }}
}

func parsed(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestCertificates(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	file := filepath.Join(t.TempDir(), "extra.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name      string
		variables map[string]string
		passes    bool
	}{
		{"unknown", nil, false},
		{"named", map[string]string{"NODE_EXTRA_CA_CERTS": file}, true},
		{"any", map[string]string{"NODE_TLS_REJECT_UNAUTHORIZED": "0"}, true},
		{"no file", map[string]string{"NODE_EXTRA_CA_CERTS": file + "x"}, false},
	} {
		conn, err := dialer(test.variables).Connect(t.Context(), parsed(t, server.URL))
		if (err == nil) != test.passes {
			t.Errorf("%s: %v", test.name, err)
		}
		if err == nil {
			_ = conn.Close()
		}
	}
}

// proxy is a server that knows CONNECT, for whoever has the password.
func proxy(t *testing.T) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := (&http.Request{Header: http.Header{"Authorization": r.Header["Proxy-Authorization"]}}).BasicAuth(); !ok || user != "me" || password != "secret" {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		_, port, _ := net.SplitHostPort(r.Host) // the name is known to the proxy only
		to, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Error(err)
			return
		}
		from, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = from.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
		go func() { _, _ = io.Copy(to, from); _ = to.Close() }()
		_, _ = io.Copy(from, to)
		_ = from.Close()
	}))
}

func TestProxy(t *testing.T) {
	through := proxy(t)
	defer through.Close()
	target := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("there")) }))
	defer target.Close()
	address := through.Listener.Addr().String()
	// Loopback addresses are never asked of a proxy.
	for _, test := range []struct{ proxy, want string }{
		{"http://me:secret@" + address, ""},
		{"http://me:wrong@" + address, "the proxy answers 407 Proxy Authentication Required"},
		{"socks5://" + address, "a proxy must speak http or https, not socks5"},
	} {
		d := dialer(map[string]string{"https_proxy": test.proxy, "NODE_TLS_REJECT_UNAUTHORIZED": "0"})
		u := parsed(t, "https://localhost.test:"+parsed(t, target.URL).Port())
		if found, err := d.Proxy(u); err != nil || found == nil || found.Host != address {
			t.Fatalf("the proxy is %v, %v", found, err)
		}
		if found, _ := d.Proxy(parsed(t, "http://localhost.test")); found != nil {
			t.Errorf("http has a proxy: %v", found)
		}
		conn, err := d.Connect(t.Context(), u)
		switch {
		case err == nil && test.want == "":
			_ = conn.Close()
		case err == nil || err.Error() != test.want:
			t.Errorf("%s: %v", test.proxy, err)
		}
	}
}

func TestConnectEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dialer(nil).Connect(ctx, parsed(t, "http://127.0.0.1:9")); err == nil {
		t.Error("connected after the end")
	}
}

func TestBadPort(t *testing.T) {
	for port, want := range map[string]bool{"": false, "80": false, "6000": true, "22": true, "8080": false} {
		if dial.BadPort(port) != want {
			t.Errorf("port %q: %v", port, !want)
		}
	}
}
