// Package loop is the backend's event loop: Node's phases, its order of
// process.nextTick and microtasks, and what keeps a process alive.
//
// One goroutine runs the loop and all JavaScript. Post is the only method that other
// goroutines may call. Packages of the backend may import it; it knows
// of the engine only that callbacks must run inside a JavaScript frame.
package loop

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"
)

// Loop is one event loop. Create it with New on the goroutine that will call Run.
type Loop struct {
	// OnError is called on the loop with every error that a callback did not
	// catch. It must be set before Run.
	OnError func(error)
	// AfterTicks is called on the loop each time the nextTick and microtask queues have
	// run dry, and reports whether it ran JavaScript that may have filled them. It is
	// where unhandled rejections are looked at.
	AfterTicks func() bool
	// BeforePoll is called on the loop before each poll phase, outside any task: it is
	// where output that gathered is sent. Nil means nothing.
	BeforePoll func()
	// Poller waits in place of the loop when it is set, before Run: for a program that has more to
	// wait for than what is posted.
	Poller Poller
	// BeforeExit is called on the loop when nothing is left to do; work that it
	// starts keeps the loop going.
	BeforeExit func()

	enter goja.Callable // a JavaScript function that calls body
	body  func()

	start  time.Time
	now    int64 // milliseconds since start, fixed within a phase
	timers timerHeap
	serial uint64
	// refTimers and refImmediates count what keeps the loop alive, and
	// holds what else does: running operations, open handles.
	refTimers, refImmediates, holds int

	immediates []*Immediate
	ticks      []func()

	mu      sync.Mutex
	posted  []func()
	wake    chan struct{}
	stopped atomic.Bool
}

// New returns a loop for the runtime vm.
func New(vm *goja.Runtime) *Loop {
	l := &Loop{start: time.Now(), wake: make(chan struct{}, 1)}
	native := vm.ToValue(func(goja.FunctionCall) goja.Value { l.body(); return goja.Undefined() })
	// goja runs microtasks when the outermost JavaScript frame returns, and a Go
	// function is none: so every task is run inside this one.
	wrapped, err := vm.RunScript("node:internal/loop", "(function (body) { return function () { body() } })")
	if err != nil {
		panic(err)
	}
	wrap, _ := goja.AssertFunction(wrapped)
	trampoline, err := wrap(goja.Undefined(), native)
	if err != nil {
		panic(err)
	}
	l.enter, _ = goja.AssertFunction(trampoline)
	l.OnError = func(err error) { panic(err) }
	l.updateNow()
	return l
}

func (l *Loop) updateNow() { l.now = time.Since(l.start).Milliseconds() }

// Now returns the loop's time in milliseconds since it was made, as the timers see it.
func (l *Loop) Now() int64 { return l.now }

// Post queues task for the poll phase. Any goroutine may call it. Posting does
// not keep the loop alive: whoever will post must Hold until then.
func (l *Loop) Post(task func()) {
	l.mu.Lock()
	l.posted = append(l.posted, task)
	l.mu.Unlock()
	l.signal()
}

// Poller waits for something to happen.
type Poller interface {
	// Wait returns when something may have happened, or Wake was called, or the time is over
	// (negative: never). It is called on the loop, outside any task, and may Post.
	Wait(timeout time.Duration)
	// Wake makes Wait return, also one that begins only afterwards. Any goroutine may call it.
	Wake()
}

func (l *Loop) signal() {
	if l.Poller != nil {
		l.Poller.Wake()
		return
	}
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Hold changes by delta the number of things that keep the loop alive. It
// must be called on the loop.
func (l *Loop) Hold(delta int) { l.holds += delta }

// NextTick queues tick to run after the current callback, before microtasks
// (process.nextTick).
func (l *Loop) NextTick(tick func()) { l.ticks = append(l.ticks, tick) }

// Stop makes Run return as soon as the running callback does. Any goroutine may
// call it; JavaScript that is running has to be interrupted besides.
func (l *Loop) Stop() {
	l.stopped.Store(true)
	l.signal()
}

func (l *Loop) isStopped() bool { return l.stopped.Load() }

// Report hands err, which no JavaScript caught, to OnError. It must be called on the loop.
func (l *Loop) Report(err error) {
	if err != nil {
		l.OnError(err)
	}
}

// Task runs body as one macrotask: inside a JavaScript frame, followed by the
// ticks and microtasks it queued, and theirs. It must not be called from within
// another task.
func (l *Loop) Task(body func()) {
	l.inFrame(func() {
		body()
		l.drainTicks()
	})
	for !l.isStopped() {
		for len(l.ticks) > 0 {
			l.inFrame(l.drainTicks)
		}
		if l.AfterTicks == nil || !l.AfterTicks() {
			return
		}
	}
}

func (l *Loop) inFrame(body func()) {
	l.body = body
	if _, err := l.enter(goja.Undefined()); err != nil {
		// Only what JavaScript cannot catch arrives here: an interrupt or an overflow.
		l.OnError(err)
	}
}

// InFrame runs body inside a JavaScript frame and lets its microtasks run, but
// not the ticks; AfterTicks uses it.
func (l *Loop) InFrame(body func()) { l.inFrame(body) }

func (l *Loop) drainTicks() {
	for len(l.ticks) > 0 {
		batch := l.ticks
		l.ticks = nil
		for i, tick := range batch {
			if l.isStopped() {
				return
			}
			batch[i] = nil
			tick()
		}
	}
}

// Run runs main as the first task and then the loop, until nothing keeps it
// alive or Stop is called.
func (l *Loop) Run(main func()) {
	l.Task(main)
	for !l.isStopped() {
		if l.alive() {
			l.iterate()
			continue
		}
		if l.BeforeExit == nil {
			return
		}
		l.Task(l.BeforeExit)
		if !l.alive() {
			return
		}
	}
}

func (l *Loop) alive() bool {
	return !l.isStopped() && (l.refTimers > 0 || l.refImmediates > 0 || l.holds > 0 || l.hasPosted())
}

func (l *Loop) hasPosted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.posted) > 0
}

// iterate is one turn: timers, poll, check. (Close callbacks are posted tasks.)
func (l *Loop) iterate() {
	l.updateNow()
	l.runTimers()
	l.poll()
	l.runImmediates()
}

func (l *Loop) poll() {
	if l.BeforePoll != nil {
		l.BeforePoll()
	}
	l.wait()
	l.mu.Lock()
	tasks := l.posted
	l.posted = nil
	l.mu.Unlock()
	l.updateNow()
	for i, task := range tasks {
		if l.isStopped() {
			return
		}
		tasks[i] = nil
		l.Task(task)
	}
}

// wait blocks until there is something to do, but not when the other phases have work.
func (l *Loop) wait() {
	if len(l.immediates) > 0 || l.hasPosted() || !l.alive() {
		if l.Poller != nil {
			l.Poller.Wait(0)
		}
		return
	}
	delay := time.Duration(-1)
	if len(l.timers) > 0 {
		delay = max(0, time.Duration(l.timers[0].when)*time.Millisecond-time.Since(l.start))
	}
	if l.Poller != nil {
		l.Poller.Wait(delay)
		return
	}
	l.waitHere(delay)
}

// waitHere waits for the wake channel.
func (l *Loop) waitHere(delay time.Duration) {
	if delay == 0 {
		return
	}
	var over <-chan time.Time
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		over = timer.C
	}
	for {
		select {
		case <-over:
			return
		case <-l.wake:
			// The signal may be for tasks that an earlier poll already took.
			if l.hasPosted() || l.isStopped() {
				return
			}
		}
	}
}
