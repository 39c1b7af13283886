//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "native_linux.h"
*/
import "C"

import (
	"errors"
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
func deskjsGoServe(request unsafe.Pointer, method, url, headers *C.char, length C.size_t) {
	text := C.GoStringN(headers, C.int(length))
	current.serve(request, C.GoString(method), C.GoString(url), text)
}

//export deskjsGoNavigation
func deskjsGoNavigation(id C.uintptr_t, url *C.char, top C.int) C.int {
	allowed := false
	if w := current.windows[uintptr(id)]; w != nil {
		guard("AllowNavigation", func() { allowed = w.options.allows(C.GoString(url), top != 0) })
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

//export deskjsGoSnapshot
func deskjsGoSnapshot(id C.uintptr_t, data unsafe.Pointer, length C.size_t, problem *C.char) {
	done := current.snapshots[uintptr(id)]
	delete(current.snapshots, uintptr(id))
	if problem != nil {
		err := errors.New("no snapshot of the page could be made: " + C.GoString(problem))
		guard("a snapshot", func() { done(nil, err) })
		return
	}
	png := C.GoBytes(data, C.int(length))
	guard("a snapshot", func() { done(png, nil) })
}

//export deskjsGoUnpin
func deskjsGoUnpin(pin C.uintptr_t) {
	handle := cgo.Handle(pin)
	handle.Value().(*runtime.Pinner).Unpin()
	handle.Delete()
}
