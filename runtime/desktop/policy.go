package desktop

import (
	"fmt"
	"strconv"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// limitsOf are the app's limits, as the router takes them.
func limitsOf(limits payload.Bridge) bridge.Limits {
	return bridge.Limits{
		Text: limits.MaxMessage << 20, Bytes: limits.MaxBytes << 20, Pending: limits.MaxPending, Streams: limits.MaxStreams,
		References: limits.MaxReferences, Events: limits.MaxEvents, Rate: limits.MaxRate, Depth: limits.MaxDepth, CallTime: time.Duration(limits.CallTimeout) * time.Millisecond,
	}
}

// windowOf is what the router is told of a window that deskjs.json describes, the one with this index.
func (h *host) windowOf(index int, description payload.Window) bridge.Window {
	window := bridge.Window{Name: description.Name, Place: fmt.Sprintf("windows[%d].capabilities", index)}
	if index < 0 {
		window.Place = ""
	}
	if description.Capabilities != nil {
		capabilities, err := grant.ParseCapabilities(description.Capabilities)
		if err != nil { // written by another version of deskjs: nothing is allowed rather than everything
			h.log("%s: %v", window.Place, err)
			capabilities = &grant.Capabilities{}
		}
		window.Capabilities = capabilities
	}
	return window
}

// setPolicy tells the router what the window's page and its preload script may use. Where there is a preload script the channels are
// its own: the page gets what that gives it. UI thread.
func (h *host) setPolicy(w *appWindow, description payload.Window) {
	policy := h.windowOf(w.index, description)
	policy.ID, policy.Origin = w.id, window.Origin
	if description.Preload == "" {
		if w.preload != nil {
			w.preload.Close()
			w.preload = nil
		}
		w.view.SetWindow(policy)
		return
	}
	if w.preload == nil {
		w.preload = h.router.OpenView()
	}
	w.preload.SetWindow(policy)
	policy.Capabilities, policy.Preload = policy.Capabilities.WithoutChannels(), true
	w.view.SetWindow(policy)
}

// scripts are what a window's documents begin with: in the page's world, and in the relay's.
func (h *host) scripts(w *appWindow, description payload.Window) (page, relay string) {
	page, relay = h.appScripts(w, description)
	if w.page.watched[consoleMessage] {
		page, relay = page+";\n"+bridge.ConsoleMessageSource, relay+";\n"+bridge.ConsoleRelaySource
	}
	return h.testScript() + w.frame.page + page, relay + w.frame.relay
}

func (h *host) appScripts(w *appWindow, description payload.Window) (page, relay string) {
	relay = bridge.RelaySource + filesScript(description)
	if h.options.Development != nil {
		relay += ";\n" + bridge.OverlaySource
	}
	if h.watched() {
		page = bridge.ConsoleSource + ";\n"
	}
	if description.Preload == "" {
		return page, relay
	}
	name := payload.PreloadName(description.Preload)
	source, err := h.app().Read(name)
	if err != nil { // the page works as far as it can without
		h.log("%v", err)
		return page, relay
	}
	// What the preload script throws keeps nothing else from running.
	return page + bridge.PageWorldSource, relay + ";\n__deskjs.key = " + strconv.Quote(w.key) + ";\n" + h.processScript(w) + "try {\n" + string(source) + "\n} catch (error) { console.error(error) }\n//# sourceURL=" + description.Preload
}

// usePolicy takes what pages may do from the app as it is now: in development, and after an update. UI thread.
func (h *host) usePolicy(manifest *payload.Manifest) {
	h.router.SetAllowed(manifest.API)
	h.router.SetLimits(limitsOf(manifest.Bridge))
	for _, w := range h.windows {
		if w.index < 0 {
			w.native.SetScripts(h.scripts(w, w.description))
		}
		if w.index >= 0 && w.index < len(manifest.Windows) {
			description := manifest.Windows[w.index]
			if description.Title != w.title {
				w.title = description.Title
				w.frame.title = w.title
				w.native.SetTitle(w.title)
			}
			h.setPolicy(w, description)
			w.native.SetScripts(h.scripts(w, description))
		}
	}
}

// maxRefusals is how many different refusals are logged: a page must not be able to fill a disk.
const maxRefusals = 100

// refused logs what a page was refused, once for each.
func (h *host) refused(what string) {
	h.mu.Lock()
	known := h.refusals[what] || len(h.refusals) > maxRefusals
	if !known {
		h.refusals[what] = true
	}
	count := len(h.refusals)
	h.mu.Unlock()
	switch {
	case known:
	case count > maxRefusals:
		h.log("Refused more than that; it is not logged.")
	default:
		h.log("Refused %s", what)
	}
}
