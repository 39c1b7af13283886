package buffer

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// maxLength is buffer.constants.MAX_LENGTH, maxStringLength MAX_STRING_LENGTH: Node 22's on 64 bits.
const (
	maxLength       = 1<<53 - 1
	maxStringLength = 1<<29 - 24
)

// state is what the natives of one engine share.
type state struct {
	engine *engine.Engine
	vm     *goja.Runtime
	// construct is Uint8Array's, and class the Buffer class to construct for.
	construct goja.Constructor
	// arrayBuffer is ArrayBuffer's.
	arrayBuffer goja.Constructor
	class       *goja.Object
	// prototype is the class's; direct is how a patched engine makes Buffers, nil without.
	prototype *goja.Object
	direct    directViews
	// slowCopy is the part of copy that is JavaScript's.
	slowCopy goja.Callable
	// failed is buffer.js's function that throws the error which a call deserves.
	failed goja.Callable
}

// directViews makes Uint8Arrays without their constructor.
type directViews interface {
	NewBytes(data []byte, prototype *goja.Object) *goja.Object
	// ViewBytes returns nil for what only the constructor can do.
	ViewBytes(source *goja.Object, offset, length int, prototype *goja.Object) *goja.Object
}

type stateKey struct{}

func stateOf(e *engine.Engine) *state {
	return engine.Value(e, stateKey{}, func() *state {
		s := &state{engine: e, vm: e.VM}
		s.construct, _ = goja.AssertConstructor(e.VM.Get("Uint8Array"))
		s.arrayBuffer, _ = goja.AssertConstructor(e.VM.Get("ArrayBuffer"))
		s.direct, _ = any(e.VM).(directViews)
		return s
	})
}

// natives is the binding of buffer.js: methods holds what goes onto
// Buffer.prototype as it is, the rest are functions.
func natives(e *engine.Engine) map[string]any {
	s := stateOf(e)
	methods := e.VM.NewObject()
	s.numberMethods(methods)
	s.textMethods(methods)
	s.byteMethods(methods)
	return map[string]any{
		"methods":          methods,
		"start":            s.start,
		"fromString":       s.fromString,
		"fromArrayBuffer":  s.fromArrayBuffer,
		"fromArray":        s.fromArray,
		"allocate":         s.allocate,
		"byteLength":       s.byteLength,
		"concat":           s.concat,
		"compare":          s.compare,
		"copy":             s.copy,
		"fill":             s.fill,
		"indexOf":          s.indexOf,
		"isUint8Array":     s.isUint8Array,
		"isAnyArrayBuffer": s.isAnyArrayBuffer,
		"isDetached":       s.isDetached,
		"isUtf8":           s.isUTF8,
		"isAscii":          s.isASCII,
		"encoding":         s.encoding,
		"values":           s.values,
		"transcode":        s.transcode,
		"maxLength":        maxLength,
		"maxStringLength":  maxStringLength,
	}
}

func internalNatives(e *engine.Engine) map[string]any {
	s := stateOf(e)
	return map[string]any{
		"fromArrayBuffer": s.fromArrayBuffer,
		"fromString":      s.fromString,
		"decode":          s.decode,
		"encoding":        s.encoding,
	}
}

// start(FastBuffer, failed, copy) hands over the class, the thrower, and what copy does with arguments that are not plain.
func (s *state) start(call goja.FunctionCall) goja.Value {
	s.class = call.Argument(0).(*goja.Object)
	s.prototype = s.class.Get("prototype").(*goja.Object)
	s.failed, _ = goja.AssertFunction(call.Argument(1))
	s.slowCopy, _ = goja.AssertFunction(call.Argument(2))
	return goja.Undefined()
}

// fail throws what buffer.js's failures[kind] makes of args; it does not return.
func (s *state) fail(kind string, args ...goja.Value) goja.Value {
	values := append([]goja.Value{s.vm.ToValue(kind)}, args...)
	if _, err := s.failed(goja.Undefined(), values...); err != nil {
		throw(err)
	}
	panic(s.vm.NewTypeError("Buffer: invalid arguments"))
}

// throw goes on throwing what a JavaScript call threw.
func throw(err error) {
	var exception *goja.Exception
	if errors.As(err, &exception) {
		panic(exception)
	}
	panic(err)
}

// buffer makes a Buffer over memory, which is handed over.
func (s *state) buffer(memory []byte) goja.Value {
	if s.direct != nil {
		return s.direct.NewBytes(memory, s.prototype)
	}
	return s.view(s.vm.ToValue(s.vm.NewArrayBuffer(memory)))
}

// view makes a Buffer with Uint8Array's arguments.
func (s *state) view(args ...goja.Value) goja.Value {
	object, err := s.construct(s.class, args...)
	if err != nil {
		throw(err)
	}
	return object
}

// this returns the memory that a method was called on.
func (s *state) this(call goja.FunctionCall) []byte {
	bytes, ok := engine.Bytes(call.This)
	if !ok {
		s.fail("this", call.This)
	}
	return bytes
}

// method defines a method with Node's name and length.
func (s *state) method(on *goja.Object, length int, run engine.Native, names ...string) {
	function := s.vm.ToValue(run).(*goja.Object)
	define(function, "name", s.vm.ToValue(names[0]))
	define(function, "length", s.vm.ToValue(length))
	for _, name := range names {
		if err := on.Set(name, function); err != nil {
			panic(err)
		}
	}
}

func define(object *goja.Object, name string, value goja.Value) {
	if err := object.DefineDataProperty(name, value, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// fromArrayBuffer(buffer[, offset, length]) is a Buffer over a part of it.
func (s *state) fromArrayBuffer(call goja.FunctionCall) goja.Value {
	if source, ok := call.Argument(0).(*goja.Object); ok && s.direct != nil && len(call.Arguments) == 3 {
		if view := s.direct.ViewBytes(source, int(call.Argument(1).ToInteger()), int(call.Argument(2).ToInteger()), s.prototype); view != nil {
			return view
		}
	}
	return s.view(call.Arguments...)
}

// memory returns zeroed bytes. Of many it asks the engine, which knows how many there may be.
func (s *state) memory(size int64) []byte {
	if size < 1<<20 {
		return make([]byte, size)
	}
	made, err := s.arrayBuffer(nil, s.vm.ToValue(size))
	if err != nil {
		var thrown *goja.Exception
		if errors.As(err, &thrown) {
			panic(thrown.Value())
		}
		panic(err)
	}
	return made.Export().(goja.ArrayBuffer).Bytes()
}

// allocate(size) is a Buffer of zeros.
func (s *state) allocate(call goja.FunctionCall) goja.Value {
	return s.buffer(s.memory(call.Argument(0).ToInteger()))
}

// fromString(string, encoding name) is Buffer.from for strings.
func (s *state) fromString(call goja.FunctionCall) goja.Value {
	encoding := s.encodingArgument(call.Argument(1))
	return s.buffer(text.Of(call.Argument(0)).Encode(encoding))
}

// fromArray(array-like, length) converts each element as a Uint8Array does.
func (s *state) fromArray(call goja.FunctionCall) goja.Value {
	source := call.Argument(0).ToObject(s.vm)
	memory := s.memory(call.Argument(1).ToInteger())
	for i := range memory {
		if value := at(source, i); value != nil {
			memory[i] = byte(toUint32(value))
		}
	}
	return s.buffer(memory)
}

// encodingArgument is the encoding that a name stands for; undefined, null and "" are UTF-8,
// and an unknown one throws ERR_UNKNOWN_ENCODING.
func (s *state) encodingArgument(name goja.Value) text.Encoding {
	if goja.IsUndefined(name) || goja.IsNull(name) {
		return text.UTF8
	}
	written := name.String()
	if written == "" {
		return text.UTF8
	}
	encoding := text.Parse(written)
	if encoding == text.Unknown {
		s.fail("encoding", name)
	}
	return encoding
}

// encoding(name) is the number of an encoding, -1 if there is none.
func (s *state) encoding(call goja.FunctionCall) goja.Value {
	return s.vm.ToValue(int(text.Parse(call.Argument(0).String())))
}

// byteLength(string, encoding number); an unknown encoding counts as UTF-8.
func (s *state) byteLength(call goja.FunctionCall) goja.Value {
	return s.vm.ToValue(text.Of(call.Argument(0)).ByteLength(text.Encoding(call.Argument(1).ToInteger())))
}

// decode(view, encoding name) is a string.
func (s *state) decode(call goja.FunctionCall) goja.Value {
	bytes, ok := engine.Bytes(call.Argument(0))
	if !ok {
		s.fail("this", call.Argument(0))
	}
	return text.Decode(s.vm, bytes, s.encodingArgument(call.Argument(1)))
}
