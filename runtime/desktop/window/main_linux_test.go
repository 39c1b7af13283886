//go:build cgo

package window

import (
	"fmt"
	"net/http"
	"net/textproto"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/xvfb"
)

// ui is the driver all tests share: a process has one.
var ui Driver

// Variables of the environment by which a test runs this executable again, to see New fail.
const childVariable = "DESKJS_WINDOW_TEST_NEW"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		_, err := New(Config{AppID: "org.deskjs.test", AppName: "Test"})
		fmt.Printf("%T\n%v\n", err, err)
		return
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	server, err := xvfb.Open()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer server.Close()
	for name, value := range map[string]string{"DISPLAY": server.Display, "WAYLAND_DISPLAY": "", "GDK_BACKEND": "x11"} {
		if err := os.Setenv(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	config := Config{AppID: "org.deskjs.test", AppName: "Test", Serve: serveTest, AcceptsBody: acceptTest, OnDownload: downloadTest}
	if ui, err = New(config); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var code int
	var done atomic.Bool
	go func() {
		code = m.Run()
		done.Store(true)
		ui.Quit()
	}()
	for !done.Load() {
		ui.Run() // returns whenever a test has closed its window
	}
	return code
}

var (
	handlerMutex sync.Mutex
	handler      func(*Request)
	acceptor     func(*Request) bool // nil accepts the one of acceptTest
)

// downloads takes what a test downloads.
var downloads func(string, Window, *Download)

func downloadTest(partition string, from Window, download *Download) {
	handlerMutex.Lock()
	take := downloads
	handlerMutex.Unlock()
	take(partition, from, download)
}

func serveTest(request *Request) {
	handlerMutex.Lock()
	serve := handler
	handlerMutex.Unlock()
	serve(request)
}

func acceptTest(request *Request) bool {
	handlerMutex.Lock()
	accepts := acceptor
	handlerMutex.Unlock()
	if accepts != nil {
		return accepts(request)
	}
	return request.URL == "app://localhost/.deskjs/bytes/secret/token"
}

// relay posts what the page sends with 'deskjs:send', and gives it the reply or the reason why there is none.
const relay = `document.addEventListener('deskjs:send', async event => {
	let detail
	try { detail = await webkit.messageHandlers.deskjs.postMessage(event.detail) }
	catch (error) { detail = 'refused: ' + (error && error.message || error) }
	document.dispatchEvent(new CustomEvent('deskjs:receive', {detail}))
})`

// client is what test pages begin with: ask(text) resolves with the host's reply.
const client = `<!doctype html><meta charset="utf-8"><title>test</title><script>
const waiting = []
document.addEventListener('deskjs:receive', event => waiting.shift()(event.detail))
const ask = text => new Promise(resolve => {
	waiting.push(resolve)
	document.dispatchEvent(new CustomEvent('deskjs:send', {detail: text}))
})
</script>`

// page is a window with a test page in it.
type page struct {
	t      *testing.T
	window Window
	asks   chan Ask
	loaded chan struct{}
	gone   chan string
	closed chan struct{}
}

// open shows the client followed by the HTML, and closes the window when the test ends. Other paths are answered by serve.
func open(t *testing.T, html string, options Options, serve func(*Request)) *page {
	t.Helper()
	handlerMutex.Lock()
	acceptor = nil
	handler = func(request *Request) {
		if request.URL == "app://localhost/" {
			request.Respond(htmlResponse(client + html))
		} else if serve != nil {
			serve(request)
		} else {
			request.Respond(Response{Status: http.StatusNotFound})
		}
	}
	handlerMutex.Unlock()
	p := &page{t: t, asks: make(chan Ask, 100), loaded: make(chan struct{}, 100), gone: make(chan string, 1), closed: make(chan struct{})}
	options.URL, options.Title, options.Relay = "app://localhost/", t.Name(), relay
	if options.OnAsk == nil {
		options.OnAsk = func(a Ask) { p.asks <- a }
	}
	options.OnLoad = func() { p.loaded <- struct{}{} }
	options.OnProcessGone = func(reason string) { p.gone <- reason }
	options.OnClosed = func() { close(p.closed) }
	var err error
	onUI(t, func() { p.window, err = ui.Open(options) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ui.Post(p.window.Close)
		receive(t, p.closed, "the end of the window")
	})
	return p
}

func htmlResponse(html string) Response {
	return Response{Header: textproto.MIMEHeader{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(html)}
}

// next waits for the next message of the page.
func (p *page) next() Ask {
	p.t.Helper()
	return receive(p.t, p.asks, "a message of the page")
}

// wantNext waits for the next message of the page and compares its text.
func (p *page) wantNext(want string) Ask {
	p.t.Helper()
	ask := p.next()
	if ask.Text != want {
		p.t.Fatalf("the page sent %q, want %q", ask.Text, want)
	}
	return ask
}

// onUI runs a function on the UI thread and waits for it.
func onUI(t *testing.T, run func()) {
	t.Helper()
	done := make(chan struct{})
	ui.Post(func() {
		defer close(done)
		run()
	})
	receive(t, done, "the UI thread")
}

// patience is how long a test waits for what must happen: on a machine that is busy with other things, too.
const patience = time.Minute

// receive waits for an event, and fails the test when it takes longer than anything here should.
func receive[T any](t *testing.T, channel <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-channel:
		return value
	case <-time.After(patience):
		t.Fatalf("waited %v for %s", patience, what)
		panic("unreachable")
	}
}
