//go:build linux && cgo

package shortcut

import "strings"

// named are the keysyms of keys with names.
var named = map[string]struct {
	number uintptr
	name   string // as the portal takes it
}{
	"space": {0x20, "space"}, "tab": {0xff09, "Tab"}, "capslock": {0xffe5, "Caps_Lock"}, "numlock": {0xff7f, "Num_Lock"},
	"scrolllock": {0xff14, "Scroll_Lock"}, "backspace": {0xff08, "BackSpace"}, "delete": {0xffff, "Delete"}, "insert": {0xff63, "Insert"},
	"enter": {0xff0d, "Return"}, "up": {0xff52, "Up"}, "down": {0xff54, "Down"}, "left": {0xff51, "Left"}, "right": {0xff53, "Right"},
	"home": {0xff50, "Home"}, "end": {0xff57, "End"}, "pageup": {0xff55, "Page_Up"}, "pagedown": {0xff56, "Page_Down"},
	"escape": {0xff1b, "Escape"}, "printscreen": {0xff61, "Print"},
	"volumeup": {0x1008ff13, "XF86AudioRaiseVolume"}, "volumedown": {0x1008ff11, "XF86AudioLowerVolume"}, "volumemute": {0x1008ff12, "XF86AudioMute"},
	"medianexttrack": {0x1008ff17, "XF86AudioNext"}, "mediaprevioustrack": {0x1008ff16, "XF86AudioPrev"},
	"mediastop": {0x1008ff15, "XF86AudioStop"}, "mediaplaypause": {0x1008ff14, "XF86AudioPlay"},
	"numdec": {0xffae, "KP_Decimal"}, "numadd": {0xffab, "KP_Add"}, "numsub": {0xffad, "KP_Subtract"}, "nummult": {0xffaa, "KP_Multiply"},
	"numdiv": {0xffaf, "KP_Divide"},
	"`":      {'`', "grave"}, "-": {'-', "minus"}, "=": {'=', "equal"}, "[": {'[', "bracketleft"}, "]": {']', "bracketright"},
	"\\": {'\\', "backslash"}, ";": {';', "semicolon"}, "'": {'\'', "apostrophe"}, ",": {',', "comma"}, ".": {'.', "period"}, "/": {'/', "slash"},
}

// keysym is X11's number for a key, 0 if it has none.
func keysym(key string) uintptr {
	if known, ok := named[key]; ok {
		return known.number
	}
	if len(key) == 1 {
		return uintptr(key[0])
	}
	if number, ok := numbered(key, "num"); ok && number <= 9 {
		return 0xffb0 + number
	}
	if number, ok := numbered(key, "f"); ok && number >= 1 {
		return 0xffbe + number - 1
	}
	return 0
}

// trigger is the shortcut as the portal takes it: "CTRL+SHIFT+Page_Up".
func trigger(shortcut Shortcut) string {
	var parts []string
	for _, modifier := range []struct {
		held bool
		name string
	}{{shortcut.Control, "CTRL"}, {shortcut.Alt, "ALT"}, {shortcut.Shift, "SHIFT"}, {shortcut.Meta, "LOGO"}} {
		if modifier.held {
			parts = append(parts, modifier.name)
		}
	}
	name := shortcut.Key
	if known, ok := named[name]; ok {
		name = known.name
	} else if _, ok := numbered(name, "num"); ok {
		name = "KP_" + name[len("num"):]
	} else if _, ok := numbered(name, "f"); ok {
		name = "F" + name[1:]
	}
	return strings.Join(append(parts, name), "+")
}
