//go:build !windows && !darwin && (!linux || !cgo)

package secret

import "github.com/deskjs/deskjs/runtime/desktop/service"

func newDriver(*service.Host) driver { return nobody{} }

type nobody struct{}

var errNone = service.NotSupported("safeStorage", "this build of DeskJS has no windows on this system")

func (nobody) available() error            { return errNone }
func (nobody) seal([]byte) ([]byte, error) { return nil, errNone }
func (nobody) open([]byte) ([]byte, error) { return nil, errNone }
func (nobody) backend() string             { return "" }
