package require

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"
)

// nativeImports makes import() work in an engine that has it.
func (l *Loader) nativeImports() {
	vm, ok := any(l.engine.VM).(interface {
		SetImportModuleDynamically(func(referrer, specifier, kind string) goja.Value)
	})
	if !ok {
		return
	}
	vm.SetImportModuleDynamically(func(referrer, specifier, kind string) goja.Value {
		if l.engine.RefuseImport != nil {
			if refused := l.engine.RefuseImport(referrer); refused != nil {
				panic(refused)
			}
		}
		from := origin{dir: filepath.Dir(referrer), importer: referrer, es: true}
		if !filepath.IsAbs(referrer) && !strings.HasPrefix(referrer, "data:") {
			from = origin{dir: l.bundle, es: true}
			if l.bundle == "" {
				from.dir, _ = os.Getwd()
			}
		}
		promise, resolve, reject := l.engine.VM.NewPromise()
		now, ready, _ := l.engine.VM.NewPromise()
		// The code that imports goes on first.
		l.Then(l.engine.VM.ToValue(now).(*goja.Object), func(goja.Value) { l.importModule(specifier, kind, from, resolve, reject) }, nil)
		must(ready(goja.Undefined()))
		return l.engine.VM.ToValue(promise)
	})
}

// importFunction returns the function that import() is in a module where the engine lacks it.
func (l *Loader) importFunction(from origin) goja.Value {
	return l.engine.Function("import", 1, func(call goja.FunctionCall) goja.Value {
		promise, resolve, reject := l.engine.VM.NewPromise()
		var specifier, kind string
		if err := l.engine.VM.Try(func() {
			specifier = call.Argument(0).ToString().String()
			kind = importType(call.Argument(1))
		}); err != nil {
			must(reject(l.engine.ErrorValue(err)))
		} else {
			l.importModule(specifier, kind, from, resolve, reject)
		}
		return l.engine.VM.ToValue(promise)
	})
}

// importModule loads, links and evaluates what specifier means, and settles a promise of its namespace.
func (l *Loader) importModule(specifier, kind string, from origin, resolve, reject func(any) error) {
	fail := func(err error) { must(reject(l.engine.ErrorValue(err))) }
	r, err := l.recordOf(specifier, kind, from)
	if err != nil {
		fail(err)
		return
	}
	l.later(r, func() {
		if err := l.link(r); err != nil {
			fail(err)
			return
		}
		done, err := l.evaluate(r)
		switch {
		case err != nil:
			fail(err)
		case done != nil:
			l.Then(done, func(goja.Value) { must(resolve(r.namespace)) }, func(reason goja.Value) { must(reject(reason)) })
		default:
			must(resolve(r.namespace))
		}
	})
}

// later runs run, which evaluates r, as a microtask. In Node reading a file takes a turn of the event loop: so what the
// importing code has queued runs before the module does.
func (l *Loader) later(r *record, run func()) {
	e := l.engine
	if r.path == "" || r.status != unevaluated {
		e.QueueMicrotask(run)
		return
	}
	request := e.NewAsyncResource("FSREQPROMISE", nil)
	e.Loop.Hold(1)
	e.Loop.Post(func() {
		e.Loop.Hold(-1)
		e.InAsync(request, func() { e.QueueMicrotask(run) })
	})
}

// importType returns the attribute type of import()'s second argument.
func importType(options goja.Value) string {
	object, ok := options.(*goja.Object)
	if !ok {
		return ""
	}
	attributes, ok := object.Get("with").(*goja.Object)
	if !ok {
		return ""
	}
	return text(attributes, "type")
}

// importMeta returns import.meta of a module (Node's documentation of ES modules).
func (l *Loader) importMeta(r *record) goja.Value {
	vm := l.engine.VM
	if !strings.Contains(string(r.lowered.Code), "__esm_meta") {
		return goja.Undefined()
	}
	meta := vm.CreateObject(nil)
	if strings.HasPrefix(r.path, "data:") {
		must(meta.Set("url", r.path))
		return meta
	}
	must(meta.Set("dirname", filepath.Dir(r.path)))
	must(meta.Set("filename", r.path))
	must(meta.Set("resolve", l.engine.Function("resolve", 1, func(call goja.FunctionCall) goja.Value {
		return vm.ToValue(l.resolveURL(call.Argument(0).String(), originOf(r)))
	})))
	must(meta.Set("url", fileURL(r.path)))
	return meta
}

// resolveURL is import.meta.resolve: a file that is not there has a URL as well.
func (l *Loader) resolveURL(specifier string, from origin) string {
	if m := l.public(specifier); m != nil {
		return "node:" + m.Name
	}
	if strings.HasPrefix(specifier, "node:") || strings.HasPrefix(specifier, "data:") {
		return specifier
	}
	if path, err := l.resolve(specifier, from); err == nil {
		return fileURL(path)
	} else if !isRelative(specifier) && !filepath.IsAbs(specifier) && !strings.HasPrefix(specifier, "file:") {
		l.engine.Throw(err)
	}
	base, err := url.Parse(fileURL(from.importer))
	if err != nil {
		return specifier
	}
	target, err := base.Parse(specifier)
	if err != nil {
		return specifier
	}
	return target.String()
}

// fileURL returns the file: URL of an absolute path as Node's url.pathToFileURL does.
func fileURL(path string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

// requireES is require() of an ES module, which must not need to wait (Node's "Loading ECMAScript modules using require()").
func (l *Loader) requireES(r *record) (goja.Value, error) {
	if err := l.link(r); err != nil {
		return nil, err
	}
	if l.isAsync(r, map[*record]bool{}) {
		return nil, l.failure("", "ERR_REQUIRE_ASYNC_MODULE",
			"require() cannot be used on an ESM graph with top-level await. Use import() instead: "+r.path+" or a module it imports uses top-level await")
	}
	if _, err := l.evaluate(r); err != nil {
		return nil, err
	}
	if whole := r.namespace.Get("module.exports"); whole != nil {
		return whole, nil
	}
	if r.namespace.Get("default") == nil {
		return r.namespace, nil
	}
	// Code that was compiled from an ES module finds out by __esModule where the default is.
	exports := l.newNamespace()
	l.hide(exports, "__esModule", true)
	for _, name := range r.namespace.GetOwnPropertyNames() {
		getter := l.engine.VM.ToValue(func(goja.FunctionCall) goja.Value { return orUndefined(r.namespace.Get(name)) })
		must(exports.DefineAccessorProperty(name, getter, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	return exports, nil
}

// runES runs the ES module as the program's main module. The value is the promise of its completion if it is not complete.
func (l *Loader) runES(r *record) (goja.Value, error) {
	l.started = true
	if err := l.link(r); err != nil {
		return nil, err
	}
	promise, err := l.evaluate(r)
	if promise == nil {
		return goja.Undefined(), err
	}
	return promise, err
}
