package fetch_test

import (
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// run runs code with URL being the server's, and returns what it printed.
func run(t *testing.T, url, code string) string {
	t.Helper()
	result := backendtest.RunCode(t.TempDir(), fmt.Sprintf("const URL = %q\n%s", url, code))
	if result.Code != 0 {
		t.Errorf("exit code %d: %s", result.Code, result.Stderr)
	}
	return strings.TrimSpace(result.Stdout)
}

func secure(t *testing.T, http2 bool) *httptest.Server {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = fmt.Fprintf(w, "%s %s %s %s", r.Proto, r.Method, r.Header.Get("User-Agent"), body)
	}))
	server.EnableHTTP2 = http2
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

const ask = `fetch(URL, { method: 'POST', body: 'sent' }).then(async (r) => console.log(await r.text()), (e) => console.log(e.message, e.cause.code, e.cause.message))`

func TestCertificates(t *testing.T) {
	server := secure(t, false)
	if got, want := run(t, server.URL, ask), "fetch failed DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate"; got != want {
		t.Errorf("untrusted: %s", got)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	bytes := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("NODE_EXTRA_CA_CERTS", file)
	if got, want := run(t, server.URL, ask), "HTTP/1.1 POST node sent"; got != want {
		t.Errorf("trusted: %s", got)
	}
	named := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	if got, want := run(t, named, ask), "fetch failed ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames: "+
		"Host: localhost. is not in the cert's altnames: DNS:example.com, DNS:*.example.com, IP Address:127.0.0.1, IP Address:::1"; got != want {
		t.Errorf("another name: %s", got)
	}
	t.Setenv("NODE_TLS_REJECT_UNAUTHORIZED", "0")
	if got, want := run(t, named, ask), "HTTP/1.1 POST node sent"; got != want {
		t.Errorf("unchecked: %s", got)
	}
}

func TestHTTP2(t *testing.T) {
	t.Setenv("NODE_TLS_REJECT_UNAUTHORIZED", "0")
	if got, want := run(t, secure(t, true).URL, ask), "HTTP/2.0 POST node sent"; got != want {
		t.Error(got)
	}
}

func TestPlainServerBehindHTTPS(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	if got := run(t, strings.Replace(server.URL, "http:", "https:", 1), ask); !strings.HasPrefix(got, "fetch failed ERR_SSL_WRONG_VERSION_NUMBER") {
		t.Error(got)
	}
}

func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "%s %s by the proxy, as %s", r.Method, r.RequestURI, r.Header.Get("Proxy-Authorization"))
	}))
	defer proxy.Close()
	t.Setenv("http_proxy", strings.Replace(proxy.URL, "//", "//user:pass@", 1))
	t.Setenv("NO_PROXY", "direct.invalid")
	if got, want := run(t, "http://somewhere.invalid/a%20|b?q", ask), "POST http://somewhere.invalid/a%20|b?q by the proxy, as Basic dXNlcjpwYXNz"; got != want {
		t.Error(got)
	}
	if got, want := run(t, "http://direct.invalid/", ask), "fetch failed ENOTFOUND getaddrinfo ENOTFOUND direct.invalid"; got != want {
		t.Error(got)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "direct") }))
	defer server.Close()
	if got := run(t, server.URL, ask); got != "direct" {
		t.Errorf("the machine's own: %s", got)
	}
}
