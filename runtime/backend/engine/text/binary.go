package text

import (
	"encoding/base64"
	"encoding/hex"
)

var (
	base64Standard = base64.StdEncoding
	base64URL      = base64.RawURLEncoding
)

const (
	base64Ignored = 0xFF // not of the alphabet: left out
	base64End     = 0xFE // '=': nothing after it counts
)

// base64Values has the value of each character of either alphabet: Node
// decodes both whichever of the two was named.
var base64Values = func() (table [256]byte) {
	for i := range table {
		table[i] = base64Ignored
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		table[c] = byte(i)
	}
	table['-'], table['_'], table['='] = 62, 63, base64End
	return table
}()

// base64Length is Node's estimate of what a base64 text decodes to.
func base64Length(t Text) int {
	length, end := t.Length(), ""
	if t.units == nil {
		end = t.utf8[max(0, len(t.utf8)-2):]
	} else {
		for _, unit := range t.units[max(0, length-2):] {
			end += string(rune(unit))
		}
	}
	for i := len(end) - 1; i >= 0 && end[i] == '='; i-- {
		length--
	}
	return length * 3 / 4
}

// decodeBase64 appends what t says in base64 to out: whatever is not of the
// alphabet is left out, and '=' ends it.
func decodeBase64(out []byte, t Text) []byte {
	if s, ok := t.ascii(); ok {
		// Go's decoder is several times faster and takes what is well formed.
		if decoded, err := base64Standard.AppendDecode(out, []byte(s)); err == nil {
			return decoded
		}
	}
	var bits uint32
	count := 0
	t.eachUnit(func(unit uint16) bool {
		if unit > 0xFF {
			return true
		}
		value := base64Values[unit]
		if value == base64End {
			return false
		}
		if value == base64Ignored {
			return true
		}
		bits = bits<<6 | uint32(value)
		if count++; count == 4 {
			out = append(out, byte(bits>>16), byte(bits>>8), byte(bits))
			bits, count = 0, 0
		}
		return true
	})
	switch count {
	case 2:
		out = append(out, byte(bits>>4))
	case 3:
		out = append(out, byte(bits>>10), byte(bits>>2))
	}
	return out
}

// decodeHex writes the bytes that t says in hexadecimal until one is no pair of
// digits, and returns their number.
func decodeHex(target []byte, t Text) int {
	n, first, have := 0, byte(0), false
	t.eachUnit(func(unit uint16) bool {
		digit, ok := hexDigit(unit)
		if !ok || n == len(target) {
			return false
		}
		if have {
			target[n] = first<<4 | digit
			n++
		}
		first, have = digit, !have
		return true
	})
	return n
}

func hexDigit(unit uint16) (byte, bool) {
	switch {
	case unit >= '0' && unit <= '9':
		return byte(unit - '0'), true
	case unit >= 'a' && unit <= 'f':
		return byte(unit - 'a' + 10), true
	case unit >= 'A' && unit <= 'F':
		return byte(unit - 'A' + 10), true
	}
	return 0, false
}

func encodeHex(bytes []byte) string { return hex.EncodeToString(bytes) }
