package workerthreads

import (
	"context"
	"math"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// lastThread is the threadId that was given last, in the process.
var lastThread atomic.Int64

// worker is a Worker's Go half, on its maker's engine.
type worker struct {
	engine.Opaque
	messaging *messaging
	host      engine.Host
	port      *port // the maker's end of their channel
	onExit    goja.Callable
	resource  *engine.AsyncResource

	referenced, running, gone bool // on the loop of the maker

	mu      sync.Mutex
	program engine.Program // once it is made
	stopped bool
	// failure is the reason of ERR_WORKER_OUT_OF_MEMORY, if that ended the worker.
	failure string
	done    chan struct{} // closed when the goroutine has ended
}

// workers are those that an engine has made and that have not ended.
type workers struct {
	mu   sync.Mutex
	list map[*worker]struct{}
}

type workersKey struct{}

func workersOf(e *engine.Engine) *workers {
	return engine.Value(e, workersKey{}, func() *workers {
		w := &workers{list: map[*worker]struct{}{}}
		context.AfterFunc(e.Context(), w.stopAll)
		return w
	})
}

// stopAll ends all workers, which are not to outlive their maker.
func (w *workers) stopAll() {
	for _, worker := range w.all() {
		worker.stop("")
	}
}

// wait waits for their goroutines.
func (w *workers) wait() {
	for _, worker := range w.all() {
		<-worker.done
	}
}

func (w *workers) all() []*worker {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]*worker, 0, len(w.list))
	for worker := range w.list {
		all = append(all, worker)
	}
	return all
}

// start begins the worker's goroutine.
func (w *worker) start() {
	all := workersOf(w.messaging.engine)
	all.mu.Lock()
	all.list[w] = struct{}{}
	all.mu.Unlock()
	w.running = true
	if w.referenced {
		w.messaging.engine.Loop.Hold(1)
	}
	go func() {
		code := w.run()
		all.mu.Lock()
		delete(all.list, w)
		all.mu.Unlock()
		close(w.done)
		w.messaging.engine.Loop.Post(func() { w.ended(code) })
	}()
}

// run is the worker's goroutine.
func (w *worker) run() int {
	if w.limited() {
		// What nothing refers to any more would count in favour of the worker.
		runtime.GC()
		w.host.Thread.HeapBefore = heapBytes()
	}
	program := w.messaging.engine.NewThread(w.host)
	e := program.Engine()
	n := messagingOf(e)
	n.registerThread()
	w.setTimeZone(e)
	w.mu.Lock()
	w.program = program
	stopped := w.stopped
	w.mu.Unlock()
	if stopped {
		program.Stop()
	}
	limit := w.watchMemory()
	code := program.Run()
	limit()
	workersOf(e).stopAll()
	workersOf(e).wait()
	e.End()
	n.unregisterThread()
	n.closeAll()
	// Its end may never have become a port.
	w.host.Thread.Port.(*end).close()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped && code == 0 {
		return 1
	}
	return code
}

// setTimeZone makes the worker's TZ its own, if that is not the one that the process began with.
func (w *worker) setTimeZone(e *engine.Engine) {
	name, set := w.host.Environment.Get("TZ")
	if first, was := os.LookupEnv("TZ"); first != name || was != set {
		e.SetTimeZone(name, set)
	}
}

// stop ends the worker from outside. Any goroutine may call it. failure is as in worker.
func (w *worker) stop(failure string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped {
		return
	}
	w.stopped, w.failure = true, failure
	if w.program != nil {
		w.program.Stop()
	}
}

// ended tells the maker.
func (w *worker) ended(code int) {
	w.running = false
	if w.referenced {
		w.messaging.engine.Loop.Hold(-1)
	}
	w.mu.Lock()
	failure := w.failure
	w.program = nil
	w.mu.Unlock()
	custom, reason := goja.Undefined(), goja.Undefined()
	if failure != "" {
		custom, reason = w.messaging.vm.ToValue("ERR_WORKER_OUT_OF_MEMORY"), w.messaging.vm.ToValue(failure)
	}
	if w.onExit != nil {
		_, err := w.onExit(goja.Undefined(), w.messaging.vm.ToValue(code), custom, reason)
		w.messaging.engine.Loop.Report(err)
	}
	w.gone = true
	w.messaging.engine.AsyncDestroyed(w.resource)
}

// reference says whether the worker keeps its maker's loop alive.
func (w *worker) reference(yes bool) {
	if w.referenced == yes {
		return
	}
	w.referenced = yes
	switch {
	case !w.running:
	case yes:
		w.messaging.engine.Loop.Hold(1)
	default:
		w.messaging.engine.Loop.Hold(-1)
	}
}

// utilization returns the worker's loop's, of which zero is that it has not begun.
func (w *worker) utilization() (since, idle time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.program == nil {
		return 0, 0
	}
	return w.program.Engine().Loop.Utilization()
}

// output is a worker's stdout or stderr: what is written goes to its maker, who writes it on.
type output struct {
	end  *end
	name string
}

// Write never fails: who has gone does not read.
func (o *output) Write(bytes []byte) (int, error) {
	o.send(bytes, false)
	return len(bytes), nil
}

// send is Write; waits is as in message.
func (o *output) send(bytes []byte, waits bool) {
	o.end.send(&message{output: append([]byte{}, bytes...), stream: o.name, waits: waits})
}

// environment reads the variables for a worker: a list of names and values, null for a copy of its maker's, undefined
// for the same.
func (n *messaging) environment(value goja.Value) *engine.Environment {
	switch {
	case goja.IsUndefined(value):
		return n.engine.Environment()
	case goja.IsNull(value):
		return n.engine.Environment().Clone()
	}
	environment := engine.NewEnvironment(nil)
	items := n.items(value)
	for i := 0; i+1 < len(items); i += 2 {
		environment.Set(items[i].String(), items[i+1].String())
	}
	return environment
}

// usualLimits are what a worker's resourceLimits say of what it was not told.
var usualLimits = [4]float64{48, 2096, 0, 4}

func (n *messaging) newWorker(call goja.FunctionCall) goja.Value {
	if err := permission.Worker(); err != nil {
		n.engine.Throw(err)
	}
	mine, theirs := channel()
	p, err := n.newPort(mine)
	n.check(err)
	thread := &engine.Thread{ID: lastThread.Add(1), Name: call.Argument(3).String(), Port: theirs, TrackFDs: call.Argument(4).ToBoolean()}
	for i, item := range n.items(call.Argument(2)) {
		thread.Limits[i] = item.ToFloat()
	}
	host := n.engine.Host
	host.Stdin, host.Exit, host.Thread, host.Inside = nil, nil, thread, true
	host.Stdout, host.Stderr = &output{theirs, "stdout"}, &output{theirs, "stderr"}
	host.Args = nil
	host.Environment = n.environment(call.Argument(0))
	if arguments := call.Argument(1); !goja.IsUndefined(arguments) {
		host.ExecArgs = n.texts(arguments)
		host.Options, _ = n.engine.WorkerOptions(host.ExecArgs)
	}
	w := &worker{messaging: n, host: host, port: p, referenced: true, done: make(chan struct{})}
	// Hooks see an object of which they can ask whether it keeps the loop alive.
	shown := n.vm.NewObject()
	if err := shown.Set("hasRef", n.engine.Function("hasRef", 0, func(goja.FunctionCall) goja.Value {
		if w.gone {
			return goja.Undefined()
		}
		return n.vm.ToValue(w.referenced)
	})); err != nil {
		panic(err)
	}
	w.resource = n.engine.NewAsyncResource("WORKER", shown)
	return n.vm.NewDynamicObject(w)
}

// texts returns the strings of an array that JavaScript of ours made.
func (n *messaging) texts(value goja.Value) []string {
	texts := []string{}
	for _, item := range n.items(value) {
		texts = append(texts, item.String())
	}
	return texts
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// workerNatives are for the maker of workers, and for what worker_threads says of the thread itself.
func workerNatives(e *engine.Engine) map[string]any {
	n := messagingOf(e)
	undefined := goja.Undefined()
	of := func(call goja.FunctionCall) *worker { return call.Argument(0).Export().(*worker) }
	id, name := int64(0), ""
	limits := n.vm.NewObject()
	if thread := e.Host.Thread; thread != nil {
		id, name = thread.ID, thread.Name
		limits = n.limits(thread.Limits)
	}
	return map[string]any{
		"isMainThread":   e.IsMainThread(),
		"threadId":       id,
		"threadName":     name,
		"resourceLimits": limits,
		// invalidFlags(flags) returns those that a worker can't have.
		"invalidFlags": func(call goja.FunctionCall) goja.Value {
			_, invalid := e.WorkerOptions(n.texts(call.Argument(0)))
			return e.ToValue(append([]string{}, invalid...))
		},
		// newWorker(env, execArgv, limits, name, trackUnmanagedFds) returns the handle that the others take first.
		"newWorker":   n.newWorker,
		"messagePort": func(call goja.FunctionCall) goja.Value { return of(call).port.object },
		"threadIdOf":  func(call goja.FunctionCall) goja.Value { return n.vm.ToValue(of(call).host.Thread.ID) },
		"limitsOf":    func(call goja.FunctionCall) goja.Value { return n.limits(of(call).host.Thread.Limits) },
		// start(handle, onExit) starts the thread; onExit(code, error's code, reason) tells of its end.
		"start": func(call goja.FunctionCall) goja.Value {
			w := of(call)
			w.onExit, _ = goja.AssertFunction(call.Argument(1))
			w.start()
			return undefined
		},
		"stop": func(call goja.FunctionCall) goja.Value { of(call).stop(""); return undefined },
		"reference": func(call goja.FunctionCall) goja.Value {
			of(call).reference(call.Argument(1).ToBoolean())
			return undefined
		},
		// utilization(handle) returns [milliseconds since the loop began, of which it waited], of this thread without a handle.
		"utilization": func(call goja.FunctionCall) goja.Value {
			since, idle := e.Loop.Utilization()
			if len(call.Arguments) > 0 {
				since, idle = of(call).utilization()
			}
			return n.vm.NewArray(milliseconds(since), milliseconds(idle))
		},
		// writeOn(stream, bytes) writes a worker's output to the host's stream; false if JavaScript has looked at that.
		"writeOn": func(call goja.FunctionCall) goja.Value {
			if e.Loaded("internal/stdio") != nil || e.Loaded("internal/worker/stdio") != nil {
				return n.vm.ToValue(false)
			}
			writer := e.Host.Stdout
			if call.Argument(0).String() == "stderr" {
				writer = e.Host.Stderr
			}
			if bytes, ok := engine.Bytes(call.Argument(1)); ok && writer != nil {
				_, _ = writer.Write(bytes) // as in Node, printing to a stream that is gone is no error
			}
			return n.vm.ToValue(true)
		},
		// sendTo(threadId, value, transfer, settle) sends to any thread; settle gets its answer.
		"sendTo": n.sendTo,
		"setReceiver": func(call goja.FunctionCall) goja.Value {
			n.receiveThread, _ = goja.AssertFunction(call.Argument(0))
			return undefined
		},
	}
}

// limits returns resourceLimits.
func (n *messaging) limits(limits [4]float64) *goja.Object {
	object := n.vm.NewObject()
	for i, name := range []string{"maxYoungGenerationSizeMb", "maxOldGenerationSizeMb", "codeRangeSizeMb", "stackSizeMb"} {
		value := limits[i]
		if value < 0 || math.IsNaN(value) {
			value = usualLimits[i]
		}
		if err := object.Set(name, value); err != nil {
			panic(err)
		}
	}
	return object
}

// threadNatives are for the program that a worker begins with.
func threadNatives(e *engine.Engine) map[string]any {
	n := messagingOf(e)
	return map[string]any{
		// port() returns this end of the channel to the worker's maker.
		"port": func(goja.FunctionCall) goja.Value {
			p, err := n.newPort(e.Host.Thread.Port.(*end))
			n.check(err)
			return p.object
		},
	}
}

// stdioNatives are for the streams of a worker.
func stdioNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// write(stream, bytes, waits)
		"write": func(call goja.FunctionCall) goja.Value {
			writer := e.Host.Stdout
			if call.Argument(0).String() == "stderr" {
				writer = e.Host.Stderr
			}
			if bytes, ok := engine.Bytes(call.Argument(1)); ok {
				writer.(*output).send(bytes, call.Argument(2).ToBoolean())
			}
			return goja.Undefined()
		},
	}
}
