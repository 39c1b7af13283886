package window

import (
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
	"testing"
)

// fake is a driver without a screen: everything that needs no system, and pages that do what a test says.
type fake struct {
	config  Config
	posted  posted
	wake    chan struct{}
	windows map[*fakeWindow]bool // UI thread
}

// fakeWindow is a window of it, and its page.
type fakeWindow struct {
	Contents
	Frame   // which no test of these asks for
	fake    *fake
	options Options
	asks    *asks
	url     string
	closed  bool
	page    string // the PageScript that the document has had
}

func newFake() *fake {
	f := &fake{wake: make(chan struct{}, 1), windows: map[*fakeWindow]bool{}}
	go f.Run()
	return f
}

func (f *fake) Run() {
	for range f.wake {
		f.posted.run()
	}
}

func (f *fake) Post(run func()) {
	if f.posted.add(run) {
		f.wake <- struct{}{}
	}
}

func (f *fake) Quit() {
	f.Post(func() {
		for w := range f.windows {
			w.destroy()
		}
	})
}

func (f *fake) Open(options Options) (Window, error) {
	w := &fakeWindow{fake: f, options: options}
	w.asks = newAsks(&w.options, f.Post)
	f.windows[w] = true
	w.Load(options.URL)
	return w, nil
}

func (w *fakeWindow) Load(url string) {
	if !w.closed && w.options.allows(Navigation{URL: url, Top: true}) {
		w.url, w.page = url, w.options.PageScript
		if w.options.OnLoad != nil {
			w.fake.Post(w.options.OnLoad)
		}
	}
}

func (w *fakeWindow) Close() {
	if !w.closed {
		w.closed = true
		w.fake.Post(w.destroy)
	}
}

func (w *fakeWindow) destroy() {
	if !w.fake.windows[w] {
		return
	}
	w.closed = true
	delete(w.fake.windows, w)
	w.asks.close()
	if w.options.OnClosed != nil {
		w.options.OnClosed()
	}
}

func (w *fakeWindow) URL() string {
	if w.closed {
		return ""
	}
	return w.url
}

func (w *fakeWindow) SetScripts(page, relay string) {
	w.options.PageScript, w.options.Relay = page, relay
}

func (w *fakeWindow) Snapshot(done func([]byte, error)) {
	done(nil, fmt.Errorf("there is nothing to see"))
}

func (w *fakeWindow) Evaluate(string)       {}
func (w *fakeWindow) EvaluateInPage(string) {}
func (w *fakeWindow) Reload()               { w.Load(w.url) }
func (w *fakeWindow) SetTitle(string)       {}
func (w *fakeWindow) Focus()                {}

func (w *fakeWindow) Native() uintptr     { return 1 }
func (w *fakeWindow) OpenDevTools() error { return errNoDevTools }

var errNoSessions = errors.New("there are no sessions")

func (f *fake) Session(string) (Session, error) { return nil, errNoSessions }
func (f *fake) RegisterScheme(Scheme) error     { return errNoSessions }

// The fake as a subject of the contract.

func (f *fake) driver() Driver { return f }

func (f *fake) serve(t *testing.T, serve func(*Request), accepts func(*Request) bool) {
	do(t, f, func() { f.config.Serve, f.config.AcceptsBody = serve, accepts })
}

func (f *fake) play(t *testing.T, options Options) (Window, player) {
	options.URL = contractPage
	var w *fakeWindow
	do(t, f, func() {
		opened, _ := f.Open(options)
		w = opened.(*fakeWindow)
	})
	t.Cleanup(func() { do(t, f, w.Close) })
	return w, fakePlayer{t, w}
}

type fakePlayer struct {
	t *testing.T
	w *fakeWindow
}

func (p fakePlayer) askLater(text string) <-chan [2]string {
	answers := make(chan [2]string, 1)
	p.w.fake.Post(func() {
		p.w.asks.receive(text, p.w.url, func(text, reason string) { answers <- [2]string{text, reason} })
	})
	return answers
}

func (p fakePlayer) ask(text string) (reply, reason string) {
	answer := until(p.t, p.askLater(text), "the answer")
	return answer[0], answer[1]
}

func (p fakePlayer) fetch(method, path, body string) string {
	responses := make(chan string, 1)
	p.w.fake.Post(func() {
		p.w.fake.config.serve(incoming{
			method: method, url: Origin + path, header: textproto.MIMEHeader{},
			body: func(wanted *Request) ([]byte, bool) { return readWhole(strings.NewReader(body), wanted) },
			finish: func(response Response) {
				kind := ""
				responseHeader(&response, func(name, value string) {
					if name == "Content-Type" {
						kind = value
					}
				})
				data := response.Body
				if response.Reader != nil {
					data, _ = io.ReadAll(response.Reader)
				}
				responses <- fmt.Sprintf("%d %s %s", responseStatus(&response), kind, data)
			},
		}, p.w.fake.Post)
	})
	return until(p.t, responses, "the response")
}

func (p fakePlayer) navigate(url string, top bool) {
	do(p.t, p.w.fake, func() {
		if top {
			p.w.Load(url)
		} else {
			p.w.options.allows(Navigation{URL: url})
		}
	})
}

func (p fakePlayer) global(expression string) (value string) {
	do(p.t, p.w.fake, func() { value = strings.TrimPrefix(p.w.page, "globalThis."+expression+" = ") })
	return value
}
