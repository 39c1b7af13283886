// Package drag drags files out of a window, into whatever program takes them. Package desktop imports it.
//
// The driver of a system is in drag_SYSTEM.go; there is one for Linux.
package drag

import (
	"path/filepath"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// started is what webContents.startDrag asks for.
type started struct {
	ID    int      `json:"id"`    // the window
	Files []string `json:"files"` // absolute paths
}

// New is the service "drag".
func New(host *service.Host) service.Service {
	return service.Service{Methods: map[string]service.Handler{
		"drag.start": func(call *service.Call) {
			var arguments started
			if err := call.Decode(&arguments); err != nil {
				call.Fail(err)
				return
			}
			native := host.Window(arguments.ID)
			if native == 0 {
				call.Fail(&service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"})
				return
			}
			for _, file := range arguments.Files {
				if !filepath.IsAbs(file) {
					call.Fail(&service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "a file that is dragged must have an absolute path, and this is " + file})
					return
				}
			}
			if err := start(native, arguments.Files, call.Bytes); err != nil {
				call.Fail(err)
				return
			}
			call.Reply(nil, nil)
		},
	}}
}
