package desktop

import (
	"encoding/json"

	"github.com/deskjs/deskjs/bridge"
)

// consoleMessage is what the backend listens to of a page's console.
const consoleMessage = "console-message"

// listenToConsole has a page tell what it logs, from now on. Nobody listens to what it still tells when that is over. UI thread.
func (h *host) listenToConsole(w *appWindow) {
	w.native.SetScripts(h.scripts(w, w.description))
	if w.page.watched[consoleMessage] && isOwn(w.native.URL()) {
		w.native.Evaluate(bridge.ConsoleRelaySource)
		w.native.EvaluateInPage(bridge.ConsoleMessageSource)
	}
}

// pageLogged takes what a page has logged. UI thread.
func (h *host) pageLogged(w *appWindow, text string) {
	var message bridge.ConsoleMessage
	if !w.page.watched[consoleMessage] || json.Unmarshal([]byte(text), &message) != nil {
		return
	}
	h.natives.emit("contents.event", struct {
		ID   int    `json:"id"`
		Kind string `json:"kind"`
		bridge.ConsoleMessage
	}{w.id, consoleMessage, message}, nil)
}
