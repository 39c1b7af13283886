package text

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/segmentio/asm/ascii"
	"github.com/segmentio/asm/base64"
)

// Encoding is one of Buffer's encodings. The JavaScript halves pass the number.
type Encoding int

// The encodings, in the order of the numbers that JavaScript passes.
const (
	UTF8 Encoding = iota
	UTF16LE
	Latin1
	ASCII
	Base64
	Base64URL
	Hex
	// Unknown is the encoding of a name that is none.
	Unknown Encoding = -1
)

var encodingsByName = map[string]Encoding{
	"utf8": UTF8, "utf-8": UTF8,
	"ucs2": UTF16LE, "ucs-2": UTF16LE, "utf16le": UTF16LE, "utf-16le": UTF16LE,
	"latin1": Latin1, "binary": Latin1, "ascii": ASCII,
	"base64": Base64, "base64url": Base64URL, "hex": Hex,
}

// Parse returns the encoding called name in any case, or Unknown.
func Parse(name string) Encoding {
	if encoding, ok := encodingsByName[name]; ok {
		return encoding
	}
	if len(name) <= len("base64url") {
		if encoding, ok := encodingsByName[strings.ToLower(name)]; ok {
			return encoding
		}
	}
	return Unknown
}

// ByteLength returns how many bytes t takes in encoding; for Base64 and
// Base64URL it is what Node estimates, which invalid characters make too large.
func (t Text) ByteLength(encoding Encoding) int {
	switch encoding {
	case UTF16LE:
		return t.Length() * 2
	case Latin1, ASCII:
		return t.Length()
	case Hex:
		return t.Length() / 2
	case Base64, Base64URL:
		return base64Length(t)
	default:
		if t.units == nil {
			return len(t.utf8)
		}
		return utf8Length(t.units)
	}
}

// Encode returns t in encoding, as new memory. What is not base64 or hex ends or is left out of it,
// as in Node.
func (t Text) Encode(encoding Encoding) []byte {
	switch encoding {
	case Base64, Base64URL:
		return decodeBase64(make([]byte, 0, t.Length()*3/4+3), t)
	case UTF8:
		if t.units == nil {
			return []byte(t.utf8)
		}
		return appendUTF8(make([]byte, 0, utf8Length(t.units)), t.units)
	}
	out := make([]byte, t.ByteLength(encoding))
	return out[:t.Write(out, encoding)]
}

// Write writes as much of t as fits into target, never part of a character
// unless the encoding's characters are bytes, and returns the number of bytes.
func (t Text) Write(target []byte, encoding Encoding) int {
	switch encoding {
	case UTF16LE:
		if t.units != nil {
			n := min(len(t.units), len(target)/2)
			for i, unit := range t.units[:n] {
				binary.LittleEndian.PutUint16(target[2*i:], unit)
			}
			return 2 * n
		}
		if s, ok := t.ascii(); ok {
			n := min(len(s), len(target)/2)
			for i := range n {
				binary.LittleEndian.PutUint16(target[2*i:], uint16(s[i]))
			}
			return 2 * n
		}
		n := 0
		t.eachUnit(func(unit uint16) bool {
			if n+2 > len(target) {
				return false
			}
			target[n], target[n+1] = byte(unit), byte(unit>>8)
			n += 2
			return true
		})
		return n
	case Latin1, ASCII:
		if s, ok := t.ascii(); ok {
			return copy(target, s)
		}
		if t.units != nil {
			n := min(len(t.units), len(target))
			for i, unit := range t.units[:n] {
				target[i] = byte(unit)
			}
			return n
		}
		n := 0
		t.eachUnit(func(unit uint16) bool {
			if n == len(target) {
				return false
			}
			target[n] = byte(unit)
			n++
			return true
		})
		return n
	case Hex:
		return decodeHex(target, t)
	case Base64, Base64URL:
		return copy(target, t.Encode(encoding))
	default:
		_, n := t.WriteUTF8(target)
		return n
	}
}

// Decode returns bytes, read in encoding, as a JavaScript string. UTF-8 that is malformed
// becomes U+FFFD as the Encoding Standard says; a byte order mark stays.
func Decode(vm *goja.Runtime, bytes []byte, encoding Encoding) goja.Value {
	switch encoding {
	case UTF16LE:
		if narrow, ok := narrowed(bytes); ok {
			return vm.ToValue(narrow)
		}
		units := make([]uint16, len(bytes)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(bytes[2*i:])
		}
		return goja.StringFromUTF16(units)
	case Latin1:
		if ascii.Valid(bytes) {
			return vm.ToValue(string(bytes))
		}
		units := make([]uint16, len(bytes))
		for i, b := range bytes {
			units[i] = uint16(b)
		}
		return goja.StringFromUTF16(units)
	case ASCII:
		out := make([]byte, len(bytes))
		for i, b := range bytes {
			out[i] = b & 0x7F
		}
		return vm.ToValue(owned(out))
	default:
		return vm.ToValue(DecodeString(bytes, encoding))
	}
}

// narrowed returns the text of UTF-16 whose characters are all ASCII, as most are; ok is false if one is not.
func narrowed(utf16 []byte) (text string, ok bool) {
	out := make([]byte, len(utf16)/2)
	for i := range out {
		unit := binary.LittleEndian.Uint16(utf16[2*i:])
		if unit >= utf8.RuneSelf {
			return "", false
		}
		out[i] = byte(unit)
	}
	return owned(out), true
}

// DecodeString is Decode for the encodings whose result is always valid text
// (all but UTF16LE): it returns a Go string.
func DecodeString(bytes []byte, encoding Encoding) string {
	switch encoding {
	case Base64:
		return encodeBase64(bytes, base64.StdEncoding)
	case Base64URL:
		return encodeBase64(bytes, base64.RawURLEncoding)
	case Hex:
		return encodeHex(bytes)
	case Latin1, ASCII:
		var b strings.Builder
		for _, c := range bytes {
			if encoding == ASCII {
				c &= 0x7F
			}
			b.WriteRune(rune(c))
		}
		return b.String()
	default:
		return DecodeUTF8(bytes)
	}
}
