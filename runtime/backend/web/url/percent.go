package url

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// encodeSet is one of the URL Standard's percent-encode sets, of ASCII; everything
// else is in every set.
type encodeSet [128]bool

func newSet(base *encodeSet, add string) *encodeSet {
	set := new(encodeSet)
	if base != nil {
		*set = *base
	} else {
		for c := range 0x20 {
			set[c] = true
		}
		set[0x7F] = true
	}
	for _, c := range add {
		set[c] = true
	}
	return set
}

// The sets, as https://url.spec.whatwg.org/#percent-encoded-bytes defines them.
var (
	setControl      = newSet(nil, "")
	setFragment     = newSet(setControl, " \"<>`")
	setQuery        = newSet(setControl, " \"#<>")
	setSpecialQuery = newSet(setQuery, "'")
	setPath         = newSet(setQuery, "?`{}")
	setUserinfo     = newSet(setPath, "/:;=@[\\]^|")
	setComponent    = newSet(setUserinfo, "$%&+,")
	setForm         = newSet(setComponent, "!'()~")
)

func (set *encodeSet) has(c byte) bool { return c >= 0x80 || set[c] }

const upperHex = "0123456789ABCDEF"

// encode percent-encodes the bytes of s that are in set.
func (set *encodeSet) encode(s string) string {
	n := 0
	for i := 0; i < len(s); i++ {
		if set.has(s[i]) {
			n++
		}
	}
	if n == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 2*n)
	for i := 0; i < len(s); i++ {
		set.write(&b, s[i])
	}
	return b.String()
}

// write appends c to b, percent-encoded if it is in set.
func (set *encodeSet) write(b *strings.Builder, c byte) {
	if !set.has(c) {
		b.WriteByte(c)
		return
	}
	b.WriteByte('%')
	b.WriteByte(upperHex[c>>4])
	b.WriteByte(upperHex[c&15])
}

func hexValue(c byte) int {
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

// percentDecode replaces each %XX by its byte; the result may be no UTF-8.
func percentDecode(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hexValue(s[i+1]) >= 0 && hexValue(s[i+2]) >= 0 {
			out = append(out, byte(hexValue(s[i+1])<<4|hexValue(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// percentDecodeString is percentDecode, read as UTF-8.
func percentDecodeString(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	return text.DecodeUTF8(percentDecode(s))
}
