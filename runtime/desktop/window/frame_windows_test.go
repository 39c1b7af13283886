package window

import (
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sys/windows"
)

// TestFrames tries windows around their pages, which needs Windows but no WebView2.
func TestFrames(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	d := &driver{thread: windows.GetCurrentThreadId(), windows: map[windows.HWND]*window{}}
	current = d
	defer func() { current = nil }()
	if err := d.prepare(); err != nil {
		t.Fatal(err)
	}
	var events []FrameEvent
	open := func(options Options) *window {
		options.Frame.OnEvent = func(event FrameEvent) { events = append(events, event) }
		w, err := d.newWindow(options)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	happened := func(what string, want ...FrameEvent) {
		t.Helper()
		for _, event := range want {
			if !slices.Contains(events, event) {
				t.Errorf("%s: %v, want %q among them", what, events, event)
			}
		}
		events = nil
	}
	w := open(Options{Width: 500, Height: 400, Frame: FrameOptions{Placed: true, X: 30, Y: 40, OuterSize: true}})
	placed := Rect{30, 40, 500, 400}
	if state := w.State(); state.Bounds != placed || state.Visible || state.Content.Width >= 500 || state.Handle == 0 {
		t.Errorf("before it is shown: %+v", state)
	}
	w.Show(true)
	happened("Show", "show")
	w.SetContentSize(Size{300, 200})
	if content := w.State().Content; content.Width != 300 || content.Height != 200 {
		t.Errorf("the page is %v", content)
	}
	w.SetBounds(placed)
	happened("SetBounds", "resize")
	if err := w.Do(Maximize); err != nil || !w.State().Maximized || w.State().Normal != placed {
		t.Errorf("Maximize: %v, %+v", err, w.State())
	}
	happened("Maximize", "maximize")
	if err := w.Do(Unmaximize); err != nil || w.State().Maximized {
		t.Errorf("Unmaximize: %v, %+v", err, w.State())
	}
	if err := w.Set(FullScreen, true); err != nil || !w.State().FullScreen || w.State().Normal != placed {
		t.Errorf("FullScreen: %v, %+v", err, w.State())
	}
	if err := w.Set(FullScreen, false); err != nil || w.State().FullScreen || w.State().Bounds != placed {
		t.Errorf("not FullScreen: %v, %+v", err, w.State())
	}
	happened("full screen", "unmaximize", "enter-full-screen", "leave-full-screen")
	for _, property := range []Property{Resizable, Minimizable, Maximizable, Closable, Movable} {
		if err := w.Set(property, false); err != nil {
			t.Errorf("%s: %v", property, err)
		}
	}
	if w.frame.style&(wsThickFrame|wsMinimizeBox|wsMaximizeBox) != 0 {
		t.Errorf("its style is %#x", w.frame.style)
	}
	modal := open(Options{Width: 200, Height: 100, Frame: FrameOptions{Parent: w, Modal: true, Centered: true}})
	modal.Show(true)
	if w.is(user32.NewProc("IsWindowEnabled")) {
		t.Error("a modal window lets its parent be used")
	}
	modal.destroy()
	if !w.is(user32.NewProc("IsWindowEnabled")) {
		t.Error("its parent can't be used afterwards")
	}
	bare := open(Options{Width: 200, Height: 100, Frame: FrameOptions{Frameless: true, OuterSize: true}})
	if state := bare.State(); state.Content.Y != state.Bounds.Y {
		t.Errorf("a title bar takes place: %+v", state)
	}
	if areas := d.WorkAreas(); len(areas) == 0 || areas[0].Width <= 0 {
		t.Errorf("the screens are %v", areas)
	}
	bare.destroy()
	events = nil
	w.destroy()
	happened("the end", "closing")
}
