//go:build linux && !cgo

package shell

import "github.com/deskjs/deskjs/runtime/desktop/service"

func (s *shell) beep() error {
	return service.NotSupported("shell.beep", "DeskJS was built without cgo")
}
