//go:build !linux && !windows && !darwin

package shell

import "github.com/deskjs/deskjs/runtime/desktop/service"

func none(what string) error {
	return service.NotSupported("shell."+what, "DeskJS has no driver for it on this system")
}

func (s *shell) openExternal(address) error { return none("openExternal") }
func (s *shell) openPath(string) error      { return none("openPath") }
func (s *shell) showItem(string) error      { return none("showItemInFolder") }
func (s *shell) trash(string) error         { return none("trashItem") }
func (s *shell) beep() error                { return none("beep") }
