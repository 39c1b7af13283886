//go:build unix

package desktop

import (
	"fmt"

	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// fakeFrame is the window half of a fakeWindow: it is what it was last told to be.
type fakeFrame struct {
	events  chan string
	options window.FrameOptions
	state   window.FrameState
	// set has the properties, by name.
	set map[window.Property]bool
}

func newFakeFrame(options window.Options, events chan string) fakeFrame {
	bounds := window.Rect{X: options.Frame.X, Y: options.Frame.Y, Width: options.Width, Height: options.Height}
	return fakeFrame{events: events, options: options.Frame, set: map[window.Property]bool{},
		state: window.FrameState{Bounds: bounds, Content: bounds, Normal: bounds, Visible: !options.Frame.Hidden, Handle: 42}}
}

func (f *fakeFrame) note(format string, arguments ...any) {
	f.events <- fmt.Sprintf(format, arguments...)
}

// happen plays the window manager.
func (f *fakeFrame) happen(event window.FrameEvent) {
	if f.options.OnEvent != nil {
		f.options.OnEvent(event)
	}
}

func (f *fakeFrame) State() window.FrameState { return f.state }

func (f *fakeFrame) SetBounds(bounds window.Rect) {
	f.state.Bounds, f.state.Normal = bounds, bounds
	f.note("bounds %v", bounds)
	f.happen("move")
}

func (f *fakeFrame) SetContentSize(size window.Size) { f.note("content size %v", size) }

func (f *fakeFrame) SetLimits(minimum, maximum window.Size, content bool) {
	f.note("limits %v %v %v", minimum, maximum, content)
}

func (f *fakeFrame) SetAspectRatio(ratio float64, extra window.Size) {
	f.note("ratio %v %v", ratio, extra)
}

func (f *fakeFrame) Show(active bool) {
	f.state.Visible = true
	f.note("show %v", active)
	f.happen("show")
}

func (f *fakeFrame) Hide() {
	f.state.Visible = false
	f.note("hide")
	f.happen("hide")
}

func (f *fakeFrame) Do(action window.Action) error {
	switch action {
	case window.Maximize, window.Unmaximize:
		f.state.Maximized = action == window.Maximize
		f.happen(window.FrameEvent(action))
	case window.Minimize, window.Restore:
		f.state.Minimized = action == window.Minimize
		f.happen(window.FrameEvent(action))
	}
	f.note("do %s", action)
	return nil
}

func (f *fakeFrame) MoveAbove(handle uint64) error {
	f.note("above %d", handle)
	return nil
}

func (f *fakeFrame) BeginResize(edge string) error {
	f.note("resize %s", edge)
	return nil
}

func (f *fakeFrame) Set(property window.Property, on bool) error {
	f.set[property] = on
	if property == window.FullScreen {
		f.state.FullScreen = on
		f.happen(map[bool]window.FrameEvent{true: "enter-full-screen", false: "leave-full-screen"}[on])
	}
	f.note("set %s %v", property, on)
	return nil
}

func (f *fakeFrame) SetLevel(level string, relative int) { f.note("level %q %d", level, relative) }
func (f *fakeFrame) SetOpacity(opacity float64)          { f.note("opacity %v", opacity) }
func (f *fakeFrame) SetBackground(color window.Color)    { f.note("background %v", color) }
func (f *fakeFrame) SetParent(parent window.Window)      { f.note("parent %v", parent != nil) }
func (f *fakeFrame) SetAccessibleTitle(title string)     { f.note("accessible title %q", title) }

func (f *fakeFrame) SetViews(views []window.PlacedView) { f.note("%d views", len(views)) }

func (f *fakeFrame) SetIcon(image []byte) error {
	f.note("icon of %d bytes", len(image))
	return nil
}

func (f *fakeFrame) SetOverlayIcon(image []byte, description string) error {
	f.note("overlay of %d bytes %q", len(image), description)
	return nil
}

func (f *fakeFrame) SetProgress(fraction float64, mode string) error {
	f.note("progress %v %q", fraction, mode)
	return nil
}

func (f *fakeFrame) SetShape(rects []window.Rect) error {
	f.note("shape %v", rects)
	return nil
}

func (f *fakeFrame) SetVibrancy(kind, state string) error {
	f.note("vibrancy %q %q", kind, state)
	return nil
}

func (f *fakeFrame) SetMaterial(kind string) error {
	f.note("material %q", kind)
	return nil
}

func (f *fakeFrame) SetButtonPosition(at *window.Size) error {
	f.note("buttons %v", at)
	return nil
}

func (f *fakeFrame) SetRepresentedFile(path string) error {
	f.note("file %q", path)
	return nil
}
