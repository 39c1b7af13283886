package clone

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

const hexDigits = "0123456789abcdef"

// plainByte says which bytes stand for themselves in a JSON string.
var plainByte = func() (plain [256]bool) {
	for c := 0x20; c < 0x80; c++ {
		plain[c] = c != '"' && c != '\\'
	}
	return plain
}()

// string writes a JavaScript string, exactly: goja's own conversion to UTF-8 would lose lone surrogates.
func (e *encoder) string(s goja.String) {
	text := s.String()
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			if !utf8.ValidString(text) || strings.ContainsRune(text[i:], utf8.RuneError) {
				e.utf16(s.Length(), s.CharAt)
				return
			}
			break
		}
	}
	e.quoted(text)
}

// goString writes text that is Go's, where broken UTF-8 may be replaced.
func (e *encoder) goString(text string) { e.quoted(strings.ToValidUTF8(text, "\ufffd")) }

// quoted writes valid UTF-8 as a JSON string.
func (e *encoder) quoted(text string) {
	e.buffer = append(e.buffer, '"')
	start := 0
	for i := range len(text) {
		if plainByte[text[i]] || text[i] >= utf8.RuneSelf {
			continue
		}
		e.buffer = append(e.buffer, text[start:i]...)
		e.escape(text[i])
		start = i + 1
	}
	e.buffer = append(e.buffer, text[start:]...)
	e.buffer = append(e.buffer, '"')
}

func (e *encoder) escape(c byte) {
	switch c {
	case '"', '\\':
		e.buffer = append(e.buffer, '\\', c)
	case '\n':
		e.buffer = append(e.buffer, '\\', 'n')
	case '\r':
		e.buffer = append(e.buffer, '\\', 'r')
	case '\b':
		e.buffer = append(e.buffer, '\\', 'b')
	case '\f':
		e.buffer = append(e.buffer, '\\', 'f')
	case '\t':
		e.buffer = append(e.buffer, '\\', 't')
	default:
		e.buffer = append(e.buffer, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
	}
}

// utf16 writes a string given by its code units; lone surrogates become escapes.
func (e *encoder) utf16(length int, at func(int) uint16) {
	e.buffer = append(e.buffer, '"')
	for i := 0; i < length; i++ {
		unit := at(i)
		switch {
		case unit < utf8.RuneSelf && plainByte[unit]:
			e.buffer = append(e.buffer, byte(unit))
		case unit < utf8.RuneSelf && unit != 0x7f:
			e.escape(byte(unit))
		case !utf16.IsSurrogate(rune(unit)):
			e.buffer = utf8.AppendRune(e.buffer, rune(unit))
		default:
			if i+1 < length {
				if r := utf16.DecodeRune(rune(unit), rune(at(i+1))); r != utf8.RuneError {
					e.buffer = utf8.AppendRune(e.buffer, r)
					i++
					continue
				}
			}
			e.buffer = append(e.buffer, '\\', 'u', hexDigits[unit>>12], hexDigits[unit>>8&15], hexDigits[unit>>4&15], hexDigits[unit&15])
		}
	}
	e.buffer = append(e.buffer, '"')
}

func utf16Of(text string) []uint16 { return utf16.Encode([]rune(text)) }
