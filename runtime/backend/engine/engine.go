// Package engine sets up goja as a JavaScript engine in Node's image: the
// runtime, its event loop, what the language lacks, error stacks in the author's own
// source, and the adapter that turns a builtin's Go operations into functions.
//
// It is used by package require, by the builtins, and by runtime/backend. One
// goroutine owns an Engine; only Post and Interrupt may be called on another.
package engine

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/loop"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// maxCallStack is how many JavaScript frames may nest: Node's default stack holds
// about as many, and goja grows its stack in steps whose sum is quadratic.
const maxCallStack = 11000

// usualStack is the stackSizeMb of a worker that is not told otherwise.
const usualStack = 4

// callStack is how many frames may nest in a thread.
func callStack(thread *Thread) int {
	if thread == nil || thread.Limits[3] <= 0 {
		return maxCallStack
	}
	return int(min(max(thread.Limits[3]/usualStack, 0.02), 16) * maxCallStack)
}

// Engine is one JavaScript runtime with its event loop.
type Engine struct {
	VM   *goja.Runtime
	Loop *loop.Loop

	// Host is what the engine's surroundings are.
	Host Host

	// Require loads a module by name as builtins see it: public and internal ones.
	// Package require sets it.
	Require func(name string) (goja.Value, error)
	// Loaded returns a builtin that has already been loaded, nil for others. Package
	// require sets it.
	Loaded func(name string) goja.Value
	// Uncaught is told of an error that nothing caught, on the loop. It
	// returns when the program may go on.
	Uncaught func(value goja.Value, origin Origin)
	// Rejected is called on the loop with each promise that was rejected and has no handler once the microtasks have
	// run dry. What it throws it reports to the loop.
	Rejected func(Rejection)
	// HandledLate is called when such a promise gets a handler after all. It returns what is to be
	// done of it once the microtasks have run dry.
	HandledLate func(promise *goja.Object, id int64) func()

	// NewThread returns a worker's program for the host. It must be called on the goroutine that the program will run on.
	// Package backend sets it.
	NewThread func(host Host) Program
	// WorkerOptions reads the flags of a worker; invalid are those that it can't have. Package backend sets it.
	WorkerOptions func(flags []string) (options NodeOptions, invalid []string)
	// RefuseImport returns the error with which import() in the script or module called referrer rejects, nil where
	// it may go on. It is nil unless a program uses node:vm.
	RefuseImport func(referrer string) goja.Value

	// Pages are the app's windows; nil in a plain script and in workers. Package backend sets it.
	Pages Pages

	// Desktop is the host process; nil in a plain script and in workers. Package backend sets it.
	Desktop Desktop

	// ExposeGC says that contexts of node:vm made from now on have the function gc (--expose-gc).
	ExposeGC bool

	ctx    context.Context
	cancel context.CancelFunc
	opCtx  *op.Context

	sources    sources
	rejections rejectionTracker
	async      asyncState
	enqueue    func(callback goja.Value) // queues a microtask
	handles    *goja.Symbol
	pool       chan struct{}

	interruptMu sync.Mutex
	atEnd       []func()
	interrupted bool
	onInterrupt []func(interrupted bool)

	// requests counts the operations that run.
	requests int
	// counted are those that CountRequest was told of.
	counted map[string]int
	onClose []func()

	// Bridge is what the module "deskjs" can do with the app's pages; nil where there are none.
	Bridge *goja.Object

	dataMu sync.Mutex
	data   map[any]any
}

// Origin says how an error came to be uncaught (Node's 'origin' argument).
type Origin string

// The origins of uncaught errors.
const (
	OriginException Origin = "uncaughtException"
	OriginRejection Origin = "unhandledRejection"
)

// concurrentOps bounds how many operations run on goroutines at once, so that
// ten thousand reads do not make ten thousand threads.
const concurrentOps = 64

// Host is what surrounds an engine: the streams, arguments and end of its process.
type Host struct {
	// Stdin, Stdout and Stderr are the process's; nil means none.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Executable is process.execPath and Args the rest of process.argv.
	Executable string
	Args       []string
	// ExecArgs are the flags before the script's name: process.execArgv.
	ExecArgs []string
	// Options are what those and NODE_OPTIONS mean.
	Options NodeOptions
	// AllowedFlags are the options that NODE_OPTIONS may have.
	AllowedFlags []string
	// Inside says that this is not the process's only or first engine: what the process was started with is another's.
	Inside bool
	// Exit ends the process; it need not return. JavaScript must not go on after it.
	Exit func(code int)
	// App is what deskjs.json says of the app; it is nil for a plain script.
	App *App
	// Environment is what process.env shows; nil means a copy of the process's own.
	Environment *Environment
	// Thread is what a worker knows of itself; nil in the main thread.
	Thread *Thread
	// Log takes what the global console prints, with the method's name and where it was called, in place of Stdout and Stderr: in an
	// app in development. Nil means that it is printed. Any goroutine may call it.
	Log func(level, text string, place Place)
	// LogColor says that what Log takes may have colours.
	LogColor bool
}

// NodeOptions are node's options by their whole names ("--require"), each with the values it was given, in order; a
// switch has "".
type NodeOptions map[string][]string

// Value returns the last value of an option, and whether it was given.
func (o NodeOptions) Value(name string) (string, bool) {
	values := o[name]
	if len(values) == 0 {
		return "", false
	}
	return values[len(values)-1], true
}

// App names the app that a backend belongs to.
type App struct {
	Name, ID, Version string
	// Electron says that it was written for Electron, in a folder without deskjs.json.
	Electron bool
	// Project is the project's folder while the app runs there, "" for one that has been built.
	Project string
}

// New returns an engine. Close must be called when it is no longer used.
func New(host Host) *Engine {
	vm := goja.New()
	vm.SetMaxCallStackSize(callStack(host.Thread))
	e := &Engine{
		VM:      vm,
		Host:    host,
		Loop:    loop.New(vm),
		handles: goja.NewSymbol("handle"),
		pool:    make(chan struct{}, concurrentOps),
		data:    map[any]any{},
	}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.opCtx = &op.Context{Context: e.ctx}
	e.Loop.OnError = e.reportError
	e.initAsync()
	e.trackRejections()
	e.installBinary()
	e.installLanguage()
	e.installStacks()
	return e
}

// Close ends the engine's operations, and what OnClose told of. It does not stop running JavaScript: see Interrupt. It must be
// called on the loop's goroutine.
func (e *Engine) Close() {
	e.cancel()
	for _, ended := range e.onClose {
		ended()
	}
	e.onClose = nil
}

// OnClose makes Close call ended: for what outlives a thread's JavaScript, such as its sockets. It must be called on the loop.
func (e *Engine) OnClose(ended func()) { e.onClose = append(e.onClose, ended) }

// Interrupt makes running JavaScript end, past its catch and finally blocks, and
// the loop with it. Any goroutine may call it.
func (e *Engine) Interrupt(reason any) {
	e.InterruptTask(reason)
	e.Loop.Stop()
}

// InterruptTask makes the JavaScript that runs now end, past its catch and finally blocks. Once it has, ClearInterrupt
// lets the engine run again. Any goroutine may call it.
func (e *Engine) InterruptTask(reason any) {
	e.VM.Interrupt(reason)
	e.tellInterrupted(true)
}

// ClearInterrupt takes back an interrupt, whether it has been noticed or not.
func (e *Engine) ClearInterrupt() {
	e.tellInterrupted(false)
	e.VM.ClearInterrupt()
}

// OnInterrupt makes the engine call told with true when JavaScript is interrupted, and with false when it may run
// again: for code that runs outside goja. Any goroutine calls told.
func (e *Engine) OnInterrupt(told func(interrupted bool)) {
	e.interruptMu.Lock()
	defer e.interruptMu.Unlock()
	e.onInterrupt = append(e.onInterrupt, told)
	if e.interrupted {
		told(true)
	}
}

func (e *Engine) tellInterrupted(interrupted bool) {
	e.interruptMu.Lock()
	defer e.interruptMu.Unlock()
	e.interrupted = interrupted
	for _, told := range e.onInterrupt {
		told(interrupted)
	}
}

// Requests is how many operations run on goroutines. It must be called on the loop.
func (e *Engine) Requests() int { return e.requests }

// CountRequest says that so many more requests of a type wait for their end, fewer if by is negative: what process tells of beside
// Requests. kind is the class's name in Node. It must be called on the loop.
func (e *Engine) CountRequest(kind string, by int) {
	if e.counted == nil {
		e.counted = map[string]int{}
	}
	e.counted[kind] += by
}

// CountedRequests returns the types that CountRequest was told of, one for each request, in order. It must be called on the loop.
func (e *Engine) CountedRequests() []string {
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(e.counted)) {
		for range e.counted[kind] {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// Context ends when the engine is closed.
func (e *Engine) Context() context.Context { return e.ctx }

// Value keeps one value per engine and key for a builtin's Go half, made by
// create at first use; create may itself ask for other values. Keys should be of
// a type private to the package.
func Value[T any](e *Engine, key any, create func() T) T {
	if kept, ok := e.kept(key); ok {
		return kept.(T)
	}
	made := create()
	e.dataMu.Lock()
	defer e.dataMu.Unlock()
	if kept, ok := e.data[key]; ok {
		return kept.(T)
	}
	e.data[key] = made
	return made
}

func (e *Engine) kept(key any) (any, bool) {
	e.dataMu.Lock()
	defer e.dataMu.Unlock()
	kept, ok := e.data[key]
	return kept, ok
}

// reportError is the loop's OnError.
func (e *Engine) reportError(err error) {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		e.Loop.Stop()
		return
	}
	e.TriggerUncaught(e.ErrorValue(err), OriginException)
}

// TriggerUncaught tells of an error that nothing caught. It returns if the program goes on.
func (e *Engine) TriggerUncaught(value goja.Value, origin Origin) {
	if e.Uncaught == nil {
		panic(errors.New("uncaught: " + value.String()))
	}
	e.Uncaught(value, origin)
	e.leaveAllAsync()
}
