package menu

import (
	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
)

var procGetKeyState = user32.NewProc("GetKeyState")

// Windows' numbers of the modifiers.
var virtualModifiers = []struct {
	key      uintptr
	modifier accelerator.Modifiers
}{{0x10, accelerator.Shift}, {0x11, accelerator.Control}, {0x12, accelerator.Alt}, {0x5b, accelerator.Super}, {0x5c, accelerator.Super}}

const rightAlt = 0xa5 // AltGr, which is Control and Alt as well

func down(key uintptr) bool {
	state, _, _ := procGetKeyState.Call(key)
	return state&0x8000 != 0
}

// ofPage are the roles whose keys the page does itself, or takes for itself.
var ofPage = map[string]bool{"undo": true, "redo": true, "selectall": true, "delete": true}

// Key does what a key stands for in a window's menu, which the page has not been told of yet. False leaves it to the page.
func (m *Menus) Key(window int, virtualKey uint16) bool {
	w := m.windows[window]
	if w == nil {
		return false
	}
	var held accelerator.Modifiers
	for _, pair := range virtualModifiers {
		if down(pair.key) {
			held |= pair.modifier
		}
	}
	if down(rightAlt) && held&accelerator.Control != 0 {
		held = held&^(accelerator.Control|accelerator.Alt) | accelerator.AltGr
	}
	id := 0
	for shortcut, of := range w.shortcuts {
		key, shifted := shortcut.VirtualKey()
		switch {
		case key != virtualKey:
		case shortcut.Modifiers == held && !shifted || shifted && shortcut.Modifiers|accelerator.Shift == held:
			id = of
		case shifted && shortcut.Modifiers == held && id == 0:
			id = of // "Ctrl++" is also pressed without Shift
		}
	}
	if item := model.Find(w.items, id); id == 0 || item == nil || ofPage[item.Role] {
		return false
	}
	return m.choose(window, w, id, held)
}
