package backend

import (
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// thread is a worker's program: a backend of its own, whose main module is internal/main/worker_thread.
type thread struct {
	*Backend
	bundle  *Bundle
	stopped atomic.Bool
}

// newThread makes a worker's program that runs files with the same options.
func newThread(options Options) func(host engine.Host) engine.Program {
	return func(host engine.Host) engine.Program {
		options.Host = host
		t := &thread{Backend: New(options), bundle: options.Bundle}
		t.Backend.Engine.Uncaught, t.terminated = t.uncaught, t.stopped.Load
		return t
	}
}

// Engine implements engine.Program, as do the others.
func (t *thread) Engine() *engine.Engine { return t.Backend.Engine }

// Run runs the program to its end.
func (t *thread) Run() int {
	return t.run(func() (goja.Value, error) {
		exports, err := t.Loader.Builtin("internal/main/worker_thread")
		if err != nil {
			return nil, err
		}
		given, ok := exports.(*goja.Object).Get("given").(*goja.Object)
		if !ok {
			return nil, nil // its maker ended before it began
		}
		script := given.Get("filename").String()
		switch given.Get("doEval").String() {
		case "classic":
			return nil, t.runCode("[worker eval]", script)
		case "module":
			return nil, t.runURL(script)
		}
		if name, code, ok := t.bundle.script(script); ok {
			return nil, t.runBundled(name, code)
		}
		return nil, t.runFile(script)
	})
}

// runBundled runs a script of the app that has been built.
func (t *thread) runBundled(name, code string) error {
	t.Backend.Engine.AddSourceMap(name, t.bundle.sourceMap(name))
	exports, err := t.Loader.RunBundle(name, t.bundle.Dir, code)
	if err != nil {
		return err
	}
	if promise, waits := exports.Export().(*goja.Promise); waits && promise != nil {
		t.waiting = name
		t.await(exports)
	}
	return nil
}

// runURL runs the module of a data: URL.
func (t *thread) runURL(url string) error {
	load, _ := goja.AssertFunction(t.Loader.ImportFunction("[worker eval]"))
	promise, err := load(goja.Undefined(), t.Backend.Engine.VM.ToValue(url))
	if err == nil {
		t.waiting = url
		t.Loader.Then(promise.(*goja.Object), func(goja.Value) { t.waiting = "" }, t.moduleFailed)
	}
	return err
}

// Stop ends the program; its listeners of 'exit' are not called.
func (t *thread) Stop() {
	t.stopped.Store(true)
	t.Backend.Engine.Interrupt("terminated")
}

// uncaught is told to the maker of the worker, unless the worker itself goes on.
func (t *thread) uncaught(value goja.Value, origin engine.Origin) {
	if t.exiting || t.stopped.Load() {
		return
	}
	exports, err := t.Loader.Builtin("internal/main/worker_thread")
	if err != nil {
		t.exitNow(1)
		return
	}
	uncaught, ok := goja.AssertFunction(exports.(*goja.Object).Get("uncaught"))
	if !ok {
		t.exitNow(1)
		return
	}
	_, err = uncaught(goja.Undefined(), value, t.Backend.Engine.VM.ToValue(string(origin)))
	if t.exiting || t.stopped.Load() {
		return
	}
	if err != nil {
		t.exitNow(1)
		return
	}
	t.Backend.Engine.Loop.SetImmediate(func() {}) // see Backend.uncaught
}

// runFile runs the file at path as the program, within a task.
func (b *Backend) runFile(path string) error {
	run, esModule, err := b.Loader.Main(path)
	if err != nil {
		return err
	}
	if esModule {
		return b.runModule(path, run)
	}
	_, err = run()
	return err
}
