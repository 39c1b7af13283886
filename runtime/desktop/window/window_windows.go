package window

import (
	"errors"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/window/devtools"
	"github.com/deskjs/deskjs/runtime/desktop/window/webview2"
)

// window is one open window. All of it belongs to the UI thread.
type window struct {
	driver  *driver
	handle  windows.HWND // 0 once the window is closing
	options Options
	asks    *asks
	view    *webview2.View // nil until the browser has made it, and again when it has ended
	page    *devtools.Page
	// ready is set when view can load documents; until then url is what it will load first.
	ready bool
	url   string
	// What the page has told: see contents_windows.go.
	loading, inspected   bool
	zoom                 float64
	userAgent, pageTitle string
	history              []HistoryEntry
	historyIDs           []int
	historyIndex         int
	frame                frame
}

func (d *driver) Open(options Options) (Window, error) {
	w, err := d.newWindow(options)
	if err != nil {
		return nil, fmt.Errorf("no window can be made: %w", err)
	}
	if err := w.openView(nil); err != nil {
		delete(d.windows, w.handle)
		_, _, _ = procDestroyWindow.Call(uintptr(w.handle))
		return nil, err
	}
	if options.OnMade != nil {
		guard("OnMade", func() { options.OnMade(w.Native()) })
	}
	if !options.Frame.Hidden {
		w.Show(true)
	}
	return w, nil
}

// permissions have Electron's names of WebView2's kinds.
var permissions = map[int]string{1: "media", 2: "media", 3: "geolocation", 4: "notifications", 5: "sensors", 6: "clipboard-read", 8: "fileSystem",
	10: "local-fonts", 11: "midi", 12: "window-management"}

// newWindow makes a window without a view, which is not shown yet.
func (d *driver) newWindow(options Options) (*window, error) {
	w := &window{driver: d, options: options, url: options.URL}
	w.asks = newAsks(&w.options, d.onThread)
	handle, err := createWindow(className, options.Title, windowStyle, 0)
	if err != nil {
		return nil, err
	}
	w.handle = handle
	d.windows[handle] = w
	w.beginFrame()
	return w, nil
}

// key is who hears of keys, nil if nobody does.
func (w *window) key() func(uint16) bool {
	if w.options.OnKey == nil {
		return nil
	}
	return func(virtualKey uint16) (taken bool) {
		guard("OnKey", func() { taken = w.options.OnKey(virtualKey) })
		return taken
	}
}

// openView asks the browser for a view; it comes in a message. then is called when it can load documents, if that is not nil.
func (w *window) openView(then func()) error {
	events := webview2.Events{
		Navigate: func(n webview2.Navigation) (allowed bool) {
			guard("AllowNavigation", func() { allowed = w.navigates(n) })
			return allowed
		},
		Refused: func(what string) { guard("OnRefused", func() { w.options.refused(what) }) },
		ProcessGone: func(reason string) {
			if w.options.OnProcessGone != nil {
				guard("OnProcessGone", func() { w.options.OnProcessGone(reason) })
			}
		},
		Key:         w.key(),
		BrowserGone: func() { w.driver.Post(w.driver.browserGone) },
		Request:     func(request *webview2.Request) { w.driver.serve(w, request) },
		Permission: func(kind int, decide func(bool)) {
			const microphone, camera = 1, 2
			name := permissions[kind]
			if name == "" {
				name = "unknown"
			}
			w.options.permit(Permission{Name: name, Audio: kind == microphone, Video: kind == camera}, decide)
		},
	}
	return w.driver.browser.Open(w.handle, scheme, w.options.DevTools, events, func(view *webview2.View, err error) {
		if w.handle == 0 { // it was closed meanwhile
			if view != nil {
				view.Close()
			}
			return
		}
		if err != nil {
			w.fail(err)
			return
		}
		w.view = view
		w.frameView()
		if w.frame.shownIn != nil {
			w.moveView(w.frame.shownIn.handle)
		} else {
			w.resize()
		}
		w.page = devtools.Open(view, devtools.Options{
			Origin: Origin, Relay: w.options.Relay, PageScript: w.options.PageScript,
			OnAsk: func(a devtools.Ask) { w.asks.receive(a.Text, a.URL, a.Settle) },
			OnLoad: func() {
				if w.options.OnLoad != nil {
					guard("OnLoad", w.options.OnLoad)
				}
			},
			Failed: func(message string) {
				fmt.Fprintf(os.Stderr, "A script that the host ran in the page failed: %s\n", message)
			},
		}, func(err error) { w.prepared(view, err, then) })
	})
}

// prepared is told that the view's worlds are set up.
func (w *window) prepared(view *webview2.View, err error, then func()) {
	if w.view != view {
		return // closed or replaced meanwhile
	}
	if err != nil {
		w.fail(err)
		return
	}
	w.ready = true
	if err := w.follow(); err != nil {
		w.fail(err)
		return
	}
	view.Focus()
	if then != nil {
		then()
	} else if w.url != "" {
		w.Load(w.url)
	}
}

// navigates decides whether a frame may go to a URL. What is decided later is refused now, and gone to again when it is allowed: WebView2
// waits for nobody.
func (w *window) navigates(from webview2.Navigation) (allowed bool) {
	n := Navigation{URL: from.URL, Top: from.Top, Gesture: from.Gesture, Link: from.Gesture, Redirect: from.Redirect, Window: from.Window, Name: from.Name}
	if n.Asked = n.Top && n.URL == w.url && !n.Gesture; n.Asked {
		w.url = ""
	}
	now := true
	w.options.decide(n, func(allow bool) {
		if now {
			allowed = allow
		} else if allow && n.Top {
			w.Load(n.URL)
		}
	})
	now = false
	return allowed
}

// fail closes a window that can't show anything.
func (w *window) fail(err error) {
	fmt.Fprintf(os.Stderr, "A window can't show its page: %v\n", err)
	w.Close()
}

// browserGone starts the browser again after it has ended, with all its processes, and gives every window a new view. What they
// showed is the app's to load again: to it, the pages' processes have ended.
func (d *driver) browserGone() {
	for _, w := range d.windows {
		if w.view != nil {
			w.url = w.view.URL()
			w.view.Close()
		}
		w.view, w.page, w.ready = nil, nil, false
	}
	if err := d.openBrowser(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		d.Quit()
		return
	}
	for _, w := range d.windows {
		if err := w.openView(func() {
			if w.options.OnProcessGone != nil {
				guard("OnProcessGone", func() { w.options.OnProcessGone("crashed") })
			}
		}); err != nil {
			w.fail(err)
		}
	}
}

// message handles one message to the window; false leaves it to Windows as well.
func (w *window) message(message uint32, wide, long uintptr) bool {
	switch message {
	case wmClose:
		w.options.closeRequested(w)
		return true
	case wmSize:
		if w.view != nil {
			w.view.SetVisible(wide != sizeMinimized)
		}
		if wide != sizeMinimized {
			w.resize()
		}
	case wmMove:
		if w.view != nil {
			w.view.Moved()
		}
	case wmSetFocus:
		if w.view != nil {
			w.view.Focus()
		}
	case wmGetMinMaxInfo:
		w.limit(*(**minMaxInfo)(unsafe.Pointer(&long)))
		return true
	case wmDpiChanged:
		// The window is on another screen now: Windows says where it has the same size there.
		to := *(**rect)(unsafe.Pointer(&long))
		_, _, _ = procSetWindowPos.Call(uintptr(w.handle), 0, uintptr(to.left), uintptr(to.top),
			uintptr(to.right-to.left), uintptr(to.bottom-to.top), swpNoZOrder|swpNoActivate)
		return true
	case wmDestroy: // by whoever, but not by destroy
		w.handle = 0
		w.driver.Post(w.destroy)
	}
	return false
}

// resize makes the view fill the window, or the part of another one that it is placed in.
func (w *window) resize() {
	for _, page := range w.frame.views {
		page.resize()
	}
	if w.view == nil {
		return
	}
	if in := w.frame.shownIn; in != nil {
		at, dpi := w.frame.place.Bounds, dpiOf(in.handle)
		if !w.frame.place.Fills {
			_ = w.view.Place(scaled(at.X, dpi), scaled(at.Y, dpi), scaled(at.Width, dpi), scaled(at.Height, dpi))
			return
		}
		var inside rect
		if ok, _, _ := procGetClientRect.Call(uintptr(in.handle), uintptr(unsafe.Pointer(&inside))); ok != 0 {
			_ = w.view.Place(0, 0, inside.right, inside.bottom)
		}
		return
	}
	var inside rect
	if ok, _, _ := procGetClientRect.Call(uintptr(w.handle), uintptr(unsafe.Pointer(&inside))); ok != 0 {
		_ = w.view.Resize(inside.right, inside.bottom)
	}
}

func (w *window) Evaluate(js string) {
	if w.ready && js != "" {
		w.page.Evaluate(js)
	}
}

func (w *window) EvaluateInPage(js string) {
	if w.ready && js != "" {
		w.page.EvaluateInPage(js)
	}
}

func (w *window) SetScripts(page, relay string) {
	w.options.PageScript, w.options.Relay = page, relay
	if w.page != nil {
		w.page.SetScripts(page, relay)
	}
}

func (w *window) Load(url string) {
	if w.handle == 0 {
		return
	}
	w.url = url
	if w.ready {
		if err := w.view.Navigate(url); err != nil {
			fmt.Fprintf(os.Stderr, "A window can't go to %s: %v\n", url, err)
		}
	}
}

func (w *window) Reload() {
	if w.ready {
		w.page.Reload()
	}
}

func (w *window) SetTitle(title string) {
	if w.handle != 0 {
		_, _, _ = procSetWindowText.Call(uintptr(w.handle), uintptr(unsafe.Pointer(wide(title))))
	}
}

func (w *window) Native() uintptr { return uintptr(w.handle) }

func (w *window) OpenDevTools() error {
	if w.view == nil || !w.options.DevTools {
		return errNoDevTools
	}
	return w.view.OpenDevTools()
}

func (w *window) Focus() {
	if w.handle == 0 {
		return
	}
	if iconic, _, _ := procIsIconic.Call(uintptr(w.handle)); iconic != 0 {
		_, _, _ = procShowWindow.Call(uintptr(w.handle), swRestore)
	}
	_, _, _ = procSetForegroundWindow.Call(uintptr(w.handle))
	if w.view != nil {
		w.view.Focus()
	}
}

func (w *window) URL() string {
	switch {
	case w.handle == 0:
		return ""
	case w.ready:
		return w.view.URL()
	default:
		return w.url
	}
}

func (w *window) Snapshot(done func(png []byte, err error)) {
	if !w.ready {
		done(nil, errors.New("no snapshot can be made: the window has closed, or shows nothing yet"))
		return
	}
	w.page.Snapshot(func(png []byte, err error) {
		if err != nil {
			err = fmt.Errorf("no snapshot of the page could be made: %w", err)
		}
		guard("a snapshot", func() { done(png, err) })
	})
}

// Close hides the window now and destroys it in a later turn of the main loop: the call may come from within one of the view's own
// events.
func (w *window) Close() {
	if w.handle == 0 {
		return
	}
	w.options.event("closing")
	w.SetViews(nil)
	w.frame.closing = true
	w.Hide()
	w.driver.Post(w.destroy)
	w.ready = false
}

func (w *window) destroy() {
	d := w.driver
	open := false
	for handle, other := range d.windows {
		if other == w {
			delete(d.windows, handle)
			open = true
		}
	}
	if !open {
		return
	}
	w.ready = false
	if !w.frame.closing {
		w.options.event("closing")
	}
	w.endFrame()
	w.asks.close()
	if w.view != nil {
		w.view.Close()
		w.view, w.page = nil, nil
	}
	if w.handle != 0 {
		handle := w.handle
		w.handle = 0
		_, _, _ = procDestroyWindow.Call(uintptr(handle))
	}
	if w.options.OnClosed != nil {
		guard("OnClosed", w.options.OnClosed)
	}
	if d.config.endsWith(len(d.windows), d.quitting) {
		d.running = false
	}
}
