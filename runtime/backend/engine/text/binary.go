package text

import (
	"encoding/binary"
	"slices"
	"strings"
	"unsafe"

	"github.com/segmentio/asm/base64"
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
		if decoded, ok := decodeWellFormed(out, s); ok {
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

// decodeWellFormed is decodeBase64 of a text without anything to leave out, many times faster; ok is false for others.
func decodeWellFormed(out []byte, s string) (decoded []byte, ok bool) {
	encodings := [...]*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding}
	if strings.HasSuffix(s, "=") {
		encodings = [...]*base64.Encoding{base64.StdEncoding, base64.URLEncoding}
	}
	for _, encoding := range encodings {
		target := slices.Grow(out, encoding.DecodedLen(len(s)))[:len(out)+encoding.DecodedLen(len(s))]
		if n, err := encoding.Decode(target[len(out):], unsafe.Slice(unsafe.StringData(s), len(s))); err == nil {
			return target[:len(out)+n], true
		}
	}
	return out, false
}

func encodeBase64(bytes []byte, encoding *base64.Encoding) string {
	out := make([]byte, encoding.EncodedLen(len(bytes)))
	encoding.Encode(out, bytes)
	return owned(out)
}

// hexValues has the value of each hexadecimal digit, and notHex for other bytes.
var hexValues = func() (table [256]byte) {
	for i := range table {
		table[i] = notHex
	}
	for i, c := range []byte("0123456789abcdef") {
		table[c] = byte(i)
	}
	for i, c := range []byte("ABCDEF") {
		table[c] = byte(i + 10)
	}
	return table
}()

const notHex = 0xFF

// decodeHex writes the bytes that t says in hexadecimal until one is no pair of
// digits, and returns their number.
func decodeHex(target []byte, t Text) int {
	if t.units != nil {
		for i := range target {
			if 2*i+1 >= len(t.units) || t.units[2*i]|t.units[2*i+1] > 0x7F {
				return i
			}
			high, low := hexValues[t.units[2*i]], hexValues[t.units[2*i+1]]
			if high|low == notHex {
				return i
			}
			target[i] = high<<4 | low
		}
		return len(target)
	}
	s := t.utf8
	done := decodeHexWords(target, unsafe.Slice(unsafe.StringData(s), len(s)))
	for i := done; i < min(len(target), len(s)/2); i++ {
		pair := s[2*i : 2*i+2]
		high, low := hexValues[pair[0]], hexValues[pair[1]]
		if high|low == notHex {
			return i
		}
		target[i] = high<<4 | low
	}
	return min(len(target), len(s)/2)
}

func encodeHex(bytes []byte) string {
	out := make([]byte, 2*len(bytes))
	to := out
	for ; len(bytes) >= 4; bytes, to = bytes[4:], to[8:] {
		binary.LittleEndian.PutUint64(to, hexWord(spread(binary.LittleEndian.Uint32(bytes))))
	}
	for i, b := range bytes {
		to[2*i], to[2*i+1] = "0123456789abcdef"[b>>4], "0123456789abcdef"[b&15]
	}
	return owned(out)
}

// each is a byte at each place of a word.
const each = 0x0101010101010101

// spread makes eight bytes of the eight halves of four, in the order in which they are written.
func spread(bytes uint32) uint64 {
	x := uint64(bytes)
	x = (x | x<<16) & 0x0000FFFF0000FFFF
	x = (x | x<<8) & 0x00FF00FF00FF00FF
	return x>>4&0x000F000F000F000F | x<<8&0x0F000F000F000F00
}

// hexWord makes digits of eight numbers below 16.
func hexWord(halves uint64) uint64 {
	letters := (halves + 6*each) >> 4 & each
	return halves + '0'*each + letters*('a'-'0'-10)
}

// decodeHexWords is decodeHex for eight digits at a time; it stops before the first eight that are not all digits.
func decodeHexWords(target, s []byte) int {
	n := 0
	for len(target)-n >= 4 && len(s) >= 8 {
		word := binary.LittleEndian.Uint64(s)
		// A letter has the bit 0x40. What is no digit makes a half too large or does not come back when it is written again, in small
		// letters; of what does, only control characters have neither 0x40 nor 0x20.
		halves := word&(15*each) + word>>6&each*9
		if halves&(0xF0*each) != 0 || hexWord(halves) != word|0x20*each || (word|word>>1)&(0x20*each) != 0x20*each {
			return n
		}
		pairs := halves<<4 | halves>>8
		binary.LittleEndian.PutUint32(target[n:], uint32(pairs&0xFF|pairs>>8&0xFF00|pairs>>16&0xFF0000|pairs>>24&0xFF000000))
		n, s = n+4, s[8:]
	}
	return n
}

// owned returns bytes, which nobody changes any more, as a string without a copy.
func owned(bytes []byte) string { return unsafe.String(unsafe.SliceData(bytes), len(bytes)) }
