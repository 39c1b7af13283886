// Package text turns JavaScript strings into bytes and back, in the encodings
// that Buffer, TextDecoder, string_decoder, crypto and fs share.
//
// It is on the engine's floor because only there is a string's own
// representation at hand: going through a Go string would lose lone surrogates and cost a
// second conversion. Any builtin's Go half may import it; it keeps nothing.
package text

import (
	"reflect"

	"github.com/dop251/goja"
	"github.com/segmentio/asm/ascii"
)

// Text is a JavaScript string as the engine holds it: UTF-8 if it came from Go or is ASCII,
// UTF-16 otherwise.
type Text struct {
	utf8  string
	units []uint16
}

var typeOfUnits = reflect.TypeFor[[]uint16]()

// Of returns value, which should be a string, as a Text; another value is
// converted as String(value) does, which may run JavaScript.
func Of(value goja.Value) Text {
	s, ok := value.(goja.String)
	if !ok {
		return Text{utf8: value.String()}
	}
	// goja's UTF-16 string is a slice that begins with a mark; its type is
	// private, and every public way in copies it.
	if held := reflect.ValueOf(s); held.Kind() == reflect.Slice && held.CanConvert(typeOfUnits) && held.Len() > 0 {
		return Text{units: held.Convert(typeOfUnits).Interface().([]uint16)[1:]}
	}
	return Text{utf8: s.String()}
}

// FromString returns s, which must be valid UTF-8, as a Text.
func FromString(s string) Text { return Text{utf8: s} }

// FromUnits returns UTF-16 code units as a Text. It keeps units.
func FromUnits(units []uint16) Text { return Text{units: units} }

// Length is the number of UTF-16 code units: what .length says.
func (t Text) Length() int {
	if t.units != nil {
		return len(t.units)
	}
	if isASCII(t.utf8) {
		return len(t.utf8)
	}
	n := 0
	for i := 0; i < len(t.utf8); i++ {
		// Every character has one first byte; those of four bytes are two units.
		if c := t.utf8[i]; c < 0x80 || c >= 0xC0 {
			n++
			if c >= 0xF0 {
				n++
			}
		}
	}
	return n
}

// String returns the text as UTF-8, lone surrogates as U+FFFD.
func (t Text) String() string {
	if t.units == nil {
		return t.utf8
	}
	return string(appendUTF8(make([]byte, 0, len(t.units)*3/2), t.units))
}

// eachUnit calls visit with every UTF-16 code unit until it returns false.
func (t Text) eachUnit(visit func(unit uint16) bool) {
	if t.units != nil {
		for _, unit := range t.units {
			if !visit(unit) {
				return
			}
		}
		return
	}
	for _, r := range t.utf8 {
		if r < 0x10000 {
			if !visit(uint16(r)) {
				return
			}
			continue
		}
		high, low := surrogates(r)
		if !visit(high) || !visit(low) {
			return
		}
	}
}

// Units returns the UTF-16 code units. They must not be changed.
func (t Text) Units() []uint16 {
	if t.units != nil {
		return t.units
	}
	units := make([]uint16, 0, len(t.utf8))
	t.eachUnit(func(unit uint16) bool {
		units = append(units, unit)
		return true
	})
	return units
}

// ascii returns the text as a string if it is ASCII.
func (t Text) ascii() (string, bool) {
	if t.units != nil {
		return "", false
	}
	return t.utf8, isASCII(t.utf8)
}

func isASCII(s string) bool { return ascii.ValidString(s) }

func surrogates(r rune) (high, low uint16) {
	r -= 0x10000
	return uint16(0xD800 + r>>10), uint16(0xDC00 + r&0x3FF)
}

// Value returns the text as a JavaScript string.
func (t Text) Value(vm *goja.Runtime) goja.Value {
	if t.units != nil {
		return goja.StringFromUTF16(t.units)
	}
	return vm.ToValue(t.utf8)
}

// Bytes returns the characters as bytes; ok is false if one is above U+00FF.
func (t Text) Bytes() (bytes []byte, ok bool) {
	bytes, ok = make([]byte, 0, t.Length()), true
	t.eachUnit(func(unit uint16) bool {
		ok = unit <= 0xFF
		bytes = append(bytes, byte(unit))
		return ok
	})
	return bytes, ok
}
