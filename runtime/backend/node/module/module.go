// Package module is Node's "module": createRequire, builtinModules, and the
// Module class as far as packages use it. Only runtime/backend's table imports it.
package module

import (
	_ "embed"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/require"
)

//go:embed module.js
var source string

//go:embed module.d.ts
var types string

// Module is "module".
var Module = &engine.Module{Name: "module", Source: source, Types: types, Natives: natives}

// natives show the loader to module.js.
func natives(e *engine.Engine) map[string]any {
	loader := require.Of(e)
	text := func(call goja.FunctionCall, i int) string { return call.Argument(i).String() }
	throw := func(err error) {
		if err != nil {
			e.Throw(err)
		}
	}
	return map[string]any{
		"cache":         loader.Cache(),
		"prototype":     loader.Prototype(),
		"extensions":    loader.Extensions(),
		"names":         e.ToValue(loader.BuiltinNames()),
		"isBuiltin":     func(call goja.FunctionCall) goja.Value { return e.VM.ToValue(loader.IsBuiltin(text(call, 0))) },
		"createRequire": func(call goja.FunctionCall) goja.Value { return loader.Create(text(call, 0)) },
		"modulesPaths":  func(call goja.FunctionCall) goja.Value { return e.ToValue(loader.ModulesPaths(text(call, 0))) },
		// resolve(specifier, dir)
		"resolve": func(call goja.FunctionCall) goja.Value {
			path, err := loader.Resolve(text(call, 0), text(call, 1))
			throw(err)
			return e.VM.ToValue(path)
		},
		// load(specifier, dir, parent)
		"load": func(call goja.FunctionCall) goja.Value {
			parent, _ := call.Argument(2).(*goja.Object)
			value, err := loader.Require(text(call, 0), text(call, 1), parent)
			throw(err)
			return value
		},
		// watch(Module): its functions may be replaced from now on.
		"watch": func(call goja.FunctionCall) goja.Value {
			loader.Watch(call.Argument(0).ToObject(e.VM))
			return goja.Undefined()
		},
		// setGlobalPaths(NODE_PATH): the list that it has.
		"setGlobalPaths": func(call goja.FunctionCall) goja.Value { return e.ToValue(loader.SetGlobalPaths(text(call, 0))) },
		// find(path): the file, "" if there is none.
		"find": func(call goja.FunctionCall) goja.Value {
			path, err := loader.Find(text(call, 0))
			throw(err)
			return e.VM.ToValue(path)
		},
		// compile(module, code, filename)
		"compile": func(call goja.FunctionCall) goja.Value {
			throw(loader.Compile(call.Argument(0).ToObject(e.VM), filepath.Clean(text(call, 2)), text(call, 1)))
			return goja.Undefined()
		},
	}
}
