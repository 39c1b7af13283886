package window

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// TestNewSaysWhatIsMissing is for a computer without the WebView2 Runtime, as continuous integration may have it; with one, New works.
func TestNewSaysWhatIsMissing(t *testing.T) {
	for _, root := range []registry.Key{registry.LOCAL_MACHINE, registry.CURRENT_USER} {
		if key, err := registry.OpenKey(root, `Software\Microsoft\EdgeUpdate\ClientState\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`,
			registry.QUERY_VALUE|registry.WOW64_32KEY); err == nil {
			_ = key.Close()
			return
		}
	}
	driver, err := New(Config{AppName: "Test"})
	var missing *ErrNoWebView
	if driver != nil || !errors.As(err, &missing) {
		t.Fatalf("New = %v, %v", driver, err)
	}
	for _, want := range []string{"WebView2 Runtime is not installed", "Evergreen Bootstrapper", "MicrosoftEdgeWebview2Setup.exe"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in: %v", want, err)
		}
	}
}

// TestWindowsWithoutAView tries what needs Windows but no WebView2: the main loop, and windows' sizes, limits and ends.
func TestWindowsWithoutAView(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	d := &driver{thread: windows.GetCurrentThreadId(), windows: map[windows.HWND]*window{}}
	current = d
	defer func() { current = nil }()
	if err := d.prepare(); err != nil {
		t.Fatal(err)
	}
	var events []string
	open := func(name string, options Options) *window {
		options.OnClosed = func() { events = append(events, name+" closed") }
		w, err := d.newWindow(options)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	first := open("first", Options{Title: "grüße", Width: 400, Height: 300, MinWidth: 200, MinHeight: 100, OnAsk: func(Ask) {}})
	second := open("second", Options{})

	var inside rect
	_, _, _ = procGetClientRect.Call(uintptr(first.handle), uintptr(unsafe.Pointer(&inside)))
	dpi := dpiOf(first.handle)
	if inside.right != toDevice(400, dpi) || inside.bottom != toDevice(300, dpi) {
		t.Errorf("the page is %d by %d at %d dpi", inside.right, inside.bottom, dpi)
	}
	var limits minMaxInfo
	d.message(first.handle, wmGetMinMaxInfo, 0, uintptr(unsafe.Pointer(&limits)))
	if width, height := outerSize(toDevice(200, dpi), toDevice(100, dpi), windowStyle, 0, dpi); limits.minTrack != (point{width, height}) {
		t.Errorf("the window may get as small as %v", limits.minTrack)
	}
	target := rect{left: 10, top: 20, right: 510, bottom: 420}
	d.message(first.handle, wmDpiChanged, 0, uintptr(unsafe.Pointer(&target)))
	_, _, _ = procGetClientRect.Call(uintptr(first.handle), uintptr(unsafe.Pointer(&inside)))
	if width, height := outerSize(inside.right, inside.bottom, windowStyle, 0, dpi); width != 500 || height != 400 {
		t.Errorf("on another screen the window is %d by %d", width, height)
	}
	first.SetTitle("x\x00y")
	first.Evaluate("1")
	first.Reload()
	first.Load("app://localhost/later")
	if url := first.URL(); url != "app://localhost/later" {
		t.Errorf("URL() = %q", url)
	}
	refused := ""
	first.asks.receive("text", "app://localhost/", func(_, reason string) { refused = reason })

	go d.Post(func() {
		events = append(events, "posted")
		if windows.GetCurrentThreadId() != d.thread {
			t.Error("a posted function runs on another thread")
		}
		_, _, _ = procPostMessage.Call(uintptr(first.handle), wmClose, 0, 0) // as the person at the screen does
		d.Post(func() {
			d.Post(func() { _, _, _ = procDestroyWindow.Call(uintptr(second.handle)) })
		})
	})
	d.Run() // until both are gone
	if !slices.Equal(events, []string{"posted", "first closed", "second closed"}) && !slices.Equal(events, []string{"posted", "second closed", "first closed"}) {
		t.Errorf("it happened: %q", events)
	}
	if refused != "the window has closed" || first.URL() != "" || len(d.windows) != 0 {
		t.Errorf("the ask: %q; URL() = %q; %d windows", refused, first.URL(), len(d.windows))
	}
	third := open("third", Options{})
	d.Quit()
	d.Run()
	if third.handle != 0 || events[len(events)-1] != "third closed" {
		t.Errorf("after Quit: %q", events)
	}
}
