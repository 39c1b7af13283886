package buffer

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// byteMethods defines the methods that cut and turn bytes.
func (s *state) byteMethods(on *goja.Object) {
	s.method(on, 2, s.subarray, "subarray")
	s.method(on, 2, s.subarray, "slice")
	s.method(on, 4, s.copyTo, "copy")
	for size, name := range map[int]string{2: "swap16", 4: "swap32", 8: "swap64"} {
		s.method(on, 0, s.swap(size), name)
	}
}

// subarray(start, end) is a Buffer over the same memory.
func (s *state) subarray(call goja.FunctionCall) goja.Value {
	length := len(s.this(call))
	start, end := relative(call.Argument(0), length, 0), relative(call.Argument(1), length, length)
	this := call.This.(*goja.Object)
	if s.direct != nil {
		if view := s.direct.ViewBytes(this, start, max(end-start, 0), s.prototype); view != nil {
			return view
		}
	}
	offset := int(this.Get("byteOffset").ToInteger())
	return s.view(this.Get("buffer"), s.vm.ToValue(offset+start), s.vm.ToValue(max(end-start, 0)))
}

// relative is an index that counts from the end if it is negative.
func relative(value goja.Value, length, missing int) int {
	if goja.IsUndefined(value) {
		return missing
	}
	n := value.ToInteger()
	if n < 0 {
		return int(max(n+int64(length), 0))
	}
	return int(min(n, int64(length)))
}

func (s *state) swap(size int) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		memory := s.this(call)
		if len(memory)%size != 0 {
			s.fail("swap", s.vm.ToValue(size*8))
		}
		for i := 0; i < len(memory); i += size {
			at := memory[i : i+size]
			switch size {
			case 2:
				at[0], at[1] = at[1], at[0]
			case 4:
				binary.BigEndian.PutUint32(at, binary.LittleEndian.Uint32(at))
			default:
				binary.BigEndian.PutUint64(at, binary.LittleEndian.Uint64(at))
			}
		}
		return call.This
	}
}

// memory is the bytes of argument i, which buffer.js has checked.
func memory(call goja.FunctionCall, i int) []byte {
	found, _ := engine.Bytes(call.Argument(i))
	return found
}

// span cuts bytes to the arguments from i on: start and end, undefined for all.
func span(call goja.FunctionCall, i int, of []byte) []byte {
	end := len(of)
	if value := call.Argument(i + 1); !goja.IsUndefined(value) {
		end = int(min(max(value.ToInteger(), 0), int64(end)))
	}
	start := int(min(max(call.Argument(i).ToInteger(), 0), int64(end)))
	return of[start:end]
}

// compare(a, b[, aStart, aEnd, bStart, bEnd]) is -1, 0 or 1.
func (s *state) compare(call goja.FunctionCall) goja.Value {
	a, b := memory(call, 0), memory(call, 1)
	if len(call.Arguments) > 2 {
		a, b = span(call, 2, a), span(call, 4, b)
	}
	return s.vm.ToValue(bytes.Compare(a, b))
}

// copyTo(target, targetStart, sourceStart, sourceEnd) is Buffer.prototype.copy.
func (s *state) copyTo(call goja.FunctionCall) goja.Value {
	source, isSource := uint8Array(call.This)
	target, isTarget := uint8Array(call.Argument(0))
	from, ok := position(call.Argument(1), 0)
	start, ok2 := position(call.Argument(2), 0)
	end, ok3 := position(call.Argument(3), len(source))
	if !isSource || !isTarget || !ok || !ok2 || !ok3 || start > len(source) {
		copied, err := s.slowCopy(call.This, call.Arguments...)
		if err != nil {
			throw(err)
		}
		return copied
	}
	if end = min(end, len(source)); start >= end || from > len(target) {
		return s.vm.ToValue(0)
	}
	return s.vm.ToValue(copy(target[from:], source[start:end]))
}

// position is an index that is a plain one, or missing.
func position(value goja.Value, missing int) (index int, ok bool) {
	if goja.IsUndefined(value) {
		return missing, true
	}
	if !goja.IsNumber(value) || value.ToFloat() != float64(value.ToInteger()) || value.ToInteger() < 0 {
		return 0, false
	}
	return int(value.ToInteger()), true
}

// copy(source, target, targetStart, sourceStart, sourceEnd) returns how much there was room for.
func (s *state) copy(call goja.FunctionCall) goja.Value {
	source := span(call, 3, memory(call, 0))
	target := memory(call, 1)
	start := call.Argument(2).ToInteger()
	if start > int64(len(target)) {
		return s.vm.ToValue(0)
	}
	return s.vm.ToValue(copy(target[start:], source))
}

// concat(list, length or undefined) is a new Buffer.
func (s *state) concat(call goja.FunctionCall) goja.Value {
	list := call.Argument(0).(*goja.Object)
	parts := make([][]byte, list.Get("length").ToInteger())
	total := int64(0)
	for i := range parts {
		item := at(list, i)
		part, ok := uint8Array(item)
		if !ok {
			if item == nil {
				item = goja.Undefined()
			}
			s.fail("listItem", s.vm.ToValue(i), item)
		}
		parts[i] = part
		total += int64(len(part))
	}
	if length := call.Argument(1); !goja.IsUndefined(length) {
		total = length.ToInteger()
	}
	if total > maxLength {
		s.fail("range", s.vm.ToValue(total), s.vm.ToValue("length"), s.vm.ToValue(maxLength))
	}
	out := s.memory(total)
	n := 0
	for _, part := range parts {
		n += copy(out[n:], part)
	}
	return s.buffer(out)
}

// uint8Array returns the memory of a Uint8Array, and of nothing else.
func uint8Array(value goja.Value) ([]byte, bool) {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil, false
	}
	if direct, patched := any(object).(interface{ Uint8s() ([]byte, bool) }); patched {
		if bytes, ok := direct.Uint8s(); ok {
			return bytes, true
		}
	}
	if object.ExportType() != typeOfBytes {
		return nil, false
	}
	// A Uint8ClampedArray exports the same type; only its name tells.
	if tag := object.GetSymbol(goja.SymToStringTag); tag == nil || tag.String() != "Uint8Array" {
		return nil, false
	}
	return engine.Bytes(object)
}

func (s *state) isUint8Array(call goja.FunctionCall) goja.Value {
	_, ok := uint8Array(call.Argument(0))
	return s.vm.ToValue(ok)
}

// fill(target, value, start, end, encoding number) repeats value, a string or bytes; it is
// false if value is empty.
func (s *state) fill(call goja.FunctionCall) goja.Value {
	target := span(call, 2, memory(call, 0))
	value, ok := engine.Bytes(call.Argument(1))
	if !ok {
		value = text.Of(call.Argument(1)).Encode(text.Encoding(call.Argument(4).ToInteger()))
	} else {
		value = bytes.Clone(value) // it may be part of the target
	}
	if len(value) == 0 {
		return s.vm.ToValue(false)
	}
	for n := copy(target, value); n < len(target); n *= 2 {
		copy(target[n:], target[:n])
	}
	return s.vm.ToValue(true)
}

// indexOf(haystack, needle, offset, encoding number, forward); needle is a string, bytes
// or a number.
func (s *state) indexOf(call goja.FunctionCall) goja.Value {
	haystack := memory(call, 0)
	encoding := text.Encoding(call.Argument(3).ToInteger())
	var needle []byte
	if value := call.Argument(1); isString(value) {
		needle = text.Of(value).Encode(encoding)
	} else if found, ok := engine.Bytes(value); ok {
		needle = found
	} else {
		needle = []byte{byte(toUint32(value))}
		encoding = text.Latin1
	}
	forward := call.Argument(4).ToBoolean()
	return s.vm.ToValue(search(haystack, needle, call.Argument(2).ToInteger(), encoding == text.UTF16LE, forward))
}

// search finds needle at or after (forward) or at or before offset, -1 if it is not
// there. A negative offset counts from the end; wide means units of two bytes.
func search(haystack, needle []byte, offset int64, wide, forward bool) int {
	length, size := int64(len(haystack)), int64(len(needle))
	switch {
	case offset < 0 && offset+length >= 0:
		offset += length
	case offset < 0 && (forward || size == 0):
		offset = 0
	case offset < 0:
		return -1
	case offset+size <= length:
	case size == 0:
		offset = length
	case forward:
		return -1
	default:
		offset = length - 1
	}
	if size == 0 {
		return int(offset)
	}
	if size > length || wide && size < 2 {
		return -1
	}
	step := 1
	if wide {
		step, offset = 2, offset&^1
		needle = needle[:size&^1]
		haystack = haystack[:length&^1]
	}
	if forward {
		return indexFrom(haystack, needle, int(offset), step)
	}
	// The last match may begin at offset and end after it.
	for end := min(int(offset)+len(needle), len(haystack)); ; {
		found := bytes.LastIndex(haystack[:end], needle)
		if found < 0 || found%step == 0 {
			return found
		}
		end = found + len(needle) - 1
	}
}

func indexFrom(haystack, needle []byte, from, step int) int {
	for from <= len(haystack) {
		found := bytes.Index(haystack[from:], needle)
		if found < 0 {
			return -1
		}
		if found += from; found%step == 0 {
			return found
		}
		from = found + 1
	}
	return -1
}

func (s *state) isAnyArrayBuffer(call goja.FunctionCall) goja.Value {
	object, ok := call.Argument(0).(*goja.Object)
	return s.vm.ToValue(ok && object.ExportType() == typeOfArrayBuffer)
}

func (s *state) isDetached(call goja.FunctionCall) goja.Value {
	held, ok := call.Argument(0).Export().(goja.ArrayBuffer)
	return s.vm.ToValue(ok && held.Detached())
}

// isUTF8(view) and isASCII(view) take any view or ArrayBuffer.
func (s *state) isUTF8(call goja.FunctionCall) goja.Value {
	return s.vm.ToValue(utf8.Valid(memory(call, 0)))
}

func (s *state) isASCII(call goja.FunctionCall) goja.Value {
	for _, b := range memory(call, 0) {
		if b >= utf8.RuneSelf {
			return s.vm.ToValue(false)
		}
	}
	return s.vm.ToValue(true)
}

// values(view) is an array of its bytes.
func (s *state) values(call goja.FunctionCall) goja.Value {
	found := memory(call, 0)
	items := make([]any, len(found))
	for i, b := range found {
		items[i] = int64(b)
	}
	return s.vm.NewArray(items...)
}

// transcode(view, from, to) with encoding numbers; characters that to lacks become '?'.
func (s *state) transcode(call goja.FunctionCall) goja.Value {
	from, to := text.Encoding(call.Argument(1).ToInteger()), text.Encoding(call.Argument(2).ToInteger())
	decoded := text.Of(text.Decode(s.vm, memory(call, 0), from))
	if to != text.Latin1 && to != text.ASCII {
		return s.buffer(decoded.Encode(to))
	}
	most := rune(0xFF)
	if to == text.ASCII {
		most = 0x7F
	}
	out := make([]byte, 0, decoded.Length())
	for _, r := range decoded.String() {
		if r > most {
			r = '?'
		}
		out = append(out, byte(r))
	}
	return s.buffer(out)
}
