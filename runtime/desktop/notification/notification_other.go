//go:build !linux && !windows && !darwin

package notification

import "github.com/deskjs/deskjs/runtime/desktop/service"

type noDriver struct{ tell func(event) }

func newDriver(_ *service.Host, tell func(event)) driver { return noDriver{tell} }

func (noDriver) supported() bool { return false }

func (d noDriver) show(o *options) {
	d.tell(event{Key: o.Key, Type: "failed", Text: "DeskJS has no driver for notifications on this system"})
}
func (noDriver) close(int) {}
func (noDriver) closeAll() {}
