package eventsource

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/dial"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// ahead is how many reads' events may wait for the loop before the reader stops.
const ahead = 4

// binding is what an engine's streams share.
type binding struct {
	engine *engine.Engine
	dialer *dial.Dialer
	// on are the JavaScript functions that are told what happens: see natives.
	onOpen, onEvents, onEnd goja.Callable
}

// stream is one connection; closed says that nobody wants to hear of it.
type stream struct {
	binding  *binding
	object   *goja.Object
	resource *engine.AsyncResource
	cancel   context.CancelFunc
	room     chan struct{}
	closed   bool
}

// natives are eventsource.js's operations.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e}
	b.dialer = &dial.Dialer{Getenv: func(name string) string {
		value, _ := e.Environment().Get(name)
		return value
	}}
	return map[string]any{
		// listen(onOpen, onEvents, onEnd): each is called with the EventSource first. onOpen(source, url);
		// onEvents(source, [type, data, id, ...], last event ID, retry in milliseconds or undefined); onEnd(source, refused), which is the last call.
		"listen": func(call goja.FunctionCall) goja.Value {
			for i, on := range []*goja.Callable{&b.onOpen, &b.onEvents, &b.onEnd} {
				*on, _ = goja.AssertFunction(call.Argument(i))
			}
			return goja.Undefined()
		},
		// connect(source, url, last event ID) is a handle. A connection keeps the program alive.
		"connect": func(call goja.FunctionCall) goja.Value {
			object, _ := call.Argument(0).(*goja.Object)
			s := &stream{binding: b, object: object, resource: e.NewAsyncResource("EVENTSOURCE", object), room: make(chan struct{}, ahead)}
			var ctx context.Context
			ctx, s.cancel = context.WithCancel(e.Context())
			e.Loop.Hold(1)
			go s.run(ctx, call.Argument(1).String(), call.Argument(2).String())
			return e.ToValue(op.Handle{Value: s})
		},
		// close(handle)
		"close": func(call goja.FunctionCall) goja.Value {
			if s, ok := e.HandleOf(call.Argument(0)).(*stream); ok {
				s.end()
			}
			return goja.Undefined()
		},
	}
}

// run is the reader's goroutine.
func (s *stream) run(ctx context.Context, url, id string) {
	b := s.binding
	loop := b.engine.Loop
	err := read(ctx, b.dialer, url, id, listener{
		opened: func(url string) { loop.Post(func() { s.tell(b.onOpen, url) }) },
		events: func(list []event, id string, retry float64) {
			select {
			case s.room <- struct{}{}:
			case <-ctx.Done():
				return
			}
			loop.Post(func() {
				<-s.room
				values := make([]any, 0, 3*len(list))
				for _, e := range list {
					values = append(values, e.kind, e.data, e.id)
				}
				wait := any(nil)
				if retry >= 0 {
					wait = retry
				}
				s.tell(b.onEvents, b.engine.VM.NewArray(values...), id, wait)
			})
		},
	})
	loop.Post(func() {
		s.tell(b.onEnd, errors.Is(err, errRefused))
		s.end()
	})
}

// end ends the connection.
func (s *stream) end() {
	if !s.closed {
		s.closed = true
		s.cancel()
		s.binding.engine.Loop.Hold(-1)
		s.binding.engine.AsyncDestroyed(s.resource)
	}
}

// tell calls JavaScript in a posted task.
func (s *stream) tell(on goja.Callable, arguments ...any) {
	if s.closed {
		return
	}
	e := s.binding.engine
	values := make([]goja.Value, 1, 4)
	values[0] = s.object
	for _, argument := range arguments {
		values = append(values, e.ToValue(argument))
	}
	e.InAsync(s.resource, func() {
		_, err := on(goja.Undefined(), values...)
		e.Loop.Report(err)
	})
}
