package desktop

import (
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// takeForDevelopment handles what only a page in development sends, and reports whether a message is for the router. UI thread.
func (h *host) takeForDevelopment(w *appWindow, ask window.Ask) (forRouter bool) {
	if ask.Text == bridge.DevToolsText {
		h.openDevTools(w)
		return false
	}
	if text, told := strings.CutPrefix(ask.Text, bridge.PageText); told {
		h.options.Development.report(bridge.Page{Text: text})
		return false
	}
	return true
}

// openDevTools opens the inspector of a window, of the first one if it is nil. UI thread.
func (h *host) openDevTools(w *appWindow) {
	if w == nil {
		if len(h.windows) == 0 {
			return
		}
		w = h.windows[0]
	}
	if err := w.native.OpenDevTools(); err != nil {
		h.log("%v", err)
	}
}
