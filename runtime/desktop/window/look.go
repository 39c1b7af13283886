package window

// Picture is what a window shows of its page.
type Picture int

// The pictures.
const (
	// Shown: the page is on the screen.
	Shown Picture = iota
	// Even: all of the window has one colour, and so has the page.
	Even
	// Blank: all of the window has one colour, but the page has not.
	Blank
	// Gone: the window has closed, or the page's process has ended.
	Gone
)

// Painter is a Window whose picture can be looked at, and that can paint in another way. Where a Window is none, what the webview paints is on
// the screen.
type Painter interface {
	// Look compares what the window shows with what the page would draw, and tells on the UI thread. It waits until the window is
	// visible, and for a page that is busy.
	Look(func(Picture))
	// Accelerate says whether the graphics card composes the page, as far as there is one.
	Accelerate(bool)
}
