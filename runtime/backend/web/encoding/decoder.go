package encoding

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// errMalformed is what a fatal decoder finds.
var errMalformed = errors.New("the encoded data was not valid")

// decoder is the state of one TextDecoder.
type decoder struct {
	name      string                // of the encoding
	table     []rune                // of a single-byte encoding: its upper half
	multi     transform.Transformer // of one of Chinese, Japanese or Korean
	japanese  *iso2022jp            // of ISO-2022-JP
	fatal     bool
	ignoreBOM bool

	pending []byte // the beginning of a character, from the chunk before
	started bool   // something has been decoded: a mark is no byte order mark any more
}

// newDecoder returns a decoder for the encoding called name (see nameOf).
func newDecoder(name string, fatal, ignoreBOM bool) *decoder {
	d := &decoder{name: name, fatal: fatal, ignoreBOM: ignoreBOM}
	if name == "iso-8859-8-i" {
		name = "iso-8859-8"
	}
	if upper, ok := singleByte[name]; ok {
		d.table = []rune(upper)
	}
	if name == "x-user-defined" {
		d.table = make([]rune, utf8.RuneSelf)
		for i := range d.table {
			d.table[i] = 0xF780 + rune(i)
		}
	}
	if d.multi = multiByte(name); name == "iso-2022-jp" {
		d.japanese = newISO2022JP()
	}
	return d
}

// decode returns what bytes say; if stream, the beginning of a character at
// their end waits for the next chunk. (Encoding Standard, TextDecoder's decode.)
func (d *decoder) decode(bytes []byte, stream bool) (text.Text, error) {
	if len(d.pending) > 0 {
		bytes = append(d.pending, bytes...)
		d.pending = nil
	}
	started := d.started
	if !stream {
		d.started = false
	}
	switch {
	case d.table != nil:
		return d.decodeTable(bytes)
	case d.multi != nil, d.japanese != nil:
		return d.decodeMultiByte(bytes, stream)
	case d.name == "utf-8":
		return d.decodeUTF8(bytes, stream, started)
	}
	return d.decodeUTF16(bytes, stream, started)
}

// hold keeps a copy of the last n bytes for the next chunk and returns the rest.
func (d *decoder) hold(bytes []byte, n int) []byte {
	if n > 0 {
		d.pending = append([]byte(nil), bytes[len(bytes)-n:]...)
	}
	return bytes[:len(bytes)-n]
}

func (d *decoder) decodeUTF8(bytes []byte, stream, started bool) (text.Text, error) {
	if stream {
		held, _ := text.Incomplete(bytes)
		bytes = d.hold(bytes, held)
		if len(bytes) == 0 {
			return text.Text{}, nil
		}
		d.started = true
	}
	if d.fatal && !utf8.Valid(bytes) {
		return text.Text{}, errMalformed
	}
	if !started && !d.ignoreBOM && len(bytes) >= 3 && string(bytes[:3]) == "\uFEFF" {
		bytes = bytes[3:]
	}
	return text.FromString(text.DecodeUTF8(bytes)), nil
}

func (d *decoder) decodeUTF16(bytes []byte, stream, started bool) (text.Text, error) {
	high := 1 // where the upper byte of a unit is
	if d.name == "utf-16be" {
		high = 0
	}
	if stream {
		odd := len(bytes) % 2
		if n := len(bytes) - odd; n >= 2 && bytes[n-2+high]&0xFC == 0xD8 {
			odd += 2
		}
		bytes = d.hold(bytes, odd)
		if len(bytes) == 0 {
			return text.Text{}, nil
		}
		d.started = true
	}
	units := make([]uint16, 0, len(bytes)/2+1)
	for i := 0; i+1 < len(bytes); i += 2 {
		units = append(units, uint16(bytes[i+high])<<8|uint16(bytes[i+1-high]))
	}
	malformed := len(bytes)%2 == 1
	for i := 0; i < len(units); i++ {
		if !utf16.IsSurrogate(rune(units[i])) {
			continue
		}
		if units[i] < 0xDC00 && i+1 < len(units) && units[i+1]&0xFC00 == 0xDC00 {
			i++
			continue
		}
		units[i] = utf8.RuneError
		malformed = true
	}
	if malformed && d.fatal {
		return text.Text{}, errMalformed
	}
	if len(bytes)%2 == 1 {
		units = append(units, utf8.RuneError)
	}
	if !started && !d.ignoreBOM && len(units) > 0 && units[0] == 0xFEFF {
		units = units[1:]
	}
	return text.FromUnits(units), nil
}

func (d *decoder) decodeTable(bytes []byte) (text.Text, error) {
	units := make([]uint16, len(bytes))
	for i, b := range bytes {
		if b < utf8.RuneSelf {
			units[i] = uint16(b)
			continue
		}
		units[i] = uint16(d.table[b-utf8.RuneSelf])
		if d.fatal && units[i] == utf8.RuneError {
			return text.Text{}, errMalformed
		}
	}
	return text.FromUnits(units), nil
}
