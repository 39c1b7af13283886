package http2

import (
	"maps"
	"slices"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/http2"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// The events that dispatch is told of, in JavaScript's numbering. Those up to eventPadding are answered.
const (
	eventWrite         = iota // a: ArrayBuffer; the answer is what a socket's handle says
	eventReadStop             // of the socket
	eventReadStart            // of the socket
	eventPadding              // a: length; b: the most; the answer is a length
	eventHeaders              // a: the stream's object; b: id; c: category; d: flags; e: [names and values, sensitive names]
	eventData                 // of a stream; a: ArrayBuffer
	eventEnd                  // of a stream's data
	eventClosed               // of a stream; a: code
	eventTrailers             // are wanted of a stream
	eventPriority             // a: id; b: parent; c: weight; d: exclusive
	eventSettings             // the peer's have changed
	eventPing                 // a: ArrayBuffer
	eventGoaway               // a: code; b: last; c: ArrayBuffer or undefined
	eventAltSvc               // a: stream; b: origin; c: value
	eventOrigin               // a: array
	eventError                // a: number; b: code or undefined
	eventFrameError           // a: id; b: type; c: number
	eventGracefulClose        // nothing is left to do
	eventDone                 // the session has sent what it could
	eventReadEnd              // a: what ended the socket
)

// The padding strategies.
const (
	paddingNone = iota
	paddingAligned
	paddingMax
	paddingCallback
)

// session is what a JavaScript session's handle stands on, and what its http2.Session tells.
type session struct {
	binding  *binding
	object_  *goja.Object
	resource *engine.AsyncResource
	session  *http2.Session
	padding  int

	// inbox is what the socket's handle has read and the session has not.
	inbox []goja.Value
	// between says that no task runs: what is told is a task of its own.
	between bool
}

// stream is what a JavaScript stream's handle stands on.
type stream struct {
	session  *session
	stream   *http2.Stream
	object   *goja.Object
	resource *engine.AsyncResource
}

// object makes the JavaScript object of a new stream.
func (s *session) object(t *http2.Stream) goja.Value {
	e := s.binding.engine
	handle := &stream{session: s, stream: t}
	value, err := s.binding.makeStream(goja.Undefined(), s.object_, e.ToValue(op.Handle{Value: handle}), e.VM.ToValue(t.ID()))
	if err != nil {
		e.Loop.Report(err)
		return goja.Undefined()
	}
	handle.object, _ = value.(*goja.Object)
	handle.resource = e.NewAsyncResource("HTTP2STREAM", handle.object)
	t.Value = handle
	return value
}

// receive takes what the socket's handle has read. It is looked at outside the task that runs now, so that what each frame leads to
// comes before the next frame, as in Node.
func (s *session) receive(value goja.Value) {
	s.inbox = append(s.inbox, value)
	if len(s.inbox) > 1 {
		return
	}
	loop := s.binding.engine.Loop
	loop.Hold(1)
	loop.PostQuietly(func() {
		loop.Hold(-1)
		for n := 0; n < len(s.inbox) && !loop.Stopped(); n++ {
			s.between = true
			if chunk, ok := engine.Bytes(s.inbox[n]); ok {
				s.session.Receive(chunk)
			} else {
				s.tell(eventReadEnd, s.inbox[n])
			}
			s.between = false
		}
		s.inbox = nil
	})
}

// run runs body, which calls JavaScript, as r's callback.
func (s *session) run(r *engine.AsyncResource, body func()) {
	e := s.binding.engine
	if !s.between {
		e.InAsync(r, body)
		return
	}
	s.between = false
	e.Loop.Task(func() { e.InAsync(r, body) })
	s.between = true
}

func (s *session) call(object *goja.Object, event int, args ...goja.Value) goja.Value {
	e := s.binding.engine
	list := make([]goja.Value, 2, 7)
	list[0], list[1] = object, e.VM.ToValue(event)
	answer, err := s.binding.dispatch(goja.Undefined(), append(list, args...)...)
	if err != nil {
		e.Loop.Report(err)
		return goja.Undefined()
	}
	return answer
}

func (s *session) tell(event int, args ...goja.Value) {
	s.run(s.resource, func() { s.call(s.object_, event, args...) })
}

func (s *session) tellStream(t *http2.Stream, event int, args ...goja.Value) {
	if handle, ok := t.Value.(*stream); ok {
		s.run(handle.resource, func() { s.call(handle.object, event, args...) })
	}
}

func (s *session) number(n int) goja.Value { return s.binding.engine.VM.ToValue(n) }

func (s *session) Headers(t *http2.Stream, flags byte, fields []http2.Field) {
	b := s.binding
	list := make([]any, 0, 2*len(fields))
	var sensitive []any
	for _, field := range fields {
		name := b.name(field.Name)
		list = append(list, name, b.text(field.Value))
		if field.Sensitive {
			sensitive = append(sensitive, name)
		}
	}
	vm := b.engine.VM
	s.run(s.resource, func() {
		var object goja.Value
		if handle, known := t.Value.(*stream); known {
			object = handle.object
		} else {
			object = s.object(t)
		}
		s.call(s.object_, eventHeaders, object, vm.ToValue(t.ID()), vm.ToValue(t.Category()), vm.ToValue(int(flags)),
			vm.NewArray(vm.NewArray(list...), vm.NewArray(sensitive...)))
	})
}

func (s *session) Data(t *http2.Stream, chunk []byte) {
	s.tellStream(t, eventData, s.binding.engine.ToValue(chunk))
}

func (s *session) End(t *http2.Stream) { s.tellStream(t, eventEnd) }

func (s *session) Closed(t *http2.Stream, code uint32) {
	s.tellStream(t, eventClosed, s.binding.engine.VM.ToValue(code))
}

func (s *session) WantTrailers(t *http2.Stream) { s.tellStream(t, eventTrailers) }

func (s *session) Written(done any, status int) {
	waiting, ok := done.(*request)
	if !ok || waiting.callback == nil {
		return
	}
	e := s.binding.engine
	s.run(waiting.resource, func() {
		_, err := waiting.callback(goja.Undefined(), e.VM.ToValue(status))
		e.Loop.Report(err)
	})
}

func (s *session) Priority(id, parent uint32, weight int, exclusive bool) {
	vm := s.binding.engine.VM
	s.tell(eventPriority, vm.ToValue(id), vm.ToValue(parent), vm.ToValue(weight), vm.ToValue(exclusive))
}

func (s *session) Settings() { s.tell(eventSettings) }

func (s *session) finish(done any, args ...goja.Value) {
	waiting, ok := done.(*request)
	if !ok {
		return
	}
	e := s.binding.engine
	if waiting.callback != nil {
		s.run(waiting.resource, func() {
			_, err := waiting.callback(goja.Undefined(), args...)
			e.Loop.Report(err)
		})
	}
	e.AsyncDestroyed(waiting.resource)
}

func (s *session) SettingsDone(acknowledged bool, done any, milliseconds float64) {
	vm := s.binding.engine.VM
	s.finish(done, vm.ToValue(acknowledged), vm.ToValue(milliseconds))
}

func (s *session) Ping(payload []byte) {
	s.tell(eventPing, s.binding.engine.ToValue(slices.Clone(payload)))
}

func (s *session) PingDone(acknowledged bool, done any, milliseconds float64, payload []byte) {
	e := s.binding.engine
	s.finish(done, e.VM.ToValue(acknowledged), e.VM.ToValue(milliseconds), e.ToValue(slices.Clone(payload)))
}

func (s *session) Goaway(code, last uint32, data []byte) {
	e := s.binding.engine
	rest := goja.Undefined()
	if len(data) > 0 {
		rest = e.ToValue(slices.Clone(data))
	}
	s.tell(eventGoaway, e.VM.ToValue(code), e.VM.ToValue(last), rest)
}

func (s *session) AltSvc(id uint32, origin, value string) {
	s.tell(eventAltSvc, s.binding.engine.VM.ToValue(id), s.binding.text(origin), s.binding.text(value))
}

func (s *session) Origin(origins []string) {
	list := make([]any, len(origins))
	for i, origin := range origins {
		list[i] = s.binding.text(origin)
	}
	s.tell(eventOrigin, s.binding.engine.VM.NewArray(list...))
}

func (s *session) Error(number int, custom string) {
	code := goja.Undefined()
	if custom != "" {
		code = s.binding.engine.VM.ToValue(custom)
	}
	s.tell(eventError, s.number(number), code)
}

func (s *session) FrameError(id uint32, kind byte, number int) {
	s.tell(eventFrameError, s.binding.engine.VM.ToValue(id), s.number(int(kind)), s.number(int(http2.CodeOf(number))))
}

func (s *session) GracefulClose() { s.tell(eventGracefulClose) }

func (s *session) Done() {
	s.tell(eventDone)
	s.binding.engine.AsyncDestroyed(s.resource)
}

func (s *session) Padding(length, most int) int {
	switch s.padding {
	case paddingAligned:
		if over := (length + 9) % 8; over != 0 {
			return min(most, length+8-over)
		}
	case paddingMax:
		return most
	case paddingCallback:
		return int(s.call(s.object_, eventPadding, s.number(length), s.number(most)).ToInteger())
	}
	return length
}

func (s *session) Write(data []byte) (pending bool, status int) {
	answer := int(s.call(s.object_, eventWrite, s.binding.engine.ToValue(data)).ToInteger())
	if answer == 1 {
		return true, 0
	}
	return false, answer
}

func (s *session) ReadStop()  { s.call(s.object_, eventReadStop) }
func (s *session) ReadStart() { s.call(s.object_, eventReadStart) }

func (s *session) Later(run func()) { s.binding.engine.Loop.SetImmediate(run) }

// settings are one side's, in the order of JavaScript's names.
func (s *session) settings(remote bool) goja.Value {
	settings := s.session.Local()
	if remote {
		settings = s.session.Remote()
	}
	list := []any{settings.HeaderTableSize, settings.EnablePush, settings.InitialWindowSize, settings.MaxFrameSize,
		settings.MaxConcurrentStreams, settings.MaxHeaderListSize, settings.EnableConnectProtocol}
	custom := s.session.Custom(remote)
	for _, id := range slices.Sorted(maps.Keys(custom)) {
		list = append(list, id, custom[id])
	}
	return s.binding.engine.VM.NewArray(list...)
}
