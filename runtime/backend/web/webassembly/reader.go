package webassembly

import (
	"errors"
	"unicode/utf8"
)

// errBinary says that a binary can't be read; wazero then says in its own words what is wrong with it.
var errBinary = errors.New("unexpected end or unknown form")

// reader reads a WebAssembly binary. The first mistake makes everything that follows read as zero.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) left() int { return len(r.data) - r.at }

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.bad = true
		return 0
	}
	b := r.data[r.at]
	r.at++
	return b
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(r.left()) {
		r.bad = true
		r.at = len(r.data)
		return nil
	}
	b := r.data[r.at : r.at+int(n)]
	r.at += int(n)
	return b
}

// unsigned reads an unsigned LEB128 number.
func (r *reader) unsigned() uint64 {
	var n uint64
	for shift := 0; shift < 70; shift += 7 {
		b := r.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.bad = true
	return 0
}

// signed reads a signed LEB128 number.
func (r *reader) signed() int64 {
	var n int64
	for shift := 0; shift < 70; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7f) << shift
		if b < 0x80 {
			if shift+7 < 64 && b&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.bad = true
	return 0
}

// count reads how many things follow, each of at least one byte.
func (r *reader) count() int {
	n := r.unsigned()
	if n > uint64(r.left()) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) name() string {
	b := r.bytes(r.unsigned())
	if !utf8.Valid(b) {
		r.bad = true
		return ""
	}
	return string(b)
}

// appendUnsigned writes an unsigned LEB128 number.
func appendUnsigned(b []byte, n uint64) []byte {
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}

// appendSigned writes a signed LEB128 number.
func appendSigned(b []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

func appendName(b []byte, name string) []byte {
	return append(appendUnsigned(b, uint64(len(name))), name...)
}

// appendSection writes a section of the given number.
func appendSection(b []byte, id byte, content []byte) []byte {
	b = append(b, id)
	b = appendUnsigned(b, uint64(len(content)))
	return append(b, content...)
}
