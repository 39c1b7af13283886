package querystring

import (
	"strings"
	"unicode/utf8"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// unescapeBuffer(text, decodeSpaces) is the bytes of text, %XX decoded.
func unescapeBuffer(_ *op.Context, args op.Args) (any, error) {
	return unescape(args.String(0), args.Bool(1)), nil
}

// unescape decodes %XX where it is well formed; other characters become their lowest byte.
func unescape(s string, spaces bool) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if b, ok := escaped(s[i:]); ok {
			out = append(out, b)
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '+' && spaces:
			r = ' '
		case r > 0xFFFF: // two UTF-16 units
			out = append(out, byte(0xD800+(r-0x10000)>>10))
			r = 0xDC00 + (r-0x10000)&0x3FF
		}
		out = append(out, byte(r))
	}
	return out
}

// escaped returns the byte that s begins with as %XX.
func escaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, low := hex(s[1]), hex(s[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// split(query, separator, equals, most, raw) is keys and values in turn. most bounds the number of
// pairs, 0 for none. They are decoded unless raw, when '+' becomes "%20" for the caller's decoder.
func split(_ *op.Context, args op.Args) (any, error) {
	query, separator, equals := args.String(0), args.String(1), args.String(2)
	most, raw := args.Int(3), args.Bool(4)
	list := []string{}
	count := 0
	for len(query) > 0 {
		piece, rest := query, ""
		if separator != "" {
			piece, rest, _ = strings.Cut(query, separator)
		}
		query = rest
		if piece != "" {
			key, value, _ := strings.Cut(piece, equals)
			list = append(list, decode(key, raw), decode(value, raw))
		}
		if count++; count == most {
			break
		}
	}
	return list, nil
}

func decode(s string, raw bool) string {
	if raw {
		return strings.ReplaceAll(s, "+", "%20")
	}
	s = strings.ReplaceAll(s, "+", " ")
	if !strings.Contains(s, "%") {
		return s
	}
	return decodeComponent(s)
}

// decodeComponent is decodeURIComponent; a text that it would refuse is decoded
// byte by byte, as querystring.unescape does. Without any %XX it is left alone.
func decodeComponent(s string) string {
	var b strings.Builder
	malformed, some := false, false
	for i := 0; i < len(s); {
		first, ok := escaped(s[i:])
		if !ok {
			malformed = malformed || s[i] == '%'
			b.WriteByte(s[i])
			i++
			continue
		}
		some = true
		i += 3
		character := []byte{first}
		for first >= utf8.RuneSelf && !utf8.FullRune(character) {
			next, ok := escaped(s[i:])
			if !ok {
				break
			}
			character = append(character, next)
			i += 3
		}
		malformed = malformed || !utf8.Valid(character)
		b.Write(character)
	}
	switch {
	case !some:
		return s
	case malformed:
		return text.DecodeUTF8(unescape(s, false))
	}
	return b.String()
}
