//go:build linux && cgo

package window

/*
#include "native_linux.h"
*/
import "C"

import (
	"strconv"
	"unsafe"
)

// heldKey is an event that waits for whether the page may have it.
type heldKey struct {
	event            unsafe.Pointer
	decided, refused bool
}

// heldKeys are those of a window, in their order, and the keys that are down.
type heldKeys struct {
	waiting []*heldKey
	down    map[uint]bool
}

// X11's bits of an event's state.
const (
	stateShift, stateCapsLock, stateControl, stateAlt, stateNumLock = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 4
	stateSuper, stateMeta                                           = 1 << 26, 1 << 28
	stateLeft, stateMiddle, stateRight                              = 1 << 8, 1 << 9, 1 << 10
)

//export deskjsGoKey
func deskjsGoKey(id C.uintptr_t, event unsafe.Pointer, down C.int, keysym, character, code, state C.uint) {
	w := current.windows[uintptr(id)]
	if w == nil || w.view == nil || w.options.OnKeyInput == nil {
		C.deskjs_key_pass(nil, event)
		return
	}
	key := keyOf(uint(keysym), rune(character), uint(code), uint(state))
	key.Type = "keyUp"
	if w.keys.down == nil {
		w.keys.down = map[uint]bool{}
	}
	if down != 0 {
		key.Type, key.Repeat = "keyDown", w.keys.down[uint(code)]
	}
	w.keys.down[uint(code)] = down != 0
	if key.Repeat {
		key.Modifiers = append(key.Modifiers, "isautorepeat")
	}
	held := &heldKey{event: event}
	w.keys.waiting = append(w.keys.waiting, held)
	guard("OnKeyInput", func() {
		w.options.OnKeyInput(key, func(refused bool) {
			held.decided, held.refused = true, refused
			w.passKeys()
		})
	})
}

// passKeys gives the page those that nothing before them waits for.
func (w *window) passKeys() {
	for len(w.keys.waiting) > 0 && w.keys.waiting[0].decided {
		held := w.keys.waiting[0]
		w.keys.waiting = w.keys.waiting[1:]
		to := w.view
		if held.refused {
			to = nil
		}
		C.deskjs_key_pass(to, held.event)
	}
}

// dropKeys forgets those that wait, of a window that goes.
func (w *window) dropKeys() {
	for _, held := range w.keys.waiting {
		held.decided, held.refused = true, true
	}
	w.passKeys()
}

func (w *window) WatchKeys(on bool) error {
	if w.view != nil {
		C.deskjs_keys_watch(w.view, toInt(on))
	}
	return nil
}

// keyOf describes a key by its names on X11 and where it is.
func keyOf(keysym uint, character rune, code, state uint) Key {
	key := Key{Key: keyNames[keysym], Code: keyCodes[code], Modifiers: []string{}}
	switch {
	case key.Key != "":
	case keysym >= 0xffbe && keysym <= 0xffd5:
		key.Key = "F" + strconv.Itoa(int(keysym-0xffbe+1))
	case character != 0:
		key.Key = string(character)
	case keysym >= 0xfe50 && keysym <= 0xfe93:
		key.Key = "Dead"
	default:
		key.Key = "Unidentified"
	}
	if keysym >= 0xff80 && keysym <= 0xffb9 {
		key.Location = 3
	}
	switch key.Code {
	case "ShiftLeft", "ControlLeft", "AltLeft", "MetaLeft":
		key.Location = 1
	case "ShiftRight", "ControlRight", "AltRight", "MetaRight":
		key.Location = 2
	}
	for _, modifier := range []struct {
		bit  uint
		name string
		flag *bool
	}{
		{stateShift, "shift", &key.Shift}, {stateControl, "control", &key.Control}, {stateAlt, "alt", &key.Alt}, {stateSuper | stateMeta, "meta", &key.Meta},
		{stateLeft, "leftbuttondown", nil}, {stateMiddle, "middlebuttondown", nil}, {stateRight, "rightbuttondown", nil},
		{stateCapsLock, "capslock", nil}, {stateNumLock, "numlock", nil},
	} {
		if state&modifier.bit == 0 {
			continue
		}
		key.Modifiers = append(key.Modifiers, modifier.name)
		if modifier.flag != nil {
			*modifier.flag = true
		}
	}
	if where := []string{"", "left", "right", "iskeypad"}[key.Location]; where != "" {
		key.Modifiers = append(key.Modifiers, where)
	}
	return key
}
