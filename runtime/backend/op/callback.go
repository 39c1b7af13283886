package op

import "sync/atomic"

// Callback is a JavaScript function that Go calls later: a watcher's listener,
// a socket's reader. It does not keep the event loop alive unless Ref has been called.
type Callback struct {
	call func(args []any)
	hold func(delta int)
	refs atomic.Int32
}

// NewCallback is for package engine: call queues a call on the loop, hold changes the
// number of things that keep the loop alive. Both may be called on any goroutine.
func NewCallback(call func(args []any), hold func(delta int)) *Callback {
	return &Callback{call: call, hold: hold}
}

// Call queues a call with args (of the kinds Object documents). It may be
// used on any goroutine, and calls keep their order.
func (c *Callback) Call(args ...any) { c.call(args) }

// Ref keeps the loop alive until Unref. Calling it again changes nothing.
func (c *Callback) Ref() {
	if c.refs.CompareAndSwap(0, 1) {
		c.hold(1)
	}
}

// Unref takes Ref back. Calling it again changes nothing.
func (c *Callback) Unref() {
	if c.refs.CompareAndSwap(1, 0) {
		c.hold(-1)
	}
}
