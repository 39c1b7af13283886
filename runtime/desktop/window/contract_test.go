package window

import (
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"slices"
	"strings"
	"testing"
	"time"
)

// subject is a driver that the contract is tested with: the fake one on every system, and the system's own where tests have a screen.
type subject interface {
	// driver is running while a test is.
	driver() Driver
	// serve makes what answers requests, and decides on their bodies, until the test ends.
	serve(t *testing.T, serve func(*Request), accepts func(*Request) bool)
	// play opens a window whose documents do what player says.
	play(t *testing.T, options Options) (Window, player)
}

// player is a hand on the page of one window. Its methods wait for the outcome.
type player interface {
	// ask posts text from the relay; reason is why the promise was rejected.
	ask(text string) (reply, reason string)
	// askLater does not wait.
	askLater(text string) <-chan [2]string
	// fetch makes a request from the page and returns "STATUS TYPE BODY".
	fetch(method, path, body string) string
	// go to a URL, in the top frame or a new frame in it; what the driver refuses is told to Options.OnRefused.
	navigate(url string, top bool)
	// global is what the expression is in the page's world.
	global(expression string) string
}

var subjects = map[string]subject{"fake": newFake()}

const contractPage = "app://localhost/"

// served answers the contract's own page, and hands the rest to others.
func served(others func(*Request)) func(*Request) {
	return func(request *Request) {
		if strings.HasPrefix(request.URL, "app://localhost/page") || request.URL == contractPage {
			request.Respond(Response{Header: textproto.MIMEHeader{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(contractHTML)})
		} else if others != nil {
			others(request)
		} else {
			request.Respond(Response{Status: 404})
		}
	}
}

// until waits for an event, and fails the test when it takes longer than anything here should.
func until[T any](t *testing.T, channel <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-channel:
		return value
	case <-time.After(20 * time.Second):
		t.Fatalf("waited 20 seconds for %s", what)
		panic("unreachable")
	}
}

// do runs a function on the UI thread and waits for it.
func do(t *testing.T, s subject, run func()) {
	t.Helper()
	done := make(chan struct{})
	s.driver().Post(func() {
		defer close(done)
		run()
	})
	until(t, done, "the UI thread")
}

var errBroken = errors.New("broken")

// broken is a body that ends too early.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = errBroken
	}
	return n, err
}

// contract is what every driver promises. A case runs with a driver of its own or with one that other cases have used.
var contract = []struct {
	name string
	run  func(t *testing.T, s subject)
}{
	{"posted functions run in order, on the UI thread", func(t *testing.T, s subject) {
		var order []int
		done := make(chan struct{})
		for i := range 1000 {
			s.driver().Post(func() {
				if order = append(order, i); len(order) == 1000 {
					close(done)
				}
			})
		}
		until(t, done, "a thousand functions")
		if !slices.IsSorted(order) {
			t.Error("they ran in another order")
		}
	}},
	{"a posted function may post and panic", func(t *testing.T, s subject) {
		done := make(chan struct{})
		s.driver().Post(func() {
			s.driver().Post(func() { close(done) })
			panic("as it should")
		})
		until(t, done, "the second function")
	}},
	{"a document has its URL and is told of", func(t *testing.T, s subject) {
		loaded := make(chan struct{}, 10)
		s.serve(t, served(nil), nil)
		w, _ := s.play(t, Options{OnLoad: func() { loaded <- struct{}{} }})
		until(t, loaded, "OnLoad")
		do(t, s, func() {
			if url := w.URL(); url != contractPage {
				t.Errorf("URL() = %q", url)
			}
		})
	}},
	{"asks are answered from any thread, once", func(t *testing.T, s subject) {
		s.serve(t, served(nil), nil)
		_, page := s.play(t, Options{OnAsk: func(a Ask) {
			if a.URL != contractPage || a.Origin != Origin {
				a.Reply("it came from " + a.URL + ", " + a.Origin)
				return
			}
			reply := func() {
				a.Reply("got " + a.Text)
				a.Reply("again")
			}
			if strings.HasPrefix(a.Text, "later") {
				go reply()
			} else {
				reply()
			}
		}})
		for _, text := range []string{"now", "later", "", "later grüße 你好 🎉", "zero \x00 byte", strings.Repeat("long ", 100_000)} {
			if reply, reason := page.ask(text); reply != "got "+text || reason != "" {
				t.Errorf("ask(%.20q) = %.60q, %q", text, reply, reason)
			}
		}
	}},
	{"a reply is valid text", func(t *testing.T, s subject) {
		s.serve(t, served(nil), nil)
		_, page := s.play(t, Options{OnAsk: func(a Ask) { a.Reply("a\xffb") }})
		if reply, _ := page.ask("x"); reply != "a\uFFFDb" {
			t.Errorf("the reply is %q", reply)
		}
	}},
	{"replies may come in any order", func(t *testing.T, s subject) {
		asked := make(chan Ask, 2)
		s.serve(t, served(nil), nil)
		_, page := s.play(t, Options{OnAsk: func(a Ask) { asked <- a }})
		a, b := page.askLater("a"), page.askLater("b")
		first, second := until(t, asked, "the first ask"), until(t, asked, "the second")
		second.Reply("to " + second.Text)
		first.Reply("to " + first.Text)
		if got := until(t, a, "the first reply")[0] + until(t, b, "the second reply")[0]; got != "to ato b" {
			t.Errorf("the replies are %q", got)
		}
	}},
	{"an ask that nobody takes is rejected", func(t *testing.T, s subject) {
		s.serve(t, served(nil), nil)
		panics := false
		_, page := s.play(t, Options{OnAsk: func(a Ask) {
			if panics = !panics; panics {
				panic("as it should")
			}
			a.Reply("fine")
		}})
		if reply, reason := page.ask("x"); reason != "the host could not handle the message" {
			t.Errorf("ask = %q, %q", reply, reason)
		}
		if reply, reason := page.ask("x"); reply != "fine" {
			t.Errorf("the next ask = %q, %q", reply, reason)
		}
	}},
	{"requests are served", func(t *testing.T, s subject) {
		s.serve(t, served(func(r *Request) {
			path := strings.TrimPrefix(r.URL, Origin)
			switch path {
			case "/panic":
				panic("as it should")
			case "/later":
				go r.Respond(Response{Header: textproto.MIMEHeader{"Content-Type": {"text/plain"}}, Body: []byte("later")})
				return
			case "/pieces":
				r.Respond(Response{Header: textproto.MIMEHeader{"Content-Type": {"text/plain"}}, Reader: strings.NewReader("in pieces"), Length: -1})
				return
			case "/broken":
				r.Respond(Response{Status: 404, Reader: broken{strings.NewReader("")}, Length: -1})
				return
			}
			r.Respond(Response{Status: 201, Header: textproto.MIMEHeader{"Content-Type": {"text/plain"}, "X-Bad": {"a\r\nb"}},
				Body: fmt.Appendf(nil, "%s %s %s", r.Method, path, r.Body)})
			r.Respond(Response{Status: 500})
		}), func(r *Request) bool { return strings.HasSuffix(r.URL, "/wanted") })
		_, page := s.play(t, Options{})
		for _, test := range []struct{ method, path, body, want string }{
			{"GET", "/file?a=b%20c", "", "201 text/plain GET /file?a=b%20c "},
			{"GET", "/later", "", "200 text/plain later"},
			{"GET", "/pieces", "", "200 text/plain in pieces"},
			{"GET", "/panic", "", "500 application/octet-stream "},
			{"POST", "/elsewhere", "not read", "201 text/plain POST /elsewhere "},
			{"POST", "/.deskjs/bytes/refused", "not read", "201 text/plain POST /.deskjs/bytes/refused "},
			{"POST", "/.deskjs/bytes/wanted", "read", "201 text/plain POST /.deskjs/bytes/wanted read"},
			{"DELETE", "/file", "", "201 text/plain DELETE /file "},
		} {
			if got := page.fetch(test.method, test.path, test.body); got != test.want {
				t.Errorf("%s %s: %q, want %q", test.method, test.path, got, test.want)
			}
		}
	}},
	{"navigation elsewhere is refused", func(t *testing.T, s subject) {
		told := make(chan string, 100)
		s.serve(t, served(nil), nil)
		w, page := s.play(t, Options{OnRefused: func(what string) { told <- what }})
		for _, url := range []string{"https://example.org/", "app://elsewhere/"} {
			for _, top := range []bool{true, false} {
				page.navigate(url, top)
				if what := until(t, told, "the refusal"); !strings.Contains(what, url) {
					t.Errorf("%s: refused was %s", url, what)
				}
			}
		}
		do(t, s, func() {
			if url := w.URL(); url != contractPage {
				t.Errorf("the window is at %q", url)
			}
		})
	}},
	{"AllowNavigation decides", func(t *testing.T, s subject) {
		asked := make(chan string, 100)
		loaded := make(chan struct{}, 100)
		s.serve(t, served(nil), nil)
		w, page := s.play(t, Options{OnLoad: func() { loaded <- struct{}{} }, AllowNavigation: func(n Navigation) bool {
			asked <- n.URL
			return strings.HasPrefix(n.URL, "app://localhost/") && !strings.Contains(n.URL, "not")
		}})
		until(t, loaded, "the first document")
		page.navigate(Origin+"/page-not", true)
		for until(t, asked, "AllowNavigation") != Origin+"/page-not" {
		}
		page.navigate(Origin+"/page2", true)
		until(t, loaded, "the second document")
		do(t, s, func() {
			if url := w.URL(); url != Origin+"/page2" {
				t.Errorf("the window is at %q", url)
			}
		})
	}},
	{"Load, and scripts that follow", func(t *testing.T, s subject) {
		loaded := make(chan struct{}, 100)
		s.serve(t, served(nil), nil)
		w, page := s.play(t, Options{PageScript: "globalThis.version = 1", OnLoad: func() { loaded <- struct{}{} }})
		until(t, loaded, "the first document")
		if got := page.global("version"); got != "1" {
			t.Errorf("version is %s", got)
		}
		do(t, s, func() {
			w.SetScripts("globalThis.version = 2", contractRelay)
			w.Load(Origin + "/page3")
		})
		until(t, loaded, "the second document")
		if got := page.global("version"); got != "2" {
			t.Errorf("version is %s", got)
		}
	}},
	{"a closed window is silent", func(t *testing.T, s subject) {
		asked := make(chan Ask, 1)
		closed := make(chan struct{}, 10)
		s.serve(t, served(nil), nil)
		w, page := s.play(t, Options{OnAsk: func(a Ask) { asked <- a }, OnClosed: func() { closed <- struct{}{} }})
		page.askLater("never answered")
		ask := until(t, asked, "the ask")
		do(t, s, func() {
			w.Close()
			w.Close()
			w.Evaluate("1")
			w.Load(contractPage)
			w.Reload()
			w.SetTitle("x")
			w.SetScripts("", "")
			w.Focus()
			if url := w.URL(); url != "" {
				t.Errorf("URL() = %q", url)
			}
			w.Snapshot(func(_ []byte, err error) {
				if err == nil {
					t.Error("a closed window gave a snapshot")
				}
			})
		})
		until(t, closed, "OnClosed")
		ask.Reply("too late")
		do(t, s, func() {})
		if len(closed) > 0 {
			t.Error("OnClosed was called again")
		}
	}},
	{"Quit closes all windows", func(t *testing.T, s subject) {
		closed := make(chan struct{}, 2)
		s.serve(t, served(nil), nil)
		for range 2 {
			s.play(t, Options{OnClosed: func() { closed <- struct{}{} }})
		}
		s.driver().Quit()
		until(t, closed, "the first window's end")
		until(t, closed, "the second window's end")
	}},
}

func TestContract(t *testing.T) {
	for name, s := range subjects {
		for _, promise := range contract {
			t.Run(name+"/"+promise.name, func(t *testing.T) { promise.run(t, s) })
		}
	}
}
