// Package require is the backend's module system: Node's resolution of files,
// packages and builtins, and the cache of what has been loaded.
//
// It knows no builtin by name (runtime/backend hands it the table) and no syntax but
// what goja runs: whoever can lower newer syntax hands it a Transform.
package require

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/internal/lowered"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/mount"
)

// Transform turns the source of the file at path (JavaScript or TypeScript, ES
// module or CommonJS) into code that goja runs.
type Transform func(path string, source []byte) (lowered.Module, error)

// Loader loads modules for one engine.
type Loader struct {
	// TransformAll says that a file which could run as it is goes through the transform too.
	TransformAll bool
	// BundleMeta is the function that returns import.meta.hot of a bundle's module, by its file's name; nil where there is none.
	BundleMeta goja.Value

	engine    *engine.Engine
	builtins  map[string]*engine.Module
	transform Transform

	loaded   map[string]goja.Value // builtins by name
	internal goja.Value            // the require that builtins get

	cache   *goja.Object // require.cache: path -> module
	modules *goja.Object // Module.prototype
	main    *goja.Object
	started bool // the program's main module is an ES module, so require.main is undefined

	extensions *goja.Object   // require.extensions
	standard   []*goja.Object // what it held at first

	globalPaths []string // what NODE_PATH has

	hooks *hooks // nil until "module" is loaded

	packages map[string]*manifest

	records  map[string]*record // what ES modules import, by path
	bundle   string             // the directory of the bundle that runs
	turns    int                // how many modules with top-level await were evaluated
	describe goja.Callable      // Object.getOwnPropertyDescriptor, once used
	react    goja.Callable      // see Then
}

// New returns a loader with the given builtins and makes their globals. transform may be nil.
func New(e *engine.Engine, builtins []*engine.Module, transform Transform) *Loader {
	l := &Loader{
		engine:    e,
		builtins:  make(map[string]*engine.Module, len(builtins)),
		transform: transform,
		loaded:    map[string]goja.Value{},
		packages:  map[string]*manifest{},
		records:   map[string]*record{},
		cache:     e.VM.CreateObject(nil),
		modules:   e.VM.NewObject(),
	}
	for _, m := range builtins {
		l.builtins[m.Name] = m
	}
	if transform != nil { // an app's code comes from nowhere but the app
		l.SetGlobalPaths(os.Getenv("NODE_PATH"))
	}
	l.internal = e.VM.ToValue(func(call goja.FunctionCall) goja.Value {
		value, err := l.Builtin(call.Argument(0).String())
		if err != nil {
			e.Throw(err)
		}
		return value
	})
	engine.Value(e, loaderKey{}, func() *Loader { return l })
	e.Require = l.Builtin
	e.Loaded = l.Loaded
	l.defineModulePrototype()
	l.defineExtensions()
	l.nativeImports()
	for _, m := range builtins {
		for global, export := range m.Globals {
			l.defineGlobal(m, global, export)
		}
	}
	return l
}

func (l *Loader) defineGlobal(m *engine.Module, global, export string) {
	l.engine.LazyGlobal(global, func() goja.Value {
		value, err := l.Builtin(m.Name)
		if err != nil {
			l.engine.Throw(err)
		}
		if export == "" {
			return value
		}
		return value.(*goja.Object).Get(export)
	})
}

// Builtin returns the exports of the builtin called name (without "node:"),
// internal ones included, loading it at first use.
func (l *Loader) Builtin(name string) (goja.Value, error) {
	if value, ok := l.loaded[name]; ok {
		return value, nil
	}
	m, ok := l.builtins[name]
	if !ok {
		return nil, fmt.Errorf("there is no builtin %q", name)
	}
	value, err := l.engine.Load(m, l.internal)
	if err != nil {
		return nil, err
	}
	l.loaded[name] = value
	return value, nil
}

// Loaded returns the exports of a builtin that has already been loaded, or nil.
func (l *Loader) Loaded(name string) goja.Value { return l.loaded[name] }

// public returns the builtin that user code may require under specifier, or nil.
func (l *Loader) public(specifier string) *engine.Module {
	name, schemed := strings.CutPrefix(specifier, "node:")
	m := l.builtins[name]
	if m == nil || m.Internal || (m.Scheme && !schemed) || schemed && isOwn(name) {
		return nil
	}
	return m
}

// isOwn reports whether the builtin called name is DeskJS's own, which Node's scheme does not reach.
func isOwn(name string) bool { return name == "deskjs" || strings.HasPrefix(name, "deskjs/") }

// BuiltinNames lists the names of module.builtinModules.
func (l *Loader) BuiltinNames() []string {
	var names []string
	for name, m := range l.builtins {
		if m.Internal {
			continue
		}
		if m.Scheme {
			name = "node:" + name
		}
		names = append(names, name)
	}
	return names
}

// RunMain loads the file at path as the program's main module (require.main). It must be
// called on the loop, within a task.
func (l *Loader) RunMain(path string) (goja.Value, error) {
	run, _, err := l.Main(path)
	if err != nil {
		return nil, err
	}
	return run()
}

// Main prepares RunMain: run runs the program. An ES module, esModule says, is run in a microtask by Node.
func (l *Loader) Main(path string) (run func() (goja.Value, error), esModule bool, err error) {
	resolved, err := l.resolveFile(path, path)
	if err != nil {
		return nil, false, err
	}
	if resolved == "" {
		return nil, false, l.notFound(path, origin{})
	}
	resolved = realPath(resolved)
	if l.transform != nil && !l.hooked(resolved) && filepath.Ext(resolved) != ".txt" {
		r, err := l.fileRecord(resolved, "")
		if err != nil {
			return nil, false, err
		}
		if r.kind == esKind {
			return func() (goja.Value, error) { return l.runES(r) }, true, nil
		}
	}
	return func() (goja.Value, error) { return l.load(resolved, nil) }, false, nil
}

// RunSource runs code, which needs no transform, as the main module called name;
// its require looks for packages from dir.
func (l *Loader) RunSource(name, dir, code string) (goja.Value, error) {
	filename := filepath.Join(dir, filepath.Base(name))
	return l.call(l.newModule(name, filename, nil), filename, code)
}

// RunBundle runs code, a bundle that requires little but builtins, under the name
// that its source map has. Its require looks for packages from dir. Its module says where the files are that the app carries.
func (l *Loader) RunBundle(name, dir, code string) (goja.Value, error) {
	l.bundle = dir
	module := l.newModule(name, filepath.Join(dir, filepath.Base(name)), nil)
	if l.BundleMeta != nil {
		must(module.Set("importMetaHot", l.BundleMeta))
	}
	if root := mount.Root(); root != "" {
		must(module.Set("files", root))
	}
	return l.call(module, name, code)
}

// Require loads specifier as the file in the directory dir would; parent is that file's
// module, nil if it has none.
func (l *Loader) Require(specifier, dir string, parent *goja.Object) (goja.Value, error) {
	return l.require(specifier, origin{dir: dir, module: parent})
}

func (l *Loader) require(specifier string, from origin) (goja.Value, error) {
	if !strings.HasPrefix(specifier, "node:") {
		if path, ok, err := l.resolveByHook(specifier, from); err != nil {
			return nil, err
		} else if ok {
			specifier = path
		}
	}
	if m := l.public(specifier); m != nil {
		if specifier == m.Name {
			// A program may have put something else in a builtin's place; "node:" goes by it.
			if own, ok := l.cache.Get(specifier).(*goja.Object); ok {
				return orUndefined(own.Get("exports")), nil
			}
		}
		return l.Builtin(m.Name)
	}
	if strings.HasPrefix(specifier, "node:") {
		return nil, l.unknownBuiltin(specifier)
	}
	path, err := l.resolve(specifier, from)
	if err != nil {
		return nil, err
	}
	if m := l.public(path); m != nil {
		return l.Builtin(m.Name)
	}
	return l.load(path, from.module)
}

func (l *Loader) unknownBuiltin(specifier string) error {
	return l.failure("", "ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: "+specifier)
}

// load returns the exports of the file at path, from the cache if it is there.
func (l *Loader) load(path string, parent *goja.Object) (goja.Value, error) {
	if cached, ok := l.cache.Get(path).(*goja.Object); ok {
		if parent != nil {
			l.adopt(parent, cached)
		}
		return orUndefined(cached.Get("exports")), nil
	}
	module := l.newModule(path, path, parent)
	must(l.cache.Set(path, module))
	if err := l.loadFile(module, path); err != nil {
		must(l.cache.Delete(path))
		l.disown(parent, module)
		return nil, err
	}
	must(module.Set("loaded", true))
	return orUndefined(module.Get("exports")), nil
}

func (l *Loader) evaluateJSON(module *goja.Object, path string, source []byte) error {
	text := strings.TrimPrefix(string(source), "\ufeff")
	parse, _ := goja.AssertFunction(l.engine.VM.Get("JSON").(*goja.Object).Get("parse"))
	value, err := parse(goja.Undefined(), l.engine.VM.ToValue(text))
	if err != nil {
		var exception *goja.Exception
		if errors.As(err, &exception) {
			if object, ok := exception.Value().(*goja.Object); ok {
				must(object.Set("message", path+": "+object.Get("message").String()))
			}
		}
		return err
	}
	must(module.Set("exports", value))
	return nil
}

// commonParameters are those of a CommonJS module's function.
const commonParameters = "exports, require, module, __filename, __dirname"

// call compiles code as a CommonJS module function, called name in stacks, and calls it.
func (l *Loader) call(module *goja.Object, name, code string) (goja.Value, error) {
	parameters, extra := commonParameters, ""
	if strings.Contains(code, lowered.ImportParameter) {
		extra = lowered.ImportParameter
		parameters += ", " + extra
	}
	program, err := l.compile(name, parameters, strings.TrimPrefix(code, "\ufeff"), l.engine.CompileFunction)
	if err != nil {
		return nil, l.compileError(name, err)
	}
	return l.run(module, program, name, extra)
}

// run calls the compiled function of a CommonJS module; extra names a parameter that it has besides.
func (l *Loader) run(module *goja.Object, program *goja.Program, name, extra string) (goja.Value, error) {
	wrapped, err := l.engine.VM.RunProgram(program)
	if err != nil {
		return nil, err
	}
	function, ok := goja.AssertFunction(wrapped)
	if !ok {
		return nil, l.syntaxErrorAt(name, 0, 0, "Unexpected token '}'")
	}
	path := text(module, "filename")
	dir, vm := filepath.Dir(path), l.engine.VM
	exports := orUndefined(module.Get("exports"))
	from := origin{dir: dir, module: module}
	values := []goja.Value{exports, l.requireFor(from), module, vm.ToValue(path), vm.ToValue(dir)}
	if extra != "" {
		values = append(values, l.importFunction(from))
	}
	if _, err := function(exports, values...); err != nil {
		return nil, err
	}
	return orUndefined(module.Get("exports")), nil
}

// declaredParameter is how goja refuses code that declares what CommonJS calls its path, or an ES module that declares what is
// only CommonJS's.
var declaredParameter = regexp.MustCompile(`Identifier '(__filename|__dirname|exports|require|module)' has already been declared`)

// compile compiles code as the body of a module's function. ES modules have neither __filename nor
// __dirname and often declare them, so the parameter then goes by another name.
func (l *Loader) compile(name, parameters, code string, compile func(name, parameters, source string) (*goja.Program, error)) (*goja.Program, error) {
	for {
		program, err := compile(name, parameters, code)
		if err == nil {
			return program, nil
		}
		declared := declaredParameter.FindStringSubmatch(err.Error())
		if declared == nil || strings.Contains(parameters, " _"+declared[1]) || !strings.Contains(parameters, " "+declared[1]) {
			return nil, err
		}
		parameters = strings.Replace(parameters, " "+declared[1], " _"+declared[1], 1)
	}
}

func (l *Loader) compileES(name, parameters, code string) (*goja.Program, error) {
	return l.compile(name, parameters, code, l.engine.CompileGenerator)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
