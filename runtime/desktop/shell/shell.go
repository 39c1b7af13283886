// Package shell opens addresses and files with the user's programs, shows them in the file manager and moves them to the trash, for the
// backend, which decides what an app may open. Package desktop imports it.
//
// The drivers for Windows and macOS have not been run: they are compiled and vetted on other systems.
package shell

import (
	"errors"
	"io/fs"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// address is what is opened, with options that only some systems have.
type address struct {
	URL              string `json:"url"`
	Activate         *bool  `json:"activate"`         // macOS
	WorkingDirectory string `json:"workingDirectory"` // Windows
}

type file struct {
	Path string `json:"path"`
}

// link is a shortcut of Windows'; the names are Electron's.
type link struct {
	Target              string `json:"target"`
	Directory           string `json:"cwd,omitempty"`
	Args                string `json:"args,omitempty"`
	Description         string `json:"description,omitempty"`
	Icon                string `json:"icon,omitempty"`
	IconIndex           int    `json:"iconIndex,omitempty"`
	AppUserModelID      string `json:"appUserModelId,omitempty"`
	ToastActivatorClsid string `json:"toastActivatorClsid,omitempty"`
}

type linkChange struct {
	Path      string `json:"path"`
	Operation string `json:"operation"` // create, update or replace
	link
}

// New makes the service.
func New(host *service.Host) service.Service {
	s := &shell{host: host}
	return service.Service{Methods: map[string]service.Handler{
		"shell.openExternal":      elsewhere(s.openExternal),
		"shell.openPath":          elsewhere(func(f file) error { return s.openPath(f.Path) }),
		"shell.showItemInFolder":  elsewhere(func(f file) error { return s.showItem(f.Path) }),
		"shell.trashItem":         elsewhere(func(f file) error { return s.trash(f.Path) }),
		"shell.beep":              service.Func(func(struct{}) (any, error) { return nil, s.beep() }),
		"shell.readShortcutLink":  service.Func(func(f file) (link, error) { return readLink(f.Path) }),
		"shell.writeShortcutLink": service.Func(func(c linkChange) (any, error) { return nil, writeLink(c) }),
	}}
}

// shell's methods are the drivers', a file for each system. All but beep may wait: they are called on a goroutine.
type shell struct{ host *service.Host }

// elsewhere makes a handler of a function that may wait.
func elsewhere[A any](do func(A) error) service.Handler {
	return func(call *service.Call) {
		var arguments A
		if err := call.Decode(&arguments); err != nil {
			call.Fail(err)
			return
		}
		go func() {
			if err := do(arguments); err != nil {
				call.Fail(coded(err))
				return
			}
			call.Reply(nil, nil)
		}()
	}
}

// coded gives the errors of files the codes that they have in fs.
func coded(err error) error {
	for code, kind := range map[string]error{"ENOENT": fs.ErrNotExist, "EACCES": fs.ErrPermission} {
		if errors.Is(err, kind) {
			return &service.Error{Code: code, Message: code + ": " + err.Error()}
		}
	}
	return err
}
