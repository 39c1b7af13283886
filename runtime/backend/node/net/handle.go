package net

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// handle is what a JavaScript handle stands on: nothing at first, then a connection or a listener.
type handle struct {
	binding  *binding
	object   *goja.Object
	resource *engine.AsyncResource

	stream   *socket.Stream
	listener *socket.Listener
	// six says that the socket is of IPv6, whatever its addresses.
	six bool
	// local is where a connection is to come from.
	local string
	// path is that of a listening Unix socket.
	path string
	// cancel ends an attempt to connect.
	cancel context.CancelFunc

	reading, listening, unreferenced, closed bool
	// read and written count bytes.
	read, written int64
	// idle: see Attach.
	idle bool
	// held says that it keeps the program alive.
	held bool
}

// The events that handles are told of, in JavaScript's numbering.
const (
	eventRead       = iota // a: ArrayBuffer, null at the end, or an error number
	eventConnected         // a: 0 or an error number; b: whether the error is that of the local address
	eventWritten           // a: 0 or an error number
	eventShutdown          // a: 0 or an error number
	eventConnection        // a: 0 or an error number; the connection is what accepted(handle, client) takes
	eventClosed
)

// settle keeps the program alive while the handle does something.
func (h *handle) settle() {
	held := !h.unreferenced && !h.closed && (h.reading || h.listening)
	if held == h.held {
		return
	}
	h.held = held
	if held {
		h.binding.engine.Loop.Hold(1)
	} else {
		h.binding.engine.Loop.Hold(-1)
	}
}

// tell calls JavaScript with an event, in the async context of resource. It must be called in a task.
func (h *handle) tell(resource *engine.AsyncResource, event int, a, b goja.Value) {
	e := h.binding.engine
	e.InAsync(resource, func() {
		_, err := h.binding.dispatch(goja.Undefined(), h.object, e.VM.ToValue(event), a, b)
		e.Loop.Report(err)
	})
}

// attach makes conn the handle's connection.
func (h *handle) attach(conn socket.Conn) {
	h.stream = socket.NewStream(conn, h.binding.engine.Loop.Post, h.received)
	h.binding.open[h] = struct{}{}
}

// Consume gives what arrives to consumer in place of the handle's object; nil ends that. It makes the handle a
// socket.Consumable.
func (h *handle) Consume(consumer socket.Consumer) bool {
	if h.stream == nil {
		return false
	}
	if consumer == nil {
		h.stream.SetConsumer(nil)
		return true
	}
	h.stream.SetConsumer(counted{h, consumer})
	return true
}

// Send writes what does not block. It makes the handle a socket.Sender.
func (h *handle) Send(buffers [][]byte) (rest [][]byte, err error) {
	if h.stream == nil {
		return nil, syscall.EBADF
	}
	for _, buffer := range buffers {
		h.written += int64(len(buffer))
	}
	rest, err = h.stream.TryWrite(buffers)
	for _, buffer := range rest {
		h.written -= int64(len(buffer))
	}
	return rest, err
}

// counted is a consumer whose bytes count as read.
type counted struct {
	handle *handle
	socket.Consumer
}

func (c counted) Consume(chunk []byte, ahead any) {
	if c.handle.closed {
		return
	}
	c.handle.read += int64(len(chunk))
	c.Consumer.Consume(chunk, ahead)
}

func (h *handle) received(chunk []byte, err error) {
	if h.closed {
		return
	}
	if err == nil {
		h.read += int64(len(chunk))
		h.tell(h.resource, eventRead, h.binding.engine.ToValue(chunk), goja.Undefined())
		return
	}
	h.reading = false
	h.settle()
	if isEnd(err) {
		h.tell(h.resource, eventRead, goja.Null(), goja.Undefined())
		return
	}
	h.tell(h.resource, eventRead, h.number(err), goja.Undefined())
}

// request begins something that ends with an event, and keeps the program alive until then: but not what waits for a layer's
// handshake on a handle that nobody waits for.
func (h *handle) request(kind string, event int) func(error) {
	e := h.binding.engine
	resource := e.NewAsyncResource(kind, nil)
	hold := 1
	if h.idle && h.unreferenced {
		hold = 0
	}
	e.Loop.Hold(hold)
	return func(err error) {
		e.Loop.Hold(-hold)
		h.tell(resource, event, h.number(err), goja.Undefined())
		e.AsyncDestroyed(resource)
	}
}

// connect connects to an IP address and port, or to a path.
func (h *handle) connect(network, address string) {
	e := h.binding.engine
	kind, class := "TCPCONNECTWRAP", "TCPConnectWrap"
	if network == networkPipe {
		kind, class = "PIPECONNECTWRAP", "PipeConnectWrap"
	}
	resource := e.NewAsyncResource(kind, nil)
	ctx, cancel := context.WithCancel(e.Context())
	h.cancel = cancel
	h.six = network == "tcp6"
	e.Loop.Hold(1)
	e.CountRequest(class, 1)
	local := h.local
	go func() {
		conn, bound, err := dial(ctx, network, address, local)
		kept := func() bool { return true }
		if err == nil {
			// Nobody else closes it if the loop does not come to it.
			kept = context.AfterFunc(e.Context(), func() { _ = conn.Close() })
		}
		e.Loop.Post(func() {
			kept()
			cancel()
			e.Loop.Hold(-1)
			switch {
			case err == nil && h.closed:
				_ = conn.Close()
				err = net.ErrClosed
			case err == nil:
				h.attach(conn)
				// libuv leaves it to the program to send small writes at once.
				err = socket.SetNoDelay(conn, false)
			case h.closed:
				err = net.ErrClosed
			}
			h.tell(resource, eventConnected, h.number(err), e.VM.ToValue(!bound))
			e.CountRequest(class, -1)
			e.AsyncDestroyed(resource)
		})
	}()
}

// listen begins to accept connections.
func (h *handle) listen(backlog int) error {
	if h.listener == nil {
		return syscall.EINVAL
	}
	e := h.binding.engine
	err := h.listener.Start(backlog, e.Loop.Post, func(conn net.Conn, err error) {
		if err != nil {
			h.tell(h.resource, eventConnection, h.number(err), goja.Undefined())
			return
		}
		h.binding.accepted = &accepted{conn, h.six}
		h.tell(h.resource, eventConnection, e.VM.ToValue(0), goja.Undefined())
		if h.binding.accepted != nil {
			h.binding.accepted = nil
			_ = conn.Close()
		}
	})
	if err == nil {
		h.listening = true
		h.binding.open[h] = struct{}{}
		h.settle()
	}
	return err
}

// accepted is a connection that JavaScript has not made a handle for.
type accepted struct {
	conn net.Conn
	six  bool
}

// close closes it; JavaScript hears of it in the loop's close phase.
func (h *handle) close(reset bool) error {
	if h.closed {
		return nil
	}
	var err error
	h.closed = true
	h.settle()
	if h.cancel != nil {
		h.cancel()
	}
	if h.stream != nil {
		if reset {
			err = h.stream.Reset()
		} else {
			_ = h.stream.Close()
		}
	}
	if h.listener != nil {
		_ = h.listener.Close()
	}
	delete(h.binding.open, h)
	e := h.binding.engine
	// What a turn has posted, such as the end of writes, comes before the close.
	e.Loop.Closing(func() {
		h.tell(h.resource, eventClosed, goja.Undefined(), goja.Undefined())
		e.AsyncDestroyed(h.resource)
	})
	return err
}

// number is 0 or the negative number of an error, or a denial itself, which has none.
func (h *handle) number(err error) goja.Value {
	var denied *op.Error
	if errors.As(err, &denied) {
		return h.binding.engine.ErrorValue(denied)
	}
	return h.binding.engine.VM.ToValue(errnoOf(err))
}

// endpoint is {address, family, port} of one end of the connection, or an error number.
func (h *handle) endpoint(remote bool) goja.Value {
	e := h.binding.engine
	var addr net.Addr
	switch {
	case h.stream != nil:
		conn, ok := h.stream.Conn().(net.Conn)
		if !ok {
			return h.number(syscall.ENOTSOCK)
		}
		if addr = conn.LocalAddr(); remote {
			addr = conn.RemoteAddr()
		}
	case h.listener != nil && !remote:
		addr = h.listener.Addr()
	case h.listener != nil:
		return h.number(syscall.ENOTCONN)
	default:
		return h.number(syscall.EBADF)
	}
	address, ok := socket.AddressOf(addr, h.six)
	if !ok {
		return h.number(syscall.ENOTCONN)
	}
	object := e.VM.NewObject()
	_ = object.Set("address", address.Address)
	_ = object.Set("family", address.Family)
	_ = object.Set("port", address.Port)
	return object
}

// descriptor is the system's number of the socket, -1 if it has none.
func (h *handle) descriptor() int {
	switch {
	case h.closed:
	case h.stream != nil:
		return socket.Descriptor(h.stream.Conn())
	case h.listener != nil:
		return socket.Descriptor(h.listener)
	}
	return -1
}

// allow lets everybody read or write a Unix socket's path.
func (h *handle) allow(readable, writable bool) error {
	if h.path == "" {
		return nil
	}
	info, err := os.Stat(h.path)
	if err != nil {
		return err
	}
	mode := info.Mode().Perm()
	if readable {
		mode |= 0o444
	}
	if writable {
		mode |= 0o222
	}
	return os.Chmod(h.path, mode)
}
