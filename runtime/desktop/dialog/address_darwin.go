package dialog

import "unsafe"

// addressOf is where a function of the system's writes its result.
func addressOf(word *uintptr) uintptr { return uintptr(unsafe.Pointer(word)) }
