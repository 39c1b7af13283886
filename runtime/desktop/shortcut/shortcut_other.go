//go:build !windows && !darwin && (!linux || !cgo)

package shortcut

import "github.com/deskjs/deskjs/runtime/desktop/service"

type none struct{}

func newDriver(*service.Host) driver { return none{} }

func (none) register(_ Shortcut, _ func(), done func(bool, error)) {
	done(false, service.NotSupported("globalShortcut", "this build of DeskJS has no windows on this system"))
}

func (none) unregister(int) {}
