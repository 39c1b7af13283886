package registry

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// open returns a client of a project with this .npmrc, that does not wait long.
func open(t *testing.T, npmrc string) *Client {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".npmrc"), []byte(npmrc), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("npm_config_userconfig", filepath.Join(dir, "none"))
	t.Setenv("npm_config_fetch_retry_mintimeout", "1")
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestSettingsAreReadAsNpmReadsThem(t *testing.T) {
	t.Setenv("DESKJS_TEST_TOKEN", "secret")
	text := "\ufeff; a comment\n# another\nregistry = https://one.example/x\nempty=\nalone\nquoted=\"a b\"\ntold=a ; b\nkept=a\\;b\n" +
		"//one.example/:_authToken=${DESKJS_TEST_TOKEN}\nunset=${DESKJS_TEST_NONE}\nmay=${DESKJS_TEST_NONE?}\nca[]=one\nca[]=two\n[section]\nregistry=https://other.example/\n"
	want := Settings{
		"registry": "https://one.example/x", "empty": "", "alone": "true", "quoted": "a b", "told": "a", "kept": "a;b",
		"//one.example/:_authToken": "secret", "unset": "${DESKJS_TEST_NONE}", "may": "", "ca": "one\ntwo",
	}
	got := parse(text)
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%q", got)
	}
}

func TestAddresses(t *testing.T) {
	c := open(t, "registry=https://one.example/npm\n@acme:registry=https://two.example/\n")
	for _, test := range []struct{ name, version, resolved, want string }{
		{"a", "1.0.0", "", "https://one.example/npm/a/-/a-1.0.0.tgz"},
		{"@other/a", "1.0.0", "", "https://one.example/npm/@other/a/-/a-1.0.0.tgz"},
		{"@acme/a", "1.0.0-b+c", "", "https://two.example/@acme/a/-/a-1.0.0-b+c.tgz"},
		{"a", "1.0.0", "https://three.example/x.tgz", "https://three.example/x.tgz"},
		{"a", "1.0.0", "https://" + c.public + "/a/-/a-1.0.0.tgz", "https://one.example/npm/a/-/a-1.0.0.tgz"},
	} {
		if got := c.ArchiveAddress(test.name, test.version, test.resolved); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
	}
	if got := c.DocumentAddress("@acme/a"); got != "https://two.example/@acme%2fa" {
		t.Error(got)
	}
}

func TestWrongSettingsAreSaid(t *testing.T) {
	for npmrc, want := range map[string]string{
		"registry=not an address":     "no address of a registry",
		"cafile=/does/not/exist":      "can't be read",
		"ca=nonsense":                 "no certificate",
		"//h.example/:_password=\x01": "not base64",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".npmrc"), []byte(npmrc), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("npm_config_userconfig", filepath.Join(dir, "none"))
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", npmrc, err)
		}
	}
}

func TestTokensGoWhereTheyBelong(t *testing.T) {
	heard := make(chan string, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		heard <- r.URL.Path + " " + r.Header.Get("Authorization")
	}))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http:")
	c := open(t, "registry="+server.URL+"/\n"+host+"/private/:_authToken=abc\n"+host+"/basic/:username=me\n"+host+"/basic/:_password=c2VjcmV0\n")
	for path, want := range map[string]string{"/private/a": "Bearer abc", "/basic/a": "Basic bWU6c2VjcmV0", "/open/a": ""} {
		if _, err := c.Archive(t.Context(), server.URL+path); err != nil {
			t.Fatal(err)
		}
		if got := <-heard; got != path+" "+want {
			t.Errorf("%s had %q", path, got)
		}
	}
}

func TestItIsAskedAgainUntilThereIsAnAnswer(t *testing.T) {
	tests := []struct {
		name   string
		answer func(w http.ResponseWriter, asked int)
		asked  int
		want   string // in the error; empty for success
	}{
		{"errors of the server", func(w http.ResponseWriter, asked int) {
			if asked < 3 {
				w.WriteHeader(http.StatusBadGateway)
			}
		}, 3, ""},
		{"too many requests", func(w http.ResponseWriter, asked int) {
			if asked < 2 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
			}
		}, 2, ""},
		{"cut off once", func(w http.ResponseWriter, asked int) {
			if asked < 2 {
				w.Header().Set("Content-Length", "100")
			}
			_, _ = w.Write([]byte("half"))
		}, 2, ""},
		{"cut off always", func(w http.ResponseWriter, _ int) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("half"))
		}, 4, "was cut off"},
		{"down", func(w http.ResponseWriter, _ int) {
			connection, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_ = connection.Close()
			}
		}, 4, "can't be reached"},
		{"not there", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusNotFound) }, 1, "404 Not Found: there is no such package"},
		{"not allowed", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusUnauthorized) }, 1, "_authToken"},
		{"always broken", func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusInternalServerError) }, 4, "500"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { test.answer(w, int(asked.Add(1))) }))
			defer server.Close()
			_, err := open(t, "").Archive(t.Context(), server.URL+"/a")
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("%v", err)
			}
			// A connection that is closed before an answer is tried once more by net/http itself.
			if got := int(asked.Load()); got < test.asked || test.name != "down" && got != test.asked {
				t.Errorf("asked %d times, want %d", got, test.asked)
			}
		})
	}
}

func TestAStalledAnswerIsGivenUp(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("some"))
		_ = http.NewResponseController(w).Flush()
		<-release
	}))
	defer server.Close()
	defer close(release)
	_, err := open(t, "fetch-timeout=20\nfetch-retries=1\n").Archive(t.Context(), server.URL+"/a")
	if err == nil || !strings.Contains(err.Error(), "nothing came for 20ms") {
		t.Error(err)
	}
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		cancel()
		w.WriteHeader(http.StatusBadGateway)
	}))
	defer server.Close()
	c := open(t, "")
	c.minWait, c.maxWait = time.Hour, time.Hour
	if _, err := c.Archive(ctx, server.URL); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAProxyOfNpmrcIsUsed(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("by proxy: " + r.URL.Host)) }))
	defer proxy.Close()
	c := open(t, "registry=http://registry.example/\nproxy="+proxy.URL+"\n")
	data, err := c.Archive(t.Context(), c.ArchiveAddress("a", "1.0.0", ""))
	if err != nil || string(data) != "by proxy: registry.example" {
		t.Errorf("%q %v", data, err)
	}
}

func TestStrictSSL(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("x")) }))
	defer server.Close()
	if _, err := open(t, "fetch-retries=0").Archive(t.Context(), server.URL); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate: %v", err)
	}
	if _, err := open(t, "strict-ssl=false").Archive(t.Context(), server.URL); err != nil {
		t.Error(err)
	}
}

func TestDocumentsAreAskedForWithTheirTag(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(r.Header.Get("Accept")))
	}))
	defer server.Close()
	c := open(t, "")
	first, err := c.Document(t.Context(), server.URL, "text/x", "")
	if err != nil || string(first.Data) != "text/x" || first.NotModified {
		t.Fatalf("%+v %v", first, err)
	}
	again, err := c.Document(t.Context(), server.URL, "text/x", first.ETag)
	if err != nil || !again.NotModified {
		t.Errorf("%+v %v", again, err)
	}
}
