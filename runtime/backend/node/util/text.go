package util

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"
)

// quote writes a string as util.inspect does: in the quotes that need the least
// escaping, with control characters and lone surrogates as escapes.
func quote(text goja.String) string {
	length := text.Length()
	var single, double, back, dollar bool
	previous := uint16(0)
	for i := 0; i < length; i++ {
		switch unit := text.CharAt(i); unit {
		case '\'':
			single = true
		case '"':
			double = true
		case '`':
			back = true
		case '{':
			dollar = dollar || previous == '$'
			previous = unit
			continue
		}
		previous = text.CharAt(i)
	}
	mark := byte('\'')
	switch {
	case !single:
	case !double:
		mark = '"'
	case !back && !dollar:
		mark = '`'
	}
	var b strings.Builder
	b.Grow(length + 2)
	b.WriteByte(mark)
	for i := 0; i < length; i++ {
		unit := text.CharAt(i)
		switch {
		case unit == '\'' && mark == '\'', unit == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(unit))
		case unit < 0x20 || (unit >= 0x7f && unit <= 0x9f):
			b.WriteString(escapeOf(unit))
		case unit >= 0xd800 && unit <= 0xdfff:
			if unit <= 0xdbff && i+1 < length {
				if pair := utf16.DecodeRune(rune(unit), rune(text.CharAt(i+1))); pair != '\ufffd' {
					b.WriteRune(pair)
					i++
					continue
				}
			}
			fmt.Fprintf(&b, `\u%x`, unit)
		default:
			b.WriteRune(rune(unit))
		}
	}
	b.WriteByte(mark)
	return b.String()
}

func escapeOf(unit uint16) string {
	switch unit {
	case '\b':
		return `\b`
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	return fmt.Sprintf(`\x%02X`, unit)
}

// stripControl removes ANSI escape sequences.
func stripControl(text string) string {
	if !strings.ContainsAny(text, "\x1b\u009b") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if end := sequenceEnd(text, i); end > i {
			i = end
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// sequenceEnd returns where the escape sequence at i ends, i if there is none.
func sequenceEnd(text string, i int) int {
	start := i
	switch {
	case text[i] == 0x1b:
		i++
	case strings.HasPrefix(text[i:], "\u009b"):
		i += 2
	default:
		return start
	}
	intermediate := i
	for i < len(text) && strings.IndexByte("[]()#;?", text[i]) >= 0 {
		i++
	}
	// An operating system command runs to a bell or a string terminator.
	if intermediate < i && text[intermediate] == ']' {
		if end := commandEnd(text, i); end > 0 {
			return end
		}
	}
	digits := i
	for i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == ';' || text[i] == ':') {
		i++
	}
	if i < len(text) && isFinal(text[i]) {
		return i + 1
	}
	// A final byte may be a digit that was taken for a parameter.
	if i > digits && text[i-1] >= '0' && text[i-1] <= '9' {
		return i
	}
	return start
}

func commandEnd(text string, i int) int {
	for ; i < len(text); i++ {
		switch {
		case text[i] == 0x07:
			return i + 1
		case text[i] == 0x1b && i+1 < len(text) && text[i+1] == '\\':
			return i + 2
		case strings.HasPrefix(text[i:], "\u009c"):
			return i + 2
		case text[i] == 0x1b || text[i] == '\n':
			return 0
		}
	}
	return 0
}

func isFinal(c byte) bool {
	return c >= 'A' && c <= 'P' || c >= 'R' && c <= 'T' || c == 'Z' || c == 'c' || c >= 'f' && c <= 'n' ||
		c == 'q' || c == 'r' || c == 'u' || c == 'y' || c == '=' || c == '>' || c == '<' || c == '~' || c == 'p' || c == 's'
}

// width counts the columns that text takes on a terminal.
func width(text string) int {
	columns := 0
	for _, r := range text {
		switch {
		case r < 0x20, r >= 0x7f && r < 0xa0:
		case r < 0x300:
			columns++
		case isZeroWidth(r):
		case isFullWidth(r):
			columns += 2
		default:
			columns++
		}
	}
	return columns
}

func isZeroWidth(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x200b && r <= 0x200f || r >= 0x20d0 && r <= 0x20ff ||
		r >= 0xfe00 && r <= 0xfe0f || r >= 0xfe20 && r <= 0xfe2f || r >= 0xe0100 && r <= 0xe01ef
}

// isFullWidth follows Unicode's East Asian Width, its wide and fullwidth ranges.
func isFullWidth(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r == 0x2329 || r == 0x232a ||
		r >= 0x2e80 && r <= 0x3247 && r != 0x303f || r >= 0x3250 && r <= 0x4dbf || r >= 0x4e00 && r <= 0xa4c6 ||
		r >= 0xa960 && r <= 0xa97c || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe10 && r <= 0xfe19 || r >= 0xfe30 && r <= 0xfe6b || r >= 0xff01 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1b000 && r <= 0x1b001 || r >= 0x1f200 && r <= 0x1f251 ||
		r >= 0x1f300 && r <= 0x1f64f || r >= 0x1f900 && r <= 0x1f9ff || r >= 0x20000 && r <= 0x3fffd)
}
