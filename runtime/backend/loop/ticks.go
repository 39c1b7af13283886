package loop

// ticks is the queue of process.nextTick, and what is known of rejections.
type ticks struct {
	queue []func()
	first int
	// scheduled is set from the first tick queued until all ticks, microtasks and rejections have run dry.
	scheduled bool
	rejected  bool
}

func (t *ticks) empty() bool { return t.first == len(t.queue) }

// keptTicks is how long the queue may get for its memory to be kept.
const keptTicks = 4096

func (t *ticks) shift() func() {
	tick := t.queue[t.first]
	t.queue[t.first] = nil
	t.first++
	switch {
	case t.first == len(t.queue):
		t.first = 0
		if cap(t.queue) > keptTicks {
			t.queue = nil
		} else {
			t.queue = t.queue[:0]
		}
	case t.first >= keptTicks && t.first*2 >= len(t.queue):
		// A queue that never runs dry must not grow for ever.
		n := copy(t.queue, t.queue[t.first:])
		clear(t.queue[n:])
		t.queue, t.first = t.queue[:n], 0
	}
	return tick
}

// NextTick queues tick to run after the current callback, before microtasks
// (process.nextTick).
func (l *Loop) NextTick(tick func()) {
	l.ticks.scheduled = true
	l.ticks.queue = append(l.ticks.queue, tick)
}

// NoteRejection makes the loop call Rejections once the queues have run dry.
func (l *Loop) NoteRejection() { l.ticks.rejected = true }

// Report hands err, which no JavaScript caught, to OnError. It must be called on the loop, by the
// callback that failed.
func (l *Loop) Report(err error) {
	if err != nil {
		l.failed = true
		l.OnError(err)
	}
}

// Failed reports whether the running callback has reported an error, or the loop is to stop.
func (l *Loop) Failed() bool { return l.failed || l.isStopped() }

// Task runs body as one macrotask: inside a JavaScript frame, followed by the
// ticks and microtasks it queued, and theirs. If it reports an error, they wait for the next
// task, as in Node. It must not be called from within another task.
func (l *Loop) Task(body func()) {
	if l.callback(body) {
		l.runNextTicks()
	}
}

// callback runs body in a frame and returns whether it went well.
func (l *Loop) callback(body func()) bool {
	l.failed = false
	err := l.frames.call(func() {
		body()
		if l.frames.held == nil && !l.failed {
			l.runTicks()
		}
	})
	if err != nil {
		l.Report(err)
	}
	return !l.failed && !l.isStopped()
}

// InFrame runs body inside a JavaScript frame; Rejections uses it.
func (l *Loop) InFrame(body func()) {
	if err := l.frames.call(body); err != nil {
		l.Report(err)
	}
}

// Between runs the ticks and microtasks that a callback queued before the next one of the same task: of what Node tells in several
// callbacks. It returns false if a tick failed, which has been reported then. It must be called in a task, by Go.
func (l *Loop) Between() bool { return l.runNextTicks() }

// runNextTicks runs microtasks, and ticks if there are any: between two callbacks of a phase and at
// the end of each. It returns false if a tick failed; then the rest waits.
func (l *Loop) runNextTicks() bool {
	if l.isStopped() {
		return false
	}
	if !l.ticks.scheduled && !l.ticks.rejected && !l.microtasks() {
		return false
	}
	if !l.ticks.scheduled && !l.ticks.rejected {
		return true
	}
	return l.processTicksAndRejections()
}

func (l *Loop) microtasks() bool {
	if err := l.frames.microtasks(); err != nil {
		l.Report(err)
		return false
	}
	return !l.isStopped()
}

func (l *Loop) processTicksAndRejections() bool {
	l.failed = false
	for {
		if !l.ticks.empty() {
			if err := l.frames.call(l.runTicks); err != nil {
				l.Report(err)
			}
			if l.failed || l.isStopped() {
				return false
			}
		}
		if !l.microtasks() {
			return false
		}
		if !l.ticks.empty() {
			continue
		}
		again := l.Rejections != nil && l.Rejections()
		if l.failed || l.isStopped() {
			return false
		}
		if !again {
			break
		}
	}
	l.ticks.scheduled, l.ticks.rejected = false, false
	return true
}

// runTicks runs ticks until none are left or one fails.
func (l *Loop) runTicks() {
	for !l.ticks.empty() && !l.failed && !l.isStopped() {
		l.ticks.shift()()
	}
}
