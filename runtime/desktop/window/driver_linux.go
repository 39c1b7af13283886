//go:build linux && cgo

package window

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#cgo CFLAGS: -I${SRCDIR}/../gtk
#cgo LDFLAGS: -ldl -static-libstdc++ -static-libgcc
#include <stdlib.h>
#include "contents_linux.h"
#include "native_linux.h"
#include "session_linux.h"
#include "frame_linux.h"
*/
import "C"

import (
	"errors"
	"os"
	"runtime"
	"syscall"
	"unsafe"

	webview "github.com/webview/webview_go"
)

// driver is the only Driver of the process. Fields without a lock belong to the UI thread.
type driver struct {
	config   Config
	thread   int // the UI thread
	running  bool
	quitting bool // Quit was called
	windows  map[uintptr]*window
	watches  map[uintptr]func()
	// nextID numbers windows, watches and answers: what C keeps instead of a Go pointer.
	nextID  uintptr
	answers answers
	// sessions are by their partitions; schemes those that they serve.
	sessions  map[string]*session
	schemes   []Scheme
	downloads map[unsafe.Pointer]*Download

	posted posted
}

// current is the driver that callbacks from C find; nil until New has succeeded.
var current *driver

// New loads the system's webview and connects to the display. It must be called from main or from an init function, on the
// process's main thread, which becomes the UI thread; a process has one driver. The error is an *ErrNoWebView or an
// *ErrNoDisplay when that is the cause.
func New(config Config) (Driver, error) {
	if current != nil {
		return nil, errors.New("window.New was called twice: a process has one window driver")
	}
	if syscall.Gettid() != os.Getpid() {
		return nil, errors.New("window.New must be called on the main thread: from main or an init function")
	}
	runtime.LockOSThread()
	var library, reason *C.char
	if C.deskjs_load_libraries(&library, &reason) != 0 {
		return nil, &ErrNoWebView{Library: C.GoString(library), Reason: C.GoString(reason)}
	}
	if config.Prepare != nil {
		config.Prepare(C.GoString(C.deskjs_version()))
	}
	if os.Getenv("GDK_GL") == "disable" {
		C.deskjs_forgo_egl()
	}
	C.deskjs_yield_collector_signal()
	id, name := C.CString(config.AppID), C.CString(config.AppName)
	defer C.free(unsafe.Pointer(id))
	defer C.free(unsafe.Pointer(name))
	if C.deskjs_init_toolkit(id, name) == 0 {
		return nil, &ErrNoDisplay{Display: os.Getenv("DISPLAY"), WaylandDisplay: os.Getenv("WAYLAND_DISPLAY")}
	}
	d := &driver{
		config:    config,
		thread:    syscall.Gettid(),
		windows:   map[uintptr]*window{},
		watches:   map[uintptr]func(){},
		answers:   answers{},
		sessions:  map[string]*session{},
		downloads: map[unsafe.Pointer]*Download{},
		schemes:   []Scheme{{Name: "app", Secure: true, CORS: true}},
	}
	if _, err := d.session(""); err != nil {
		return nil, err
	}
	C.deskjs_restore_signal_stack()
	current = d
	return current, nil
}

func (d *driver) Open(options Options) (Window, error) {
	session, err := d.session(options.Partition)
	if err != nil {
		return nil, err
	}
	d.nextID++
	w := &window{driver: d, id: d.nextID, options: options}
	w.asks = newAsks(&w.options, d.onThread)
	width, height := options.pageSize()
	title := C.CString(options.Title)
	defer C.free(unsafe.Pointer(title))
	w.native = C.deskjs_window_new(C.uintptr_t(w.id), title,
		C.int(width), C.int(height), C.int(options.MinWidth), C.int(options.MinHeight))
	w.beginFrame()
	// The window is ours and not webview_go's, whose own ends the main loop in its own way.
	C.deskjs_use_session(session.context)
	if beside, ok := options.Beside.(*window); ok && beside.view != nil && beside.options.Partition == options.Partition {
		C.deskjs_view_beside(beside.view)
	}
	w.webview = webview.NewWindow(options.DevTools, w.native)
	w.view = C.deskjs_window_view(w.native)
	if w.view == nil {
		C.deskjs_window_destroy(w.native)
		return nil, &ErrNoWebView{Library: "WebKitGTK", Reason: "no web view could be made"}
	}
	C.deskjs_view_secure(w.view)
	if !options.PrintsConsole {
		C.deskjs_view_quiet(w.view)
	}
	C.deskjs_frame_view(w.native, w.view)
	switch frame := &options.Frame; {
	case frame.Background != nil:
		w.SetBackground(*frame.Background)
	case frame.Transparent:
		w.SetBackground(Color{})
	default:
		C.deskjs_view_follow_theme(w.view)
	}
	if options.Pageless {
		if options.Frame.Background == nil && !options.Frame.Transparent {
			w.SetBackground(Color{255, 255, 255, 255})
		}
		C.deskjs_frame_pageless(w.native, 1)
	}
	C.deskjs_view_connect(w.view, C.uintptr_t(w.id))
	C.deskjs_contents_connect(w.view, C.uintptr_t(w.id))
	C.deskjs_keys_connect(w.native, w.view, C.uintptr_t(w.id))
	C.deskjs_view_watch_files(w.view, C.uintptr_t(w.id))
	C.deskjs_inspect_connect(w.view, C.uintptr_t(w.id))
	C.deskjs_view_add_handler(w.view, C.uintptr_t(w.id))
	w.SetScripts(options.PageScript, options.Relay)
	d.windows[w.id] = w
	if options.URL != "" {
		w.Load(options.URL)
	}
	if options.OnMade != nil {
		guard("OnMade", func() { options.OnMade(w.Native()) })
	}
	if !options.Frame.Hidden {
		w.Show(true)
	}
	return w, nil
}

func (d *driver) Run() {
	d.running = true
	C.deskjs_run()
	d.running, d.quitting = false, false
}

func (d *driver) Post(run func()) {
	if d.posted.add(run) {
		C.deskjs_wake()
	}
}

func (d *driver) Quit() {
	d.Post(func() {
		d.quitting = true
		if len(d.windows) == 0 {
			d.stop()
			return
		}
		for _, w := range d.windows {
			w.destroy()
		}
	})
}

func (d *driver) UseToken(token string) {
	text := C.CString(token)
	defer C.free(unsafe.Pointer(text))
	C.deskjs_frame_use_token(text)
}

// stop ends Run, if it is running.
func (d *driver) stop() {
	if d.running {
		C.deskjs_quit()
	}
}

func (d *driver) Watch(fd int, readable func()) (stop func()) {
	d.nextID++
	id := d.nextID
	d.watches[id] = readable
	source := C.deskjs_watch(C.int(fd), C.uintptr_t(id))
	return func() {
		if _, watching := d.watches[id]; watching {
			delete(d.watches, id)
			C.deskjs_unwatch(source)
		}
	}
}

// onThread runs a function on the UI thread: now, when this is it.
func (d *driver) onThread(run func()) {
	if syscall.Gettid() == d.thread {
		run()
	} else {
		d.Post(run)
	}
}

func toInt(value bool) C.int {
	if value {
		return 1
	}
	return 0
}
