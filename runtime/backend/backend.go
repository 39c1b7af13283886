// Package backend assembles the backend process: the engine, the module system
// and every builtin. cmd/deskjs runs scripts with it, cmd/deskjs-app an app's
// backend. It builds without cgo for every system and knows nothing of windows.
package backend

import (
	"path/filepath"
	"slices"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/require"
	"github.com/deskjs/deskjs/runtime/backend/web/intl"
)

// Options say how a backend is to run.
type Options struct {
	// Host is the process the program sees.
	Host engine.Host
	// Transform lowers newer syntax and TypeScript; nil means that files are run as they are.
	Transform require.Transform
	// TransformScript lowers newer syntax in scripts that are no modules; nil means that they are run as they are.
	TransformScript require.TransformScript
	// Modules are builtins besides Builtins: of programs that are no apps.
	Modules []*engine.Module
	// Prepare is called with each backend of the program, its workers' too, before anything runs; nil is nothing.
	Prepare func(*Backend)
	// Runner names the builtin whose function main runs a script, of which it is given the path; "" is the script itself.
	Runner func(script string) string
	// Bundle has the app's scripts, in the backend of one that has been built; nil otherwise.
	Bundle *Bundle
}

// Backend is one program on one engine. All methods must be called on the
// goroutine that made it.
type Backend struct {
	Engine *engine.Engine
	Loader *require.Loader

	// Fatal is told of the error that ends the program, before anything is printed.
	Fatal func(value goja.Value)

	// waiting is the main module while its top-level await has not come to its end.
	waiting string

	script require.TransformScript
	exit   func(code int)
	// terminated reports whether somebody else has ended the program.
	terminated func() bool
	exiting    bool
	exitCode   int
}

// New returns a backend that has not run anything.
func New(options Options) *Backend {
	b := &Backend{exit: options.Host.Exit, script: options.TransformScript, terminated: func() bool { return false }}
	surviveBrokenPipes()
	options.Host.Exit = b.exitNow
	b.Engine = engine.New(options.Host)
	b.Engine.Uncaught = b.uncaught
	b.Engine.Rejected = b.rejected
	b.Engine.HandledLate = b.handledLate
	b.Engine.Loop.BeforeExit = b.beforeExit
	intl.Install(b.Engine)
	b.Loader = require.New(b.Engine, slices.Concat(Builtins(), options.Modules), options.Transform)
	if options.Prepare != nil {
		options.Prepare(b)
	}
	b.Engine.NewThread, b.Engine.WorkerOptions = newThread(options), workerOptions
	return b
}

// RunFile runs the program at path until nothing is left to do and returns its exit code.
func (b *Backend) RunFile(path string) int {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	return b.run(func() (goja.Value, error) {
		return nil, b.runFile(path)
	})
}

// RunSource runs code as the program called name, requiring packages from dir,
// and returns its exit code.
func (b *Backend) RunSource(name, dir, code string) int {
	return b.run(func() (goja.Value, error) { return b.Loader.RunSource(name, dir, code) })
}

// RunBuiltin calls a function of a builtin, internal ones too, until nothing is left to do and returns the exit code.
func (b *Backend) RunBuiltin(module, function string, args ...any) int {
	return b.run(func() (goja.Value, error) {
		exports, err := b.Loader.Builtin(module)
		if err != nil {
			return nil, err
		}
		main, _ := goja.AssertFunction(exports.(*goja.Object).Get(function))
		values := make([]goja.Value, len(args))
		for i, arg := range args {
			values[i] = b.Engine.ToValue(arg)
		}
		return main(goja.Undefined(), values...)
	})
}

func (b *Backend) run(main func() (goja.Value, error)) int {
	b.Engine.Loop.Run(func() {
		b.Engine.InMain(func() {
			err := b.preload()
			if err == nil {
				_, err = main()
			}
			b.Engine.Loop.Report(err)
		})
	})
	if !b.exiting && !b.terminated() {
		b.runExit()
	}
	b.Engine.Close()
	return b.exitCode
}

// exitNow is what process.exit comes to, once 'exit' has been emitted.
func (b *Backend) exitNow(code int) {
	b.exiting, b.exitCode = true, code
	if b.exit != nil {
		b.exit(code)
	}
	b.Engine.Interrupt("exit")
}
