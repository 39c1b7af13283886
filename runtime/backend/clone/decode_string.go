package clone

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// string reads a string value.
func (d *decoder) string() (goja.Value, error) {
	text, units, err := d.scanString()
	if err != nil {
		return nil, err
	}
	if units != nil {
		return goja.StringFromUTF16(units), nil
	}
	if 2*len(text) < len(d.text) {
		text = strings.Clone(text) // or a short string that is kept would keep the whole message
	}
	return d.rt.ToValue(text), nil
}

// scanString reads a JSON string: as text, or as UTF-16 when only that can hold it, because of lone surrogates.
func (d *decoder) scanString() (text string, units []uint16, err error) {
	d.at++
	start := d.at
	for ; d.at < len(d.text); d.at++ {
		c := d.text[d.at]
		if plainByte[c] || c >= utf8.RuneSelf {
			continue
		}
		switch {
		case c == '"':
			text = d.text[start:d.at]
			d.at++
			return text, nil, nil
		case c == '\\':
			return d.scanEscaped(start)
		default:
			return "", nil, d.wrong("a control character in a string")
		}
	}
	return "", nil, d.wrong("it ends inside a string")
}

// scanEscaped reads the rest of a string that has escapes.
func (d *decoder) scanEscaped(start int) (text string, units []uint16, err error) {
	buffer := append([]byte(nil), d.text[start:d.at]...)
	for d.at < len(d.text) {
		c := d.text[d.at]
		switch {
		case c == '"':
			d.at++
			return string(buffer), nil, nil
		case c == '\\':
			r, err := d.escape()
			if err != nil {
				return "", nil, err
			}
			if utf16.IsSurrogate(r) {
				return d.scanUTF16(buffer, r)
			}
			buffer = utf8.AppendRune(buffer, r)
		case c < 0x20:
			return "", nil, d.wrong("a control character in a string")
		default:
			buffer = append(buffer, c)
			d.at++
		}
	}
	return "", nil, d.wrong("it ends inside a string")
}

// scanUTF16 reads the rest of a string that has a lone surrogate.
func (d *decoder) scanUTF16(before []byte, r rune) (text string, units []uint16, err error) {
	units = append(utf16Of(string(before)), uint16(r))
	for d.at < len(d.text) {
		c := d.text[d.at]
		switch {
		case c == '"':
			d.at++
			return "", units, nil
		case c == '\\':
			r, err := d.escape()
			if err != nil {
				return "", nil, err
			}
			if utf16.IsSurrogate(r) {
				units = append(units, uint16(r))
			} else {
				units = utf16.AppendRune(units, r)
			}
		case c < 0x20:
			return "", nil, d.wrong("a control character in a string")
		default:
			r, size := utf8.DecodeRuneInString(d.text[d.at:])
			units = utf16.AppendRune(units, r)
			d.at += size
		}
	}
	return "", nil, d.wrong("it ends inside a string")
}

var shortEscapes = map[byte]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads one escape, or two that are a pair of surrogates. A lone surrogate comes back as it is.
func (d *decoder) escape() (rune, error) {
	if d.at+1 >= len(d.text) {
		return 0, d.wrong("it ends inside a string")
	}
	if r, ok := shortEscapes[d.text[d.at+1]]; ok {
		d.at += 2
		return r, nil
	}
	r, ok := d.unicodeEscape(d.at)
	if !ok {
		return 0, d.wrong("an escape that isn't one")
	}
	d.at += 6
	if utf16.IsSurrogate(r) {
		if low, ok := d.unicodeEscape(d.at); ok {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				d.at += 6
				return pair, nil
			}
		}
	}
	return r, nil
}

// unicodeEscape returns what the \uXXXX at a place stands for.
func (d *decoder) unicodeEscape(at int) (rune, bool) {
	if at+6 > len(d.text) || d.text[at] != '\\' || d.text[at+1] != 'u' {
		return 0, false
	}
	r, err := strconv.ParseUint(d.text[at+2:at+6], 16, 16)
	return rune(r), err == nil
}
