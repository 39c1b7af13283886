package text

import (
	"strings"
	"unicode/utf8"
)

// DecodeUTF8 returns bytes as valid UTF-8: each maximal part of a malformed sequence
// becomes one U+FFFD, as the Encoding Standard's UTF-8 decoder has it. (Go's own conversion
// makes one of every byte.)
func DecodeUTF8(bytes []byte) string {
	if utf8.Valid(bytes) {
		return string(bytes)
	}
	var b strings.Builder
	b.Grow(len(bytes) + 16)
	for len(bytes) > 0 {
		good := validPrefix(bytes)
		b.Write(bytes[:good])
		bytes = bytes[good:]
		if len(bytes) == 0 {
			break
		}
		b.WriteString("\uFFFD")
		bytes = bytes[Malformed(bytes):]
	}
	return b.String()
}

// validPrefix is the length of the longest valid beginning of bytes.
func validPrefix(bytes []byte) int {
	n := 0
	for n < len(bytes) {
		if bytes[n] < utf8.RuneSelf {
			n++
			continue
		}
		r, size := utf8.DecodeRune(bytes[n:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		n += size
	}
	return n
}

// Malformed returns the length of the malformed sequence that bytes begins with: the
// longest beginning of a character, or one byte.
func Malformed(bytes []byte) int {
	need, low, high := sequence(bytes[0])
	n := 1
	for n < need && n < len(bytes) && bytes[n] >= low && bytes[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}

// Incomplete returns how many bytes at the end of bytes begin a UTF-8 character
// that is not finished but may still be (0 to 3), and how many bytes it lacks.
func Incomplete(bytes []byte) (held, missing int) {
	for held = 1; held <= 3 && held <= len(bytes); held++ {
		tail := bytes[len(bytes)-held:]
		if tail[0]&0xC0 == 0x80 {
			continue
		}
		need, _, _ := sequence(tail[0])
		if need > held && Malformed(tail) == held {
			return held, need - held
		}
		break
	}
	return 0, 0
}

// sequence returns how long a character that begins with first is, and the
// range of its second byte; 1 if first begins none that is longer.
func sequence(first byte) (length int, low, high byte) {
	switch {
	case first < 0xC2 || first > 0xF4:
		return 1, 0, 0
	case first < 0xE0:
		return 2, 0x80, 0xBF
	case first == 0xE0:
		return 3, 0xA0, 0xBF
	case first == 0xED:
		return 3, 0x80, 0x9F
	case first < 0xF0:
		return 3, 0x80, 0xBF
	case first == 0xF0:
		return 4, 0x90, 0xBF
	case first == 0xF4:
		return 4, 0x80, 0x8F
	}
	return 4, 0x80, 0xBF
}

// WriteUTF8 writes whole characters of t to target while they fit. read counts the
// UTF-16 code units that were taken, written the bytes.
func (t Text) WriteUTF8(target []byte) (read, written int) {
	if t.units == nil {
		n := min(len(target), len(t.utf8))
		for n < len(t.utf8) && n > 0 && !utf8.RuneStart(t.utf8[n]) {
			n--
		}
		copy(target, t.utf8[:n])
		return Text{utf8: t.utf8[:n]}.Length(), n
	}
	for read < len(t.units) {
		r, taken := runeAt(t.units, read)
		size := utf8.RuneLen(r)
		if written+size > len(target) {
			break
		}
		utf8.EncodeRune(target[written:], r)
		written += size
		read += taken
	}
	return read, written
}

// runeAt returns the character at units[i] and how many units it is; U+FFFD for a lone surrogate.
func runeAt(units []uint16, i int) (r rune, taken int) {
	unit := units[i]
	if unit < 0xD800 || unit > 0xDFFF {
		return rune(unit), 1
	}
	if unit < 0xDC00 && i+1 < len(units) && units[i+1]&0xFC00 == 0xDC00 {
		return (rune(unit)-0xD800)<<10 + rune(units[i+1]) - 0xDC00 + 0x10000, 2
	}
	return utf8.RuneError, 1
}

func appendUTF8(out []byte, units []uint16) []byte {
	for i := 0; i < len(units); {
		if units[i] < utf8.RuneSelf {
			out = append(out, byte(units[i]))
			i++
			continue
		}
		r, taken := runeAt(units, i)
		out = utf8.AppendRune(out, r)
		i += taken
	}
	return out
}

func utf8Length(units []uint16) int {
	n := 0
	for i := 0; i < len(units); {
		r, taken := runeAt(units, i)
		n += utf8.RuneLen(r)
		i += taken
	}
	return n
}
