package require

import (
	"path/filepath"
	"slices"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
	"github.com/dop251/goja"
)

// defineExtensions makes require.extensions: how files are loaded, by extension.
// Packages that hook into loading wrap these functions.
func (l *Loader) defineExtensions() {
	l.extensions = l.engine.VM.CreateObject(nil)
	for _, extension := range extensions {
		load := l.engine.Function("", 2, func(call goja.FunctionCall) goja.Value {
			path := l.text(call.Argument(1), "filename")
			if err := l.evaluateFile(call.Argument(0).ToObject(l.engine.VM), path, extension); err != nil {
				l.engine.Throw(err)
			}
			return goja.Undefined()
		})
		must(l.extensions.Set(extension, load))
		l.standard = append(l.standard, load)
	}
}

// loadFile runs the module's file in the way that require.extensions says.
func (l *Loader) loadFile(module *goja.Object, path string) error {
	extension := filepath.Ext(path)
	handler, ok := l.extensions.Get(extension).(*goja.Object)
	if !ok {
		handler, _ = l.extensions.Get(".js").(*goja.Object)
	}
	for _, own := range l.standard {
		if handler == own {
			return l.evaluateFile(module, path, extension)
		}
	}
	load, ok := goja.AssertFunction(handler)
	if !ok {
		return l.evaluateFile(module, path, extension)
	}
	_, err := load(l.extensions, module, l.engine.VM.ToValue(path))
	return err
}

// hooked reports whether the program has its own way of loading files like path.
func (l *Loader) hooked(path string) bool {
	handler, ok := l.extensions.Get(filepath.Ext(path)).(*goja.Object)
	if !ok {
		handler, _ = l.extensions.Get(".js").(*goja.Object)
	}
	return !slices.Contains(l.standard, handler)
}

// evaluateFile runs the file at path as one with the given extension.
func (l *Loader) evaluateFile(module *goja.Object, path, extension string) error {
	if extension == ".node" {
		return l.failure("", "ERR_DLOPEN_FAILED", path+
			" is a native addon: compiled for Node, it can't be loaded here. Look for a package that is pure JavaScript or WebAssembly.")
	}
	source, err := permission.ReadFile(path)
	if err != nil {
		return op.System(err, "open", path)
	}
	if extension == ".json" {
		return l.evaluateJSON(module, path, source)
	}
	code := string(source)
	var program *goja.Program // of the code, if it has been compiled
	if l.transform != nil {
		r := l.records[path]
		if r == nil || r.lowered.Code == nil && r.program == nil {
			r = &record{kind: commonKind, path: path}
			l.nameNamespaces(r)
			if err := l.lower(r, source); err != nil {
				return err
			}
			l.records[path] = r
		}
		if r.kind == esKind {
			value, err := l.requireES(r)
			if err == nil {
				must(module.Set("exports", value))
			}
			return err
		}
		if r.program != nil {
			code, program = plainSource(source), r.program
		} else {
			code = string(r.lowered.Code)
		}
		r.lowered.Code, r.program = nil, nil
	}
	// A hook may have given the module a _compile of its own, to change the code.
	if compile := module.Get("_compile"); compile != nil && !compile.SameAs(orUndefined(l.modules.Get("_compile"))) {
		if function, ok := goja.AssertFunction(compile); ok {
			_, err := function(module, l.engine.VM.ToValue(code), l.engine.VM.ToValue(path))
			return err
		}
	}
	if program != nil {
		_, err = l.run(module, program, path, "")
		return err
	}
	_, err = l.call(module, path, code)
	return err
}

func orUndefined(value goja.Value) goja.Value {
	if value == nil {
		return goja.Undefined()
	}
	return value
}
