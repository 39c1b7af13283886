package stringdecoder

import "github.com/deskjs/deskjs/runtime/backend/engine/text"

// decoder holds back the beginning of a character until the rest of it comes.
type decoder struct {
	encoding text.Encoding
	pending  []byte // the beginning of a character
	missing  int    // how many bytes it lacks at least
}

// write returns the bytes that can be decoded now.
func (d *decoder) write(bytes []byte) []byte {
	waiting := len(d.pending)
	if waiting > 0 {
		bytes = append(d.pending, bytes...)
	}
	if d.encoding == text.UTF8 && waiting > 0 {
		// The character goes on for as long as its first byte says, or as its bytes continue it.
		end := waiting
		for end < len(bytes) && end < waiting+d.missing && continues(bytes[end]) {
			end++
		}
		if end == len(bytes) && end < waiting+d.missing {
			d.pending, d.missing = bytes, d.missing-(end-waiting)
			return nil
		}
		held, missing := incompleteUTF8(bytes[end:])
		d.missing = missing
		d.pending = append([]byte(nil), bytes[len(bytes)-held:]...)
		return bytes[:len(bytes)-held]
	}
	var held int
	if d.encoding == text.UTF16LE && len(d.pending) > 1 && len(bytes) < 4 {
		held, d.missing = len(bytes), 4-len(bytes) // still the same surrogate pair
	} else {
		held, d.missing = incomplete(bytes, d.encoding)
	}
	d.pending = append([]byte(nil), bytes[len(bytes)-held:]...)
	return bytes[:len(bytes)-held]
}

// end returns what is left, half a UTF-16 unit excepted.
func (d *decoder) end() []byte {
	rest := d.pending
	if d.encoding == text.UTF16LE {
		rest = rest[:len(rest)&^1]
	}
	d.pending, d.missing = nil, 0
	return rest
}

// incomplete returns how many bytes at the end of bytes have to wait, and for how many.
func incomplete(bytes []byte, encoding text.Encoding) (held, missing int) {
	switch encoding {
	case text.UTF8:
		return incompleteUTF8(bytes)
	case text.Base64, text.Base64URL:
		if held = len(bytes) % 3; held > 0 {
			return held, 3 - held
		}
	case text.UTF16LE:
		n := len(bytes)
		if n%2 == 1 {
			return 1, 1
		}
		if n > 0 && bytes[n-1]&0xFC == 0xD8 {
			return 2, 2 // the first half of a surrogate pair
		}
	}
	return 0, 0
}

func continues(b byte) bool { return b&0xC0 == 0x80 }

// incompleteUTF8 looks at first bytes only, as Node does: what is malformed otherwise waits too and
// becomes replacement characters later.
func incompleteUTF8(bytes []byte) (held, missing int) {
	for held = 1; held <= min(3, len(bytes)); held++ {
		first := bytes[len(bytes)-held]
		if continues(first) {
			continue
		}
		length := 0
		switch {
		case first&0xE0 == 0xC0:
			length = 2
		case first&0xF0 == 0xE0:
			length = 3
		case first&0xF8 == 0xF0:
			length = 4
		}
		if length > held {
			return held, length - held
		}
		return 0, 0
	}
	return 0, 0
}
