//go:build !windows && !darwin && (!linux || !cgo)

package screen

import "github.com/deskjs/deskjs/runtime/desktop/service"

type none struct{}

func newDriver() driver { return none{} }

var errNone = service.NotSupported("screen", "this build of DeskJS has no windows on this system")

func (none) displays() (list, error) { return list{}, errNone }
func (none) cursor() (Point, error)  { return Point{}, errNone }
func (none) watch(func()) error      { return errNone }
