//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "native_linux.h"
*/
import "C"

import (
	"errors"
	"strings"
	"sync/atomic"
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
	asks    map[*ask]struct{}
	// The last asking document's address and origin: most asks come from the one before's.
	lastURL, lastOrigin string
}

func (w *window) Evaluate(js string) {
	if w.view == nil || js == "" {
		return
	}
	js = strings.ToValidUTF8(js, "\uFFFD")
	// WebKit copies the script before the call returns, so it gets Go's own bytes.
	C.deskjs_view_evaluate(w.view, (*C.char)(unsafe.Pointer(unsafe.StringData(js))), C.ptrdiff_t(len(js)))
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

func (w *window) URL() string {
	if w.view == nil {
		return ""
	}
	text := C.deskjs_view_url(w.view)
	defer C.free(unsafe.Pointer(text))
	return C.GoString(text)
}

func (w *window) Snapshot(done func(png []byte, err error)) {
	if w.view == nil {
		done(nil, errors.New("no snapshot can be made: the window has closed"))
		return
	}
	d := w.driver
	d.nextID++
	d.snapshots[d.nextID] = done
	C.deskjs_view_snapshot(w.view, C.uintptr_t(d.nextID))
}

// Close hides the window now and destroys it in a later turn of the main loop: the call may come from within one of the
// view's own signals.
func (w *window) Close() {
	if w.view == nil {
		return
	}
	w.view = nil
	C.deskjs_window_hide(w.native)
	w.driver.Post(w.destroy)
}

func (w *window) destroy() {
	if w.driver.windows[w.id] == nil {
		return
	}
	w.view = nil
	for pending := range w.asks {
		pending.refuse("the window has closed")
	}
	w.webview.Destroy()
	C.deskjs_window_destroy(w.native)
	delete(w.driver.windows, w.id)
	if w.options.OnClosed != nil {
		guard("OnClosed", w.options.OnClosed)
	}
	if len(w.driver.windows) == 0 {
		w.driver.stop()
	}
}

// ask is what C needs for one reply.
type ask struct {
	window         *window
	reply, context unsafe.Pointer
	settled        atomic.Bool
}

func (a *ask) answer(text string) {
	if a.settled.Swap(true) {
		return
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	a.window.driver.onThread(func() {
		if _, waiting := a.window.asks[a]; !waiting {
			return
		}
		delete(a.window.asks, a)
		C.deskjs_reply_text(a.reply, a.context, (*C.char)(unsafe.Pointer(unsafe.StringData(text))), C.size_t(len(text)))
	})
}

// refuse rejects the page's promise, on the UI thread.
func (a *ask) refuse(reason string) {
	if _, waiting := a.window.asks[a]; !waiting {
		return
	}
	delete(a.window.asks, a)
	a.settled.Store(true)
	text := C.CString(reason)
	defer C.free(unsafe.Pointer(text))
	C.deskjs_reply_error(a.reply, a.context, text)
}

// receive gets one message of the relay.
func (w *window) receive(a *ask, text, address string) {
	w.asks[a] = struct{}{}
	if w.options.OnAsk == nil {
		a.refuse("nothing in the host listens to this window")
		return
	}
	if address != w.lastURL {
		w.lastURL, w.lastOrigin = address, originOf(address)
	}
	if !guard("OnAsk", func() {
		w.options.OnAsk(Ask{Text: text, URL: address, Origin: w.lastOrigin, Reply: a.answer})
	}) {
		a.refuse("the host could not handle the message")
	}
}
