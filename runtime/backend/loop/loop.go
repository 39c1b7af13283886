// Package loop is the backend's event loop: Node's phases, its order of
// process.nextTick and microtasks, and what keeps a process alive.
//
// One goroutine runs the loop and all JavaScript. Post is the only method that other
// goroutines may call. Packages of the backend may import it; it knows
// of the engine only how microtasks are run.
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
	// Rejections is called on the loop, after NoteRejection, each time the nextTick and microtask
	// queues have run dry, and reports whether it ran JavaScript that may have filled them. It is
	// where unhandled rejections are looked at.
	Rejections func() bool
	// BeforePoll is called on the loop before each poll phase, outside any task: it is
	// where output that gathered is sent. Nil means nothing.
	BeforePoll func()
	// Poller waits in place of the loop when it is set, before Run: for a program that has more to
	// wait for than what is posted.
	Poller Poller
	// BeforeExit is called on the loop when nothing is left to do; work that it
	// starts keeps the loop going.
	BeforeExit func()

	frames frames
	// failed is set when the running callback threw: what would have followed it, waits.
	failed bool

	start time.Time
	now   int64 // milliseconds since start, as of the last look at the clock

	metrics Metrics

	timers     timers
	immediates immediates
	ticks      ticks
	closing    []func()
	checks     []func()
	// fed is what Feed has queued in the poll phase; polling says that it is that phase.
	fed     []func()
	polling bool
	// holds counts what keeps the loop alive besides timers and immediates: running operations, open handles.
	holds int

	mu      sync.Mutex
	posted  []posting
	loud    int       // how many of them keep the loop alive
	spare   []posting // memory of a batch that has run
	wake    chan struct{}
	stopped atomic.Bool

	idle    atomic.Int64 // nanoseconds
	started atomic.Int64 // nanoseconds after start, plus one
}

// New returns a loop for the runtime vm.
func New(vm *goja.Runtime) *Loop {
	l := &Loop{start: time.Now(), metrics: newMetrics(), wake: make(chan struct{}, 1)}
	l.frames.init(vm)
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
	l.posted = append(l.posted, posting{task: task})
	l.loud++
	l.mu.Unlock()
	l.signal()
}

// posting is what was posted.
type posting struct {
	task  func()
	plain bool // it is no task, but runs some
}

// PostQuietly is Post for work that is not worth another turn: a loop that nothing else keeps alive ends without it. run is
// not a task itself; it calls Task for each callback, as long as the loop is not Stopped.
func (l *Loop) PostQuietly(run func()) {
	l.mu.Lock()
	l.posted = append(l.posted, posting{task: run, plain: true})
	l.mu.Unlock()
	l.signal()
}

// Stopped reports whether Stop was called. Any goroutine may call it.
func (l *Loop) Stopped() bool { return l.isStopped() }

// Closing queues task for the close phase of this turn: it is where a handle that was closed calls back. It
// keeps the loop alive until then. It must be called on the loop.
func (l *Loop) Closing(task func()) { l.closing = append(l.closing, task) }

// OnCheck runs task when the next check phase begins, before the immediates. It does not keep the loop alive. It
// must be called on the loop.
func (l *Loop) OnCheck(task func()) { l.checks = append(l.checks, task) }

// Feed queues task for the end of the poll phase, before the immediates: it is where a request that was done at once calls
// back. Outside that phase it is Post. It must be called on the loop, and what keeps the loop alive until then is the caller's.
func (l *Loop) Feed(task func()) {
	if l.polling {
		l.fed = append(l.fed, task)
	} else {
		l.Post(task)
	}
}

// feedRounds is how often tasks that Feed has queued may queue others for the same phase, as in libuv.
const feedRounds = 8

// runFed runs what Feed has queued. What the last round queues waits for the next poll phase.
func (l *Loop) runFed() {
	for range feedRounds {
		tasks := l.fed
		l.fed = nil
		for _, task := range tasks {
			if l.isStopped() {
				return
			}
			l.Task(task)
		}
	}
	for _, task := range l.fed {
		l.Post(task)
	}
	l.fed = nil
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

// Pending returns how many timers and immediates keep the loop alive. It must be called on the loop.
func (l *Loop) Pending() (timers, immediates int) { return l.timers.refs, l.immediates.refs }

// Stop makes Run return as soon as the running callback does. Any goroutine may
// call it; JavaScript that is running has to be interrupted besides.
func (l *Loop) Stop() {
	l.stopped.Store(true)
	l.signal()
}

func (l *Loop) isStopped() bool { return l.stopped.Load() }

// Run runs main as the first task and then the loop, until nothing keeps it
// alive or Stop is called.
func (l *Loop) Run(main func()) {
	l.metrics.Run = time.Now()
	defer func() { l.metrics.Ended = time.Now() }()
	// An error in the main script does not keep the ticks it queued waiting.
	l.callback(func() {
		l.metrics.Main = time.Now()
		main()
		l.failed = false
	})
	l.runNextTicks()
	l.metrics.Started = time.Now()
	for !l.isStopped() {
		l.turns()
		if l.isStopped() || l.BeforeExit == nil {
			return
		}
		l.Task(l.BeforeExit)
		if !l.alive() {
			return
		}
	}
}

func (l *Loop) alive() bool {
	return !l.isStopped() && (l.timers.refs > 0 || l.immediates.refs > 0 || l.holds > 0 || len(l.closing) > 0 || l.hasLoud())
}

func (l *Loop) hasPosted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.posted) > 0
}

func (l *Loop) hasLoud() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.loud > 0
}

// turns runs the phases for as long as something keeps the loop alive. The timers come first, and
// then at the end of each turn, as in libuv: a timer that keeps nothing alive still fires in the
// turn that ends the loop, if it is due.
func (l *Loop) turns() {
	if !l.alive() {
		return
	}
	if l.started.Load() == 0 {
		l.started.Store(int64(time.Since(l.start)) + 1)
	}
	l.updateNow()
	l.runTimers()
	for !l.isStopped() && l.alive() {
		l.metrics.Turns++
		l.poll()
		l.check()
		l.close()
		l.updateNow()
		l.runTimers()
	}
}

// poll runs what other goroutines have posted, and waits for it if there is nothing else to do. Node's
// pending phase, callbacks that an operating system's call put off, has nothing of its own here: those are posted too.
func (l *Loop) poll() {
	if l.BeforePoll != nil {
		l.BeforePoll()
	}
	waited := l.wait()
	l.mu.Lock()
	tasks := l.posted
	l.posted, l.spare, l.loud = l.spare[:0], nil, 0
	l.mu.Unlock()
	l.updateNow()
	l.metrics.Events += int64(len(tasks))
	if !waited {
		l.metrics.Waiting += int64(len(tasks))
	}
	l.polling = true
	defer func() { l.polling = false }()
	for i, task := range tasks {
		if l.isStopped() {
			return
		}
		tasks[i] = posting{}
		if task.plain {
			task.task()
		} else {
			l.Task(task.task)
		}
	}
	if len(l.fed) > 0 {
		l.runFed()
	}
	if cap(tasks) <= keptTasks {
		l.mu.Lock()
		l.spare = tasks[:0]
		l.mu.Unlock()
	}
}

// keptTasks is how long a batch may be for its memory to be used again.
const keptTasks = 1024

func (l *Loop) close() {
	tasks := l.closing
	l.closing = nil
	for _, task := range tasks {
		if l.isStopped() {
			return
		}
		l.Task(task)
	}
}

// wait blocks until there is something to do, but not when the other phases have work. It reports whether it blocked.
func (l *Loop) wait() bool {
	if l.immediates.refs > 0 || len(l.closing) > 0 || l.hasPosted() || !l.alive() {
		if l.Poller != nil {
			l.Poller.Wait(0)
		}
		return false
	}
	delay := time.Duration(-1)
	if len(l.timers.queue) > 0 {
		delay = max(0, time.Duration(l.timers.due)*time.Millisecond-time.Since(l.start))
	}
	begin := time.Now()
	if l.Poller != nil {
		l.Poller.Wait(delay)
	} else {
		l.waitHere(delay)
	}
	waited := time.Since(begin)
	l.metrics.Idle += waited
	l.idle.Add(int64(waited))
	return true
}

// Utilization returns how long the loop has been turning, 0 if it has not begun, and how much of that it has waited. Any
// goroutine may call it.
func (l *Loop) Utilization() (since, idle time.Duration) {
	started := l.started.Load()
	if started == 0 {
		return 0, 0
	}
	return time.Since(l.start) - time.Duration(started-1), time.Duration(l.idle.Load())
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
