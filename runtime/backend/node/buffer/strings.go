package buffer

import (
	"math"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// textMethods defines toString, write and the methods of single encodings.
func (s *state) textMethods(on *goja.Object) {
	for _, named := range []struct {
		name     string
		encoding text.Encoding
	}{
		{"ascii", text.ASCII}, {"base64", text.Base64}, {"base64url", text.Base64URL}, {"latin1", text.Latin1},
		{"hex", text.Hex}, {"ucs2", text.UTF16LE}, {"utf8", text.UTF8},
	} {
		s.method(on, 0, s.slice(named.encoding), named.name+"Slice")
		s.method(on, 0, s.writeIn(named.encoding), named.name+"Write")
	}
	s.method(on, 3, s.toString, "toString", "toLocaleString")
	s.method(on, 4, s.write4, "write")
}

// decodeText is a string of bytes, unless that would be too long.
func (s *state) decodeText(bytes []byte, encoding text.Encoding) goja.Value {
	if len(bytes) > maxStringLength/2 && decodedLength(len(bytes), encoding) > maxStringLength {
		s.fail("stringTooLong")
	}
	return text.Decode(s.vm, bytes, encoding)
}

func decodedLength(n int, encoding text.Encoding) int {
	switch encoding {
	case text.Hex:
		return 2 * n
	case text.Base64, text.Base64URL:
		return (n + 2) / 3 * 4
	case text.UTF16LE:
		return n / 2
	}
	return n
}

// slice is utf8Slice(start, end) and its kin.
func (s *state) slice(encoding text.Encoding) native {
	return func(call goja.FunctionCall) goja.Value {
		bytes := s.this(call)
		start, end := s.bound(call.Argument(0), 0), s.bound(call.Argument(1), len(bytes))
		if end < start {
			end = start
		}
		if end > len(bytes) {
			s.fail("index")
		}
		return s.decodeText(bytes[start:end], encoding)
	}
}

type native = engine.Native

// bound is an index as Node's native functions take it.
func (s *state) bound(value goja.Value, missing int) int {
	if goja.IsUndefined(value) {
		return missing
	}
	n := value.ToInteger()
	if n < 0 {
		s.fail("index")
	}
	return int(min(n, maxLength+1))
}

// writeIn is utf8Write(string, offset, length) and its kin.
func (s *state) writeIn(encoding text.Encoding) native {
	return func(call goja.FunctionCall) goja.Value {
		bytes := s.this(call)
		if !isString(call.Argument(0)) {
			s.fail("string", call.Argument(0))
		}
		offset := s.bound(call.Argument(1), 0)
		if offset > len(bytes) {
			s.fail("offsetOutside")
		}
		length := min(s.bound(call.Argument(2), len(bytes)-offset), len(bytes)-offset)
		if length == 0 {
			return s.vm.ToValue(0)
		}
		return s.vm.ToValue(text.Of(call.Argument(0)).Write(bytes[offset:offset+length], encoding))
	}
}

func isString(value goja.Value) bool {
	_, ok := value.(goja.String)
	return ok
}

// toString(encoding, start, end); what lies outside is cut off.
func (s *state) toString(call goja.FunctionCall) goja.Value {
	bytes := s.this(call)
	if len(call.Arguments) == 0 {
		return s.decodeText(bytes, text.UTF8)
	}
	start, end := 0, len(bytes)
	if len(call.Arguments) > 1 {
		start = clamp(call.Argument(1), len(bytes))
		if start == len(bytes) && start > 0 {
			return s.vm.ToValue("")
		}
		if last := call.Argument(2); !goja.IsUndefined(last) {
			end = clamp(last, len(bytes))
		}
	}
	if end <= start {
		return s.vm.ToValue("")
	}
	encoding := text.UTF8
	if name := call.Argument(0); !goja.IsUndefined(name) {
		if encoding = text.Parse(name.String()); encoding == text.Unknown {
			s.fail("encoding", name)
		}
	}
	return s.decodeText(bytes[start:end], encoding)
}

// clamp is an index as toString takes it: cut to a whole number between 0 and length.
func clamp(value goja.Value, length int) int {
	f := value.ToFloat()
	switch {
	case math.IsNaN(f) || f <= 0:
		return 0
	case f >= float64(length):
		return length
	}
	return int(f)
}

// write4 is write(string[, offset[, length]][, encoding]).
func (s *state) write4(call goja.FunctionCall) goja.Value {
	bytes := s.this(call)
	offset, length := 0, len(bytes)
	name := call.Argument(3)
	first, second := call.Argument(1), call.Argument(2)
	switch {
	case goja.IsUndefined(first):
		name = goja.Undefined()
	case goja.IsUndefined(second) && isString(first):
		name = first
	default:
		offset = s.checkedOffset("offset", first, len(bytes))
		length = len(bytes) - offset
		if isString(second) {
			name = second
		} else if !goja.IsUndefined(second) {
			length = min(length, s.checkedOffset("length", second, len(bytes)))
		}
	}
	encoding := s.encodingArgument(name)
	if !isString(call.Argument(0)) {
		s.fail("string", call.Argument(0))
	}
	return s.vm.ToValue(text.Of(call.Argument(0)).Write(bytes[offset:offset+length], encoding))
}

func (s *state) checkedOffset(name string, value goja.Value, most int) int {
	n, ok := integer(value)
	if !ok || n < 0 || n > int64(most) {
		s.fail("range", value, s.vm.ToValue(name), s.vm.ToValue(most))
	}
	return int(n)
}
