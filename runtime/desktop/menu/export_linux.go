//go:build linux && cgo

package menu

/*
#include "menu_linux.h"
*/
import "C"

import (
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
)

// The functions that C calls.

//export deskjsGoMenuActivated
func deskjsGoMenuActivated(number, id C.uint32_t, modifiers C.int) {
	t := current.trees[uint32(number)]
	if t == nil {
		return
	}
	held := accelerator.Modifiers(modifiers)
	current.menus.chosen(t.items, Click{
		ID: int(id), Window: t.window,
		AltKey: held&accelerator.Alt != 0, CtrlKey: held&accelerator.Control != 0,
		MetaKey: held&accelerator.Super != 0, ShiftKey: held&accelerator.Shift != 0,
	})
}

//export deskjsGoMenuShown
func deskjsGoMenuShown(number, id C.uint32_t, shown C.int) {
	if current.trees[uint32(number)] == nil {
		return
	}
	event := "menu.hidden"
	if shown != 0 {
		event = "menu.shown"
	}
	current.menus.host.Emit(event, map[string]int{"id": int(id)}, nil)
}

// deskjsGoMenuDone hears that a menu that popped up has gone. What was chosen from it has been told by then.
//
//export deskjsGoMenuDone
func deskjsGoMenuDone(number C.uint32_t) {
	t := current.trees[uint32(number)]
	if t == nil {
		return
	}
	delete(current.trees, t.number)
	t.closed()
	current.menus.host.Post(func() {
		if current.windows[t.window] != nil {
			C.deskjs_popup_destroy(t.shell)
		}
	})
}

const f10 = 0xffc7

//export deskjsGoMenuKey
func deskjsGoMenuKey(window C.uint32_t, keys *C.uint, count, modifiers C.int) C.int {
	keysyms := make([]uint32, int(count))
	for i, key := range unsafe.Slice(keys, int(count)) {
		keysyms[i] = uint32(key)
	}
	if current.menus.pressed(int(window), keysyms, accelerator.Modifiers(modifiers)) {
		return 1
	}
	if len(keysyms) > 0 && keysyms[0] == f10 && modifiers == 0 && current.openBar(int(window)) {
		return 1
	}
	return 0
}

// deskjsGoMenuMnemonics shows a bar that hides itself, whose mnemonics GTK does not know meanwhile. 0 if there is none.
//
//export deskjsGoMenuMnemonics
func deskjsGoMenuMnemonics(window C.uint32_t) C.int { return toInt(current.reveal(int(window))) }

// deskjsGoMenuAlt hears that Alt alone was pressed.
//
//export deskjsGoMenuAlt
func deskjsGoMenuAlt(window C.uint32_t) { current.openBar(int(window)) }

// deskjsGoMenuLeft hears that nothing of a bar is open any more.
//
//export deskjsGoMenuLeft
func deskjsGoMenuLeft(window C.uint32_t) {
	if w := current.windows[int(window)]; w != nil && w.shown {
		w.shown = false
		C.deskjs_bar_set_visible(w.bar.shell, 0)
	}
}

// reveal shows a bar that hides itself, until it is left.
func (g *gtk) reveal(window int) bool {
	w, state := g.windows[window], g.menus.windows[window]
	if w == nil || w.bar == nil || !state.autoHide || state.hidden || w.shown {
		return false
	}
	w.shown = true
	C.deskjs_bar_set_visible(w.bar.shell, 1)
	return true
}

// openBar opens the first menu of a window's bar, if it has one that may be seen.
func (g *gtk) openBar(window int) bool {
	g.reveal(window)
	if w := g.windows[window]; w == nil || !g.barShown(window) {
		return false
	}
	C.deskjs_bar_open(g.windows[window].bar.shell)
	return true
}
