//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "contents_linux.h"
#include "native_linux.h"
*/
import "C"

import (
	"runtime"
	"runtime/cgo"
	"unsafe"
)

// The functions that C calls. Each finds its window by number, so that a late call for one that has closed does nothing.

//export deskjsGoPosted
func deskjsGoPosted() { current.posted.run() }

//export deskjsGoReadable
func deskjsGoReadable(id C.uintptr_t) {
	if readable := current.watches[uintptr(id)]; readable != nil {
		guard("a watch", readable)
	}
}

//export deskjsGoAsk
func deskjsGoAsk(id C.uintptr_t, reply, context unsafe.Pointer, text *C.char, length C.size_t, url *C.char) {
	w := current.windows[uintptr(id)]
	if w == nil {
		settle(reply, context, "", "the window has closed")
		return
	}
	message := string(unsafe.Slice((*byte)(unsafe.Pointer(text)), int(length)))
	w.asks.receive(message, C.GoString(url), func(text, reason string) { settle(reply, context, text, reason) })
}

// settle answers one message of a relay with a text, or with the reason why there is none.
func settle(reply, context unsafe.Pointer, text, reason string) {
	if reason == "" {
		C.deskjs_reply_text(reply, context, (*C.char)(unsafe.Pointer(unsafe.StringData(text))), C.size_t(len(text)))
		return
	}
	message := C.CString(reason)
	defer C.free(unsafe.Pointer(message))
	C.deskjs_reply_error(reply, context, message)
}

//export deskjsGoServe
func deskjsGoServe(request unsafe.Pointer, method, url, from, headers *C.char, length C.size_t) {
	text := C.GoStringN(headers, C.int(length))
	current.serve(request, C.GoString(method), C.GoString(url), C.GoString(from), text)
}

// Flags of a navigation, as policy_linux.c has them.
const (
	navigationTop = 1 << iota
	navigationGesture
	navigationLink
	navigationRedirect
	navigationHistory
	navigationWindow
)

//export deskjsGoNavigation
func deskjsGoNavigation(id C.uintptr_t, url, name *C.char, flags C.int, decision unsafe.Pointer) {
	tell := func(allowed bool) {
		if decision != nil {
			C.deskjs_decide(decision, toInt(allowed))
		}
	}
	w := current.windows[uintptr(id)]
	if w == nil {
		tell(false)
		return
	}
	n := Navigation{URL: C.GoString(url), Name: C.GoString(name), Gesture: flags&navigationGesture != 0, Link: flags&navigationLink != 0,
		Redirect: flags&navigationRedirect != 0, History: flags&navigationHistory != 0, Window: flags&navigationWindow != 0}
	if n.Asked = n.URL == w.loading && !n.Window; n.Asked {
		w.loading, w.asked, w.starting = "", withoutFragment(n.URL), n.URL
	}
	if !guard("AllowNavigation", func() { w.options.decide(n, tell) }) {
		tell(false)
	}
}

//export deskjsGoResponse
func deskjsGoResponse(id C.uintptr_t, url *C.char, top C.int) C.int {
	allowed := false
	if w := current.windows[uintptr(id)]; w != nil {
		guard("AllowNavigation", func() {
			n := Navigation{URL: C.GoString(url), Top: top != 0, Response: true}
			n.Asked = n.Top && withoutFragment(n.URL) == w.asked
			allowed = w.options.allows(n)
		})
	}
	return toInt(allowed)
}

//export deskjsGoRefused
func deskjsGoRefused(id C.uintptr_t, what, url *C.char) {
	w := current.windows[uintptr(id)]
	if w == nil {
		return
	}
	text := C.GoString(what)
	if url != nil {
		text += " " + shown(C.GoString(url))
	}
	guard("OnRefused", func() { w.options.refused(text) })
}

//export deskjsGoLoaded
func deskjsGoLoaded(id C.uintptr_t) {
	if w := current.windows[uintptr(id)]; w != nil && w.options.OnLoad != nil {
		guard("OnLoad", w.options.OnLoad)
	}
}

//export deskjsGoProcessGone
func deskjsGoProcessGone(id C.uintptr_t, reason *C.char) {
	if w := current.windows[uintptr(id)]; w != nil && w.options.OnProcessGone != nil {
		guard("OnProcessGone", func() { w.options.OnProcessGone(C.GoString(reason)) })
	}
}

//export deskjsGoClosing
func deskjsGoClosing(id C.uintptr_t) {
	if w := current.windows[uintptr(id)]; w != nil {
		w.options.closeRequested(w)
	}
}

//export deskjsGoUnpin
func deskjsGoUnpin(pin C.uintptr_t) {
	handle := cgo.Handle(pin)
	handle.Value().(*runtime.Pinner).Unpin()
	handle.Delete()
}
