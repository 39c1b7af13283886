package require

import (
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// defineExtensions makes require.extensions: how files are loaded, by extension.
// Packages that hook into loading wrap these functions.
func (l *Loader) defineExtensions() {
	l.extensions = l.engine.VM.CreateObject(nil)
	for _, extension := range extensions {
		load := l.engine.Function("", 2, func(call goja.FunctionCall) goja.Value {
			path := l.text(call.Argument(1), "filename")
			if err := l.evaluate(call.Argument(0).ToObject(l.engine.VM), path, extension); err != nil {
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
			return l.evaluate(module, path, extension)
		}
	}
	load, ok := goja.AssertFunction(handler)
	if !ok {
		return l.evaluate(module, path, extension)
	}
	_, err := load(l.extensions, module, l.engine.VM.ToValue(path))
	return err
}

// evaluate runs the file at path as one with the given extension.
func (l *Loader) evaluate(module *goja.Object, path, extension string) error {
	if extension == ".node" {
		return l.failure("", "ERR_DLOPEN_FAILED", path+
			" is a native addon: compiled for Node, it can't be loaded here. Look for a package that is pure JavaScript or WebAssembly.")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return op.System(err, "open", path)
	}
	if extension == ".json" {
		return l.evaluateJSON(module, path, source)
	}
	code := string(source)
	if l.transform != nil {
		lowered, sourceMap, err := l.transform(path, source)
		if err != nil {
			return l.sourceError(path, err)
		}
		code = string(lowered)
		if sourceMap != nil {
			l.engine.AddSourceMap(path, func() []byte { return sourceMap })
		}
	}
	// A hook may have given the module a _compile of its own, to change the code.
	if compile := module.Get("_compile"); compile != nil && !compile.SameAs(orUndefined(l.modules.Get("_compile"))) {
		if function, ok := goja.AssertFunction(compile); ok {
			_, err := function(module, l.engine.VM.ToValue(code), l.engine.VM.ToValue(path))
			return err
		}
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
