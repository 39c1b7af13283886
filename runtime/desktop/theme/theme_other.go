//go:build !windows && !darwin && (!linux || !cgo)

package theme

import "github.com/deskjs/deskjs/runtime/desktop/service"

type none struct{}

func newDriver(*service.Host) driver { return none{} }

func (none) start(func()) {}
func (none) read(*State)  {}
func (none) use(string) error {
	return service.NotSupported("nativeTheme.themeSource", "this build of DeskJS has no windows on this system")
}
