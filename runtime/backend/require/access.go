package require

import (
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// What node/module makes public of the loader is here.

type loaderKey struct{}

// Of returns the engine's loader. Builtins may call it once New has returned.
func Of(e *engine.Engine) *Loader {
	return engine.Value(e, loaderKey{}, func() *Loader { return nil })
}

// Cache is require.cache: the loaded modules by path.
func (l *Loader) Cache() *goja.Object { return l.cache }

// Extensions is require.extensions.
func (l *Loader) Extensions() *goja.Object { return l.extensions }

// Prototype is what all module objects inherit from.
func (l *Loader) Prototype() *goja.Object { return l.modules }

// IsBuiltin reports whether require(specifier) gives a builtin.
func (l *Loader) IsBuiltin(specifier string) bool { return l.public(specifier) != nil }

// ModulesPaths lists the folders in which packages are looked for from dir.
func (l *Loader) ModulesPaths(dir string) []string { return nodeModulesPaths(dir) }

// Compile runs code as the CommonJS module called filename (module._compile).
func (l *Loader) Compile(module *goja.Object, filename, code string) error {
	must(module.Set("filename", filename))
	must(module.Set("path", filepath.Dir(filename)))
	_, err := l.call(module, filename, code)
	return err
}

// ImportFunction returns the function that import() is in the script at filename.
func (l *Loader) ImportFunction(filename string) goja.Value {
	return l.importFunction(origin{dir: filepath.Dir(filename), importer: filename, es: true})
}
