package desktop

import (
	"fmt"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// limitsOf are the app's limits, as the router takes them.
func limitsOf(limits payload.Bridge) bridge.Limits {
	return bridge.Limits{
		Text: limits.MaxMessage << 20, Bytes: limits.MaxBytes << 20, Pending: limits.MaxPending, Streams: limits.MaxStreams,
		References: limits.MaxReferences, Events: limits.MaxEvents, Rate: limits.MaxRate,
	}
}

// windowOf is what the router is told of a window that deskjs.json describes, the one with this index.
func (h *host) windowOf(index int, description payload.Window) bridge.Window {
	window := bridge.Window{Name: description.Name, Place: fmt.Sprintf("windows[%d].capabilities", index)}
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

// usePolicy takes what pages may do from the app as it is now, in development. UI thread.
func (h *host) usePolicy(manifest *payload.Manifest) {
	h.router.SetAllowed(manifest.API)
	h.router.SetLimits(limitsOf(manifest.Bridge))
	for _, w := range h.windows {
		if w.index < len(manifest.Windows) {
			w.view.SetWindow(h.windowOf(w.index, manifest.Windows[w.index]))
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
