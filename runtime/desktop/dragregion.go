package desktop

import (
	_ "embed"
	"runtime"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// dragRegion and dragRegionPage find where people drag a window that has no title bar of the system's.
//
//go:embed dragregion.js
var dragRegion string

//go:embed dragregion_page.js
var dragRegionPage string

// frameMessage begins what dragRegion posts.
const frameMessage = "frame\n"

// dragScripts are what documents of a window without a title bar begin with: in the page's world, and in the relay's. Windows keeps its own
// edges but for the upper one.
func dragScripts() (page, relay string) {
	_, function, _ := strings.Cut(dragRegion, "\n(options)")
	edges := "false"
	if runtime.GOOS == "windows" {
		edges = "true"
	}
	return dragRegionPage, ";((options)" + strings.TrimSpace(function) + ")({ edges: " + edges + " });\n"
}

// frameAsked does what a page without a title bar wants of its window; false is anything else. UI thread.
func (h *host) frameAsked(w *appWindow, text string) bool {
	what, ok := strings.CutPrefix(text, frameMessage)
	if !ok {
		return false
	}
	var err error
	switch edge, resize := strings.CutPrefix(what, "resize "); {
	case resize:
		err = w.native.BeginResize(edge)
	case what == "move":
		err = w.native.Do(window.Move)
	case what == "zoom":
		err = w.native.Do(window.Zoom)
	case what == "menu":
		h.systemMenu(w)
	}
	if err != nil {
		h.log("%v", err)
	}
	return true
}
