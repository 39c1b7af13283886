package desktop

import (
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// appWindow is one open window and its page.
type appWindow struct {
	id     int // what the backend knows it by
	native window.Window
	view   *bridge.View
	// preload is the view of the preload script; nil if there is none.
	preload   *bridge.View
	key       string // what only the preload script knows
	index     int    // among the windows in deskjs.json, -1 for those that the backend opens
	name      string // in deskjs.json or by the backend, may be ""
	options   string // what the backend opened it with, "" for those in deskjs.json
	orphan    bool   // the backend that opened it has ended
	adopted   bool   // the next one has taken it over, and loaded nothing since
	title     string // as deskjs.json has it
	frame     appFrame
	page      pageState
	partition string   // of the session that its page is in
	pageless  bool     // it shows nothing but views
	arguments []string // of its preload script, besides the usual ones
	isView    bool     // its page is for other windows to show, and it is never seen itself
	shares    bool     // its page's process may be shared with that of another window
	health    health
	keeping   keeping
	// description is what it was opened with.
	description payload.Window
}

const (
	appURL    = window.Origin + "/"
	failedURL = window.Origin + failedPath
)

// open shows a window: with an index, one of those in deskjs.json. UI thread.
func (h *host) open(index int, description payload.Window, extras frameExtras, url string) (*appWindow, error) {
	h.lastWindow++
	w := &appWindow{view: h.router.OpenView(), index: index, name: description.Name, title: description.Title, key: newKey(), id: h.lastWindow, shares: true, description: description}
	w.pageless, w.isView, w.arguments = extras.Pageless, extras.View, extras.Arguments
	h.setPolicy(w, description)
	frame := h.frameOptions(w, description, extras)
	page, relay := h.scripts(w, description)
	options := window.Options{
		URL:   url,
		Title: description.Title,
		Width: description.Width, Height: description.Height,
		MinWidth: description.MinWidth, MinHeight: description.MinHeight,
		Frame:         frame,
		Pageless:      extras.Pageless,
		DevTools:      h.options.Development != nil,
		PrintsConsole: h.options.Development != nil && !h.watched(), // which has it told
		PageScript:    page,
		Relay:         relay,
		OnAsk:         func(ask window.Ask) { h.ask(w, ask) },
		OnKey:         func(virtualKey uint16) bool { return h.menus.Key(w.id, virtualKey) },
		OnMade:        func(native uintptr) { h.menus.Opened(w.id, native) },
		OnClosed:      func() { h.closed(w) },

		OnCloseRequest: func() { h.closeRequested(w) },
		OnRefused:      h.refused,
		OnFiles:        func(given window.Files) { h.filesGiven(w, given) },
		Beside:         h.beside(description),
	}
	if extras.Partition != "" {
		w.partition, w.shares = extras.Partition, false
		options.Partition, options.Beside = extras.Partition, nil
	}
	h.pageOptions(w, &options)
	h.heals(w, &options)
	h.tellsEnds(w, &options)
	native, err := h.driver.Open(options)
	if err != nil {
		return nil, err
	}
	w.native = native
	h.windows = append(h.windows, w)
	h.dress(w, description, extras)
	return w, nil
}

// ask takes one message from a page's relay. UI thread.
func (h *host) ask(w *appWindow, ask window.Ask) {
	// The relay runs in the app's own pages only; a page that got here otherwise gets nothing.
	if ask.Origin != window.Origin {
		h.refused("a message of the page: it came from " + ask.Origin)
		ask.Reply("")
		return
	}
	if strings.HasPrefix(ask.URL, window.Origin+ownPrefix) {
		ask.Reply("") // the host's own pages have the relay as well, and no use for it
		return
	}
	if ask.Text == bridge.PaintedText {
		if w.health.paint != nil {
			w.health.paint.Painted()
		}
		ask.Reply("")
		return
	}
	if icons, ready := strings.CutPrefix(ask.Text, bridge.ReadyText); ready {
		h.pageReady(w, icons)
		ask.Reply("")
		return
	}
	if message, told := strings.CutPrefix(ask.Text, bridge.ConsoleText); told {
		h.pageLogged(w, message)
		ask.Reply("")
		return
	}
	if h.pageKept(w, ask.Text) || h.answered(w, ask.Text) || h.frameAsked(w, ask.Text) {
		ask.Reply("")
		return
	}
	if h.watched() && !h.takeForDevelopment(w, ask) {
		ask.Reply("")
		return
	}
	view := w.view
	text, fromPreload := strings.CutPrefix(ask.Text, bridge.PreloadText)
	if fromPreload {
		if view = w.preload; view == nil {
			h.refused("a message of a preload script: the window has none")
			ask.Reply("")
			return
		}
	}
	if text == bridge.HelloText && !fromPreload {
		// The first message of a document: whatever the previous one waited for is over.
		view.Reset()
		h.newDocument(w)
		ask.Reply(view.Secret())
		h.bringBack(w)
		if h.options.Development != nil {
			h.options.Development.pageLoaded(h)
		}
		return
	}
	view.Ask(text, ask.Reply)
}

func (h *host) closed(w *appWindow) {
	if w.health.paint != nil {
		w.health.paint.Stop()
	}
	w.stopClosing()
	h.keepsNoMore(w)
	h.hangs(w, false)
	h.menus.Closed(w.id)
	w.view.Close()
	if w.preload != nil {
		w.preload.Close()
	}
	for i, open := range h.windows {
		if open == w {
			h.windows = append(h.windows[:i], h.windows[i+1:]...)
			break
		}
	}
	h.pageAppeared(w) // nobody waits for it any more
	h.natives.emit("window.closed", windowID{w.id}, nil)
	for _, child := range append([]*appWindow(nil), h.windows...) {
		if child.frame.parent == w.id {
			child.native.Close()
		}
	}
	if !slices.ContainsFunc(h.windows, func(w *appWindow) bool { return !w.isView }) && !h.natives.attached {
		h.driver.Quit()
	}
}
