package shortcut

import (
	"fmt"
	"sync"

	"github.com/ebitengine/purego"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// carbon are the functions for hot keys, which Cocoa has none of; err says that they were not found.
var carbon = sync.OnceValue(func() (functions struct {
	err    error
	Target func() uintptr
	// Install takes an EventTargetRef, a function, what it is to hear of, what it is given, and where to put the handler.
	Install func(target, handler uintptr, count uint, kinds *eventKind, data uintptr, reference *uintptr) int32
	// Register takes an EventHotKeyID by value: eight bytes, the signature first.
	Register   func(key, modifiers uint32, id uint64, target uintptr, options uint32, reference *uintptr) int32
	Unregister func(reference uintptr) int32
	Parameter  func(event uintptr, name, kind uint32, actual uintptr, size uint, actualSize uintptr, into *uint64) int32
}) {
	handle, err := purego.Dlopen("/System/Library/Frameworks/Carbon.framework/Carbon", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if functions.err = err; err != nil {
		return functions
	}
	purego.RegisterLibFunc(&functions.Target, handle, "GetApplicationEventTarget")
	purego.RegisterLibFunc(&functions.Install, handle, "InstallEventHandler")
	purego.RegisterLibFunc(&functions.Register, handle, "RegisterEventHotKey")
	purego.RegisterLibFunc(&functions.Unregister, handle, "UnregisterEventHotKey")
	purego.RegisterLibFunc(&functions.Parameter, handle, "GetEventParameter")
	return functions
})

type eventKind struct{ class, kind uint32 }

// signature is the app's among those of all hot keys: 'dskj'.
const signature = 0x64736b6a

// hotKeys are Carbon's.
type hotKeys struct {
	all       map[int]hotKey
	listening bool
}

type hotKey struct {
	reference uintptr
	pressed   func()
}

func newDriver(*service.Host) driver { return &hotKeys{all: map[int]hotKey{}} }

func (h *hotKeys) register(shortcut Shortcut, pressed func(), done func(bool, error)) {
	functions := carbon()
	if functions.err != nil {
		done(false, functions.err)
		return
	}
	if err := h.listen(); err != nil {
		done(false, err)
		return
	}
	key, known := keyCodes[shortcut.Key]
	if !known {
		done(false, nil)
		return
	}
	const command, shift, option, control = 1 << 8, 1 << 9, 1 << 11, 1 << 12
	modifiers := uint32(0)
	for _, modifier := range []struct {
		held bool
		flag uint32
	}{{shortcut.Meta, command}, {shortcut.Shift, shift}, {shortcut.Alt || shortcut.AltGr, option}, {shortcut.Control, control}} {
		if modifier.held {
			modifiers |= modifier.flag
		}
	}
	var reference uintptr
	status := functions.Register(key, modifiers, uint64(uint32(shortcut.ID))<<32|signature, functions.Target(), 0, &reference)
	if status == 0 {
		h.all[shortcut.ID] = hotKey{reference, pressed}
	}
	done(status == 0, nil)
}

func (h *hotKeys) listen() error {
	if h.listening {
		return nil
	}
	functions := carbon()
	const keyboard, hotKeyPressed = 0x6b657962, 5 // 'keyb'
	kind := eventKind{keyboard, hotKeyPressed}
	var reference uintptr
	if status := functions.Install(functions.Target(), purego.NewCallback(h.event), 1, &kind, 0, &reference); status != 0 {
		return fmt.Errorf("this Mac does not tell of hot keys: error %d", status)
	}
	h.listening = true
	return nil
}

func (h *hotKeys) event(_, event, _ uintptr) uintptr {
	const directObject, hotKeyID = 0x2d2d2d2d, 0x686b6964 // '----', 'hkid'
	const notHandled = 0xffffd96e                         // eventNotHandledErr, -9874
	var id uint64
	if carbon().Parameter(event, directObject, hotKeyID, 0, 8, 0, &id) != 0 || uint32(id) != signature {
		return notHandled
	}
	if key, known := h.all[int(id>>32)]; known {
		key.pressed()
	}
	return 0
}

func (h *hotKeys) unregister(id int) {
	if key, known := h.all[id]; known {
		delete(h.all, id)
		carbon().Unregister(key.reference)
	}
}

// keyCodes are macOS's numbers for the keys of an American keyboard. Media keys are not among them: they are no hot keys there.
var keyCodes = map[string]uint32{
	"a": 0x00, "s": 0x01, "d": 0x02, "f": 0x03, "h": 0x04, "g": 0x05, "z": 0x06, "x": 0x07, "c": 0x08, "v": 0x09, "b": 0x0b, "q": 0x0c, "w": 0x0d,
	"e": 0x0e, "r": 0x0f, "y": 0x10, "t": 0x11, "1": 0x12, "2": 0x13, "3": 0x14, "4": 0x15, "6": 0x16, "5": 0x17, "=": 0x18, "9": 0x19, "7": 0x1a,
	"-": 0x1b, "8": 0x1c, "0": 0x1d, "]": 0x1e, "o": 0x1f, "u": 0x20, "[": 0x21, "i": 0x22, "p": 0x23, "enter": 0x24, "l": 0x25, "j": 0x26,
	"'": 0x27, "k": 0x28, ";": 0x29, "\\": 0x2a, ",": 0x2b, "/": 0x2c, "n": 0x2d, "m": 0x2e, ".": 0x2f, "tab": 0x30, "space": 0x31, "`": 0x32,
	"backspace": 0x33, "escape": 0x35, "capslock": 0x39, "numdec": 0x41, "nummult": 0x43, "numadd": 0x45, "numlock": 0x47, "numdiv": 0x4b,
	"numsub": 0x4e, "num0": 0x52, "num1": 0x53, "num2": 0x54, "num3": 0x55, "num4": 0x56, "num5": 0x57, "num6": 0x58, "num7": 0x59, "num8": 0x5b,
	"num9": 0x5c, "f5": 0x60, "f6": 0x61, "f7": 0x62, "f3": 0x63, "f8": 0x64, "f9": 0x65, "f11": 0x67, "f13": 0x69, "f16": 0x6a, "f14": 0x6b,
	"f10": 0x6d, "f12": 0x6f, "f15": 0x71, "insert": 0x72, "home": 0x73, "pageup": 0x74, "delete": 0x75, "f4": 0x76, "end": 0x77, "f2": 0x78,
	"pagedown": 0x79, "f1": 0x7a, "left": 0x7b, "right": 0x7c, "down": 0x7d, "up": 0x7e, "f17": 0x40, "f18": 0x4f, "f19": 0x50, "f20": 0x5a,
	"volumeup": 0x48, "volumedown": 0x49, "volumemute": 0x4a,
}
