package assets

import (
	"errors"
	"io/fs"
	"net/textproto"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
)

// memory is an app in memory. A member that holds "broken" cannot be read.
type memory map[string]string

func (m memory) Read(name string) ([]byte, error) {
	text, ok := m[name]
	switch {
	case !ok:
		return nil, fs.ErrNotExist
	case text == "broken":
		return nil, errors.New("its checksum is wrong")
	}
	return []byte(text), nil
}

var app = memory{
	"frontend/index.html":        "<h1>hello</h1>",
	"frontend/main.js":           "0123456789",
	"frontend/docs/index.html":   "docs",
	"frontend/a b/ü.txt":         "umlaut",
	"frontend/empty":             "",
	"frontend/broken.css":        "broken",
	"frontend/.deskjs/bytes/a/b": "never",
	"backend/main.js":            "secret",
	"app.json":                   "secret",
}

func TestServe(t *testing.T) {
	tests := []struct {
		name, method, url string
		header            textproto.MIMEHeader
		status            int
		body              string
		want              map[string]string
	}{
		{"the first page", "GET", "app://localhost/", nil, 200, "<h1>hello</h1>", map[string]string{"Content-Type": "text/html; charset=utf-8", "Content-Length": "14"}},
		{"by its name", "GET", "app://localhost/index.html", nil, 200, "<h1>hello</h1>", nil},
		{"query and fragment", "GET", "app://localhost/main.js?v=1#x", nil, 200, "0123456789", map[string]string{"Content-Type": "text/javascript; charset=utf-8", "Accept-Ranges": "bytes"}},
		{"a folder", "GET", "app://localhost/docs/", nil, 200, "docs", nil},
		{"a folder without its slash", "GET", "app://localhost/docs", nil, 404, "", nil},
		{"escapes", "GET", "app://localhost/a%20b/%C3%BC.txt", nil, 200, "umlaut", nil},
		{"an empty file", "GET", "app://localhost/empty", nil, 200, "", map[string]string{"Content-Type": "application/octet-stream", "Content-Length": "0"}},
		{"HEAD", "HEAD", "app://localhost/main.js", nil, 200, "", map[string]string{"Content-Length": "10"}},
		{"HEAD takes no range", "HEAD", "app://localhost/main.js", textproto.MIMEHeader{"Range": {"bytes=1-2"}}, 200, "", map[string]string{"Content-Length": "10"}},
		{"not there", "GET", "app://localhost/nothing.js", nil, 404, "", map[string]string{"Content-Type": "text/html; charset=utf-8"}},
		{"HEAD of what is not there", "HEAD", "app://localhost/nothing.js", nil, 404, "", nil},
		{"outside the frontend", "GET", "app://localhost/../backend/main.js", nil, 404, "", nil},
		{"another host", "GET", "app://elsewhere/", nil, 404, "", nil},
		{"the host's own paths", "GET", "app://localhost/.deskjs/bytes/a/b", nil, 404, "", nil},
		{"POST", "POST", "app://localhost/", nil, 405, "", map[string]string{"Allow": "GET, HEAD"}},
		{"unreadable", "GET", "app://localhost/broken.css", nil, 500, "", nil},
		{"a range", "GET", "app://localhost/main.js", textproto.MIMEHeader{"Range": {"bytes=2-4"}}, 206, "234", map[string]string{"Content-Range": "bytes 2-4/10", "Content-Length": "3"}},
		{"a range beyond the end", "GET", "app://localhost/main.js", textproto.MIMEHeader{"Range": {"bytes=10-"}}, 416, "", map[string]string{"Content-Range": "bytes */10"}},
		{"several ranges", "GET", "app://localhost/main.js", textproto.MIMEHeader{"Range": {"bytes=0-1,4-5"}}, 200, "0123456789", nil},
		{"If-Range", "GET", "app://localhost/main.js", textproto.MIMEHeader{"Range": {"bytes=2-4"}, "If-Range": {`"x"`}}, 200, "0123456789", nil},
	}
	var problems []string
	handler := &Handler{App: app, Problem: func(err error) { problems = append(problems, err.Error()) }}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			response := handler.Serve(test.method, test.url, test.header)
			if response.Status != test.status {
				t.Errorf("status %d, want %d", response.Status, test.status)
			}
			if failed := test.status >= 400; (!failed || test.method == "HEAD") && string(response.Body) != test.body {
				t.Errorf("body %q, want %q", response.Body, test.body)
			} else if failed && test.method != "HEAD" && len(response.Body) == 0 {
				t.Error("an error without a page")
			}
			for name, want := range test.want {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": Policy(nil, false), "X-Content-Type-Options": "nosniff",
				"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "",
			} {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
		})
	}
	if want := "frontend/broken.css cannot be read: its checksum is wrong"; len(problems) != 1 || problems[0] != want {
		t.Errorf("problems %q, want %q", problems, want)
	}
}

func TestFallback(t *testing.T) {
	handler := &Handler{App: memory{"frontend/index.html": "first", "frontend/about.html": "about", "frontend/docs/index.html": "docs"}, Fallback: "index.html"}
	for url, want := range map[string]string{
		"": "first", "about": "about", "docs": "docs", "docs/": "docs", "notes/17": "first", "notes/17/": "first", "notes/17?x=a.b": "first", "missing.js": "", "notes/missing.png": "",
	} {
		response := handler.Serve("GET", "app://localhost/"+url, nil)
		if got := string(response.Body); want == "" && response.Status != 404 || want != "" && (response.Status != 200 || got != want || response.Header.Get("Content-Type") != "text/html; charset=utf-8") {
			t.Errorf("%q: %d %q %v", url, response.Status, got, response.Header)
		}
	}
}

func TestPolicyLetsDataInFromGrantedOrigins(t *testing.T) {
	var connect []grant.Origin
	for _, pattern := range []string{"http://127.0.0.1:*", "https://*.example.com"} {
		origin, err := grant.ParseOrigin(pattern)
		if err != nil {
			t.Fatal(err)
		}
		connect = append(connect, origin)
	}
	const granted = " http://127.0.0.1:* ws://127.0.0.1:* https://*.example.com wss://*.example.com"
	for _, url := range []string{"app://localhost/", "app://localhost/nothing"} {
		policy := (&Handler{App: app, Connect: connect}).Serve("GET", url, nil).Header.Get("Content-Security-Policy")
		for directive := range strings.SplitSeq(policy, "; ") {
			name, _, _ := strings.Cut(directive, " ")
			want := name == "connect-src" || name == "img-src" || name == "media-src"
			if strings.HasSuffix(directive, granted) != want || strings.Contains(directive, "example.com") != want {
				t.Errorf("%s: %q", url, directive)
			}
		}
	}
}

func TestPolicyLetsCodeBeMadeOfTextWhereThatIsGranted(t *testing.T) {
	for eval, want := range map[bool]string{false: "script-src 'self' 'wasm-unsafe-eval'; ", true: "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; "} {
		policy := (&Handler{App: app, Eval: eval}).Serve("GET", "app://localhost/", nil).Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, want) {
			t.Errorf("with %v: %q", eval, policy)
		}
	}
}

func TestErrorPageEscapesWhatWasAskedFor(t *testing.T) {
	response := (&Handler{App: app}).Serve("GET", "app://localhost/<script>alert(1)</script>", nil)
	if strings.Contains(string(response.Body), "<script") {
		t.Errorf("the page holds a script: %s", response.Body)
	}
}

func TestParseRange(t *testing.T) {
	tests := []struct {
		header     string
		size       int
		start, end int
		kind       rangeKind
	}{
		{"", 10, 0, 0, rangeNone},
		{"bytes=0-0", 10, 0, 1, rangeOne},
		{"bytes=0-", 10, 0, 10, rangeOne},
		{"Bytes = 3-5", 10, 3, 6, rangeOne},
		{"bytes=3-99", 10, 3, 10, rangeOne},
		{"bytes=3-99999999999999999999", 10, 3, 10, rangeOne},
		{"bytes=9223372036854775807-9223372036854775807", 10, 0, 0, rangeUnsatisfiable},
		{"bytes=-3", 10, 7, 10, rangeOne},
		{"bytes=-99", 10, 0, 10, rangeOne},
		{"bytes=-0", 10, 0, 0, rangeUnsatisfiable},
		{"bytes=10-", 10, 0, 0, rangeUnsatisfiable},
		{"bytes=0-", 0, 0, 0, rangeUnsatisfiable},
		{"bytes=-1", 0, 0, 0, rangeUnsatisfiable},
		{"bytes=5-3", 10, 0, 0, rangeNone},
		{"bytes=0-1,3-4", 10, 0, 0, rangeNone},
		{"bytes=a-b", 10, 0, 0, rangeNone},
		{"bytes=+1-2", 10, 0, 0, rangeNone},
		{"bytes=1", 10, 0, 0, rangeNone},
		{"bytes=-", 10, 0, 0, rangeNone},
		{"items=0-1", 10, 0, 0, rangeNone},
	}
	for _, test := range tests {
		start, end, kind := parseRange(test.header, test.size)
		if kind != test.kind || kind == rangeOne && (start != test.start || end != test.end) {
			t.Errorf("parseRange(%q, %d) = %d, %d, %d; want %d, %d, %d", test.header, test.size, start, end, kind, test.start, test.end, test.kind)
		}
	}
}

func TestType(t *testing.T) {
	tests := []struct{ name, want string }{
		{"frontend/index.html", "text/html; charset=utf-8"},
		{"frontend/A.JS", "text/javascript; charset=utf-8"},
		{"frontend/x.min.css", "text/css; charset=utf-8"},
		{"frontend/module.wasm", "application/wasm"},
		{"frontend/logo.svg", "image/svg+xml"},
		{"frontend/film.mp4", "video/mp4"},
		{"frontend.d/noextension", "application/octet-stream"},
		{"frontend/unknown.xyz", "application/octet-stream"},
	}
	for _, test := range tests {
		if got := Type(test.name); got != test.want {
			t.Errorf("Type(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}
