//go:build !(linux && cgo) && !windows && !darwin

package clipboard

import "github.com/deskjs/deskjs/runtime/desktop/service"

var clipboards []string

func newDriver() (driver, error) {
	return nil, service.NotSupported("the clipboard", "DeskJS has no driver for it on this system, or was built without cgo")
}
