package encoding

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// The states of the Encoding Standard's ISO-2022-JP decoder, 12.2.1.
const (
	jpASCII = iota
	jpRoman
	jpKatakana
	jpLead
	jpTrail
	jpEscapeStart
	jpEscape
)

// iso2022jp decodes ISO-2022-JP as the standard says: golang.org/x/text's decoder says less of what is malformed.
type iso2022jp struct {
	state, output int
	// shown says that nothing stood between the last escape and now.
	shown bool
	lead  byte
	// pairs knows the characters of two bytes: EUC-JP has the same ones, with the upper bits set.
	pairs transform.Transformer
	out   []byte
}

func newISO2022JP() *iso2022jp {
	return &iso2022jp{pairs: japanese.EUCJP.NewDecoder().Transformer}
}

func (d *iso2022jp) emit(r rune) {
	d.shown = false
	d.out = utf8.AppendRune(d.out, r)
}

// decode returns source as UTF-8, with U+FFFD for each error; what is not complete waits if more follows.
func (d *iso2022jp) decode(source []byte, more bool) []byte {
	d.out = make([]byte, 0, len(source)+room)
	for _, b := range source {
		d.next(b)
	}
	if !more {
		switch d.state {
		case jpTrail, jpEscapeStart:
			d.emit(utf8.RuneError)
		case jpEscape:
			d.state = d.output
			lead := d.lead
			d.emit(utf8.RuneError)
			d.next(lead)
			if d.state == jpTrail {
				d.emit(utf8.RuneError)
			}
		}
		d.state, d.output, d.shown, d.lead = jpASCII, jpASCII, false, 0
	}
	return d.out
}

func (d *iso2022jp) next(b byte) {
	if b == 0x1B && d.state < jpEscapeStart {
		if d.state == jpTrail {
			d.emit(utf8.RuneError)
		}
		d.state = jpEscapeStart
		return
	}
	switch d.state {
	case jpASCII, jpRoman:
		switch {
		case b > 0x7F || b == 0x0E || b == 0x0F:
			d.emit(utf8.RuneError)
		case d.state == jpRoman && b == 0x5C:
			d.emit(0xA5)
		case d.state == jpRoman && b == 0x7E:
			d.emit(0x203E)
		default:
			d.emit(rune(b))
		}
	case jpKatakana:
		if b >= 0x21 && b <= 0x5F {
			d.emit(0xFF61 - 0x21 + rune(b))
		} else {
			d.emit(utf8.RuneError)
		}
	case jpLead:
		if b >= 0x21 && b <= 0x7E {
			d.shown, d.lead, d.state = false, b, jpTrail
		} else {
			d.emit(utf8.RuneError)
		}
	case jpTrail:
		d.state = jpLead
		d.emit(d.pair(b))
	case jpEscapeStart:
		if b == 0x24 || b == 0x28 {
			d.lead, d.state = b, jpEscape
			return
		}
		d.state = d.output
		d.emit(utf8.RuneError)
		d.next(b)
	case jpEscape:
		d.escape(b)
	}
}

// escape ends an escape sequence.
func (d *iso2022jp) escape(b byte) {
	lead := d.lead
	switch [2]byte{lead, b} {
	case [2]byte{0x28, 0x42}:
		d.state = jpASCII
	case [2]byte{0x28, 0x4A}:
		d.state = jpRoman
	case [2]byte{0x28, 0x49}:
		d.state = jpKatakana
	case [2]byte{0x24, 0x40}, [2]byte{0x24, 0x42}:
		d.state = jpLead
	default:
		d.state = d.output
		d.emit(utf8.RuneError)
		d.next(lead)
		d.next(b)
		return
	}
	d.output = d.state
	// Two escapes with nothing between are an error: they could hide something.
	if d.shown {
		d.out = append(d.out, replacement...)
	}
	d.shown = true
}

func (d *iso2022jp) pair(trail byte) rune {
	if trail < 0x21 || trail > 0x7E {
		return utf8.RuneError
	}
	var out [8]byte
	n, _, err := d.pairs.Transform(out[:], []byte{d.lead | 0x80, trail | 0x80}, true)
	if r, size := utf8.DecodeRune(out[:n]); err == nil && size == n {
		return r
	}
	return utf8.RuneError
}
