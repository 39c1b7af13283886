package desktop

import (
	"encoding/json"
	"time"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// orphanTime is how long windows of a backend that has ended wait for the next one to want them again.
const orphanTime = 5 * time.Second

// created is what BrowserWindow's constructor asks for.
type created struct {
	payload.Window
	frameExtras
}

type windowID struct {
	ID int `json:"id"`
}

// windowService is what BrowserWindow asks for.
func windowService(h *host) service.Service {
	return service.Service{
		Methods: map[string]service.Handler{
			"window.create": h.createWindow,
			"window.destroy": onWindow(h, func(w *appWindow, _ struct{}) (any, error) {
				w.native.Close()
				return nil, nil
			}),
			"window.focus": onWindow(h, func(w *appWindow, _ struct{}) (any, error) {
				w.native.Focus()
				return nil, nil
			}),
			"window.setTitle": onWindow(h, func(w *appWindow, arguments struct {
				Title string `json:"title"`
			}) (any, error) {
				w.frame.title = arguments.Title
				w.native.SetTitle(arguments.Title)
				return nil, nil
			}),
			"window.load": onWindow(h, func(w *appWindow, arguments struct {
				URL string `json:"url"`
			}) (any, error) {
				if w.adopted && w.native.URL() == arguments.URL {
					w.adopted = false
					return nil, nil // the page is there since the backend before this one
				}
				w.adopted = false
				w.native.Load(arguments.URL)
				return nil, nil
			}),
			"window.url": onWindow(h, func(w *appWindow, _ struct{}) (string, error) { return w.native.URL(), nil }),
		},
		Reset: h.orphanWindows,
	}
}

// onWindow makes a handler of what is done to one window, whose id is among the arguments.
func onWindow[A, R any](h *host, do func(*appWindow, A) (R, error)) service.Handler {
	return func(call *service.Call) {
		var id windowID
		if err := call.Decode(&id); err != nil {
			call.Fail(err)
			return
		}
		w := h.window(id.ID)
		if w == nil {
			call.Fail(&service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"})
			return
		}
		service.Func(func(arguments A) (R, error) { return do(w, arguments) })(call)
	}
}

// window is the open window with an id, nil if there is none. UI thread.
func (h *host) window(id int) *appWindow {
	for _, w := range h.windows {
		if w.id == id {
			return w
		}
	}
	return nil
}

// nativeWindow is the system's window with an id, 0 if there is none. UI thread.
func (h *host) nativeWindow(id int) uintptr {
	if w := h.window(id); w != nil {
		return w.native.Native()
	}
	return 0
}

func (w *appWindow) state() windowState {
	return windowState{ID: w.id, Name: w.name, Title: w.frame.title, URL: w.native.URL(), Restored: w.frame.restored && !w.adopted}
}

// createWindow opens a window for the backend. One that the backend before it has made with the same options is taken over: its page
// goes on.
func (h *host) createWindow(call *service.Call) {
	var options created
	if err := call.Decode(&options); err != nil {
		call.Fail(err)
		return
	}
	key := canonical(call.Value)
	for _, w := range h.windows {
		if w.orphan && w.options == key {
			w.orphan, w.adopted = false, true
			call.Reply(w.state(), nil)
			return
		}
	}
	w, err := h.open(-1, options.Window, options.frameExtras, "")
	if err != nil {
		call.Fail(err)
		return
	}
	w.options = key
	call.Reply(w.state(), nil)
}

// canonical writes JSON in one way, "{}" for none.
func canonical(value json.RawMessage) string {
	var decoded any
	_ = json.Unmarshal(value, &decoded)
	text, _ := json.Marshal(decoded)
	if decoded == nil {
		return "{}"
	}
	return string(text)
}

// orphanWindows keeps what the last backend opened for the next one, for a while. UI thread.
func (h *host) orphanWindows() {
	any := false
	for _, w := range h.windows {
		if w.options != "" {
			w.orphan, any = true, true
		}
	}
	if !any {
		return
	}
	h.orphaned++
	generation := h.orphaned
	time.AfterFunc(orphanTime, func() {
		h.post(func() {
			if h.orphaned != generation || h.failure() != "" {
				return // another backend has ended since, or the window says why there is none
			}
			for _, w := range append([]*appWindow(nil), h.windows...) {
				if w.orphan {
					w.native.Close()
				}
			}
		})
	})
}

// closeRequested handles that somebody at the screen wants a window closed: the backend may refuse, and the page.
func (h *host) closeRequested(w *appWindow) {
	switch {
	case h.failure() != "":
		w.native.Close()
		return
	case !h.natives.attached:
		h.closePage(w)
		return
	}
	h.natives.ask("window.close", windowID{w.id}, nil, func(answer service.Answer) {
		if answer.Err != nil { // nobody is there to refuse
			w.native.Close()
		}
	})
}
