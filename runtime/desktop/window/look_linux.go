//go:build linux && cgo

package window

/*
#include "look_linux.h"
*/
import "C"

func (w *window) Look(done func(Picture)) {
	if w.view == nil {
		done(Gone)
		return
	}
	before := w.look
	w.look = done
	if before != nil {
		before(Gone) // nobody looks twice at once
	}
	C.deskjs_view_look(w.view, C.uintptr_t(w.id))
}

func (w *window) Accelerate(accelerated bool) {
	if w.view != nil {
		C.deskjs_view_accelerate(w.view, toInt(accelerated))
	}
}

//export deskjsGoLooked
func deskjsGoLooked(id C.uintptr_t, picture C.int) {
	w := current.windows[uintptr(id)]
	if w == nil || w.look == nil {
		return
	}
	done := w.look
	w.look = nil
	guard("Look", func() { done(Picture(picture)) })
}
