//go:build unix

package desktop

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// fakeDriver is a window driver without windows: a test plays the pages.
type fakeDriver struct {
	config window.Config
	posted chan func()
	over   chan struct{} // closed when Run has returned
	quit   bool          // UI thread
	opened chan *fakeWindow

	windows map[*fakeWindow]bool // UI thread
}

func newFakeDriver() *fakeDriver {
	return &fakeDriver{posted: make(chan func(), 1000), over: make(chan struct{}),
		opened: make(chan *fakeWindow, 10), windows: map[*fakeWindow]bool{}}
}

func (d *fakeDriver) Open(options window.Options) (window.Window, error) {
	events := make(chan string, 1000)
	w := &fakeWindow{fakeFrame: newFakeFrame(options, events), driver: d, options: options, url: options.URL, events: events}
	d.windows[w] = true
	d.opened <- w
	return w, nil
}

func (d *fakeDriver) Run() {
	defer close(d.over)
	for !d.quit {
		(<-d.posted)()
	}
}

func (d *fakeDriver) Post(do func()) { d.posted <- do }

func (d *fakeDriver) Quit() {
	d.Post(func() {
		for w := range d.windows {
			w.Close()
		}
		d.quit = true
	})
}

func (d *fakeDriver) Watch(fd int, readable func()) (stop func()) {
	stopped := make(chan struct{})
	go func() {
		for {
			if _, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1); err != nil && !errors.Is(err, unix.EINTR) {
				return
			}
			done := make(chan struct{})
			d.Post(func() {
				defer close(done)
				select {
				case <-stopped:
				default:
					readable()
				}
			})
			select {
			case <-stopped:
				return
			case <-d.over:
				return
			case <-done:
			}
			select {
			case <-stopped:
				return
			default:
			}
		}
	}()
	return sync.OnceFunc(func() { close(stopped) })
}

func (d *fakeDriver) Session(string) (window.Session, error) {
	return nil, errors.New("there are no sessions")
}

func (d *fakeDriver) RegisterScheme(window.Scheme) error { return nil }

// fakeWindow notes what is done to it.
type fakeWindow struct {
	window.Contents
	fakeFrame
	driver  *fakeDriver
	options window.Options
	url     string // UI thread
	events  chan string
	picture window.Picture // what it shows; UI thread
	unload  func()         // asks its page whether the window may close; nil closes. UI thread
}

func (w *fakeWindow) Evaluate(js string)       { w.events <- "evaluate " + js }
func (w *fakeWindow) EvaluateInPage(js string) { w.events <- "evaluate in page " + js }
func (w *fakeWindow) Load(url string)          { w.url = url; w.events <- "load " + url }
func (w *fakeWindow) SetScripts(page, relay string) {
	w.options.PageScript, w.options.Relay = page, relay
}
func (w *fakeWindow) Reload()         { w.events <- "reload" }
func (w *fakeWindow) SetTitle(string) {}
func (w *fakeWindow) URL() string     { return w.url }
func (w *fakeWindow) Focus()          {}
func (w *fakeWindow) Native() uintptr { return 0 }

func (w *fakeWindow) EndProcess() { w.events <- "end process" }

func (w *fakeWindow) Look(done func(window.Picture)) {
	w.events <- "look"
	done(w.picture)
}

func (w *fakeWindow) Accelerate(accelerated bool) {
	w.events <- fmt.Sprint("accelerate ", accelerated)
}

func (w *fakeWindow) OpenDevTools() error {
	w.events <- "inspect"
	return nil
}

func (w *fakeWindow) Snapshot(done func([]byte, error)) {
	done(nil, errors.New("there is nothing to see"))
}

func (w *fakeWindow) Close() {
	if w.driver.windows[w] {
		delete(w.driver.windows, w)
		w.driver.quit = w.driver.quit || len(w.driver.windows) == 0 && !w.driver.config.StaysOpen
		w.options.OnClosed()
	}
}

func (w *fakeWindow) TryClose() {
	if w.unload != nil {
		w.unload()
		return
	}
	w.options.OnPage(window.PageEvent{Kind: "may-close"})
}

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// receive waits for a value.
func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(patience):
		t.Fatalf("nothing came; want %s", what)
		panic("unreachable")
	}
}

// expect waits until something is done to the window that contains all parts.
func (w *fakeWindow) expect(t *testing.T, parts ...string) string {
	t.Helper()
	for {
		event := receive(t, w.events, fmt.Sprint(parts))
		found := true
		for _, part := range parts {
			found = found && strings.Contains(event, part)
		}
		if found {
			return event
		}
	}
}

// ask posts a message as the app's page does, and returns where the reply will come.
func (w *fakeWindow) ask(text string) <-chan string {
	return w.askFrom(window.Origin, window.Origin+"/", text)
}

func (w *fakeWindow) askFrom(origin, url, text string) <-chan string {
	replies := make(chan string, 1)
	w.driver.Post(func() {
		w.options.OnAsk(window.Ask{Text: text, URL: url, Origin: origin, Reply: func(reply string) { replies <- reply }})
	})
	return replies
}

// fetch makes a request as a page does.
func (w *fakeWindow) fetch(t *testing.T, method, path string, body []byte) window.Response {
	t.Helper()
	responses := make(chan window.Response, 1)
	w.driver.Post(func() {
		w.driver.config.Serve(window.NewRequest(method, window.Origin+path, nil, body, func(r window.Response) { responses <- r }))
	})
	return receive(t, responses, method+" "+path)
}

// lines is a writer whose lines can be waited for.
type lines chan string

func (l lines) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		l <- line
	}
	return len(p), nil
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
