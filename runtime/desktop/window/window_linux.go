//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "contents_linux.h"
#include "frame_linux.h"
#include "native_linux.h"
*/
import "C"

import (
	"fmt"
	"strings"
	"unsafe"

	webview "github.com/webview/webview_go"
)

// window is one open window. All of it belongs to the UI thread.
type window struct {
	driver  *driver
	id      uintptr
	options Options
	webview webview.WebView
	native  unsafe.Pointer // GtkWindow
	view    unsafe.Pointer // WebKitWebView; nil once the window is closing
	asks    *asks
	look    func(Picture) // waits for the answer of Look
	loading string        // what the host has asked for last, until WebKit asks whether it may go there
	keys    heldKeys
	// asked is that, without its fragment, until another is asked for; starting, until it has started.
	asked, starting string
}

func (w *window) Evaluate(js string) {
	if w.view == nil || js == "" {
		return
	}
	js = strings.ToValidUTF8(js, "\uFFFD")
	// WebKit copies the script before the call returns, so it gets Go's own bytes.
	C.deskjs_view_evaluate(w.view, (*C.char)(unsafe.Pointer(unsafe.StringData(js))), C.ptrdiff_t(len(js)), 0)
}

func (w *window) EvaluateInPage(js string) {
	if w.view == nil || js == "" {
		return
	}
	js = strings.ToValidUTF8(js, "\uFFFD")
	C.deskjs_view_evaluate(w.view, (*C.char)(unsafe.Pointer(unsafe.StringData(js))), C.ptrdiff_t(len(js)), 1)
}

func (w *window) SetScripts(page, relay string) {
	if w.view == nil {
		return
	}
	pageText, relayText := C.CString(page), C.CString(relay)
	defer C.free(unsafe.Pointer(pageText))
	defer C.free(unsafe.Pointer(relayText))
	C.deskjs_view_set_scripts(w.view, pageText, relayText)
}

func (w *window) Load(url string) {
	if w.view == nil {
		return
	}
	w.loading, w.asked = url, ""
	C.deskjs_frame_pageless(w.native, 0) // one that had none shows why it can't go on
	text := C.CString(url)
	defer C.free(unsafe.Pointer(text))
	C.deskjs_view_load(w.view, text)
}

func (w *window) Reload() {
	if w.view != nil {
		C.deskjs_view_reload(w.view)
	}
}

func (w *window) SetTitle(title string) {
	if w.view == nil {
		return
	}
	text := C.CString(title)
	defer C.free(unsafe.Pointer(text))
	C.deskjs_window_set_title(w.native, text)
}

func (w *window) Focus() {
	if w.view != nil {
		C.deskjs_window_focus(w.native)
	}
}

func (w *window) Native() uintptr {
	if w.view == nil {
		return 0
	}
	return uintptr(w.native)
}

func (w *window) OpenDevTools() error {
	if w.view == nil || !w.options.DevTools {
		return errNoDevTools
	}
	C.deskjs_view_inspect(w.view)
	return nil
}

func (w *window) URL() string {
	if w.view == nil {
		return ""
	}
	text := C.deskjs_view_url(w.view)
	defer C.free(unsafe.Pointer(text))
	return C.GoString(text)
}

func (w *window) Snapshot(done func(png []byte, err error)) {
	w.Capture(Area{}, func(png []byte, err error) {
		if err != nil {
			err = fmt.Errorf("no snapshot of the page could be made: %w", err)
		}
		done(png, err)
	})
}

// Close hides the window now and destroys it in a later turn of the main loop: the call may come from within one of the
// view's own signals.
func (w *window) Close() {
	if w.view == nil {
		return
	}
	w.options.event("closing")
	w.leaveViews()
	w.view = nil
	C.deskjs_window_hide(w.native)
	w.driver.Post(w.destroy)
}

func (w *window) destroy() {
	if w.driver.windows[w.id] == nil {
		return
	}
	if w.view != nil {
		w.options.event("closing")
		C.deskjs_view_close_chooser(w.view)
		w.leaveViews()
	}
	w.view = nil
	w.dropKeys()
	w.asks.close()
	w.webview.Destroy()
	C.deskjs_window_destroy(w.native)
	delete(w.driver.windows, w.id)
	if w.options.OnClosed != nil {
		guard("OnClosed", w.options.OnClosed)
	}
	if w.driver.config.endsWith(len(w.driver.windows), w.driver.quitting) {
		w.driver.stop()
	}
}
