// Package electron makes the backend of an app that was written for Electron what that app takes Electron's main process to be: what process
// says of it, and the names beside "electron" that its module has.
//
// Only runtime/backend imports it.
package electron

import (
	_ "embed"
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/versions"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/mount"
)

//go:embed electron.js
var source string

//go:embed electron.d.ts
var types string

// Process is "internal/deskjs/electron/process", which changes process when it is loaded.
var Process = &engine.Module{Name: "internal/deskjs/electron/process", Internal: true, Source: source, Natives: natives}

//go:embed places.js
var placesSource string

// Places is "internal/deskjs/places": where the app's files are to its code, and what the host knows them by.
var Places = &engine.Module{Name: "internal/deskjs/places", Internal: true, Source: placesSource, Natives: placesNatives}

// Common is "electron/common", and Renderer "electron/renderer": in the main process all are the one module.
var (
	Common   = &engine.Module{Name: "electron/common", Source: "module.exports = require('deskjs')", Types: types}
	Renderer = &engine.Module{Name: "electron/renderer", Source: "module.exports = require('deskjs')"}
)

func natives(e *engine.Engine) map[string]any {
	return map[string]any{
		"electron": versions.Electron,
		"chrome":   versions.Chrome,
		"project":  e.Host.App.Project,
		// system() is the version of the system.
		"system": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(versions.System()) },
		// resources() is the folder of the files that the app carries, or, where it runs from its project, the project's.
		"resources": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(Folder(e.Host.App)) },
	}
}

func placesNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		"folder": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(Folder(e.Host.App)) },
		// carried() is the folder of the files that the app carries, "" for none.
		"carried": func(goja.FunctionCall) goja.Value { return e.VM.ToValue(mount.Root()) },
		// electron says that the folder is the pages' too.
		"electron": e.Host.App != nil && e.Host.App.Electron,
	}
}

// Folder is where an app's own files are to it: its project, or what a built app carries.
func Folder(app *engine.App) string {
	if app != nil && app.Project != "" {
		return app.Project
	}
	if root := mount.Root(); root != "" {
		return root
	}
	executable, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Dir(executable)
}
