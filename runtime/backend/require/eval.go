package require

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TransformScript lowers the syntax that goja lacks in a script, which is neither a module nor a module's function. import() in it
// becomes a call of lowered.ImportParameter.
type TransformScript func(path string, source []byte) (code, sourceMap []byte, err error)

// RunScript runs code as a script of the global scope, called name in stacks, and returns the value of its last statement: what
// node's -e does. As there it sees require, module, exports, __filename and __dirname as globals, which look for packages
// from dir. transform may be nil.
func (l *Loader) RunScript(name, dir, code string, transform TransformScript) (goja.Value, error) {
	vm := l.engine.VM
	l.started = true // what the script requires is not the main module
	module := l.newModule(name, filepath.Join(dir, name), nil)
	from := origin{dir: dir, module: module}
	for global, value := range map[string]goja.Value{
		"require": l.requireFor(from), "module": module, "exports": module.Get("exports"),
		"__filename": vm.ToValue(name), "__dirname": vm.ToValue("."),
	} {
		must(vm.GlobalObject().DefineDataProperty(global, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	program, err := l.scriptProgram(name, code, transform)
	if err != nil {
		return nil, err
	}
	if transform != nil {
		must(vm.GlobalObject().DefineDataProperty(lowered.ImportParameter, l.importFunction(from), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return vm.RunProgram(program)
}

// scriptProgram compiles code as it is if it can, since most of what is evaluated is short and plain.
func (l *Loader) scriptProgram(name, code string, transform TransformScript) (*goja.Program, error) {
	l.engine.AddSource(name, code)
	if transform == nil || !strings.Contains(code, "import") {
		program, err := engine.Compile(name, code)
		if err == nil {
			return program, nil
		}
		if transform == nil {
			return nil, l.compileError(name, err)
		}
	}
	lower, sourceMap, err := transform(name, []byte(code))
	if err != nil {
		return nil, l.sourceError(name, err)
	}
	l.engine.AddSourceMap(name, func() []byte { return sourceMap })
	program, err := engine.Compile(name, string(lower))
	if err != nil {
		return nil, l.compileError(name, err)
	}
	return program, nil
}

// MainSource prepares source as the program's main module, an ES module at path, where no file need be.
func (l *Loader) MainSource(path string, source []byte) (run func() (goja.Value, error), err error) {
	if l.transform == nil {
		return nil, l.failure("", "ERR_UNSUPPORTED_ESM_URL_SCHEME", "ES modules can't be evaluated in an app that has been built")
	}
	r := &record{kind: commonKind, path: path}
	l.nameNamespaces(r)
	if err := l.lower(r, source); err != nil {
		return nil, err
	}
	l.records[path] = r
	if r.kind != esKind {
		return func() (goja.Value, error) {
			return l.RunSource(filepath.Base(path), filepath.Dir(path), string(source))
		}, nil
	}
	return func() (goja.Value, error) { return l.runES(r) }, nil
}

// DefineBuiltinGlobals makes every builtin a global, which is loaded when it is first used, as node does for -e and -p.
func (l *Loader) DefineBuiltinGlobals() {
	known := map[string]bool{}
	for _, m := range l.builtins {
		for global := range m.Globals {
			known[global] = true
		}
	}
	for name, m := range l.builtins {
		if m.Internal || m.Scheme || isOwn(name) || strings.Contains(name, "/") || name[0] == '_' {
			continue
		}
		// The global crypto is part of the module.
		if name != "crypto" && known[name] {
			continue
		}
		l.engine.LazyGlobal(name, func() goja.Value {
			value, err := l.Builtin(name)
			if err != nil {
				l.engine.Throw(err)
			}
			return value
		})
	}
}

// Preload loads specifier, from dir, before the program: it is not the main module.
func (l *Loader) Preload(specifier, dir string) error {
	started := l.started
	l.started = true
	_, err := l.Require(specifier, dir, nil)
	l.started = started
	return err
}

// Check compiles source, the file at path, without running it.
func (l *Loader) Check(path string, source []byte) error {
	text := string(source)
	if strings.HasPrefix(text, "#!") {
		text = "//" + text
	}
	l.engine.AddSource(path, text)
	if l.transform != nil {
		return l.lower(&record{kind: commonKind, path: path}, []byte(text))
	}
	_, err := l.compile(path, commonParameters, text, l.engine.CompileFunction)
	if err != nil {
		return l.compileError(path, err)
	}
	return nil
}

// ResolveMain returns the file that path, of which the extension may be missing, means as a program.
func (l *Loader) ResolveMain(path string) (string, error) {
	resolved, err := l.resolveFile(path, path)
	if err == nil && resolved == "" {
		return "", l.notFound(path, origin{})
	}
	return resolved, err
}
