package require

import (
	"path/filepath"

	"github.com/dop251/goja"
)

// hooks are the functions of the class Module that a program may replace to change what require does, as packages do that
// mock or instrument others.
type hooks struct {
	class                          *goja.Object
	load, resolveFilename, require goja.Value
}

// Watch lets the functions of class, the builtin "module", be replaced from now on.
func (l *Loader) Watch(class *goja.Object) {
	l.hooks = &hooks{
		class:           class,
		load:            class.Get("_load"),
		resolveFilename: class.Get("_resolveFilename"),
		require:         l.modules.Get("require"),
	}
}

// replaced returns the function that stands where original was, nil if that is still there.
func replaced(object *goja.Object, name string, original goja.Value) goja.Callable {
	now := object.Get(name)
	if now == nil || now.SameAs(original) {
		return nil
	}
	function, _ := goja.AssertFunction(now)
	return function
}

// requireByHook is require by what the program has put in its place; ok is false if it has put nothing there.
func (l *Loader) requireByHook(specifier string, from origin) (value goja.Value, ok bool, err error) {
	h := l.hooks
	if h == nil {
		return nil, false, nil
	}
	vm := l.engine.VM
	module := goja.Undefined()
	if from.module != nil {
		module = from.module
		if require := replaced(from.module, "require", h.require); require != nil {
			value, err = require(module, vm.ToValue(specifier))
			return value, true, err
		}
	}
	if load := l.replacedLoad(); load != nil {
		value, err = load(h.class, vm.ToValue(specifier), module, vm.ToValue(false))
		return value, true, err
	}
	return nil, false, nil
}

// replacedLoad returns what the program has put in the place of Module._load, or nil.
func (l *Loader) replacedLoad() goja.Callable {
	if l.hooks == nil {
		return nil
	}
	return replaced(l.hooks.class, "_load", l.hooks.load)
}

// resolveByHook is the same for finding a file.
func (l *Loader) resolveByHook(specifier string, from origin) (path string, ok bool, err error) {
	h := l.hooks
	if h == nil || from.es {
		return "", false, nil
	}
	resolve := replaced(h.class, "_resolveFilename", h.resolveFilename)
	if resolve == nil {
		return "", false, nil
	}
	module := goja.Undefined()
	if from.module != nil {
		module = from.module
	}
	value, err := resolve(h.class, l.engine.VM.ToValue(specifier), module, l.engine.VM.ToValue(false))
	if err != nil {
		return "", true, err
	}
	return value.String(), true, nil
}

// SetGlobalPaths sets the folders in which packages are looked for last, a list as NODE_PATH has it, and returns them.
func (l *Loader) SetGlobalPaths(list string) []string {
	l.globalPaths = []string{}
	for _, path := range filepath.SplitList(list) {
		if path != "" {
			l.globalPaths = append(l.globalPaths, path)
		}
	}
	return l.globalPaths
}

// Find returns the file that a path means as require takes it, with an extension or a folder's main file, "" if there is none.
func (l *Loader) Find(path string) (string, error) {
	found, err := l.resolveFile(path, path)
	if found == "" || err != nil {
		return "", err
	}
	return realPath(found), nil
}
