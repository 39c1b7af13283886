package loop

// Immediate is a pending setImmediate callback.
type Immediate struct {
	loop *Loop
	fire func()
	ref  bool
	done bool
}

// SetImmediate calls fire in the next check phase, as a task of its own.
func (l *Loop) SetImmediate(fire func()) *Immediate {
	i := &Immediate{loop: l, fire: fire, ref: true}
	l.immediates = append(l.immediates, i)
	l.refImmediates++
	return i
}

// Clear takes the callback back, if it has not run.
func (i *Immediate) Clear() {
	if i.done {
		return
	}
	i.done = true
	if i.ref {
		i.loop.refImmediates--
	}
}

// Ref makes the callback keep the loop alive, as it does from the start.
func (i *Immediate) Ref() { i.setRef(true) }

// Unref lets the loop end before the callback has run.
func (i *Immediate) Unref() { i.setRef(false) }

// HasRef reports whether the callback keeps the loop alive.
func (i *Immediate) HasRef() bool { return i.ref }

func (i *Immediate) setRef(ref bool) {
	if i.ref == ref {
		return
	}
	i.ref = ref
	if i.done {
		return
	}
	if ref {
		i.loop.refImmediates++
	} else {
		i.loop.refImmediates--
	}
}

func (l *Loop) runImmediates() {
	batch := l.immediates
	l.immediates = nil
	for n, i := range batch {
		if l.isStopped() {
			return
		}
		batch[n] = nil
		if i.done {
			continue
		}
		i.Clear()
		l.Task(i.fire)
	}
}
