//go:build !windows && !darwin && (!linux || !cgo)

package power

import (
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

type none struct{}

func newDriver(*service.Host) driver { return none{} }

func notHere(what string) error {
	return service.NotSupported(what, "this build of DeskJS has no windows on this system")
}

func (none) watch(func(event)) error                { return notHere("powerMonitor") }
func (none) quickIdle() (time.Duration, bool)       { return 0, false }
func (none) idle() (time.Duration, error)           { return 0, notHere("powerMonitor") }
func (none) locked() (locked, known bool)           { return false, false }
func (none) onBattery() (bool, error)               { return false, notHere("powerMonitor") }
func (none) thermal() string                        { return "unknown" }
func (none) delayShutdown() (func(), error)         { return nil, notHere("powerMonitor") }
func (none) block(bool) (release func(), err error) { return nil, notHere("powerSaveBlocker") }
