//go:build linux && cgo

package window

/*
#include "native_linux.h"
*/
import "C"

import "fmt"

// SendInput makes events of GTK, as they come from the display: the page can't tell them from a person's.
func (w *window) SendInput(input Input) error {
	if w.view == nil {
		return errClosed
	}
	x, y, modifiers := C.double(input.X), C.double(input.Y), C.int(input.Modifiers)
	switch input.Type {
	case "move":
		C.deskjs_view_pointer(w.view, 0, x, y, 0, modifiers, C.int(input.Held))
	case "down":
		C.deskjs_view_pointer(w.view, 1, x, y, C.int(input.Button), modifiers, C.int(input.Held))
	case "up":
		C.deskjs_view_pointer(w.view, 2, x, y, C.int(input.Button), modifiers, C.int(input.Held))
	case "wheel":
		C.deskjs_view_wheel(w.view, x, y, C.double(input.DeltaX), C.double(input.DeltaY), modifiers)
	case "keydown", "keyup":
		down := C.int(0)
		if input.Type == "keydown" {
			down = 1
		}
		C.deskjs_view_key(w.view, down, C.uint(input.Key), modifiers)
	default:
		return fmt.Errorf("there is no input %q", input.Type)
	}
	return nil
}
