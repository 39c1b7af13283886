package zlib

import (
	"encoding/binary"
	"sync"
)

var fixedTables = sync.OnceValues(func() (lens, dist *table) {
	var lengths [288]uint8
	for symbol := range lengths {
		switch {
		case symbol < 144:
			lengths[symbol] = 8
		case symbol < 256:
			lengths[symbol] = 9
		case symbol < 280:
			lengths[symbol] = 7
		default:
			lengths[symbol] = 8
		}
	}
	lens, dist = new(table), new(table)
	lens.build(literals, lengths[:], 9)
	for symbol := range 32 {
		lengths[symbol] = 5
	}
	dist.build(distances, lengths[:32], 5)
	return lens, dist
})

// decode finds the entry for the next bits of the input, once it has as many as the code is long. It drops the bits
// of a first table, not the entry's own.
func (r *inflation) decode(t *table, bits uint) (e entry, ok bool) {
	for {
		e = t[r.peek(bits)]
		if e.bits() <= r.bits {
			break
		}
		if !r.need(r.bits + 1) {
			return 0, false
		}
	}
	if e.kind()&kindLink == 0 {
		return e, true
	}
	first := e
	for {
		second := uint(first.kind() & 15)
		e = t[first.value()+uint32(r.hold>>first.bits())&(1<<second-1)]
		if first.bits()+e.bits() <= r.bits {
			break
		}
		if !r.need(r.bits + 1) {
			return 0, false
		}
	}
	r.drop(first.bits())
	return e, true
}

// block decodes a block with codes, one step at a time where a piece is about to end.
func (r *inflation) block() bool {
	for {
		switch r.state {
		case stateCode:
			if len(r.in)-r.i >= fastInput && len(r.out)-r.o >= fastRoom {
				r.fast()
				if r.state != stateCode {
					return true
				}
			}
			e, ok := r.decode(r.lens, r.lenBits)
			if !ok {
				return false
			}
			r.drop(e.bits())
			r.length = int(e.value())
			switch kind := e.kind(); {
			case kind == kindLiteral:
				r.state = stateLiteral
			case kind == kindEndOfBlock:
				r.state = stateType
				return true
			case kind == kindInvalid:
				r.bad("invalid literal/length code")
				return true
			default:
				r.extra = uint(kind & 15)
				r.state = stateLengthExtra
			}
		case stateLiteral:
			if r.o == len(r.out) {
				return false
			}
			r.out[r.o] = byte(r.length)
			r.o++
			r.state = stateCode
		case stateLengthExtra:
			if !r.need(r.extra) {
				return false
			}
			r.length += int(r.peek(r.extra))
			r.drop(r.extra)
			r.state = stateDistance
		case stateDistance:
			e, ok := r.decode(r.dist, r.distBits)
			if !ok {
				return false
			}
			r.drop(e.bits())
			if e.kind() == kindInvalid {
				r.bad("invalid distance code")
				return true
			}
			r.offset = int(e.value())
			r.extra = uint(e.kind() & 15)
			r.state = stateDistanceExtra
		case stateDistanceExtra:
			if !r.need(r.extra) {
				return false
			}
			r.offset += int(r.peek(r.extra))
			r.drop(r.extra)
			if r.offset > r.o+r.windowHave {
				r.bad("invalid distance too far back")
				return true
			}
			r.state = stateMatch
		case stateMatch:
			if r.o == len(r.out) {
				return false
			}
			n := min(r.length, len(r.out)-r.o)
			r.copyMatch(r.offset, n)
			if r.length -= n; r.length == 0 {
				r.state = stateCode
			}
		default:
			return true
		}
	}
}

// copyMatch puts out n bytes, which lie distance bytes back, partly in the window perhaps.
func (r *inflation) copyMatch(distance, n int) {
	for n > 0 && distance > r.o {
		back := distance - r.o
		from := r.windowNext - back
		if from < 0 {
			from += len(r.window)
		}
		part := copy(r.out[r.o:r.o+min(n, back)], r.window[from:])
		r.o += part
		n -= part
	}
	for n > 0 {
		part := copy(r.out[r.o:r.o+n], r.out[r.o-distance:r.o])
		r.o += part
		n -= part
	}
}

// fastRoom is how much room of out a step of fast may take: a match, and the rest of its last eight bytes.
const fastRoom = 258 + 8 + 8

// fastInput is how many bytes of in a step of fast may read.
const fastInput = 16

// fast decodes as long as neither piece is about to end, with what it needs in registers.
func (r *inflation) fast() {
	in, out := r.in, r.out
	i, o := r.i, r.o
	hold, bits := r.hold, r.bits
	lens, dist := r.lens, r.dist
	lensMask, distMask := uint64(1)<<r.lenBits-1, uint64(1)<<r.distBits-1
	inEnd, outEnd := len(in)-fastInput, len(out)-fastRoom
	state := stateCode
	for i <= inEnd && o <= outEnd {
		// There are 56 bits or more behind this: three literals take 30 (longer codes have a link), a length with its
		// distance 15 + 5 + 15 + 13. What is above the valid bits are those that come next, so they may be there twice.
		hold |= binary.LittleEndian.Uint64(in[i:]) << (bits & 63)
		i += int(63-bits) >> 3
		bits |= 56
		e := lens[hold&lensMask&(tableSize-1)]
		if e < 1<<24 {
			hold >>= e.bits() & 63
			bits -= e.bits()
			out[o] = byte(e)
			o++
			e = lens[hold&lensMask&(tableSize-1)]
			if e < 1<<24 {
				hold >>= e.bits() & 63
				bits -= e.bits()
				out[o] = byte(e)
				o++
				e = lens[hold&lensMask&(tableSize-1)]
				if e < 1<<24 {
					hold >>= e.bits() & 63
					bits -= e.bits()
					out[o] = byte(e)
					o++
					continue
				}
			}
			hold |= binary.LittleEndian.Uint64(in[i:]) << (bits & 63)
			i += int(63-bits) >> 3
			bits |= 56
		}
		if e.kind()&kindLink != 0 {
			hold >>= e.bits() & 63
			bits -= e.bits()
			e = lens[(uint64(e.value())+hold&(1<<(e.kind()&15)-1))&(tableSize-1)]
		}
		hold >>= e.bits() & 63
		bits -= e.bits()
		kind := e.kind()
		if kind&kindBase == 0 {
			if kind == kindLiteral {
				out[o] = byte(e)
				o++
				continue
			}
			state = stateType
			if kind != kindEndOfBlock {
				r.bad("invalid literal/length code")
				state = stateBad
			}
			break
		}
		length := int(e.value()) + int(hold&(1<<(kind&15)-1))
		hold >>= kind & 15
		bits -= uint(kind & 15)
		e = dist[hold&distMask&(tableSize-1)]
		if e.kind()&kindLink != 0 {
			hold >>= e.bits() & 63
			bits -= e.bits()
			e = dist[(uint64(e.value())+hold&(1<<(e.kind()&15)-1))&(tableSize-1)]
		}
		hold >>= e.bits() & 63
		bits -= e.bits()
		kind = e.kind()
		if kind&kindBase == 0 {
			r.bad("invalid distance code")
			state = stateBad
			break
		}
		distance := int(e.value()) + int(hold&(1<<(kind&15)-1))
		hold >>= kind & 15
		bits -= uint(kind & 15)
		if distance > o {
			if distance > o+r.windowHave {
				r.bad("invalid distance too far back")
				state = stateBad
				break
			}
			r.o = o
			r.copyMatch(distance, length)
			o = r.o
			continue
		}
		if distance >= 8 {
			// Eight bytes at a time; what is written behind the match is overwritten later.
			from, to, end := out[o-distance:], out[o:], length
			for n := 0; n < end; n += 8 {
				binary.LittleEndian.PutUint64(to[n:], binary.LittleEndian.Uint64(from[n:]))
			}
			o += length
			continue
		}
		if distance == 1 {
			fill := uint64(out[o-1]) * 0x0101010101010101
			to := out[o:]
			for n := 0; n < length; n += 8 {
				binary.LittleEndian.PutUint64(to[n:], fill)
			}
			o += length
			continue
		}
		for end := o + length; o < end; {
			o += copy(out[o:end], out[o-distance:o])
		}
	}
	// Whole bytes that were read ahead go back.
	i -= int(bits >> 3)
	bits &= 7
	r.hold, r.bits = hold&(1<<bits-1), bits
	r.i, r.o, r.state = i, o, state
}
