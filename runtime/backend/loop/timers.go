package loop

import (
	"container/heap"
	"math"
)

// Timer is a timeout or interval.
type Timer struct {
	loop       *Loop
	list       *timerList // that it waits in, nil when it waits in none
	prev, next *Timer
	fire       func()
	start      int64
	delay      float64 // milliseconds; negative once cleared
	repeat     float64 // of an interval, otherwise 0
	ref, ended bool
}

// timers are Node's: a list for each delay, whose timers are in order, and a queue of the lists by the time
// at which the first of each is due. Timers of one list fire together, which decides their
// order relative to those of others when a turn comes late.
type timers struct {
	lists  map[int64]*timerList
	queue  timerQueue
	serial uint64
	// next is when the first list expires, and due when the loop looks at them.
	next, due int64
	// refs counts the timers that keep the loop alive.
	refs int
}

type timerList struct {
	delay, expiry int64
	serial        uint64
	index         int // in the queue, -1 when not in it
	head, tail    *Timer
}

const never = math.MaxInt64

// MaxDelay is the longest delay, in milliseconds.
const MaxDelay = 1<<31 - 1

// SetTimer calls fire after delay milliseconds (Node's rule: less than 1, more than MaxDelay or NaN means 1), again
// and again if repeat is set. It keeps the loop alive until it has fired or is cleared or unref'd.
func (l *Loop) SetTimer(delay float64, repeat bool, fire func()) *Timer {
	if !(delay >= 1 && delay <= MaxDelay) {
		delay = 1
	}
	t := &Timer{loop: l, delay: delay, ref: true, fire: fire}
	if repeat {
		t.repeat = delay
	}
	l.timers.refs++
	// Timers count from the start of the callback that sets them, but never from
	// before now: a long callback must not make them fire early.
	l.updateNow()
	l.insert(t, l.now)
	return t
}

// insert puts t at the end of its list.
func (l *Loop) insert(t *Timer, start int64) {
	t.unlink()
	t.start = start
	delay := int64(t.delay)
	list := l.timers.lists[delay]
	if list == nil {
		l.timers.serial++
		list = &timerList{delay: delay, expiry: start + delay, serial: l.timers.serial}
		if l.timers.lists == nil {
			l.timers.lists = map[int64]*timerList{}
		}
		if len(l.timers.queue) == 0 {
			l.timers.next = never
		}
		l.timers.lists[delay] = list
		heap.Push(&l.timers.queue, list)
		if l.timers.next > list.expiry {
			l.timers.next, l.timers.due = list.expiry, list.expiry
		}
	}
	t.list = list
	if list.tail != nil {
		list.tail.next, t.prev = t, list.tail
	} else {
		list.head = t
	}
	list.tail = t
}

func (t *Timer) unlink() {
	list := t.list
	if list == nil {
		return
	}
	if t.prev != nil {
		t.prev.next = t.next
	} else {
		list.head = t.next
	}
	if t.next != nil {
		t.next.prev = t.prev
	} else {
		list.tail = t.prev
	}
	t.list, t.prev, t.next = nil, nil, nil
}

// Clear stops the timer. Clearing one that has ended does nothing.
func (t *Timer) Clear() {
	if t.ended {
		return
	}
	list := t.list
	t.end()
	t.unlink()
	if t.ref && list != nil && list.head == nil && list.index >= 0 {
		t.loop.removeList(list)
	}
	t.delay = -1
}

func (l *Loop) removeList(list *timerList) {
	heap.Remove(&l.timers.queue, list.index)
	delete(l.timers.lists, list.delay)
}

func (t *Timer) end() {
	t.ended = true
	if t.ref {
		t.loop.timers.refs--
	}
}

// Refresh starts the timer anew from now, also when it has already fired, but not when it was cleared.
func (t *Timer) Refresh() {
	if t.delay < 0 {
		return
	}
	t.loop.updateNow()
	t.loop.insert(t, t.loop.now)
	if t.ended {
		t.ended = false
		if t.ref {
			t.loop.timers.refs++
		}
	}
}

// Ref makes the timer keep the loop alive, Unref the contrary.
func (t *Timer) Ref() { t.setRef(true, 1) }

// Unref lets the loop end while the timer is pending.
func (t *Timer) Unref() { t.setRef(false, -1) }

func (t *Timer) setRef(ref bool, delta int) {
	if t.ref == ref {
		return
	}
	t.ref = ref
	if !t.ended {
		t.loop.timers.refs += delta
	}
}

// HasRef reports whether the timer keeps the loop alive.
func (t *Timer) HasRef() bool { return t.ref }

// SetRepeat makes an interval of the timer, or a timeout if delay is 0, from its next firing on (or from this
// one, when its callback is running). delay is in milliseconds.
func (t *Timer) SetRepeat(delay float64) { t.repeat = delay }

// SetDelay changes the delay from the next start on; a negative one keeps an interval from starting again.
func (t *Timer) SetDelay(delay float64) { t.delay = delay }

// Delay returns the timer's delay in milliseconds, -1 if it was cleared.
func (t *Timer) Delay() float64 { return t.delay }

// Start returns when the timer was last started, by Now.
func (t *Timer) Start() int64 { return t.start }

// Pending reports whether the timer waits to fire.
func (t *Timer) Pending() bool { return t.list != nil }

// Ended reports whether the timer is not going to fire any more.
func (t *Timer) Ended() bool { return t.ended }

// runTimers is the timers phase.
func (l *Loop) runTimers() {
	if len(l.timers.queue) == 0 || l.now < l.timers.due || l.isStopped() {
		return
	}
	now := l.now
	// When a callback fails, those behind it follow at once; the ticks wait for them.
	for !l.processTimers(now) {
		if l.isStopped() {
			return
		}
	}
	if l.timers.next != never {
		// The loop looks again when the first list expires, but at the earliest in the next millisecond.
		l.timers.due = max(l.timers.next, l.now+1)
	}
	l.runNextTicks()
}

// processTimers runs the lists that are due at now. It returns false if a callback failed.
func (l *Loop) processTimers(now int64) bool {
	l.timers.next = never
	ran := false
	for len(l.timers.queue) > 0 {
		list := l.timers.queue[0]
		if list.expiry > now {
			l.timers.next = list.expiry
			return true
		}
		if ran && !l.runNextTicks() {
			return false
		}
		ran = true
		if !l.runList(list, now) {
			return false
		}
	}
	return true
}

// runList fires the timers of one list that are due at now.
func (l *Loop) runList(list *timerList, now int64) bool {
	ran := false
	for list.head != nil {
		t := list.head
		if now-t.start < list.delay {
			list.expiry = max(t.start+list.delay, now+1)
			l.timers.serial++
			list.serial = l.timers.serial
			if list.index >= 0 {
				heap.Fix(&l.timers.queue, list.index)
			}
			return true
		}
		if ran {
			if !l.runNextTicks() {
				return false
			}
			if list.head != t {
				continue // the ticks have cleared it
			}
		}
		ran = true
		t.unlink()
		if t.repeat != 0 {
			l.updateNow()
		}
		start := l.now
		ok := l.callback(t.fire)
		if t.repeat != 0 && t.delay >= 0 && !t.ended {
			t.delay = t.repeat
			l.insert(t, start)
		} else if t.list == nil && !t.ended {
			t.end()
		}
		if !ok {
			return false
		}
	}
	if list.index >= 0 {
		l.removeList(list)
	}
	return true
}

type timerQueue []*timerList

func (q timerQueue) Len() int { return len(q) }
func (q timerQueue) Less(i, j int) bool {
	return q[i].expiry < q[j].expiry || q[i].expiry == q[j].expiry && q[i].serial < q[j].serial
}
func (q timerQueue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *timerQueue) Push(x any) {
	list := x.(*timerList)
	list.index = len(*q)
	*q = append(*q, list)
}
func (q *timerQueue) Pop() any {
	old := *q
	list := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	list.index = -1
	return list
}
