package desktop

import (
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/runtime/desktop/placement"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// placeDelay is how long after a window has moved its place is kept: it may still be moving.
const placeDelay = 500 * time.Millisecond

// places is where the places of the app's windows are kept.
func (h *host) places() *placement.Store {
	return placement.Open(filepath.Join(xdg.StateHome, h.options.App.Manifest().ID, "windows.json"))
}

// restorePlace puts a window that has just been made where it was when the app ran last. UI thread.
func (h *host) restorePlace(w *appWindow) {
	if w.frame.keeping == nil || w.name == "" {
		return
	}
	was, kept := h.places().Get(w.name)
	if !kept {
		return
	}
	w.frame.restored = true
	if w.frame.keeping.Bounds {
		var areas []placement.Rect
		if screens, known := h.driver.(window.Screens); known {
			for _, area := range screens.WorkAreas() {
				areas = append(areas, placement.Rect(area))
			}
		}
		w.native.SetBounds(window.Rect(placement.Fit(was.Bounds, areas)))
	}
	if !w.frame.keeping.DisplayMode {
		return
	}
	switch {
	case was.Kiosk:
		h.note(h.setProperty(w, window.Kiosk, true))
	case was.FullScreen:
		h.note(h.setProperty(w, window.FullScreen, true))
	case was.Maximized:
		h.note(w.native.Do(window.Maximize))
	}
}

// keepPlaceSoon keeps where a window is when it has come to rest. UI thread.
func (h *host) keepPlaceSoon(w *appWindow) {
	if w.frame.keeping == nil || w.frame.saving {
		return
	}
	w.frame.saving = true
	time.AfterFunc(placeDelay, func() {
		h.post(func() {
			w.frame.saving = false
			if h.window(w.id) == w {
				h.keepPlace(w)
			}
		})
	})
}

// keepPlace keeps where a window is now. One that nobody has seen yet is nowhere. UI thread.
func (h *host) keepPlace(w *appWindow) {
	if w.frame.keeping == nil || w.name == "" || !w.frame.shown {
		return
	}
	now := w.native.State()
	state := placement.State{Bounds: placement.Rect(now.Normal), Maximized: now.Maximized, FullScreen: now.FullScreen, Kiosk: w.frame.flags[window.Kiosk]}
	if err := h.places().Put(w.name, state); err != nil {
		h.log("%v", err)
	}
}
