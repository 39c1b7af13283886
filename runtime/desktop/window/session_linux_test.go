//go:build cgo

package window

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCookies(t *testing.T) {
	var session Session
	onUI(t, func() {
		var err error
		if session, err = ui.Session("cookies"); err != nil {
			t.Error(err)
		}
	})
	wait := func(run func(done func(error))) {
		t.Helper()
		errs := make(chan error, 1)
		onUI(t, func() { run(func(err error) { errs <- err }) })
		if err := receive(t, errs, "the cookie"); err != nil {
			t.Error(err)
		}
	}
	get := func(url string) []Cookie {
		t.Helper()
		lists := make(chan []Cookie, 1)
		onUI(t, func() {
			session.Cookies(url, func(cookies []Cookie, err error) {
				if err != nil {
					t.Error(err)
				}
				lists <- cookies
			})
		})
		return receive(t, lists, "the cookies")
	}
	expires := time.Now().Add(time.Hour).Truncate(time.Second)
	want := Cookie{Name: "a", Value: "1", Domain: "example.org", Path: "/x", Secure: true, HTTPOnly: true, Expires: expires, SameSite: "strict"}
	wait(func(done func(error)) { session.SetCookie(want, done) })
	wait(func(done func(error)) {
		session.SetCookie(Cookie{Name: "b", Value: "2", Domain: ".example.org", Path: "/", SameSite: "lax"}, done)
	})
	if got := get("https://example.org/x/y"); len(got) != 2 {
		t.Errorf("cookies of a page: %+v", got)
	}
	if got := get("http://www.example.org/"); len(got) != 1 || got[0].Name != "b" || !got[0].Expires.IsZero() || got[0].SameSite != "lax" {
		t.Errorf("cookies of another: %+v", got)
	}
	wait(func(done func(error)) {
		session.RemoveCookie(Cookie{Name: "b", Value: "2", Domain: ".example.org", Path: "/"}, done)
	})
	if got := get(""); len(got) != 1 || !got[0].Expires.Equal(expires) || got[0].Name != "a" || !got[0].HTTPOnly || !got[0].Secure || got[0].SameSite != "strict" {
		t.Errorf("all cookies: %+v", got)
	}
	wait(func(done func(error)) { session.Clear([]string{"cookies", "cache"}, done) })
	if got := get(""); len(got) != 0 {
		t.Errorf("after clearing: %+v", got)
	}
}

func TestDownload(t *testing.T) {
	body := strings.Repeat("0123456789", 100000)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename="report.txt"`)
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write([]byte(body))
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "saved here.txt")
	done := make(chan string, 1)
	handlerMutex.Lock()
	downloads = func(_ string, from Window, d *Download) {
		if d.Name != "report.txt" || d.Total != 1000000 || from == nil {
			t.Errorf("the download is %+v of %v", d, from)
		}
		d.Done = func(state, reason string) { done <- state + reason }
		d.Save(file)
	}
	handlerMutex.Unlock()
	p := openContents(t, "", Options{AllowNavigation: func(Navigation) bool { return true }})
	p.ui(func() { p.window.Load(server.URL) })
	if state := receive(t, done, "the end of the download"); state != "completed" {
		t.Errorf("it ended as %s", state)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != body {
		t.Errorf("the file has %d bytes: %v", len(got), err)
	}
	handlerMutex.Lock()
	downloads = func(_ string, _ Window, d *Download) {
		d.Done = func(state, _ string) { done <- state }
		d.Cancel()
	}
	handlerMutex.Unlock()
	p.ui(func() { p.window.Download(server.URL) })
	if state := receive(t, done, "the end of the download"); state != "cancelled" {
		t.Errorf("it ended as %s", state)
	}
}

func TestSchemeOfTheApp(t *testing.T) {
	onUI(t, func() {
		if err := ui.RegisterScheme(Scheme{Name: "notes", Secure: true, CORS: true}); err != nil {
			t.Error(err)
		}
		if ui.RegisterScheme(Scheme{Name: "https"}) == nil || ui.RegisterScheme(Scheme{Name: "A"}) == nil {
			t.Error("a scheme that is not the app's was registered")
		}
	})
	p := open(t, `<script>fetch('notes://all/1').then((r) => r.text()).then(ask, (error) => ask(String(error)))</script>`, Options{}, func(request *Request) {
		if request.From != Origin+"/" {
			t.Errorf("the request is from %q", request.From)
		}
		response := Response{Body: []byte("served " + request.URL), Header: map[string][]string{"Access-Control-Allow-Origin": {"*"}}}
		request.Respond(response)
	})
	p.wantNext("served notes://all/1").Reply("")
}

func TestPermissions(t *testing.T) {
	names := make(chan Permission, 10)
	p := openContents(t, "", Options{OnPermission: func(p Permission, decide func(bool)) {
		names <- p
		decide(false)
		decide(true)
	}})
	if got := p.run("new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('here'), (error) => done(error.code)))"); got != "+1" {
		t.Errorf("the place is %s", got)
	}
	if got := receive(t, names, "the question"); got.Name != "geolocation" {
		t.Errorf("asked for %+v", got)
	}
}

func TestPartitionsAreApart(t *testing.T) {
	for _, test := range []struct{ first, second, want string }{
		{"", "", `+"kept"`}, {"one", "one", `+"kept"`}, {"two", "three", "+null"},
	} {
		p := openContents(t, "", Options{Partition: test.first})
		p.run("localStorage.setItem('a', 'kept')")
		q := openContents(t, "", Options{Partition: test.second})
		if got := q.run("localStorage.getItem('a')"); got != test.want {
			t.Errorf("%q of %q is %s, want %s", test.second, test.first, got, test.want)
		}
	}
}
