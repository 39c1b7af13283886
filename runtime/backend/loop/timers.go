package loop

import "container/heap"

// Timer is a pending timeout or interval.
type Timer struct {
	loop   *Loop
	when   int64
	serial uint64
	delay  int64
	repeat bool
	ref    bool
	index  int // in the heap, -1 when not in it
	fire   func()
}

// SetTimer calls fire as a task of its own after delay milliseconds (Node's
// rule: less than 1, more than 2^31-1 or NaN means 1), again and again if repeat is set.
// It keeps the loop alive until it has fired or is cleared or unref'd.
func (l *Loop) SetTimer(delay float64, repeat bool, fire func()) *Timer {
	t := &Timer{loop: l, delay: clampDelay(delay), repeat: repeat, ref: true, index: -1, fire: fire}
	t.schedule()
	return t
}

func clampDelay(delay float64) int64 {
	if !(delay >= 1 && delay <= 1<<31-1) {
		return 1
	}
	return int64(delay)
}

func (t *Timer) schedule() {
	l := t.loop
	// Timers count from the start of the callback that sets them, but never from
	// before now: a long callback must not make them fire early.
	l.updateNow()
	l.serial++
	t.when, t.serial = l.now+t.delay, l.serial
	if t.index >= 0 {
		heap.Fix(&l.timers, t.index)
		return
	}
	heap.Push(&l.timers, t)
	if t.ref {
		l.refTimers++
	}
}

// Clear stops the timer. Clearing one that has ended does nothing.
func (t *Timer) Clear() {
	t.repeat = false
	if t.index < 0 {
		return
	}
	heap.Remove(&t.loop.timers, t.index)
	if t.ref {
		t.loop.refTimers--
	}
}

// Refresh starts the timer anew from now, also when it has already fired.
func (t *Timer) Refresh() { t.schedule() }

// Ref makes the timer keep the loop alive, Unref the contrary.
func (t *Timer) Ref() { t.setRef(true) }

// Unref lets the loop end while the timer is pending.
func (t *Timer) Unref() { t.setRef(false) }

// HasRef reports whether the timer keeps the loop alive.
func (t *Timer) HasRef() bool { return t.ref }

// Repeats reports whether the timer is an interval.
func (t *Timer) Repeats() bool { return t.repeat }

// SetRepeat makes an interval of the timer, or a timeout, from its next firing on (or from this
// one, when its callback is running). delay is in milliseconds, by SetTimer's rule.
func (t *Timer) SetRepeat(repeat bool, delay float64) {
	t.repeat, t.delay = repeat, clampDelay(delay)
}

// Active reports whether the timer is going to fire.
func (t *Timer) Active() bool { return t.index >= 0 }

func (t *Timer) setRef(ref bool) {
	if t.ref == ref {
		return
	}
	t.ref = ref
	if t.index < 0 {
		return
	}
	if ref {
		t.loop.refTimers++
	} else {
		t.loop.refTimers--
	}
}

// runTimers fires what is due at the phase's time, in order of due time and then
// of creation, each as a task of its own.
func (l *Loop) runTimers() {
	// A timer set from here on is due later than this, whatever its delay.
	due := l.now
	for len(l.timers) > 0 && l.timers[0].when <= due && !l.isStopped() {
		t := heap.Pop(&l.timers).(*Timer)
		if t.ref {
			l.refTimers--
		}
		l.Task(t.fire)
		if t.repeat && t.index < 0 {
			t.schedule()
		}
	}
}

type timerHeap []*Timer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	return h[i].when < h[j].when || h[i].when == h[j].when && h[i].serial < h[j].serial
}
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}
func (h *timerHeap) Push(x any) {
	t := x.(*Timer)
	t.index = len(*h)
	*h = append(*h, t)
}
func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.index = -1
	return t
}
