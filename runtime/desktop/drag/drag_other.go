//go:build !(linux && cgo)

package drag

import "github.com/deskjs/deskjs/runtime/desktop/service"

func start(uintptr, []string, []byte) error {
	return service.NotSupported("webContents.startDrag()", "files can be dragged out of windows on Linux only, as yet")
}
