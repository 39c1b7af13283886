package require

import (
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// defineModulePrototype makes Module.prototype, whose require is what
// module.require is.
func (l *Loader) defineModulePrototype() {
	must(l.modules.Set("require", func(call goja.FunctionCall) goja.Value {
		module := call.This.ToObject(l.engine.VM)
		return l.callRequire(call, filepath.Dir(module.Get("filename").String()), module)
	}))
}

// newModule returns a module object as CommonJS code sees it (Node's "The module object").
func (l *Loader) newModule(id, filename string, parent *goja.Object) *goja.Object {
	vm := l.engine.VM
	module := vm.CreateObject(l.modules)
	if l.main == nil {
		l.main = module
		id = "."
	}
	must(module.Set("id", id))
	must(module.Set("path", filepath.Dir(filename)))
	must(module.Set("exports", vm.NewObject()))
	must(module.Set("filename", filename))
	must(module.Set("loaded", false))
	must(module.Set("children", vm.NewArray()))
	must(module.Set("paths", l.engine.ToValue(nodeModulesPaths(filepath.Dir(filename)))))
	if parent != nil {
		must(module.Set("parent", parent))
		children := parent.Get("children").(*goja.Object)
		push, _ := goja.AssertFunction(children.Get("push"))
		if _, err := push(children, module); err != nil {
			panic(err)
		}
	} else {
		must(module.Set("parent", goja.Null()))
	}
	return module
}

// Create returns a require function that resolves from the directory dir
// (module.createRequire).
func (l *Loader) Create(dir string) *goja.Object { return l.requireFor(nil, dir) }

func (l *Loader) requireFor(module *goja.Object, dir string) *goja.Object {
	vm := l.engine.VM
	require := vm.ToValue(func(call goja.FunctionCall) goja.Value {
		return l.callRequire(call, dir, module)
	}).(*goja.Object)
	resolve := vm.ToValue(func(call goja.FunctionCall) goja.Value {
		specifier := l.specifier(call.Argument(0))
		from := dir
		if options, ok := call.Argument(1).(*goja.Object); ok {
			if paths, ok := options.Get("paths").(*goja.Object); ok && paths.Get("0") != nil {
				from = paths.Get("0").String()
			}
		}
		if l.public(specifier) != nil {
			return call.Argument(0)
		}
		path, err := l.Resolve(specifier, from)
		if err != nil {
			panic(l.engine.ErrorValue(err))
		}
		return vm.ToValue(path)
	}).(*goja.Object)
	must(resolve.Set("paths", func(call goja.FunctionCall) goja.Value {
		if l.public(l.specifier(call.Argument(0))) != nil {
			return goja.Null()
		}
		return l.engine.ToValue(nodeModulesPaths(dir))
	}))
	must(require.Set("resolve", resolve))
	must(require.Set("cache", l.cache))
	if l.main != nil {
		must(require.Set("main", l.main))
	}
	return require
}

func (l *Loader) callRequire(call goja.FunctionCall, dir string, module *goja.Object) goja.Value {
	value, err := l.Require(l.specifier(call.Argument(0)), dir, module)
	if err != nil {
		panic(l.engine.ErrorValue(err))
	}
	return value
}

// specifier checks require's argument as Node does.
func (l *Loader) specifier(value goja.Value) string {
	if !goja.IsString(value) {
		panic(l.engine.ErrorValue(&op.Error{Type: "TypeError", Code: "ERR_INVALID_ARG_TYPE",
			Message: `The "id" argument must be of type string. Received ` + value.String()}))
	}
	if value.String() == "" {
		panic(l.engine.ErrorValue(&op.Error{Type: "TypeError", Code: "ERR_INVALID_ARG_VALUE",
			Message: "The argument 'id' must be a non-empty string. Received ''"}))
	}
	return value.String()
}
