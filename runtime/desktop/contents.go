package desktop

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// pageState is what the host keeps of a window's page. UI thread.
type pageState struct {
	// outside says that the document in the top frame is not the app's own; leaving, that the backend has asked for one that is not.
	outside, leaving bool
	// ready says that the document has been read to its end.
	ready bool
	// hand is what sendInputEvent has done before.
	hand hand
	// taken says that what is refused has been done otherwise, and is nothing for the log.
	taken bool
	// closing ends the wait for the page to say whether the window may close; nil if nobody waits.
	closing func()
	// watched are the questions that the backend wants to be asked: "will-navigate", "open-window", "will-prevent-unload", "context-menu",
	// "console-message", "before-input-event".
	watched map[string]bool
}

// pageOptions are a window's options that are about its page.
func (h *host) pageOptions(w *appWindow, options *window.Options) {
	options.AllowNavigation = func(n window.Navigation) bool { return h.allowsNavigation(w, n) }
	options.OnNavigation = func(n window.Navigation, decide func(bool)) { h.askNavigation(w, n, decide) }
	options.OnPage = func(event window.PageEvent) { h.pageEvent(w, event) }
	options.OnKeyInput = func(key window.Key, decide func(bool)) { h.askKey(w, key, decide) }
	options.OnUnload = func(decide func(bool)) { h.askUnload(w, decide) }
	options.OnPermission = func(p window.Permission, decide func(bool)) { h.askPermission(w, p, decide) }
	options.OnRefused = func(what string) {
		if !w.page.taken {
			h.refused(what)
		}
		w.page.taken = false
	}
}

// tellsEnds has the backend told of the end of the page's process, before anything is done about it.
func (h *host) tellsEnds(w *appWindow, options *window.Options) {
	heal := options.OnProcessGone
	options.OnProcessGone = func(reason string) {
		h.tellPage(w, window.PageEvent{Kind: "render-process-gone", Text: reason})
		if w.page.closing != nil {
			w.native.Close()
			return
		}
		heal(reason)
	}
}

// contentsEvent is what the backend is told of a page.
type contentsEvent struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
	window.PageEvent
}

func (h *host) tellPage(w *appWindow, event window.PageEvent) {
	h.natives.emit("contents.event", contentsEvent{w.id, event.Kind, event}, nil)
}

func (h *host) pageEvent(w *appWindow, event window.PageEvent) {
	switch event.Kind {
	case "did-navigate":
		w.page.outside, w.page.ready = !isOwn(event.URL), false
	case "dom-ready":
		w.page.ready = true
	case "did-finish-load":
		if !w.page.ready { // a page without a relay does not tell
			h.tellPage(w, window.PageEvent{Kind: "dom-ready"})
		}
	case "did-stop-loading":
		w.page.leaving = false
	case "may-close":
		w.native.Close() // window.close() of a script comes here too
		return
	case "may-not-close":
		if w.page.closing != nil { // and no navigation was refused
			w.stopClosing()
			h.natives.emit("window.stays", windowID{w.id}, nil)
		}
		return
	}
	h.tellPage(w, event)
}

// pageReady is told by the relay that the document has been read to its end, and which icons it has.
func (h *host) pageReady(w *appWindow, icons string) {
	if !w.page.ready {
		w.page.ready = true
		h.tellPage(w, window.PageEvent{Kind: "dom-ready"})
	}
	if icons != "" {
		h.tellPage(w, window.PageEvent{Kind: "page-favicon-updated", List: strings.Split(icons, "\n")})
	}
}

// isOwn tells whether an address is one of the app's own pages.
func isOwn(address string) bool { return strings.HasPrefix(address, appURL) }

// isWeb tells whether an address is one of the web.
func isWeb(address string) bool {
	scheme, _, ok := strings.Cut(address, "://")
	return ok && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}

// loadPage goes to an address that the backend names: the app's own pages, those of schemes that it serves, and the web's. The answer says
// whether the page is there already.
func (h *host) loadPage(w *appWindow, a struct{ URL, UserAgent string }, call *service.Call) {
	if w.adopted && w.native.URL() == a.URL {
		w.adopted = false
		call.Reply(true, nil) // the page is there since the backend before this one
		return
	}
	u, err := url.Parse(a.URL)
	switch {
	case err != nil || u.Scheme == "":
		call.Fail(loadError(-300, "ERR_INVALID_URL", a.URL, ""))
		return
	case u.Scheme == "file":
		call.Fail(loadError(-10, "ERR_ACCESS_DENIED", a.URL, ": it is no page of the app; what is not in the app is not shown, for a file could then read the person's others"))
		return
	case isOwn(a.URL), a.URL == "about:blank", h.serves(u.Scheme):
	case isWeb(a.URL), u.Scheme == "data":
		w.page.leaving = true
	default:
		call.Fail(loadError(-302, "ERR_UNKNOWN_URL_SCHEME", a.URL, ""))
		return
	}
	w.adopted = false
	if a.UserAgent != "" {
		w.native.SetUserAgent(a.UserAgent)
	}
	w.native.Load(a.URL)
	call.Reply(false, nil)
}

func loadError(number int, name, address, why string) error {
	return &service.Error{Code: name, Message: fmt.Sprintf("%s (%d) loading '%s'%s", name, number, address, why)}
}

// allowsNavigation decides where frames of a window may go, and what becomes of a wish for another window.
func (h *host) allowsNavigation(w *appWindow, n window.Navigation) bool {
	scheme, _, _ := strings.Cut(n.URL, ":")
	inside := scheme == "about" || scheme == "data" || scheme == "blob"
	switch {
	case n.Window:
		return h.wantsWindow(w, n)
	case n.Asked:
		return true
	case isOwn(n.URL):
		// A page of the web gets nothing of the app: but going back to what was there before is the person's.
		return !w.page.outside || n.History || w.page.leaving && n.Response
	case h.serves(scheme):
		return !w.page.outside || n.History
	case inside:
		return !n.Top || w.page.leaving
	case isWeb(n.URL) && (w.page.outside || w.page.leaving || n.History):
		return true
	case isWeb(n.URL) && h.framesWeb() && !n.Link && !n.Top:
		return true // as far as it is known it is a frame: if it turns out to be the top one, it is refused then
	case n.Response:
		return false
	default:
		w.page.taken = n.Gesture && h.openOutside(n.URL)
		return false
	}
}

// framesWeb tells whether the app's pages may have pages of the web in their frames.
func (h *host) framesWeb() bool { return h.options.App.Manifest().Electron != nil }

// wantsWindow handles window.open and links to other windows. What is off the app goes to the person's browser, if a person asked for it:
// a script alone opens nothing.
func (h *host) wantsWindow(w *appWindow, n window.Navigation) (taken bool) {
	if w.page.watched["open-window"] {
		h.natives.ask("contents.open-window", struct {
			ID      int    `json:"id"`
			URL     string `json:"url"`
			Name    string `json:"frameName"`
			Gesture bool   `json:"userGesture"`
		}{w.id, n.URL, n.Name, n.Gesture || n.Link}, nil, func(answer service.Answer) {
			if answer.Err != nil {
				h.log("A window for %q was not opened: %v", n.URL, answer.Err)
			}
		})
		return true
	}
	return !isOwn(n.URL) && n.Gesture && h.openOutside(n.URL)
}

// openOutside has the desktop open an address, as shell.openExternal does, and tells whether that is asked for. Files and whatever runs
// something are not.
func (h *host) openOutside(address string) bool {
	const method = "shell.openExternal"
	scheme, _, _ := strings.Cut(address, ":")
	switch scheme {
	case "http", "https", "mailto", "tel":
	default:
		return false
	}
	handler := h.natives.methods[method]
	if handler == nil {
		return false
	}
	h.natives.guarded(handler, service.NewCall(method, externalAddress(address), nil, func(_ any, _ []byte, err error) {
		if err != nil {
			h.log("%q could not be opened in the browser: %v", address, err)
		}
	}))
	return true
}

// watchPage notes what the backend wants to be asked.
func (h *host) watchPage(w *appWindow, a struct {
	Question string
	Watch    bool
}) (any, error) {
	if w.page.watched == nil {
		w.page.watched = map[string]bool{}
	}
	w.page.watched[a.Question] = a.Watch
	switch a.Question {
	case "context-menu":
		return nil, notThere(w.native.OwnMenu(a.Watch))
	case "before-input-event":
		return nil, notThere(w.native.WatchKeys(a.Watch))
	case consoleMessage:
		h.listenToConsole(w)
	}
	return nil, nil
}

// verdict is the backend's answer to whether something may be.
type verdict struct {
	Prevented bool `json:"prevented"`
}

// askNavigation asks the listeners of 'will-navigate'. Where there is nobody to refuse, it goes on.
func (h *host) askNavigation(w *appWindow, n window.Navigation, decide func(bool)) {
	if !w.page.watched["will-navigate"] {
		decide(true)
		return
	}
	h.natives.ask("contents.will-navigate", struct {
		ID       int    `json:"id"`
		URL      string `json:"url"`
		Redirect bool   `json:"redirect"`
	}{w.id, n.URL, n.Redirect}, nil, func(answer service.Answer) {
		var v verdict
		decide(answer.Decode(&v) != nil || !v.Prevented)
	})
}

// askUnload asks the listeners of 'will-prevent-unload' whether a page that would rather stay is left all the same.
func (h *host) askUnload(w *appWindow, decide func(leave bool)) {
	if w.page.closing != nil {
		w.page.closing() // the page has answered: the wait is for the app now
	}
	if w.keeping.leaving { // what would keep an update from being applied is asked before it is
		decide(true)
		return
	}
	if !w.page.watched["will-prevent-unload"] {
		decide(false)
		return
	}
	h.natives.ask("contents.will-prevent-unload", windowID{w.id}, nil, func(answer service.Answer) {
		var v verdict
		decide(answer.Decode(&v) == nil && v.Prevented)
	})
}

// externalAddress is the argument of shell.openExternal.
func externalAddress(address string) json.RawMessage {
	text, err := json.Marshal(map[string]string{"url": address})
	if err != nil {
		return nil
	}
	return text
}
