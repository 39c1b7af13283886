package require

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// defineModulePrototype makes Module.prototype, whose require is what module.require is. Its
// constructor is the export of the builtin "module", which few programs load.
func (l *Loader) defineModulePrototype() {
	l.hide(l.modules, "require", l.engine.Function("require", 1, func(call goja.FunctionCall) goja.Value {
		module := call.This.ToObject(l.engine.VM)
		return l.moduleRequire(call, origin{dir: filepath.Dir(text(module, "filename")), module: module})
	}))
	l.hide(l.modules, "_compile", l.engine.Function("_compile", 2, func(call goja.FunctionCall) goja.Value {
		module := call.This.ToObject(l.engine.VM)
		if err := l.Compile(module, l.text(call.Argument(1), "filename"), l.text(call.Argument(0), "content")); err != nil {
			l.engine.Throw(err)
		}
		return goja.Undefined()
	}))
	class := l.engine.VM.ToValue(func(goja.FunctionCall) goja.Value {
		value, err := l.Builtin("module")
		if err != nil {
			l.engine.Throw(err)
		}
		return value
	})
	must(l.modules.DefineAccessorProperty("constructor", class, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// hide defines a property that Object.keys leaves out.
func (l *Loader) hide(object *goja.Object, name string, value any) {
	must(object.DefineDataProperty(name, l.engine.VM.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// newModule returns a module object as CommonJS code sees it (Node's "The module object").
func (l *Loader) newModule(id, filename string, parent *goja.Object) *goja.Object {
	vm := l.engine.VM
	module := vm.CreateObject(l.modules)
	if l.main == nil && !l.started {
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
		l.hide(module, "parent", parent)
		l.adopt(parent, module)
	} else {
		l.hide(module, "parent", goja.Null())
	}
	return module
}

// adopt adds a module to another's children, unless it is there. A program may have put
// anything in the place of the list.
func (l *Loader) adopt(parent, module *goja.Object) {
	children, ok := parent.Get("children").(*goja.Object)
	if !ok || children.ClassName() != "Array" || indexOf(children, module) >= 0 {
		return
	}
	must(children.Set(children.Get("length").String(), module))
}

// disown takes the youngest child back, whose code failed.
func (l *Loader) disown(parent, module *goja.Object) {
	if parent == nil {
		return
	}
	children, ok := parent.Get("children").(*goja.Object)
	if !ok || children.ClassName() != "Array" {
		return
	}
	splice, callable := goja.AssertFunction(children.Get("splice"))
	if at := indexOf(children, module); at >= 0 && callable {
		_, err := splice(children, l.engine.VM.ToValue(at), l.engine.VM.ToValue(1))
		must(err)
	}
}

func indexOf(list, item *goja.Object) int {
	for i := int(list.Get("length").ToInteger()) - 1; i >= 0; i-- {
		if found := list.Get(strconv.Itoa(i)); found != nil && found.SameAs(item) {
			return i
		}
	}
	return -1
}

// Create returns the require function of a file at filename, which need not be
// there (module.createRequire).
func (l *Loader) Create(filename string) *goja.Object {
	vm := l.engine.VM
	module := vm.CreateObject(l.modules)
	must(module.Set("id", filename))
	must(module.Set("filename", filename))
	must(module.Set("children", vm.NewArray()))
	return l.requireFor(origin{dir: filepath.Dir(filename), module: module})
}

func (l *Loader) requireFor(from origin) *goja.Object {
	require := l.engine.Function("require", 1, func(call goja.FunctionCall) goja.Value {
		return l.callRequire(call, from)
	})
	resolve := l.engine.Function("resolve", 2, func(call goja.FunctionCall) goja.Value {
		return l.callResolve(call, from)
	})
	must(resolve.Set("paths", l.engine.Function("paths", 1, func(call goja.FunctionCall) goja.Value {
		specifier := l.text(call.Argument(0), "request")
		switch {
		case l.public(specifier) != nil:
			return goja.Null()
		case isRelative(specifier):
			return l.engine.ToValue([]string{from.dir})
		}
		return l.engine.ToValue(nodeModulesPaths(from.dir))
	})))
	must(require.Set("resolve", resolve))
	main := goja.Undefined()
	if l.main != nil {
		main = l.main
	}
	must(require.Set("main", main))
	must(require.Set("extensions", l.extensions))
	must(require.Set("cache", l.cache))
	return require
}

func (l *Loader) callRequire(call goja.FunctionCall, from origin) goja.Value {
	specifier := l.text(address(call.Argument(0)), "id")
	if specifier == "" {
		l.engine.Throw(l.failure("TypeError", "ERR_INVALID_ARG_VALUE", "The argument 'id' must be a non-empty string. Received ''"))
	}
	value, hooked, err := l.requireByHook(specifier, from)
	if !hooked {
		value, err = l.require(specifier, from)
	}
	if err != nil {
		l.engine.Throw(err)
	}
	return value
}

// moduleRequire is Module.prototype.require.
func (l *Loader) moduleRequire(call goja.FunctionCall, from origin) goja.Value {
	specifier := l.text(address(call.Argument(0)), "id")
	if specifier == "" {
		l.engine.Throw(l.failure("TypeError", "ERR_INVALID_ARG_VALUE", "The argument 'id' must be a non-empty string. Received ''"))
	}
	var value goja.Value
	var err error
	if load := l.replacedLoad(); load != nil {
		value, err = load(l.hooks.class, l.engine.VM.ToValue(specifier), from.module, l.engine.VM.ToValue(false))
	} else {
		value, err = l.require(specifier, from)
	}
	if err != nil {
		l.engine.Throw(err)
	}
	return value
}

// address returns a file: URL object's text: import(), which comes here too, takes them.
func address(value goja.Value) goja.Value {
	if object, ok := value.(*goja.Object); ok && strings.HasPrefix(text(object, "href"), "file:") {
		return object.Get("href")
	}
	return value
}

func (l *Loader) callResolve(call goja.FunctionCall, from origin) goja.Value {
	specifier := l.text(call.Argument(0), "request")
	if path, ok, err := l.resolveByHook(specifier, from); err != nil {
		l.engine.Throw(err)
	} else if ok {
		return l.engine.VM.ToValue(path)
	}
	if l.public(specifier) != nil {
		return call.Argument(0)
	}
	if strings.HasPrefix(specifier, "node:") {
		l.engine.Throw(l.unknownBuiltin(specifier))
	}
	path, err := "", error(nil)
	for _, candidate := range l.resolveOrigins(call.Argument(1), from) {
		if path, err = l.resolve(specifier, candidate); err == nil {
			return l.engine.VM.ToValue(path)
		}
	}
	if err == nil {
		err = l.notFound(specifier, from)
	}
	l.engine.Throw(err)
	return nil
}

// resolveOrigins returns where require.resolve is to look, by its second argument.
func (l *Loader) resolveOrigins(options goja.Value, from origin) []origin {
	object, ok := options.(*goja.Object)
	if !ok {
		return []origin{from}
	}
	paths := object.Get("paths")
	if paths == nil || goja.IsUndefined(paths) {
		return []origin{from}
	}
	list, ok := paths.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		l.engine.Throw(l.failure("TypeError", "ERR_INVALID_ARG_VALUE",
			"The property 'options.paths' is invalid. Received "+paths.String()))
	}
	var origins []origin
	for i := range int(list.Get("length").ToInteger()) {
		dir := l.text(list.Get(strconv.Itoa(i)), "paths["+strconv.Itoa(i)+"]")
		if absolute, err := filepath.Abs(dir); err == nil {
			dir = absolute
		}
		origins = append(origins, origin{dir: dir, module: from.module})
	}
	return origins
}

// text returns the argument called name, which has to be a string, as Node does.
func (l *Loader) text(value goja.Value, name string) string {
	if value == nil || !goja.IsString(value) {
		l.engine.Throw(l.failure("TypeError", "ERR_INVALID_ARG_TYPE",
			`The "`+name+`" argument must be of type string. Received `+engine.Received(value)))
	}
	return value.String()
}
