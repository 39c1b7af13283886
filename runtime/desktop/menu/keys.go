package menu

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
)

// pressed does what a key stands for in a window's menu. keysyms are the key's names, what it types first; false leaves it to others.
func (m *Menus) pressed(window int, keysyms []uint32, modifiers accelerator.Modifiers) bool {
	w := m.windows[window]
	if w == nil {
		return false
	}
	id, found := w.shortcuts.Find(candidates(keysyms, modifiers)...)
	if !found {
		return false
	}
	return m.choose(window, w, id, modifiers)
}

// choose does what an item stands for whose keys were pressed. False is one that can't be chosen.
func (m *Menus) choose(window int, w *windowMenu, id int, held accelerator.Modifiers) bool {
	if item := model.Find(w.items, id); item == nil || item.Disabled {
		return false
	}
	m.chosen(w.items, Click{
		ID: id, Window: window, ByKey: true,
		AltKey: held&accelerator.Alt != 0, CtrlKey: held&accelerator.Control != 0,
		MetaKey: held&accelerator.Super != 0, ShiftKey: held&accelerator.Shift != 0,
	})
	return true
}

// candidates are the accelerators that a key may be, best first. A character for which Shift had to be held is also one without Shift, and
// the keypad's keys are the characters that they type; "=" is "+" in the end, so that enlarging needs no Shift.
func candidates(keysyms []uint32, modifiers accelerator.Modifiers) []accelerator.Accelerator {
	var found []accelerator.Accelerator
	for i, keysym := range keysyms {
		key := accelerator.KeyOfKeysym(keysym)
		if key == "" {
			continue
		}
		found = append(found, accelerator.Accelerator{Modifiers: modifiers, Key: key})
		if character := keypad[key]; character != "" {
			found = append(found, accelerator.Accelerator{Modifiers: modifiers, Key: character})
		}
		if i == 0 && len(key) == 1 && strings.ToLower(key) == key && modifiers&accelerator.Shift != 0 {
			found = append(found, accelerator.Accelerator{Modifiers: modifiers &^ accelerator.Shift, Key: key})
		}
	}
	for _, a := range found {
		if a.Key == "=" {
			return append(found, accelerator.Accelerator{Modifiers: a.Modifiers &^ accelerator.Shift, Key: "+"})
		}
	}
	return found
}

var keypad = map[string]string{
	"numadd": "+", "numsub": "-", "nummult": "*", "numdiv": "/", "numdec": ".",
	"num0": "0", "num1": "1", "num2": "2", "num3": "3", "num4": "4", "num5": "5", "num6": "6", "num7": "7", "num8": "8", "num9": "9",
}
