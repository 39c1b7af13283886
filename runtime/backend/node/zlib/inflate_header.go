package zlib

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

const (
	gzipHasHeaderCRC = 1 << 9
	gzipHasExtra     = 1 << 10
	gzipHasName      = 1 << 11
	gzipHasComment   = 1 << 12
	gzipReserved     = 0xE000
)

// header reads a zlib or gzip header, as far as the input goes.
func (r *inflation) header() bool {
	switch r.state {
	case stateHead:
		return r.head()
	case stateFlags:
		if !r.need(16) {
			return false
		}
		r.flags = r.peek(16)
		if r.flags&0xFF != 8 {
			r.bad("unknown compression method")
			return true
		}
		if r.flags&gzipReserved != 0 {
			r.bad("unknown header flags set")
			return true
		}
		r.takeHeader(2)
		r.state = stateTime
	case stateTime:
		if !r.need(32) {
			return false
		}
		r.takeHeader(4)
		r.state = stateOS
	case stateOS:
		if !r.need(16) {
			return false
		}
		r.takeHeader(2)
		r.state = stateExtraLength
	case stateExtraLength:
		r.length = 0
		if r.flags&gzipHasExtra != 0 {
			if !r.need(16) {
				return false
			}
			r.length = int(r.peek(16))
			r.takeHeader(2)
		}
		r.state = stateExtra
	case stateExtra:
		n := min(r.length, len(r.in)-r.i)
		r.skipHeader(n)
		if r.length -= n; r.length > 0 {
			return false
		}
		r.state = stateName
	case stateName:
		if r.flags&gzipHasName != 0 && !r.skipText() {
			return false
		}
		r.state = stateComment
	case stateComment:
		if r.flags&gzipHasComment != 0 && !r.skipText() {
			return false
		}
		r.state = stateHeaderCRC
	case stateHeaderCRC:
		if r.flags&gzipHasHeaderCRC != 0 {
			if !r.need(16) {
				return false
			}
			if r.peek(16) != r.headerCRC&0xFFFF {
				r.bad("header crc mismatch")
				return true
			}
			r.clear()
		}
		r.state = stateType
	case stateDictID:
		if !r.need(32) {
			return false
		}
		var b [4]byte
		binary.LittleEndian.PutUint32(b[:], uint32(r.hold))
		r.dictID = binary.BigEndian.Uint32(b[:])
		r.clear()
		r.state = stateDict
	}
	return true
}

// head tells zlib from gzip data.
func (r *inflation) head() bool {
	if !r.need(16) {
		return false
	}
	head := r.peek(16)
	if r.wrap >= gzipWrap && head == 0x8B1F {
		r.gzip = true
		r.takeHeader(2)
		r.state = stateFlags
		return true
	}
	if r.wrap == gzipWrap || (head&0xFF<<8+head>>8)%31 != 0 {
		r.bad("incorrect header check")
		return true
	}
	if head&15 != 8 {
		r.bad("unknown compression method")
		return true
	}
	bits := int(head>>4&15) + 8
	if bits > 15 || r.wantedBits != 0 && bits > r.wantedBits {
		r.bad("invalid window size")
		return true
	}
	if r.wantedBits == 0 {
		r.maxDistance = 1 << bits
	}
	r.state = stateType
	if head&0x2000 != 0 {
		r.state = stateDictID
	}
	r.clear()
	return true
}

// takeHeader adds the bits of n bytes to the header's checksum and drops them.
func (r *inflation) takeHeader(n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], r.hold)
	r.headerCRC = crc32.Update(r.headerCRC, crc32.IEEETable, b[:n])
	r.clear()
}

// skipHeader passes over n bytes of the header.
func (r *inflation) skipHeader(n int) {
	r.headerCRC = crc32.Update(r.headerCRC, crc32.IEEETable, r.in[r.i:r.i+n])
	r.i += n
}

// skipText passes over a text, which ends with a zero byte.
func (r *inflation) skipText() bool {
	end := bytes.IndexByte(r.in[r.i:], 0)
	if end < 0 {
		r.skipHeader(len(r.in) - r.i)
		return false
	}
	r.skipHeader(end + 1)
	return true
}
