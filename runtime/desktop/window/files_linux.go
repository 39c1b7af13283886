//go:build linux && cgo

package window

/*
#include <stdint.h>
#include <stddef.h>
*/
import "C"

import "strings"

// FilePaths says whether Options.OnFiles is told of files on this system.
const FilePaths = true

//export deskjsGoFiles
func deskjsGoFiles(id C.uintptr_t, way, paths *C.char, length C.size_t) {
	if w := current.windows[uintptr(id)]; w != nil && w.options.OnFiles != nil {
		list := strings.Split(strings.TrimSuffix(C.GoStringN(paths, C.int(length)), "\x00"), "\x00")
		guard("OnFiles", func() { w.options.OnFiles(C.GoString(way), list) })
	}
}
