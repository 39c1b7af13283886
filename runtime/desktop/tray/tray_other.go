//go:build !linux && !windows && !darwin

package tray

import (
	"runtime"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

const system = runtime.GOOS

func prepare(*service.Host) error { return nil }

func newIcon(*service.Host, arguments, func(event)) (icon, error) {
	return nil, service.NotSupported("Tray", "DeskJS has no driver for icons in the tray of "+runtime.GOOS)
}
