package app

import (
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/mount"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func natives(e *engine.Engine) map[string]any {
	name, version, id, path, packaged := "", "", "", "", false
	if app := e.Host.App; app != nil {
		name, version, id, path, packaged = app.Name, app.Version, app.ID, app.Project, app.Project == ""
		if packaged {
			path = mount.Root()
		}
	} else if len(e.Host.Args) > 0 {
		// A plain script is called what its file is.
		base := filepath.Base(e.Host.Args[0])
		name = base[:len(base)-len(filepath.Ext(base))]
	}
	return map[string]any{
		"name":    name,
		"version": version,
		"id":      id,
		// path is the project's folder, or, of a built app, the one that its backend sees its files in.
		"path":        path,
		"packaged":    packaged,
		"translated":  func(goja.FunctionCall) goja.Value { return e.VM.ToValue(isTranslated()) },
		"folderNames": folderNames,
		// folder(name, id) returns a folder, made if it is the app's own; undefined if there is none of that name.
		"folder": func(call goja.FunctionCall) goja.Value {
			path, err := folder(call.Argument(0).String(), id)
			if err != nil {
				panic(e.ErrorValue(err))
			}
			if path == "" {
				return goja.Undefined()
			}
			return e.VM.ToValue(path)
		},
	}
}

// errNoApp is for the folders of an app where there is none.
func errNoApp(name string) error {
	return &op.Error{Code: "ERR_NO_APP", Message: "app.getPath('" + name + "') needs an app: the folder is named after the id in deskjs.json, " +
		"and this is a plain script. Start it with `deskjs start` or `deskjs dev`, or choose a folder with app.setPath('" + name + "', ...)."}
}
