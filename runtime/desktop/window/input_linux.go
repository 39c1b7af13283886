//go:build linux && cgo && deskjstest

package window

/*
#include "native_linux.h"
void deskjs_view_pointer(void *view, int type, double x, double y, int button, int modifiers, int held);
void deskjs_view_wheel(void *view, double x, double y, double dx, double dy, int modifiers);
void deskjs_view_key(void *view, int down, unsigned key, int modifiers);
*/
import "C"

// Input implements Tested by events of GTK, as they come from the display.
func (w *window) Input(input Input) bool {
	if w.view == nil {
		return false
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
		return false
	}
	return true
}
