package http2

import (
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/http2"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// binding is what an engine's sessions share.
type binding struct {
	engine *engine.Engine
	// dispatch(object, event, a, b, c, d, e) is told what happens: see the events in handler.go.
	dispatch goja.Callable
	// makeStream(session object, handle, id) makes the JavaScript object of a stream.
	makeStream goja.Callable
	names      map[string]goja.Value
}

// natives are the operations of sessions and streams. Those that can fail return one of nghttp2's error numbers, 0 if they do not.
func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, names: map[string]goja.Value{}}
	vm := e.VM
	undefined := func(run func(*session, goja.FunctionCall)) engine.Native {
		return b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			run(s, call)
			return goja.Undefined()
		})
	}
	onStream := func(run func(*stream, goja.FunctionCall)) engine.Native {
		return b.withStream(func(t *stream, call goja.FunctionCall) goja.Value {
			run(t, call)
			return goja.Undefined()
		})
	}
	return map[string]any{
		"setFunctions": func(call goja.FunctionCall) goja.Value {
			b.dispatch, _ = goja.AssertFunction(call.Argument(0))
			b.makeStream, _ = goja.AssertFunction(call.Argument(1))
			return goja.Undefined()
		},
		"errorText": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(http2.ErrorText(int(call.Argument(0).ToInteger())))
		},
		// packSettings([id, value, ...])
		"packSettings": func(call goja.FunctionCall) goja.Value {
			return e.ToValue(http2.PackSettings(b.settings(call.Argument(0))))
		},

		// createSession(object, server, options)
		"createSession": b.create,
		"sessionAsyncId": b.withSession(func(s *session, _ goja.FunctionCall) goja.Value {
			return vm.ToValue(s.resource.ID)
		}),
		// receive(session, value) takes what a socket's handle read: an ArrayBuffer, or what ends it.
		"receive": undefined(func(s *session, call goja.FunctionCall) { s.receive(call.Argument(1)) }),
		"receiveNow": undefined(func(s *session, call goja.FunctionCall) {
			if chunk, ok := engine.Bytes(call.Argument(1)); ok {
				s.session.Receive(chunk)
			} else {
				s.tell(eventReadEnd, call.Argument(1))
			}
		}),
		"afterWrite": undefined(func(s *session, call goja.FunctionCall) { s.session.AfterWrite(int(call.Argument(1).ToInteger())) }),
		// destroy(session, code, socketClosed)
		"destroy": undefined(func(s *session, call goja.FunctionCall) {
			s.session.Close(uint32(call.Argument(1).ToInteger()), call.Argument(2).ToBoolean())
		}),
		// settings(session, [id, value, ...], callback)
		"settings": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			done := b.request(call.Argument(2), "HTTP2SETTINGS")
			if !s.session.SubmitSettings(b.settings(call.Argument(1)), done) {
				s.SettingsDone(false, done, 0)
				return vm.ToValue(false)
			}
			return vm.ToValue(true)
		}),
		// ping(session, payload, callback)
		"ping": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			payload, _ := engine.Bytes(call.Argument(1))
			done := b.request(call.Argument(2), "HTTP2PING")
			if !s.session.Ping(append([]byte(nil), payload...), done) {
				s.PingDone(false, done, 0, nil)
				return vm.ToValue(false)
			}
			return vm.ToValue(true)
		}),
		// goaway(session, code, last, data)
		"goaway": undefined(func(s *session, call goja.FunctionCall) {
			data, _ := engine.Bytes(call.Argument(3))
			last := max(call.Argument(2).ToInteger(), 0)
			s.session.Goaway(uint32(call.Argument(1).ToInteger()), uint32(last), append([]byte(nil), data...))
		}),
		// altsvc(session, stream, origin, value), origin(session, origins)
		"altsvc": undefined(func(s *session, call goja.FunctionCall) {
			s.session.AltSvc(uint32(call.Argument(1).ToInteger()), latin1(call.Argument(2).String()), latin1(call.Argument(3).String()))
		}),
		"origin": undefined(func(s *session, call goja.FunctionCall) {
			s.session.Origin(strings.Split(latin1(call.Argument(1).String()), "\x00"))
		}),
		// request(session, headers, options, parent, weight, exclusive) is a stream's object, or an error number.
		"request": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			fields := parseFields(call.Argument(1))
			options := call.Argument(2).ToInteger()
			t, failure := s.session.Request(fields, options&optionEmpty != 0, options&optionTrailers != 0,
				uint32(call.Argument(3).ToInteger()), int32(call.Argument(4).ToInteger()), call.Argument(5).ToBoolean())
			if t == nil {
				return vm.ToValue(failure)
			}
			return s.object(t)
		}),
		"setNextStreamID": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			return vm.ToValue(s.session.SetNextStreamID(uint32(call.Argument(1).ToInteger())))
		}),
		"setLocalWindowSize": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			return vm.ToValue(s.session.SetLocalWindowSize(int32(call.Argument(1).ToInteger())))
		}),
		// setLimits(session, invalid frames, rejected streams)
		"setLimits": undefined(func(s *session, call goja.FunctionCall) {
			s.session.SetLimits(uint32(call.Argument(1).ToInteger()), uint32(call.Argument(2).ToInteger()))
		}),
		"setGracefulClose": undefined(func(s *session, _ goja.FunctionCall) { s.session.SetGracefulClose() }),
		"hasPending": b.withSession(func(s *session, _ goja.FunctionCall) goja.Value {
			return vm.ToValue(s.session.HasPending())
		}),
		"chunksSent": b.withSession(func(s *session, _ goja.FunctionCall) goja.Value {
			return vm.ToValue(s.session.ChunksSent())
		}),
		// currentSettings(session, remote) is an array in the order of Settings, then identifiers and values.
		"currentSettings": b.withSession(func(s *session, call goja.FunctionCall) goja.Value {
			return s.settings(call.Argument(1).ToBoolean())
		}),
		"sessionState": b.withSession(func(s *session, _ goja.FunctionCall) goja.Value {
			state := s.session.State()
			return vm.NewArray(state.EffectiveLocalWindow, state.EffectiveReceived, state.NextID, state.LocalWindow, state.LastProcessed,
				state.RemoteWindow, state.Queued, state.DeflateTable, state.InflateTable)
		}),

		// sessionStatistics(session), streamStatistics(stream): see internal/http2/statistics. Times are in milliseconds.
		"sessionStatistics": b.withSession(func(s *session, _ goja.FunctionCall) goja.Value {
			n := s.session.Statistics()
			return vm.NewArray(milliseconds(n.Duration), n.Received, n.Sent, n.FramesReceived, n.FramesSent, n.MaxStreams, milliseconds(n.PingRTT),
				milliseconds(n.StreamDuration), n.Streams)
		}),
		"streamStatistics": b.withStream(func(t *stream, _ goja.FunctionCall) goja.Value {
			n := t.stream.Statistics()
			return vm.NewArray(milliseconds(n.Duration), n.Received, n.Sent, milliseconds(n.FirstByte), milliseconds(n.FirstByteSent), milliseconds(n.FirstHeader))
		}),

		"streamAsyncId": b.withStream(func(t *stream, _ goja.FunctionCall) goja.Value { return vm.ToValue(t.resource.ID) }),
		// respond(stream, headers, options), info(stream, headers), trailers(stream, headers)
		"respond": b.withStream(func(t *stream, call goja.FunctionCall) goja.Value {
			fields := parseFields(call.Argument(1))
			options := call.Argument(2).ToInteger()
			return vm.ToValue(t.stream.Respond(fields, options&optionEmpty != 0, options&optionTrailers != 0))
		}),
		"info": b.withStream(func(t *stream, call goja.FunctionCall) goja.Value {
			fields := parseFields(call.Argument(1))
			return vm.ToValue(t.stream.Inform(fields))
		}),
		"trailers": b.withStream(func(t *stream, call goja.FunctionCall) goja.Value {
			fields := parseFields(call.Argument(1))
			return vm.ToValue(t.stream.Trailers(fields))
		}),
		// pushPromise(stream, headers, options) is the new stream's object, or an error number.
		"pushPromise": b.withStream(func(t *stream, call goja.FunctionCall) goja.Value {
			fields := parseFields(call.Argument(1))
			options := call.Argument(2).ToInteger()
			pushed, failure := t.stream.Push(fields, options&optionEmpty != 0, options&optionTrailers != 0)
			if pushed == nil {
				return vm.ToValue(failure)
			}
			return t.session.object(pushed)
		}),
		"rstStream": onStream(func(t *stream, call goja.FunctionCall) { t.stream.Reset(uint32(call.Argument(1).ToInteger())) }),
		"destroyStream": onStream(func(t *stream, _ goja.FunctionCall) {
			if !t.stream.Destroyed() {
				t.stream.Destroy()
				e.AsyncDestroyed(t.resource)
			}
		}),
		// priority(stream, parent, weight, exclusive, silent)
		"priority": onStream(func(t *stream, call goja.FunctionCall) {
			t.stream.Priority(uint32(call.Argument(1).ToInteger()), int32(call.Argument(2).ToInteger()), call.Argument(3).ToBoolean(), call.Argument(4).ToBoolean())
		}),
		"readStart": onStream(func(t *stream, _ goja.FunctionCall) { t.stream.ReadStart() }),
		"readStop":  onStream(func(t *stream, _ goja.FunctionCall) { t.stream.ReadStop() }),
		"shutdown":  onStream(func(t *stream, _ goja.FunctionCall) { t.stream.End() }),
		// write(stream, data, callback) sends a string as UTF-8, bytes, or an array of both, and returns how many bytes.
		"write": b.withStream(b.write),
		"streamState": b.withStream(func(t *stream, _ goja.FunctionCall) goja.Value {
			state := t.stream.State()
			return vm.NewArray(state.State, state.Weight, 0, state.LocalClose, state.RemoteClose, state.LocalWindow)
		}),
		"bytesWritten": b.withStream(func(t *stream, _ goja.FunctionCall) goja.Value { return vm.ToValue(t.stream.Sent()) }),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// What respond and request may say.
const (
	optionEmpty    = 1
	optionTrailers = 2
)

func (b *binding) withSession(run func(*session, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := b.engine.HandleOf(call.Argument(0)).(*session)
		if !ok {
			return goja.Undefined()
		}
		return run(s, call)
	}
}

func (b *binding) withStream(run func(*stream, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		t, ok := b.engine.HandleOf(call.Argument(0)).(*stream)
		if !ok {
			return goja.Undefined()
		}
		return run(t, call)
	}
}

// numbers reads an array of numbers.
func (b *binding) numbers(value goja.Value) []int64 {
	var list []int64
	if object, ok := value.(*goja.Object); ok {
		b.engine.VM.ForOf(object, func(item goja.Value) bool {
			list = append(list, item.ToInteger())
			return true
		})
	}
	return list
}

func (b *binding) settings(value goja.Value) []http2.Setting {
	numbers := b.numbers(value)
	settings := make([]http2.Setting, 0, len(numbers)/2)
	for i := 0; i+1 < len(numbers); i += 2 {
		settings = append(settings, http2.Setting{ID: uint16(numbers[i]), Value: uint32(numbers[i+1])})
	}
	return settings
}

func (b *binding) write(t *stream, call goja.FunctionCall) goja.Value {
	var buffers [][]byte
	data := call.Argument(1)
	if list, ok := data.(*goja.Object); ok && list.ClassName() == "Array" {
		b.engine.VM.ForOf(list, func(item goja.Value) bool {
			buffers = append(buffers, bytesOf(item))
			return true
		})
	} else {
		buffers = [][]byte{bytesOf(data)}
	}
	size := 0
	for _, buffer := range buffers {
		size += len(buffer)
	}
	callback, _ := goja.AssertFunction(call.Argument(2))
	t.stream.Write(buffers, &request{callback: callback, resource: t.resource})
	return b.engine.VM.ToValue(size)
}

func bytesOf(value goja.Value) []byte {
	if bytes, ok := engine.Bytes(value); ok {
		return bytes
	}
	return []byte(value.String())
}

// request is what JavaScript waits for.
type request struct {
	callback goja.Callable
	resource *engine.AsyncResource
}

func (b *binding) request(callback goja.Value, kind string) *request {
	function, _ := goja.AssertFunction(callback)
	return &request{function, b.engine.NewAsyncResource(kind, nil)}
}

var invalid = []http2.Field{{Name: "\x00", Value: "\x00"}}

// parseFields reads headers as name, value and mark, "s" where it is sensitive, each ended by NUL. If one of them
// has a NUL of its own, what is sent instead makes the peer refuse it, as in Node.
func parseFields(value goja.Value) []http2.Field {
	text := latin1(value.String())
	if text == "" {
		return nil
	}
	parts := strings.Split(text, "\x00")
	if len(parts)%3 != 1 {
		return invalid
	}
	fields := make([]http2.Field, 0, len(parts)/3)
	for i := 0; i+2 < len(parts); i += 3 {
		if mark := parts[i+2]; mark != "" && mark != "s" {
			return invalid
		}
		fields = append(fields, http2.Field{Name: parts[i], Value: parts[i+1], Sensitive: parts[i+2] != ""})
	}
	return fields
}

// latin1 is text with a byte for each character.
func latin1(text string) string {
	if isASCII(text) {
		return text
	}
	bytes := make([]byte, 0, len(text))
	for _, r := range text {
		bytes = append(bytes, byte(r))
	}
	return string(bytes)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// text is what JavaScript sees of a header's bytes.
func (b *binding) text(bytes string) goja.Value {
	if !isASCII(bytes) {
		runes := make([]rune, len(bytes))
		for i := range len(bytes) {
			runes[i] = rune(bytes[i])
		}
		bytes = string(runes)
	}
	return b.engine.VM.ToValue(bytes)
}

// maxNames is how many names of headers are kept as JavaScript's strings.
const maxNames = 256

func (b *binding) name(name string) goja.Value {
	if known, ok := b.names[name]; ok {
		return known
	}
	value := b.text(name)
	if len(b.names) < maxNames && len(name) < 64 {
		b.names[strings.Clone(name)] = value
	}
	return value
}

func (b *binding) create(call goja.FunctionCall) goja.Value {
	object, _ := call.Argument(0).(*goja.Object)
	options := http2.DefaultOptions()
	options.Server = call.Argument(1).ToBoolean()
	s := &session{binding: b, object_: object}
	if given, ok := call.Argument(2).(*goja.Object); ok {
		number := func(name string, set func(int64)) {
			if value := given.Get(name); value != nil && !goja.IsUndefined(value) {
				set(value.ToInteger())
			}
		}
		number("maxDeflateDynamicTableSize", func(n int64) { options.MaxDeflateTableSize = uint32(n) })
		number("maxReservedRemoteStreams", func(n int64) { options.MaxReservedStreams = int(n) })
		number("maxSendHeaderBlockLength", func(n int64) { options.MaxSendHeaderBlock = int(n) })
		number("peerMaxConcurrentStreams", func(n int64) { options.PeerMaxStreams = uint32(n) })
		number("paddingStrategy", func(n int64) { s.padding = int(n) })
		number("maxHeaderListPairs", func(n int64) {
			if options.MaxHeaderPairs = int(max(n, 1)); options.Server {
				options.MaxHeaderPairs = int(max(n, 4))
			}
		})
		number("maxOutstandingPings", func(n int64) { options.MaxOutstandingPings = int(n) })
		number("maxOutstandingSettings", func(n int64) { options.MaxOutstandingSettings = int(max(n, 1)) })
		number("maxSessionMemory", func(n int64) { options.MaxMemory = int(max(n, 1)) * 1e6 })
		number("maxSettings", func(n int64) { options.MaxSettings = int(max(n, 1)) })
		number("streamResetBurst", func(n int64) { options.ResetBurst = float64(n) })
		number("streamResetRate", func(n int64) { options.ResetRate = float64(n) })
		if strict := given.Get("strictFieldWhitespaceValidation"); strict != nil && !goja.IsUndefined(strict) {
			options.StrictWhitespace = strict.ToBoolean()
		}
		for _, id := range b.numbers(given.Get("remoteCustomSettings")) {
			options.RemoteCustom = append(options.RemoteCustom, uint16(id))
		}
	}
	options.Padding = s.padding != paddingNone
	s.resource = b.engine.NewAsyncResource("HTTP2SESSION", object)
	s.session = http2.NewSession(s, options)
	return b.engine.ToValue(op.Handle{Value: s})
}
