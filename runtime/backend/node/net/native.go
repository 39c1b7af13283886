package net

import (
	"errors"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// networkPipe is Go's name for what Node calls a pipe.
const networkPipe = "unix"

// binding is what an engine's handles share.
type binding struct {
	engine   *engine.Engine
	dispatch goja.Callable
	accepted *accepted
	// open are those that have something to close when the engine is closed.
	open map[*handle]struct{}
	// joined, buffers and zero are what writeNow uses.
	joined  []byte
	buffers [2][]byte
	zero    goja.Value
}

// natives are the operations of handles. Those that can fail return a negative error number, 0 if they do not.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, open: map[*handle]struct{}{}, zero: e.VM.ToValue(0)}
	e.OnClose(b.close)
	return map[string]any{
		// autoSelectFamily and attemptTimeout are what node's options say, undefined where they say nothing.
		"autoSelectFamily": autoSelectFamily(e),
		"attemptTimeout":   attemptTimeout(e),
		// setDispatch(function (handle, event, a, b)) is told what happens: see the events in handle.go.
		"setDispatch": func(call goja.FunctionCall) goja.Value {
			b.dispatch, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
		// create(object, kind) is a handle for the JavaScript object; kind is its type in async_hooks.
		"create": b.create,
		// accept(handle) gives the handle the connection that an event told of.
		"accept": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			taken := b.accepted
			b.accepted = nil
			h.six = taken.six
			h.attach(taken.conn)
			return h.number(nil)
		}),
		// asyncId(handle)
		"asyncId": b.with(func(h *handle, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(h.resource.ID) }),
		// listenTo(handle, address, port, ipv6Only, reusePort) binds a server's handle to an IP address, or a path without a port.
		"listenTo": b.with(b.listenTo),
		// bind(handle, address, port) says where connect is to connect from.
		"bind": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			h.local = socket.Join(call.Argument(1).String(), int(call.Argument(2).ToInteger()))
			return h.number(nil)
		}),
		// listen(handle, backlog)
		"listen": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return h.number(h.listen(int(call.Argument(1).ToInteger())))
		}),
		// connect(handle, address, port, family) connects to an IP address, or to a path without a port.
		"connect": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			if port := call.Argument(2); !goja.IsUndefined(port) {
				network := "tcp" + call.Argument(3).String()
				h.connect(network, socket.Join(call.Argument(1).String(), int(port.ToInteger())))
			} else {
				h.connect(networkPipe, call.Argument(1).String())
			}
			return h.number(nil)
		}),
		// openConnection(handle, fd), openListener(handle, fd)
		"openConnection": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			conn, err := socket.OpenConn(int(call.Argument(1).ToInteger()))
			if err == nil {
				h.attach(conn)
			}
			return h.number(err)
		}),
		"openListener": b.with(func(h *handle, call goja.FunctionCall) (result goja.Value) {
			listener, err := socket.OpenListener(int(call.Argument(1).ToInteger()))
			if err == nil {
				h.listener = listener
				address, _ := listener.Addr().(*net.TCPAddr)
				h.six = address != nil && address.IP.To4() == nil
			}
			return h.number(err)
		}),
		// kindOf(fd): see socket.KindOf.
		"kindOf": func(call goja.FunctionCall) goja.Value {
			return e.VM.ToValue(socket.KindOf(int(call.Argument(0).ToInteger())))
		},
		// isListening(fd) reports whether it is a listening socket.
		"isListening": func(call goja.FunctionCall) goja.Value {
			return e.VM.ToValue(socket.IsListening(int(call.Argument(0).ToInteger())))
		},
		"readStart": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.stream == nil {
				return h.number(syscall.ENOTCONN)
			}
			h.reading = true
			h.settle()
			h.stream.ReadStart()
			return h.number(nil)
		}),
		"readStop": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.stream != nil {
				h.stream.ReadStop()
			}
			h.reading = false
			h.settle()
			return h.number(nil)
		}),
		"detach": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.stream != nil {
				h.stream.Detach()
			}
			h.reading = false
			h.settle()
			return h.number(nil)
		}),
		// write(handle, data) sends a string as UTF-8, bytes, or an array of both. It returns 0 when all is written and 1 when
		// an event will tell.
		"write": b.with(b.write),
		// writeNow(handle, head, body): see handle.js.
		"writeNow": b.with(b.writeNow),
		// pending(handle) is how many bytes wait to be written.
		"pending": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.stream == nil {
				return e.VM.ToValue(0)
			}
			return e.VM.ToValue(h.stream.Waiting())
		}),
		// bytesRead(handle), bytesWritten(handle) are what JavaScript has been given, and what it has given.
		"bytesRead":    b.with(func(h *handle, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(h.read) }),
		"bytesWritten": b.with(func(h *handle, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(h.written) }),
		"shutdown": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.stream == nil {
				return h.number(syscall.ENOTCONN)
			}
			done := h.request("SHUTDOWNWRAP", eventShutdown)
			if pending, err := h.stream.Shutdown(done); !pending {
				e.Loop.Feed(func() { done(err) })
			}
			return h.number(nil)
		}),
		// close(handle, reset)
		"close": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return h.number(h.close(call.Argument(1).ToBoolean()))
		}),
		// hold(handle, on) says whether reading or listening keeps the program alive.
		"hold": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			h.unreferenced = !call.Argument(1).ToBoolean()
			h.settle()
			return goja.Undefined()
		}),
		// endpoint(handle, remote) is {address, family, port} or an error number.
		"endpoint": b.with(func(h *handle, call goja.FunctionCall) goja.Value { return h.endpoint(call.Argument(1).ToBoolean()) }),
		"fd":       b.with(func(h *handle, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(h.descriptor()) }),
		"noDelay": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			if h.stream == nil {
				return h.number(syscall.EBADF)
			}
			return h.number(socket.SetNoDelay(h.stream.Conn(), call.Argument(1).ToBoolean()))
		}),
		// keepAlive(handle, on, seconds)
		"keepAlive": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			if h.stream == nil {
				return h.number(syscall.EBADF)
			}
			return h.number(socket.SetKeepAlive(h.stream.Conn(), call.Argument(1).ToBoolean(), int(call.Argument(2).ToInteger())))
		}),
		// allow(handle, readable, writable)
		"allow": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return h.number(h.allow(call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean()))
		}),
	}
}

func autoSelectFamily(e *engine.Engine) any {
	for _, name := range []string{"--no-network-family-autoselection", "--no-enable-network-family-autoselection"} {
		if _, given := e.Host.Options.Value(name); given {
			return false
		}
	}
	return goja.Undefined()
}

func attemptTimeout(e *engine.Engine) any {
	if text, given := e.Host.Options.Value("--network-family-autoselection-attempt-timeout"); given {
		if milliseconds, err := strconv.Atoi(text); err == nil {
			return max(milliseconds, 10)
		}
	}
	return goja.Undefined()
}

// with is a function whose first argument is a handle.
func (b *binding) with(run func(*handle, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		h, ok := b.engine.HandleOf(call.Argument(0)).(*handle)
		if !ok {
			return b.engine.VM.ToValue(errnoOf(syscall.EBADF))
		}
		return run(h, call)
	}
}

func (b *binding) create(call goja.FunctionCall) goja.Value {
	object, _ := call.Argument(0).(*goja.Object)
	h := &handle{binding: b, object: object}
	h.resource = b.engine.NewAsyncResource(call.Argument(1).String(), object)
	return b.engine.ToValue(op.Handle{Value: h})
}

func (b *binding) listenTo(h *handle, call goja.FunctionCall) goja.Value {
	address, port := call.Argument(1).String(), call.Argument(2)
	var listener *socket.Listener
	var err error
	if goja.IsUndefined(port) {
		if !strings.HasPrefix(address, "\x00") {
			h.path = address
		}
		listener, err = listenPipe(address)
	} else {
		l := socket.Listening{Network: "tcp4", Address: socket.Join(address, int(port.ToInteger())), ReusePort: call.Argument(4).ToBoolean()}
		if strings.Contains(address, ":") {
			h.six = true
			if l.Network = "tcp6"; address == "::" && !call.Argument(3).ToBoolean() {
				l.Network = "tcp"
			}
		}
		listener, err = socket.Listen(l)
	}
	h.listener = listener
	return h.number(err)
}

func (b *binding) write(h *handle, call goja.FunctionCall) goja.Value {
	if h.stream == nil {
		return h.number(syscall.EBADF)
	}
	var buffers [][]byte
	data := call.Argument(1)
	if list, ok := data.(*goja.Object); ok && list.ClassName() == "Array" {
		length := int(list.Get("length").ToInteger())
		buffers = make([][]byte, 0, length)
		for i := range length {
			buffers = append(buffers, bytesOf(list.Get(strconv.Itoa(i))))
		}
	} else {
		buffers = [][]byte{bytesOf(data)}
	}
	for _, buffer := range buffers {
		h.written += int64(len(buffer))
	}
	var done func(error)
	pending, err := h.stream.Write(buffers, func(err error) { done(err) })
	if pending {
		// Set before the loop can come to it: this is the loop.
		done = h.request("WRITEWRAP", eventWritten)
		return b.engine.VM.ToValue(1)
	}
	return h.number(err)
}

// maxJoined is how long a body may be, in bytes, to be copied behind its head.
const maxJoined = 16 << 10

// writeNow writes a head and a body. A head is of Latin-1's characters, unless the body is a string: then both are UTF-8.
func (b *binding) writeNow(h *handle, call goja.FunctionCall) goja.Value {
	if h.stream == nil {
		return h.number(syscall.EBADF)
	}
	body := call.Argument(2)
	head := call.Argument(1).String()
	b.joined = b.joined[:0]
	var tail []byte
	if goja.IsString(body) && !isEmpty(body) {
		b.joined = append(b.joined, head...)
		b.joined = append(b.joined, body.String()...)
	} else {
		for _, r := range head {
			b.joined = append(b.joined, byte(r))
		}
		if tail, _ = engine.Bytes(body); len(tail) <= maxJoined {
			b.joined = append(b.joined, tail...)
			tail = nil
		}
	}
	size := len(b.joined) + len(tail)
	buffers := append(b.buffers[:0], b.joined)
	if tail != nil {
		buffers = append(buffers, tail)
	}
	rest, err := h.stream.TryWrite(buffers)
	defer clear(b.buffers[:])
	if cap(b.joined) > 4*maxJoined {
		b.joined = nil
	}
	if err != nil {
		return h.number(err)
	}
	if len(rest) == 0 {
		h.written += int64(size)
		return b.zero
	}
	left := slices.Concat(rest...)
	h.written += int64(size - len(left))
	return b.engine.ToValue(left)
}

func isEmpty(text goja.Value) bool { return text.(goja.String).Length() == 0 }

func bytesOf(value goja.Value) []byte {
	if bytes, ok := engine.Bytes(value); ok {
		return bytes
	}
	return []byte(value.String())
}

// close closes what is open, when the engine ends: a worker's sockets do not outlive it.
func (b *binding) close() {
	for h := range b.open {
		if h.stream != nil {
			_ = h.stream.Close()
		}
		if h.listener != nil {
			_ = h.listener.Close()
		}
	}
}

// isEnd reports whether err is that of reading what has ended.
func isEnd(err error) bool { return errors.Is(err, io.EOF) }

// errnoOf returns Node's negative number for an error, 0 for none.
func errnoOf(err error) int {
	if err == nil {
		return 0
	}
	return op.Number(socket.Number(err))
}
