package loop

// Immediate is a pending setImmediate callback.
type Immediate struct {
	loop       *Loop
	fire       func()
	prev, next *Immediate
	ref        bool
	done       bool
}

// immediates are two queues: those set, and what is left of a batch in which one failed.
type immediates struct {
	head, tail *Immediate
	left       *Immediate
	// outstanding is set while a batch has not run to its end.
	outstanding bool
	count, refs int
}

// SetImmediate calls fire in the next check phase.
func (l *Loop) SetImmediate(fire func()) *Immediate {
	i := &Immediate{loop: l, fire: fire, ref: true}
	q := &l.immediates
	q.count++
	q.refs++
	if q.tail != nil {
		q.tail.next, i.prev = i, q.tail
	} else {
		q.head = i
	}
	q.tail = i
	return i
}

// Clear takes the callback back, if it has not run.
func (i *Immediate) Clear() {
	if i.done {
		return
	}
	i.finish()
	q := &i.loop.immediates
	if i.next != nil {
		i.next.prev = i.prev
	}
	if i.prev != nil {
		i.prev.next = i.next
	}
	if q.head == i {
		q.head = i.next
	}
	if q.tail == i {
		q.tail = i.prev
	}
	i.next, i.prev = nil, nil
}

func (i *Immediate) finish() {
	i.done = true
	i.loop.immediates.count--
	if i.ref {
		i.ref = false
		i.loop.immediates.refs--
	}
}

// Ref makes the callback keep the loop alive, as it does from the start.
func (i *Immediate) Ref() {
	if !i.ref && !i.done {
		i.ref = true
		i.loop.immediates.refs++
	}
}

// Unref lets the loop end before the callback has run.
func (i *Immediate) Unref() {
	if i.ref {
		i.ref = false
		i.loop.immediates.refs--
	}
}

// HasRef reports whether the callback keeps the loop alive.
func (i *Immediate) HasRef() bool { return i.ref }

// check is the check phase. When a callback fails, those behind it follow at once; the ticks wait for them.
func (l *Loop) check() {
	// In Node the phase begins with callbacks of its own, none of which fail: so what an error has kept waiting runs now.
	if len(l.checks) > 0 || l.ticks.scheduled || l.ticks.rejected {
		l.Task(l.runChecks)
	}
	if l.immediates.count == 0 || l.isStopped() {
		return
	}
	for {
		if l.runImmediates() {
			l.runNextTicks()
		}
		if !l.immediates.outstanding || l.isStopped() {
			return
		}
	}
}

func (l *Loop) runChecks() {
	for len(l.checks) > 0 && !l.Failed() {
		tasks := l.checks
		l.checks = nil
		for _, task := range tasks {
			task()
		}
	}
}

// runImmediates runs what is left of a batch, otherwise the next one. It returns false if a callback failed.
func (l *Loop) runImmediates() bool {
	q := &l.immediates
	i, again := q.left, q.left != nil
	if !again {
		i = q.head
		q.head, q.tail = nil, nil
		q.outstanding = true
	}
	var previous *Immediate
	for i != nil {
		if previous != nil {
			if !l.runNextTicks() {
				return false
			}
			// The ticks may have cleared it; what it was linked to is then known only to the one before.
			if i.done {
				i = previous.next
				q.left = i
				continue
			}
		}
		i.finish()
		previous = i
		ok := l.callback(i.fire)
		i = i.next
		q.left = i
		if !ok {
			return false
		}
	}
	q.left = nil
	q.outstanding = false
	return true
}
