package dgram

import (
	"errors"
	"net/netip"
	"strconv"
	"syscall"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// binding is what an engine's handles share.
type binding struct {
	engine   *engine.Engine
	dispatch goja.Callable
	// open are those that have something to close when the engine is closed.
	open map[*handle]struct{}
}

// natives are the operations of handles. Those that can fail return a negative error number, 0 if they do not.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, open: map[*handle]struct{}{}}
	e.OnClose(func() {
		for h := range b.open {
			_ = h.packet.Close()
		}
	})
	return map[string]any{
		// setDispatch(function (handle, event, a, b, c)) is told what happens: see the events in handle.go.
		"setDispatch": func(call goja.FunctionCall) goja.Value {
			b.dispatch, _ = goja.AssertFunction(call.Argument(0))
			return goja.Undefined()
		},
		// create(object, six) is a handle for the JavaScript object.
		"create": func(call goja.FunctionCall) goja.Value {
			object, _ := call.Argument(0).(*goja.Object)
			h := &handle{binding: b, object: object, six: call.Argument(1).ToBoolean()}
			h.resource = e.NewAsyncResource("UDPWRAP", object)
			return e.ToValue(op.Handle{Value: h})
		},
		"asyncId": b.with(func(h *handle, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(h.resource.ID) }),
		// bind(handle, address, port, reuseAddr, ipv6Only, reusePort); open(handle, fd)
		"bind": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return b.number(h.bind(call.Argument(1).String(), int(call.Argument(2).ToInteger()), socket.Binding{
				ReuseAddress: call.Argument(3).ToBoolean(), IPv6Only: call.Argument(4).ToBoolean(), ReusePort: call.Argument(5).ToBoolean(),
			}))
		}),
		"open": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return b.number(h.open(int(call.Argument(1).ToInteger())))
		}),
		// connect(handle, address, port)
		"connect": b.bound(func(h *handle, call goja.FunctionCall) error {
			to, err := h.address(call.Argument(1), call.Argument(2))
			if err != nil {
				return err
			}
			return h.packet.Connect(to)
		}),
		"disconnect": b.bound(func(h *handle, _ goja.FunctionCall) error { return h.packet.Disconnect() }),
		// send(handle, list, port, address) sends bytes or an array of them, to the peer without a port. It returns 1 when it is done, 0
		// when an event will tell.
		"send": b.with(b.send),
		"recvStart": b.bound(func(h *handle, _ goja.FunctionCall) error {
			h.packet.ReadStart()
			h.reading = true
			h.settle()
			return nil
		}),
		"recvStop": b.bound(func(h *handle, _ goja.FunctionCall) error {
			h.packet.ReadStop()
			h.reading = false
			h.settle()
			return nil
		}),
		"close": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			h.close()
			return goja.Undefined()
		}),
		// hold(handle, on) says whether receiving keeps the program alive.
		"hold": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			h.unreferenced = !call.Argument(1).ToBoolean()
			h.settle()
			return goja.Undefined()
		}),
		// endpoint(handle, remote) is {address, family, port} or an error number.
		"endpoint": b.with(func(h *handle, call goja.FunctionCall) goja.Value { return h.endpoint(call.Argument(1).ToBoolean()) }),
		"fd": b.with(func(h *handle, _ goja.FunctionCall) goja.Value {
			if h.packet == nil {
				return e.VM.ToValue(-1)
			}
			return e.VM.ToValue(h.packet.Descriptor())
		}),
		// queue(handle, count) is how many bytes, or datagrams, wait to be sent.
		"queue": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			size, count := 0, 0
			if h.packet != nil {
				size, count = h.packet.Queue()
			}
			if call.Argument(1).ToBoolean() {
				return e.VM.ToValue(count)
			}
			return e.VM.ToValue(size)
		}),
		// bufferSize(handle, receive, size) is the size, or a negative error number.
		"bufferSize": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			if h.packet == nil {
				return b.number(syscall.EBADF)
			}
			size := call.Argument(2).ToInteger()
			if size > 1<<31-1 {
				return b.number(syscall.EINVAL)
			}
			size64, err := h.packet.BufferSize(call.Argument(1).ToBoolean(), int(size))
			if err != nil {
				return b.number(err)
			}
			return e.VM.ToValue(size64)
		}),
		"setBroadcast": b.bound(func(h *handle, call goja.FunctionCall) error {
			return h.packet.SetBroadcast(call.Argument(1).ToBoolean())
		}),
		"setTTL": b.bound(func(h *handle, call goja.FunctionCall) error {
			return h.packet.SetHops(int(call.Argument(1).ToInteger()))
		}),
		"setMulticastTTL": b.bound(func(h *handle, call goja.FunctionCall) error {
			return h.packet.SetMulticastHops(int(call.Argument(1).ToInteger()))
		}),
		"setMulticastLoopback": b.bound(func(h *handle, call goja.FunctionCall) error {
			return h.packet.SetMulticastLoopback(call.Argument(1).ToBoolean())
		}),
		"setMulticastInterface": b.bound(func(h *handle, call goja.FunctionCall) error {
			return h.packet.SetMulticastInterface(call.Argument(1).String())
		}),
		// setMembership(handle, group, interface, join)
		"setMembership": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return b.number(h.setMembership(call.Argument(1).String(), text(call.Argument(2)), call.Argument(3).ToBoolean()))
		}),
		// setSourceMembership(handle, source, group, interface, join)
		"setSourceMembership": b.with(func(h *handle, call goja.FunctionCall) goja.Value {
			return b.number(h.setSourceMembership(call.Argument(1).String(), call.Argument(2).String(), text(call.Argument(3)), call.Argument(4).ToBoolean()))
		}),
		// kindOf(fd): see socket.KindOf.
		"kindOf": func(call goja.FunctionCall) goja.Value {
			return e.VM.ToValue(socket.KindOf(int(call.Argument(0).ToInteger())))
		},
	}
}

// with is a function whose first argument is a handle.
func (b *binding) with(run func(*handle, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		h, ok := b.engine.HandleOf(call.Argument(0)).(*handle)
		if !ok {
			return b.number(syscall.EBADF)
		}
		return run(h, call)
	}
}

// bound is with for what needs a bound socket.
func (b *binding) bound(run func(*handle, goja.FunctionCall) error) engine.Native {
	return b.with(func(h *handle, call goja.FunctionCall) goja.Value {
		if h.packet == nil {
			return b.number(syscall.EBADF)
		}
		return b.number(run(h, call))
	})
}

// number is 0 or the negative number of an error.
func (b *binding) number(err error) goja.Value {
	if err == nil {
		return b.engine.VM.ToValue(0)
	}
	var denied *op.Error
	if errors.As(err, &denied) {
		return b.engine.ErrorValue(denied) // a denial has no number
	}
	return b.engine.VM.ToValue(op.Number(socket.Number(err)))
}

// text is a string, "" for what is none.
func text(value goja.Value) string {
	if goja.IsUndefined(value) || goja.IsNull(value) {
		return ""
	}
	return value.String()
}

func (b *binding) send(h *handle, call goja.FunctionCall) goja.Value {
	if h.packet == nil {
		return b.number(syscall.EBADF)
	}
	list, ok := call.Argument(1).(*goja.Object)
	if !ok {
		return b.number(syscall.EINVAL)
	}
	var buffers [][]byte
	if bytes, ok := engine.Bytes(list); ok {
		buffers = [][]byte{bytes}
	} else {
		length := int(list.Get("length").ToInteger())
		for i := range length {
			bytes, _ := engine.Bytes(list.Get(strconv.Itoa(i)))
			buffers = append(buffers, bytes)
		}
	}
	var to netip.AddrPort
	if port := call.Argument(2); !goja.IsUndefined(port) {
		var err error
		if to, err = h.address(call.Argument(3), port); err != nil {
			return b.number(err)
		}
	}
	var done func(error)
	pending, err := h.packet.Send(buffers, to, func(err error) { done(err) })
	if err != nil {
		return b.number(err)
	}
	if pending {
		// Set before the loop can come to it: this is the loop.
		done = h.request()
		return b.engine.VM.ToValue(0)
	}
	return b.engine.VM.ToValue(1)
}
