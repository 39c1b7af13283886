package net

import (
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// These methods are for builtins that put a layer on a connection, such as TLS; they find them by an interface.

// Attach makes conn the connection of a handle that has none. idle says that what waits in it to be written keeps no program alive
// that does not wait for the handle.
func (h *handle) Attach(conn socket.Conn, idle bool) {
	h.idle = idle
	h.attach(conn)
}

// Take gives the connection's bytes to a layer above: the handle still writes and closes, and reads no more.
func (h *handle) Take() (socket.Lower, error) {
	if h.stream == nil || h.closed {
		return nil, syscall.ENOTCONN
	}
	h.reading = false
	h.settle()
	return h.stream.Take(), nil
}

// Resource is what the handle's events are called in.
func (h *handle) Resource() *engine.AsyncResource { return h.resource }

// Closed reports whether the handle has been closed.
func (h *handle) Closed() bool { return h.closed }
