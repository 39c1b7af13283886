//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "contents_linux.h"
*/
import "C"

import (
	"crypto/rand"
	"strings"
	"unsafe"
)

// FilePaths says whether Options.OnFiles is told of files on this system.
const FilePaths = true

//export deskjsGoFiles
func deskjsGoFiles(id C.uintptr_t, way, paths *C.char, length C.size_t) {
	w := current.windows[uintptr(id)]
	if w == nil || w.view == nil || w.options.OnFiles == nil {
		return
	}
	given := Files{Way: C.GoString(way)}
	if text := C.GoStringN(paths, C.int(length)); text != "" {
		given.Paths = strings.Split(strings.TrimSuffix(text, "\x00"), "\x00")
	}
	if given.Way == "drop" {
		given.Mark = "application/x-" + strings.ToLower(rand.Text())
		mark := C.CString(given.Mark)
		defer C.free(unsafe.Pointer(mark))
		C.deskjs_view_mark_drop(w.view, mark)
	}
	guard("OnFiles", func() { w.options.OnFiles(given) })
}
