package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/heal"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// health is what keeps one window's page visible and alive. UI thread.
type health struct {
	paint   *heal.Paint // of the document that is there; nil without one
	crashes heal.Crashes
	hang    heal.Hang
	shown   bool // the document that is there has appeared
	beside  int  // how many windows have come to share its process
	drawing bool // its process is ended by the host, to be drawn in another way
}

// prepareDrawing chooses how pages are drawn, before the webview looks at its environment. UI thread.
func (h *host) prepareDrawing(webkit string) {
	if h.options.Automation {
		return // a WebDriver's pictures come from what composes the page, and never do without it
	}
	environment := os.Environ()
	machine := heal.ReadMachine(h.options.Root, environment, webkit)
	h.ladder = heal.Open(machine, environment, filepath.Join(xdg.DataHome, h.options.App.Manifest().ID, "drawing.json"))
	if h.ladder.Remembered() {
		h.log("Pages are drawn %s: %s.", h.ladder.Rung().Words(), h.ladder.Why())
	}
	h.useDrawing()
}

// useDrawing lets the processes that the webview starts know how to draw. The backend and what it starts don't see it.
func (h *host) useDrawing() {
	for _, variable := range h.ladder.Rung().Variables() {
		name, value, _ := strings.Cut(variable, "=")
		if err := os.Setenv(name, value); err != nil {
			h.log("%v", err)
		}
	}
}

// heals lets the host hear of what becomes of a window's page, beside those that the options name.
func (h *host) heals(w *appWindow, options *window.Options) {
	w.health.hang = heal.Hang{After: h.after, End: func() {
		h.log("The page of %q has not answered for %v: its process is ended.", w.title, heal.HangTime)
		w.native.EndProcess()
	}}
	onLoad, onPage := options.OnLoad, options.OnPage
	options.OnLoad = func() {
		if w.health.paint == nil {
			h.newDocument(w)
		}
		w.health.paint.Loaded()
		if onLoad != nil {
			onLoad()
		}
	}
	options.OnPage = func(event window.PageEvent) {
		switch event.Kind {
		case "unresponsive":
			h.hangs(w, true)
		case "responsive":
			h.hangs(w, false)
		}
		if onPage != nil {
			onPage(event)
		}
	}
	onProcessGone := options.OnProcessGone
	options.OnProcessGone = func(reason string) {
		if onProcessGone != nil {
			onProcessGone(reason)
		}
		h.pageGone(w, reason)
	}
}

// newDocument begins to watch for the first paint of a document. UI thread.
func (h *host) newDocument(w *appWindow) {
	if w.health.paint != nil {
		w.health.paint.Stop()
	}
	w.health.shown = false
	w.health.paint = &heal.Paint{
		After: h.after,
		Look: func(answer func(heal.Picture)) {
			painter, ok := w.native.(window.Painter)
			if !ok {
				answer(heal.Even) // what such a webview paints is on the screen
				return
			}
			painter.Look(func(picture window.Picture) { answer(heal.Picture(picture)) })
		},
		Done: func(picture heal.Picture) {
			h.appeared(picture)
			h.pageAppeared(w)
		},
	}
}

// after runs a function on the UI thread later.
func (h *host) after(delay time.Duration, do func()) (stop func()) {
	stopped := false // UI thread
	timer := time.AfterFunc(delay, func() {
		h.post(func() {
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// appeared is told whether a document is on the screen. UI thread.
func (h *host) appeared(picture heal.Picture) {
	if h.ladder == nil {
		return
	}
	switch picture {
	case heal.Shown:
		if err := h.ladder.Appeared(); err != nil {
			h.log("What works on this machine can't be remembered: %v", err)
		}
	case heal.Blank:
		h.drawOtherwise()
	}
}

// drawOtherwise climbs to the next way of drawing, and has all pages drawn so. UI thread.
func (h *host) drawOtherwise() {
	rung, restarts, ok, err := h.ladder.Next()
	if err != nil {
		h.log("What to try next can't be remembered: %v", err)
	}
	switch {
	case !ok:
		h.log("A page has not appeared in its window, and no other way to draw it is left. See whether other programs show pages (Epiphany, for one), and whether the graphics driver and WebKitGTK are up to date.")
		return
	case restarts && (h.options.Development != nil || err != nil):
		h.log("A page has not appeared in its window. Start the app again: pages are drawn %s then.", rung.Words())
		return
	}
	h.log("A page has not appeared in its window. Pages are drawn %s now.", rung.Words())
	h.useDrawing()
	if restarts {
		h.restarts = true
		h.driver.Quit()
		return
	}
	for _, w := range h.windows {
		if w.health.paint != nil {
			w.health.paint.Stop()
			w.health.paint = nil
		}
		if painter, ok := w.native.(window.Painter); ok {
			painter.Accelerate(false)
		}
	}
	for _, w := range h.windows {
		w.health.drawing = true
		w.native.EndProcess()
	}
}

// hangs is told that a page's process does not answer, or does again. UI thread.
func (h *host) hangs(w *appWindow, hangs bool) {
	if w.health.paint != nil {
		w.health.paint.Busy(hangs)
	}
	// While it is being written, a page may stand still in the inspector.
	if hangs && h.options.Development == nil {
		w.health.hang.Hangs()
	} else {
		w.health.hang.Answers()
	}
}

// pageGone loads the page again after its process has ended, unless it keeps doing so. UI thread.
func (h *host) pageGone(w *appWindow, driverReason string) {
	w.view.Reset()
	if w.preload != nil {
		w.preload.Reset()
	}
	if w.health.paint != nil {
		w.health.paint.Stop()
		w.health.paint = nil
	}
	h.hangs(w, false)
	if w.health.drawing {
		w.health.drawing = false
		w.native.Load(pageOf(w))
		return
	}
	reason := heal.ReasonOf(driverReason)
	h.pageCrashed(w, string(reason), reason.Words())
	again := w.health.crashes.Ended(time.Now())
	switch {
	case h.failure() != "":
		w.native.Load(failedURL)
	case again:
		h.log("The process of the page of %q ended: %s. The page is loaded again.", w.title, reason.Words())
		w.native.Load(pageOf(w))
	default:
		h.log("The process of the page of %q ended: %s, too often to be started again.", w.title, reason.Words())
		h.giveUp("the page's process ended several times: " + reason.Words())
	}
}

// pageOf is where a window's page is, or should be.
func pageOf(w *appWindow) string {
	url := w.native.URL()
	if url == "" || strings.HasPrefix(url, window.Origin+ownPrefix) {
		return appURL
	}
	return url
}

// maxBeside is how many windows may come to share one's process while it is open. What WebKit keeps of each that has closed, 280 kB, goes with the
// process alone; a window with a process of its own takes several times as long to open, and WebKit keeps a descriptor of every fourth in the host.
const maxBeside = 200

// beside is an open window whose page may share its process with that of another: both are the app's own and may use the same. UI thread.
func (h *host) beside(description payload.Window) window.Window {
	for _, w := range h.windows {
		if w.shares && w.health.beside < maxBeside && w.description.Preload == description.Preload && slices.Equal(w.description.Capabilities, description.Capabilities) &&
			(w.description.Capabilities == nil) == (description.Capabilities == nil) && strings.HasPrefix(w.native.URL(), appURL) {
			w.health.beside++
			return w.native
		}
	}
	return nil
}
