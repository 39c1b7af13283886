//go:build !(linux && cgo) && !windows && !darwin

package dialog

import "github.com/deskjs/deskjs/runtime/desktop/service"

func newDriver(*service.Host) (driver, error) {
	return nil, service.NotSupported("dialogs", "DeskJS has no driver for them on this system, or was built without cgo")
}
