//go:build !windows && !darwin && !(linux && cgo)

package menu

import (
	"runtime"

	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func newDriver(*Menus) driver { return none{} }

// none is where DeskJS shows no windows, and so no menus.
type none struct{}

var errNone = service.NotSupported("Menu", "DeskJS shows no windows on "+runtime.GOOS+" when it is built so")

func (none) attach(int, uintptr) error   { return errNone }
func (none) detach(int)                  {}
func (none) setBar(int, []model.Item)    {}
func (none) showBar(int, bool)           {}
func (none) barShown(int) bool           { return false }
func (none) change(*model.Item)          {}
func (none) popUp(popup, func()) error   { return errNone }
func (none) closePopup(int)              {}
func (none) setApplication([]model.Item) {}
func (none) about(About, int) error      { return errNone }
func (none) setDock([]model.Item) error  { return errNone }
func (none) sendAction(string) error     { return errNone }
