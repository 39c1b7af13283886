// Package heal keeps pages visible and alive: it chooses how the webview draws on this machine, notices that a page never appears or that its process has
// ended or hangs, and says what to try next. It holds no window: package runtime/desktop, which alone imports it, does what it says.
package heal

import "strings"

// Rung is a way of drawing, of the ladder that is walked while pages don't appear. Each is slower than the one before, and asks less of the
// graphics driver.
type Rung int

// The ladder. The first two are where a machine begins, by what it has.
const (
	// Accelerated leaves it to the webview: pages are composed by the graphics card.
	Accelerated Rung = iota
	// Shared does without buffers that are shared with the graphics card (DMABUF). WebKitGTK 2.46 and newer then draw by the processor.
	Shared
	// Plain draws by the processor, without composing layers.
	Plain
	// X11 is Plain by way of XWayland, in a session of Wayland.
	X11
)

// names are how rungs are remembered and logged.
var names = map[Rung]string{Accelerated: "accelerated", Shared: "without-dmabuf", Plain: "without-compositing", X11: "x11"}

// String is the rung's name.
func (r Rung) String() string { return names[r] }

// Words say to a person what the rung does.
func (r Rung) Words() string {
	switch r {
	case Shared:
		return "without buffers shared with the graphics card (WEBKIT_DISABLE_DMABUF_RENDERER=1)"
	case Plain:
		return "by the processor alone (WEBKIT_DISABLE_COMPOSITING_MODE=1)"
	case X11:
		return "by the processor alone, through X11 (GDK_BACKEND=x11)"
	default:
		return "by the graphics card"
	}
}

// Variables are what the rung has in the environment of the webview's processes, as "NAME=value", from the weakest to the strongest.
func (r Rung) Variables() []string {
	var all []string
	if r >= Shared {
		// The second keeps GTK from loading a driver for OpenGL, which takes tens of megabytes, in each process.
		all = append(all, "WEBKIT_DISABLE_DMABUF_RENDERER=1", "GDK_GL=disable")
	}
	if r >= Plain {
		all = append(all, "WEBKIT_DISABLE_COMPOSITING_MODE=1")
	}
	if r >= X11 {
		all = append(all, "GDK_BACKEND=x11")
	}
	return all
}

// Chosen reports whether whoever started the app has chosen how it draws: then nothing here changes that.
func Chosen(environment []string) bool {
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		if value == "" {
			continue
		}
		switch name {
		case "WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE", "WEBKIT_FORCE_COMPOSITING_MODE", "WEBKIT_FORCE_DMABUF_RENDERER", "WEBKIT_DMABUF_RENDERER_FORCE_SHM":
			return true
		}
	}
	return false
}

// parseRung is the rung with a name.
func parseRung(name string) (Rung, bool) {
	for rung, known := range names {
		if known == name {
			return rung, true
		}
	}
	return Accelerated, false
}
