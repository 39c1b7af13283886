package bridge

import (
	"cmp"
	"fmt"
	"time"
)

// Limits bound what one document may ask for. A field that is 0 has the value of DefaultLimits.
type Limits struct {
	// Text is the most bytes of text in one record, MaxText at most. CodeMessageTooLarge.
	Text int
	// Bytes is the most bytes that travel beside one record, MaxBlob at most. CodeMessageTooLarge.
	Bytes int
	// Pending is how many calls, and requests to streams, are unanswered at one time. CodeTooManyCalls.
	Pending int
	// Streams is how many streams of the backend a document has open at one time. CodeTooManyStreams.
	Streams int
	// References is how many functions, signals and streams a document has lent to the backend at one time. CodeTooManyReferences.
	References int
	// Events is how many events wait for a page that doesn't take them.
	Events int
	// Depth is how deep the values of a call are nested: the backend keeps it. 0 is as deep as values may be.
	Depth int
	// CallTime is how long a call may take to return; 0 is as long as it likes. CodeCallTimeout.
	CallTime time.Duration
	// Rate is how many calls and events a view makes per second on average, and at once. CodeTooFast.
	Rate int
}

// DefaultLimits are those of an app that sets none.
var DefaultLimits = Limits{
	Text: MaxText, Bytes: MaxBlob, Pending: MaxPending, Streams: 10_000, References: 100_000, Events: 10_000, Rate: 1_000_000,
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Text: min(cmp.Or(l.Text, MaxText), MaxText), Bytes: min(cmp.Or(l.Bytes, MaxBlob), MaxBlob),
		Pending: cmp.Or(l.Pending, DefaultLimits.Pending), Streams: cmp.Or(l.Streams, DefaultLimits.Streams),
		References: cmp.Or(l.References, DefaultLimits.References), Events: cmp.Or(l.Events, DefaultLimits.Events),
		Rate: cmp.Or(l.Rate, DefaultLimits.Rate), Depth: l.Depth, CallTime: l.CallTime,
	}
}

// SetLimits replaces the limits, for an app that was changed in development. What was accepted before stays.
func (r *Router) SetLimits(limits Limits) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.limits = limits.withDefaults()
}

// tooLarge says why a record is, or "".
func (l *Limits) tooLarge(what string, text, bytes int) string {
	switch {
	case text > l.Text:
		return fmt.Sprintf("%s too large: %d bytes of text, the limit is %d. Bytes in an ArrayBuffer or a Blob are carried "+
			"separately, up to %d, and a stream carries any number.", what, text, l.Text, l.Bytes)
	case bytes > l.Bytes:
		return fmt.Sprintf("%s too large: %d bytes, the limit is %d. A stream carries any number.", what, bytes, l.Bytes)
	}
	return ""
}

// bucket is a token bucket: it fills at a rate per second, and holds what one second brings.
type bucket struct {
	tokens float64
	filled time.Time // when; zero before the first time, when it is full
}

// fill adds what has come since the last time.
func (b *bucket) fill(now time.Time, rate int) {
	if b.filled.IsZero() {
		b.tokens = float64(rate)
	} else {
		b.tokens = min(float64(rate), b.tokens+max(0, now.Sub(b.filled).Seconds())*float64(rate))
	}
	b.filled = now
}

// take removes a token, if there is one.
func (b *bucket) take() bool {
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// tooFast says that a page calls more often than it may.
func (l *Limits) tooFast() string {
	return fmt.Sprintf("This page makes too many calls: %d per second is the limit, bridge.maxRate in deskjs.json.", l.Rate)
}

// limitTime rejects a call that has been accepted when its time is up, and tells the backend that nobody waits for it any more.
func (d *document) limitTime(id uint64, function string) {
	r := d.router
	limit := r.limits.CallTime
	if limit <= 0 {
		return
	}
	over := false // guarded by the mutex: the timer may run while it is stopped
	stop := r.options.After(limit, func() {
		r.mutex.Lock()
		defer r.release()
		if over {
			return
		}
		why := ErrorText(fmt.Sprintf("%s took longer than %s, bridge.callTimeout in deskjs.json.", function, limit), CodeCallTimeout)
		queued := d.pending[id].queued
		d.settle(id, RecordError, why)
		if !queued && r.state == backendReady {
			r.outbox = append(r.outbox, Records{View: d.number, Text: Record{Kind: RecordCancel, ID: id, Rest: why}.String()})
		}
		d.answer()
	})
	if d.timers == nil {
		d.timers = map[uint64]func(){}
	}
	d.timers[id] = func() {
		over = true
		stop()
	}
}
