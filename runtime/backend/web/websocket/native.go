package websocket

import (
	"context"
	"encoding/binary"
	"net/url"
	"strconv"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/dial"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// binding is what an engine's connections share.
type binding struct {
	engine *engine.Engine
	dialer *dial.Dialer
	masks  *masks
	// on are the JavaScript functions that are told what happens: see natives.
	onOpen, onMessages, onClosing, onFailed, onClosed goja.Callable
	open                                              map[*connection]struct{}
}

// natives are websocket.js's operations. A handle is a connection that JavaScript only passes around.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, masks: newMasks(), open: map[*connection]struct{}{}}
	b.dialer = &dial.Dialer{Getenv: func(name string) string {
		value, _ := e.Environment().Get(name)
		return value
	}}
	e.OnClose(b.close)
	return map[string]any{
		// listen(onOpen, onMessages, onClosing, onFailed, onClosed): each is called with the WebSocket first.
		// onOpen(socket, protocol, extensions); onMessages(socket, array of strings and ArrayBuffers); onClosing(socket) when the
		// server closes; onFailed(socket, why, cause); onClosed(socket, wasClean, code, reason), which is the last call.
		"listen": func(call goja.FunctionCall) goja.Value {
			for i, on := range []*goja.Callable{&b.onOpen, &b.onMessages, &b.onClosing, &b.onFailed, &b.onClosed} {
				*on, _ = goja.AssertFunction(call.Argument(i))
			}
			return goja.Undefined()
		},
		// connect(socket, secure, host, user, password, target, protocols, headers) is a handle.
		"connect": b.connect,
		// sendText(handle, string), sendBytes(handle, bytes); sendBlob(handle, blob) is false if the blob is not in memory.
		"sendText": b.with(func(c *connection, call goja.FunctionCall) goja.Value {
			c.send(opText, text.Of(call.Argument(1)).Encode(text.UTF8))
			return goja.Undefined()
		}),
		"sendBytes": b.with(func(c *connection, call goja.FunctionCall) goja.Value {
			bytes, _ := engine.Bytes(call.Argument(1))
			c.send(opBinary, bytes)
			return goja.Undefined()
		}),
		"sendBlob": b.with(func(c *connection, call goja.FunctionCall) goja.Value {
			object, _ := call.Argument(1).(*goja.Object)
			blob, _ := object.GetSymbol(clone.BlobKey).Export().(*clone.Blob)
			bytes, ok := blob.Bytes()
			if ok {
				c.send(opBinary, bytes)
			}
			return e.VM.ToValue(ok)
		}),
		// bufferedAmount(handle)
		"bufferedAmount": b.with(func(c *connection, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(c.buffered) }),
		// close(handle, code, reason); code is 0 for none. Before the connection is open it gives up.
		"close": b.with(func(c *connection, call goja.FunctionCall) goja.Value {
			var payload []byte
			if code := call.Argument(1).ToInteger(); code != 0 {
				payload = binary.BigEndian.AppendUint16(nil, uint16(code))
				payload = append(payload, text.Of(call.Argument(2)).Encode(text.UTF8)...)
			}
			c.close(payload)
			return goja.Undefined()
		}),
	}
}

// with is a function whose first argument is a handle.
func (b *binding) with(run func(*connection, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		c, ok := b.engine.HandleOf(call.Argument(0)).(*connection)
		if !ok {
			return goja.Undefined()
		}
		return run(c, call)
	}
}

func (b *binding) connect(call goja.FunctionCall) goja.Value {
	e := b.engine
	object, _ := call.Argument(0).(*goja.Object)
	c := &connection{binding: b, object: object, resource: e.NewAsyncResource("WEBSOCKET", object)}
	r := request{
		url:       &url.URL{Scheme: "http", Host: call.Argument(2).String()},
		target:    call.Argument(5).String(),
		protocols: b.strings(call.Argument(6)),
		headers:   b.strings(call.Argument(7)),
	}
	if call.Argument(1).ToBoolean() {
		r.url.Scheme = "https"
	}
	if user, password := call.Argument(3).String(), call.Argument(4).String(); user != "" || password != "" {
		r.url.User = url.UserPassword(user, password)
	}
	b.open[c] = struct{}{}
	e.Loop.Hold(1)
	var ctx context.Context
	ctx, c.cancel = context.WithCancel(e.Context())
	go func() {
		result, err, cause := open(ctx, b.dialer, r)
		e.Loop.Post(func() { c.opened(result, err, cause) })
	}()
	return e.ToValue(op.Handle{Value: c})
}

func (b *binding) strings(value goja.Value) []string {
	list := value.ToObject(b.engine.VM)
	result := make([]string, list.Get("length").ToInteger())
	for i := range result {
		// What goes over the wire is bytes, a character each.
		bytes, _ := text.Of(list.Get(strconv.Itoa(i))).Bytes()
		result[i] = string(bytes)
	}
	return result
}

// close closes what is open, when the engine ends. What was sent in the last task still goes out.
func (b *binding) close() {
	for c := range b.open {
		c.cancel()
		if c.stream != nil {
			c.flush()
			_ = c.stream.Close()
		}
		if c.waiting != nil {
			c.waiting.Stop()
		}
	}
}
