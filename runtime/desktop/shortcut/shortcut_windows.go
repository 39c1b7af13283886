package shortcut

import (
	"strings"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

var (
	user32         = windows.NewLazySystemDLL("user32.dll")
	procRegister   = user32.NewProc("RegisterHotKey")
	procUnregister = user32.NewProc("UnregisterHotKey")
)

// hotKeys are Windows'.
type hotKeys struct {
	all       map[int]func()
	listening bool
}

func newDriver(*service.Host) driver { return &hotKeys{all: map[int]func(){}} }

func (h *hotKeys) register(shortcut Shortcut, pressed func(), done func(bool, error)) {
	window, err := winmessage.Window()
	if err == nil && !h.listening {
		h.listening = true
		const hotKey = 0x0312
		err = winmessage.Handle(hotKey, func(id, _ uintptr) (uintptr, bool) {
			if pressed := h.all[int(id)]; pressed != nil {
				pressed()
			}
			return 0, true
		})
	}
	key := virtualKey(shortcut.Key)
	if err != nil || key == 0 {
		done(false, err)
		return
	}
	const alt, control, shift, win = 1, 2, 4, 8
	modifiers := uintptr(0)
	for _, modifier := range []struct {
		held bool
		flag uintptr
	}{{shortcut.Alt, alt}, {shortcut.Control, control}, {shortcut.Shift, shift}, {shortcut.Meta, win}, {shortcut.AltGr, alt | control}} {
		if modifier.held {
			modifiers |= modifier.flag
		}
	}
	ok, _, _ := procRegister.Call(uintptr(window), uintptr(shortcut.ID), modifiers, key)
	if ok != 0 {
		h.all[shortcut.ID] = pressed
	}
	done(ok != 0, nil)
}

func (h *hotKeys) unregister(id int) {
	delete(h.all, id)
	if window, err := winmessage.Window(); err == nil {
		_, _, _ = procUnregister.Call(uintptr(window), uintptr(id))
	}
}

var virtualKeys = map[string]uintptr{
	"space": 0x20, "tab": 0x09, "capslock": 0x14, "numlock": 0x90, "scrolllock": 0x91, "backspace": 0x08, "delete": 0x2e, "insert": 0x2d,
	"enter": 0x0d, "up": 0x26, "down": 0x28, "left": 0x25, "right": 0x27, "home": 0x24, "end": 0x23, "pageup": 0x21, "pagedown": 0x22,
	"escape": 0x1b, "printscreen": 0x2c, "volumeup": 0xaf, "volumedown": 0xae, "volumemute": 0xad, "medianexttrack": 0xb0,
	"mediaprevioustrack": 0xb1, "mediastop": 0xb2, "mediaplaypause": 0xb3, "numdec": 0x6e, "numadd": 0x6b, "numsub": 0x6d, "nummult": 0x6a,
	"numdiv": 0x6f, "`": 0xc0, "-": 0xbd, "=": 0xbb, "[": 0xdb, "]": 0xdd, "\\": 0xdc, ";": 0xba, "'": 0xde, ",": 0xbc, ".": 0xbe, "/": 0xbf,
}

// virtualKey is Windows' number for a key, 0 if it has none.
func virtualKey(key string) uintptr {
	if known, ok := virtualKeys[key]; ok {
		return known
	}
	if len(key) == 1 {
		return uintptr(strings.ToUpper(key)[0])
	}
	if number, ok := numbered(key, "num"); ok && number <= 9 {
		return 0x60 + number
	}
	if number, ok := numbered(key, "f"); ok && number >= 1 && number <= 24 {
		return 0x70 + number - 1
	}
	return 0
}
