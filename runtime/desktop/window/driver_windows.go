package window

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/window/webview2"
)

// className is that of all windows of the driver.
const className = "DeskJS"

// driver is the only Driver of the process. All of it belongs to the UI thread, except for posted.
type driver struct {
	config  Config
	thread  uint32       // the UI thread
	hidden  windows.HWND // the window whose messages wake the main loop
	browser *webview2.Environment
	folder  string // of the pages' data
	// temporary is set when folder is to go with the process.
	temporary bool
	running   bool
	windows   map[windows.HWND]*window
	quitting  bool // Quit was called
	posted    posted
}

// current is the driver that Windows' callbacks find; nil until New has begun.
var current *driver

// New starts the system's webview. It must be called on the thread that will call Run, which becomes the UI thread; a process has one
// driver. The error is an *ErrNoWebView when there is no webview that will do.
func New(config Config) (Driver, error) {
	if current != nil {
		return nil, errors.New("window.New was called twice: a process has one window driver")
	}
	runtime.LockOSThread()
	d := &driver{config: config, thread: windows.GetCurrentThreadId(), windows: map[windows.HWND]*window{}}
	current = d
	if err := d.start(); err != nil {
		current = nil
		d.dropFolder()
		return nil, err
	}
	return d, nil
}

func (d *driver) start() error {
	if err := d.prepare(); err != nil {
		return err
	}
	if err := d.makeFolder(); err != nil {
		return err
	}
	return d.openBrowser()
}

// prepare makes this thread one that can show windows.
func (d *driver) prepare() error {
	// Fails where a manifest has said the same already.
	_, _, _ = procSetProcessDpiAwarenessContext.Call(perMonitorAware2)
	if d.config.AppID != "" {
		_, _, _ = procSetAppUserModelID.Call(uintptr(unsafe.Pointer(wide(d.config.AppID))))
	}
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err != nil && !errors.Is(err, windows.Errno(1)) {
		return fmt.Errorf("the thread can't show windows: %w", err) // 1 is S_FALSE: it was initialized before
	}
	err := registerOnce()
	if err == nil {
		d.hidden, err = createWindow(className, "", 0, messageOnly)
	}
	if err != nil {
		return fmt.Errorf("no window can be made: %w", err)
	}
	return nil
}

// registerOnce makes the class of all windows, which outlives a driver that could not start.
var registerOnce = sync.OnceValue(func() error {
	return registerClass(className, func(handle windows.HWND, message uint32, w, l uintptr) uintptr {
		return current.message(handle, message, w, l)
	})
})

// makeFolder makes the folder for what pages store.
func (d *driver) makeFolder() (err error) {
	d.folder = filepath.Clean(d.config.DataDir)
	if d.config.DataDir == "" {
		// WebView2 can't do without one.
		d.temporary = true
		d.folder, err = os.MkdirTemp("", "deskjs-webview-")
	} else {
		err = os.MkdirAll(d.folder, 0o700)
	}
	if err != nil {
		return fmt.Errorf("the folder for what pages store can't be made: %w", err)
	}
	return nil
}

// openBrowser starts the browser and waits for it: it answers in messages to this thread.
func (d *driver) openBrowser() error {
	done := false
	var failed error
	err := webview2.Open(d.folder, scheme, d.config.Automation, func(browser *webview2.Environment, err error) {
		d.browser, failed, done = browser, err, true
	})
	if err == nil {
		for !done && d.turn() {
		}
		err = failed
	}
	if err == nil && !done {
		err = errors.New("the app was asked to end meanwhile")
	}
	if err != nil {
		return &ErrNoWebView{Library: "the WebView2 Runtime", Reason: err.Error()}
	}
	return nil
}

// turn waits for one message and handles it; false is the end of all messages.
func (d *driver) turn() bool {
	var next message
	got, _, _ := procGetMessage.Call(uintptr(unsafe.Pointer(&next)), 0, 0, 0)
	if int32(got) <= 0 {
		return false
	}
	_, _, _ = procTranslateMessage.Call(uintptr(unsafe.Pointer(&next)))
	_, _, _ = procDispatchMessage.Call(uintptr(unsafe.Pointer(&next)))
	return true
}

func (d *driver) Run() {
	d.running = true
	for d.running && d.turn() {
	}
	d.running, d.quitting = false, false
	if len(d.windows) == 0 {
		d.dropFolder()
	}
}

// dropFolder takes pages' data away that is to live no longer than the process. The browser may still be closing its files: what is left
// is the system's to clean up.
func (d *driver) dropFolder() {
	if d.temporary {
		_ = os.RemoveAll(d.folder)
	}
}

func (d *driver) Post(run func()) {
	if d.posted.add(run) {
		_, _, _ = procPostMessage.Call(uintptr(d.hidden), wmApp, 0, 0)
	}
}

func (d *driver) Quit() {
	d.Post(func() {
		d.quitting = true
		if len(d.windows) == 0 {
			d.running = false
			return
		}
		for _, w := range d.windows {
			w.destroy()
		}
	})
}

// onThread runs a function on the UI thread: now, when this is it.
func (d *driver) onThread(run func()) {
	if windows.GetCurrentThreadId() == d.thread {
		run()
	} else {
		d.Post(run)
	}
}

// message handles one message of Windows to one of the driver's windows.
func (d *driver) message(handle windows.HWND, message uint32, w, l uintptr) uintptr {
	if handle == d.hidden && message == wmApp {
		// Posted functions that a dialog's own loop runs wait for nobody: that is what makes windows stay alive under one.
		d.posted.run()
		return 0
	}
	if window := d.windows[handle]; window != nil {
		if result, handled := window.frameMessage(message, w, l); handled {
			return result
		}
		if window.message(message, w, l) {
			return 0
		}
	}
	result, _, _ := procDefWindowProc.Call(uintptr(handle), uintptr(message), w, l)
	return result
}
