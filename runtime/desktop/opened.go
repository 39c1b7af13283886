package desktop

import (
	"os"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/application"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// early is what the desktop has asked of the app before a backend could hear of it. UI thread.
type early struct {
	// Seconds are other starts of the app.
	Seconds []application.Second `json:"seconds,omitempty"`
	// Opened are addresses, and paths of files, that macOS has told.
	Opened []opened `json:"opened,omitempty"`
}

// opened is something for the app to open.
type opened struct {
	// Event is "app.open-url" or "app.open-file".
	Event string `json:"event"`
	Value string `json:"value"`
}

// claimInstance makes this process the app's only one, if deskjs.json wants there to be one; or tells the one that there is, and is false.
func (h *host) claimInstance() (only bool, err error) {
	manifest := h.options.App.Manifest()
	if !manifest.SingleInstance {
		return true, nil
	}
	directory, _ := os.Getwd()
	second := application.Second{Args: append([]string{programPath()}, h.options.Arguments...), Directory: directory, Token: application.StartupToken()}
	h.instance, err = application.Claim(manifest.ID, h.options.Development != nil, second, h.startedAgain)
	return h.instance != nil, err
}

// startedAgain is told that the app was started while it runs. Any goroutine may call it.
func (h *host) startedAgain(second application.Second) {
	h.post(func() {
		if raiser, ok := h.driver.(window.Raiser); ok && second.Token != "" {
			raiser.UseToken(second.Token)
		}
		second.Token = ""
		if h.natives.attached {
			h.natives.emit("app.second-instance", second, nil)
			return
		}
		h.early.Seconds = append(h.early.Seconds, second)
		for _, w := range h.windows { // it may be that no backend ever asks
			if !w.isView {
				w.native.Focus()
				return
			}
		}
	})
}

// openAsked is told by macOS what the app shall open: an address or a file's path. UI thread.
func (h *host) openAsked(what string) {
	o := opened{Event: "app.open-url", Value: what}
	if strings.HasPrefix(what, "/") {
		o.Event = "app.open-file"
	}
	if h.natives.attached {
		h.natives.emit(o.Event, o.Value, nil)
		return
	}
	h.early.Opened = append(h.early.Opened, o)
}
