package desktop

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// notThere is an error of a driver that can't do something, with the code that says so.
func notThere(err error) error {
	if err == nil {
		return nil
	}
	return &service.Error{Code: service.CodeNotSupported, Message: err.Error()}
}

// askKey asks the listeners of 'before-input-event'. Where there is nobody to refuse, the page has the key.
func (h *host) askKey(w *appWindow, key window.Key, decide func(refused bool)) {
	h.natives.ask("contents.before-input-event", struct {
		ID    int        `json:"id"`
		Input window.Key `json:"input"`
	}{w.id, key}, nil, func(answer service.Answer) {
		var v verdict
		decide(answer.Decode(&v) == nil && v.Prevented)
	})
}

// inputEvent is what webContents.sendInputEvent takes.
type inputEvent struct {
	Type                     string
	Modifiers                []string
	KeyCode, Button          string
	X, Y                     float64
	DeltaX, DeltaY           float64
	WheelTicksX, WheelTicksY float64
}

// wheelStep is how many pixels one step of a wheel is.
const wheelStep = 40

// errInputEvent has Electron's text.
var errInputEvent = &service.Error{Message: "Invalid event object"}

// sendInput does what an event of Electron's says.
func sendInput(w *appWindow, event inputEvent) (any, error) {
	inputs, err := inputsOf(&w.page.hand, event)
	if err != nil {
		return nil, err
	}
	for _, input := range inputs {
		if err := w.native.SendInput(input); err != nil {
			return nil, notThere(err)
		}
	}
	return nil, nil
}

// hand is what inputs of before have left: the buttons that are down, and the character that a key has typed.
type hand struct {
	held  int
	typed string
}

var buttonsOf = map[string]struct{ number, bit int }{"": {1, 1}, "left": {1, 1}, "middle": {2, 2}, "right": {3, 4}}

var modifierBits = map[string]int{"shift": 1, "control": 2, "ctrl": 2, "alt": 4, "meta": 8, "command": 8, "cmd": 8}

var heldBits = map[string]int{"leftbuttondown": 1, "middlebuttondown": 2, "rightbuttondown": 4}

func inputsOf(before *hand, event inputEvent) ([]window.Input, error) {
	input := window.Input{X: event.X, Y: event.Y, Held: before.held}
	for _, modifier := range event.Modifiers {
		name := strings.ToLower(modifier)
		input.Modifiers |= modifierBits[name]
		input.Held |= heldBits[name]
	}
	as := func(kind string) window.Input {
		input.Type = kind
		return input
	}
	switch event.Type {
	case "mouseMove", "mouseEnter":
		return []window.Input{as("move")}, nil
	case "mouseLeave":
		input.X, input.Y = -1, -1
		return []window.Input{as("move")}, nil
	case "mouseDown", "mouseUp", "contextMenu":
		button, known := buttonsOf[event.Button]
		if !known {
			return nil, errInputEvent
		}
		if event.Type == "contextMenu" {
			button = buttonsOf["right"]
		}
		input.Button = button.number
		down := as("down")
		input.Held |= button.bit
		up := as("up")
		switch event.Type {
		case "mouseDown":
			before.held |= button.bit
			return []window.Input{down}, nil
		case "mouseUp":
			before.held &^= button.bit
			return []window.Input{up}, nil
		}
		return []window.Input{down, up}, nil
	case "mouseWheel":
		// In Chromium what is above zero goes up.
		input.DeltaX, input.DeltaY = -event.DeltaX/wheelStep, -event.DeltaY/wheelStep
		if event.DeltaX == 0 && event.DeltaY == 0 {
			input.DeltaX, input.DeltaY = -event.WheelTicksX, -event.WheelTicksY
		}
		return []window.Input{as("wheel")}, nil
	case "keyDown", "rawKeyDown", "keyUp", "char":
		return keyInputs(before, event, input)
	}
	return nil, errInputEvent
}

// keyInputs are those of a key. The toolkit's key types its character by itself: the "char" that says so again is left out.
func keyInputs(before *hand, event inputEvent, input window.Input) ([]window.Input, error) {
	keysym, character, err := keysymOf(event, input.Modifiers)
	if err != nil {
		return nil, err
	}
	typed := before.typed
	before.typed = ""
	input.Key = uint(keysym)
	down, up := input, input
	down.Type, up.Type = "keydown", "keyup"
	switch event.Type {
	case "keyUp":
		return []window.Input{up}, nil
	case "char":
		if character != "" && strings.EqualFold(typed, character) {
			return nil, nil
		}
		return []window.Input{down, up}, nil
	}
	before.typed = character
	return []window.Input{down}, nil
}

// keysymOf is X11's number of a key that is named as in an accelerator, and the character that it types.
func keysymOf(event inputEvent, modifiers int) (keysym uint32, character string, err error) {
	if r, size := utf8.DecodeRuneInString(event.KeyCode); size > 0 && size == len(event.KeyCode) && unicode.IsPrint(r) {
		const shift = 1
		switch {
		case event.Type == "char":
		case modifiers&shift != 0:
			r = unicode.ToUpper(r)
		default:
			r = unicode.ToLower(r)
		}
		if r < 0x100 {
			return uint32(r), string(r), nil
		}
		return 0x01000000 | uint32(r), string(r), nil
	}
	switch strings.ToLower(event.KeyCode) {
	case "shift":
		return 0xffe1, "", nil
	case "control", "ctrl":
		return 0xffe3, "", nil
	case "alt":
		return 0xffe9, "", nil
	case "meta", "super", "command", "cmd":
		return 0xffeb, "", nil
	}
	key, err := accelerator.ParseFor("linux", event.KeyCode)
	if err != nil {
		return 0, "", err
	}
	return key.Keysym(), "", nil
}
