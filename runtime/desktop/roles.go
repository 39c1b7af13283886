package desktop

import "github.com/deskjs/deskjs/runtime/desktop/window"

// zoomStep is how much one step of zoomIn and zoomOut is: half a level of Electron's, of which one is 20 %.
const zoomStep = 1.0954451150103321 // the square root of 1.2

// roles are what items of menus do to a window by themselves, without the app's code. Others are the backend's.
var roles = map[string]func(h *host, w *appWindow){
	"undo":               edits("undo"),
	"redo":               edits("redo"),
	"cut":                edits("cut"),
	"copy":               edits("copy"),
	"paste":              edits("paste"),
	"pasteandmatchstyle": edits("pasteAndMatchStyle"),
	"delete":             edits("delete"),
	"selectall":          edits("selectAll"),
	"reload":             func(_ *host, w *appWindow) { w.native.ReloadCached() },
	"forcereload":        func(_ *host, w *appWindow) { w.native.Reload() },
	"resetzoom":          zoomBy(func(float64) float64 { return 1 }),
	"zoomin":             zoomBy(func(now float64) float64 { return now * zoomStep }),
	"zoomout":            zoomBy(func(now float64) float64 { return now / zoomStep }),
	"close":              func(h *host, w *appWindow) { h.closeRequested(w) },
	"minimize":           does(window.Minimize),
	"zoom":               does(window.Zoom),
	"togglefullscreen": func(h *host, w *appWindow) {
		if err := w.native.Set(window.FullScreen, !w.native.State().FullScreen); err != nil {
			h.log("%v", err)
		}
	},
	"toggledevtools": func(h *host, w *appWindow) {
		toggle := func() error { return w.native.ShowInspector(false) }
		if w.native.InspectorShown() {
			toggle = w.native.CloseInspector
		}
		if err := toggle(); err != nil {
			h.log("%v", err)
		}
	},
}

func edits(command string) func(*host, *appWindow) {
	return func(_ *host, w *appWindow) { w.native.Edit(command) }
}

func does(action window.Action) func(*host, *appWindow) {
	return func(h *host, w *appWindow) {
		if err := w.native.Do(action); err != nil {
			h.log("%v", err)
		}
	}
}

// perform does what a role stands for to a window, or for 0 to the one with the keyboard. False leaves it to the backend: also when there is
// no such window. An app whose backend does not answer can still be quit. UI thread.
func (h *host) perform(id int, role string) bool {
	if role == "quit" && !h.natives.attached {
		h.quit(0)
		return true
	}
	do := roles[role]
	w := h.window(id)
	if id == 0 {
		w = h.focusedWindow()
	}
	if do == nil || w == nil {
		return false
	}
	do(h, w)
	return true
}

// focusedWindow is the window with the keyboard, nil if it is none of the app's. UI thread.
func (h *host) focusedWindow() *appWindow {
	for _, w := range h.windows {
		if w.native.State().Focused {
			return w
		}
	}
	return nil
}

func zoomBy(change func(now float64) float64) func(*host, *appWindow) {
	return func(h *host, w *appWindow) {
		if err := w.native.SetZoom(change(w.native.Zoom())); err != nil {
			h.log("%v", err)
		}
	}
}
