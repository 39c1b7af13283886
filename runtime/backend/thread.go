package backend

import (
	"regexp"
	"strings"
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
			return nil, t.runCode("[worker eval]", withNames(script))
		case "module":
			return nil, t.runURL(script)
		}
		if name, code, ok := t.bundle.script(script); ok {
			return nil, t.runBundled(name, code)
		}
		return nil, t.runFile(script)
	})
}

// nameHelper is what the bundler has functions named by. As a declaration it works wherever it stands.
const nameHelper = "\nfunction __name(target, value) { return Object.defineProperty(target, \"name\", { value, configurable: true }) }\n"

var ownNameHelper = regexp.MustCompile(`\b(?:var|let|const|function)\s+__name\b`)

// withNames returns code that may be made of functions' source texts, as libraries do that bring no file for their worker: in a
// bundle these texts call a helper that is elsewhere in it.
func withNames(code string) string {
	if !strings.Contains(code, "__name(") || ownNameHelper.MatchString(code) {
		return code
	}
	return code + nameHelper
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
