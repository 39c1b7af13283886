//go:build linux && cgo

package shell

/*
#cgo pkg-config: gtk+-3.0
#cgo CFLAGS: -I${SRCDIR}/../gtk
#include "beep_linux.h"
*/
import "C"

import "fmt"

// beep sounds the display's bell.
func (s *shell) beep() error {
	var library, reason *C.char
	if C.deskjs_shell_load(&library, &reason) != 0 {
		return fmt.Errorf("%s can't be used to beep: %s", C.GoString(library), C.GoString(reason))
	}
	C.deskjs_beep()
	return nil
}
