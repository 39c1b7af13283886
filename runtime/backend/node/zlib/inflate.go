package zlib

import (
	"encoding/binary"
	"hash"
	"hash/adler32"
	"hash/crc32"
)

// inflater decompresses deflate data that comes in pieces (RFC 1950, 1951 and 1952), into memory that is given in pieces. It
// takes exactly the bytes that belong to the stream, stops wherever either piece ends, and says what is wrong with
// the data in zlib's words. Go's and other packages' inflaters read from an io.Reader: they can't stop in between, and
// that is what Node's streams are made of.
type inflater struct {
	wrap wrapping
	// wantedBits is the window that was asked for, 8 to 15, or 0: the one of the header.
	wantedBits int

	state   inflateState
	last    bool // this block is the last one
	gzip    bool // the data has a gzip header
	flags   uint32
	hold    uint64
	bits    uint
	length  int // of a match, a stored block, a gzip field
	offset  int // a match's distance
	extra   uint
	message string

	// maxDistance is the window's size, 32768 or less.
	maxDistance int
	window      [1 << 15]byte
	windowNext  int // where the window's next byte goes
	windowHave  int // how many bytes it has

	nlen, ndist, ncode, have int
	lengths                  [320]uint8
	lens, dist               *table
	lenBits, distBits        uint
	ownLens, ownDist         table

	crc       uint32
	adler     hash.Hash32
	headerCRC uint32
	total     uint32
	dictID    uint32
	dictGiven bool
}

// wrapping is what is around the deflate data.
type wrapping int

const (
	raw wrapping = iota
	zlibWrap
	gzipWrap
	anyWrap // zlib or gzip, by what the data begins with
)

type inflateState uint8

const (
	stateHead inflateState = iota
	stateFlags
	stateTime
	stateOS
	stateExtraLength
	stateExtra
	stateName
	stateComment
	stateHeaderCRC
	stateDictID
	stateDict
	stateType
	stateStored
	stateCopy
	stateTable
	stateLengthLengths
	stateCodeLengths
	stateCode
	stateLengthExtra
	stateDistance
	stateDistanceExtra
	stateMatch
	stateLiteral
	stateCheck
	stateSize
	stateDone
	stateBad
)

func newInflater(wrap wrapping, windowBits int) *inflater {
	z := &inflater{wrap: wrap, wantedBits: windowBits, adler: adler32.New()}
	z.reset()
	return z
}

func (z *inflater) reset() {
	z.state, z.last, z.gzip, z.flags = stateHead, false, false, 0
	z.hold, z.bits, z.message = 0, 0, ""
	z.windowNext, z.windowHave = 0, 0
	z.crc, z.headerCRC, z.total, z.dictID, z.dictGiven = 0, 0, 0, 0, false
	z.adler.Reset()
	z.maxDistance = 1 << 15
	if z.wantedBits != 0 {
		z.maxDistance = 1 << z.wantedBits
	}
	if z.wrap == raw {
		z.state = stateType
	}
}

// setDictionary gives what the data may refer back to before its own beginning. ok is false if the data names another one.
func (z *inflater) setDictionary(dictionary []byte) (ok bool) {
	if z.state == stateDict {
		if adler32.Checksum(dictionary) != z.dictID {
			return false
		}
		z.dictGiven = true
	} else if z.wrap != raw {
		return false
	}
	z.remember(dictionary)
	return true
}

// remember moves the end of what was put out to the window.
func (z *inflater) remember(out []byte) {
	if len(out) >= len(z.window) {
		copy(z.window[:], out[len(out)-len(z.window):])
		z.windowNext, z.windowHave = 0, z.maxDistance
		return
	}
	n := copy(z.window[z.windowNext:], out)
	copy(z.window[:], out[n:])
	z.windowNext = (z.windowNext + len(out)) & (len(z.window) - 1)
	z.windowHave = min(z.windowHave+len(out), z.maxDistance)
}

// inflate takes bytes of in and puts bytes to out, until the data ends or either is used up, and returns how many. The status
// is zlib's: it depends on no flush flag but finish, which turns "more to do" into a shortage.
func (z *inflater) inflate(in, out []byte, finish bool) (consumed, produced int, status int) {
	r := &inflation{inflater: z, in: in, out: out}
	status = r.run()
	produced = r.o
	if produced > 0 {
		done := out[:produced]
		if z.state < stateCheck {
			z.remember(done)
		}
		z.check(done[r.checked:])
	}
	if status == statusOK && (r.i == 0 && produced == 0 || finish) {
		status = statusBufError
	}
	return r.i, produced, status
}

// check adds what was put out to the checksum.
func (z *inflater) check(out []byte) {
	z.total += uint32(len(out))
	switch {
	case z.wrap == raw:
	case z.gzip:
		z.crc = crc32.Update(z.crc, crc32.IEEETable, out)
	default:
		_, _ = z.adler.Write(out)
	}
}

// inflation is a call of inflate.
type inflation struct {
	*inflater
	in, out []byte
	i, o    int
	checked int // how much of out is in the checksum
}

// need has n bits in hold, if the input has them.
func (r *inflation) need(n uint) bool {
	for r.bits < n {
		if r.i == len(r.in) {
			return false
		}
		r.hold |= uint64(r.in[r.i]) << r.bits
		r.i++
		r.bits += 8
	}
	return true
}

func (r *inflation) peek(n uint) uint32 { return uint32(r.hold) & (1<<n - 1) }

func (r *inflation) drop(n uint) {
	r.hold >>= n
	r.bits -= n
}

// clear drops all bits.
func (r *inflation) clear() { r.hold, r.bits = 0, 0 }

func (r *inflation) bad(message string) {
	r.message = message
	r.state = stateBad
}

func (r *inflation) run() int {
	for {
		more := true
		switch r.state {
		case stateHead, stateFlags, stateTime, stateOS, stateExtraLength, stateExtra, stateName, stateComment, stateHeaderCRC, stateDictID:
			more = r.header()
		case stateDict:
			if !r.dictGiven {
				return statusNeedDict
			}
			r.state = stateType
		case stateType:
			more = r.blockType()
		case stateStored, stateCopy:
			more = r.stored()
		case stateTable, stateLengthLengths, stateCodeLengths:
			more = r.tables()
		case stateCheck, stateSize:
			more = r.trailer()
		case stateDone:
			return statusStreamEnd
		case stateBad:
			return statusDataError
		default:
			more = r.block()
		}
		if !more {
			return statusOK
		}
	}
}

func (r *inflation) blockType() bool {
	if r.last {
		r.drop(r.bits & 7)
		r.state = stateCheck
		return true
	}
	if !r.need(3) {
		return false
	}
	r.last = r.peek(1) == 1
	r.drop(1)
	switch r.peek(2) {
	case 0:
		r.drop(2)
		r.drop(r.bits & 7)
		r.state = stateStored
		return true
	case 1:
		r.lens, r.dist = fixedTables()
		r.lenBits, r.distBits = 9, 5
		r.state = stateCode
	case 2:
		r.state = stateTable
	case 3:
		r.bad("invalid block type")
	}
	r.drop(2)
	return true
}

func (r *inflation) stored() bool {
	if r.state == stateStored {
		if !r.need(32) {
			return false
		}
		if r.peek(16) != uint32(r.hold>>16)&0xFFFF^0xFFFF {
			r.bad("invalid stored block lengths")
			return true
		}
		r.length = int(r.peek(16))
		r.clear()
		r.state = stateCopy
	}
	n := min(r.length, len(r.in)-r.i, len(r.out)-r.o)
	copy(r.out[r.o:], r.in[r.i:r.i+n])
	r.i += n
	r.o += n
	r.length -= n
	if r.length > 0 {
		return false
	}
	r.state = stateType
	return true
}

var lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// tables reads the codes of a block.
func (r *inflation) tables() bool {
	if r.state == stateTable {
		if !r.need(14) {
			return false
		}
		r.nlen, r.ndist, r.ncode = int(r.peek(5))+257, int(r.peek(10)>>5)+1, int(r.peek(14)>>10)+4
		r.drop(14)
		if r.nlen > 286 || r.ndist > 30 {
			r.bad("too many length or distance symbols")
			return true
		}
		r.have = 0
		r.state = stateLengthLengths
	}
	if r.state == stateLengthLengths {
		for r.have < r.ncode {
			if !r.need(3) {
				return false
			}
			r.lengths[lengthOrder[r.have]] = uint8(r.peek(3))
			r.drop(3)
			r.have++
		}
		for ; r.have < 19; r.have++ {
			r.lengths[lengthOrder[r.have]] = 0
		}
		bits, ok := r.ownLens.build(codeLengths, r.lengths[:19], 7)
		if !ok {
			r.bad("invalid code lengths set")
			return true
		}
		r.lenBits = uint(bits)
		r.have = 0
		r.state = stateCodeLengths
	}
	if done := r.codeLengths(); !done {
		return r.state == stateBad
	}
	return r.codes()
}

// codeLengths reads the lengths of both codes. It is not done when input is missing or bad.
func (r *inflation) codeLengths() (done bool) {
	for r.have < r.nlen+r.ndist {
		var e entry
		for {
			e = r.ownLens[r.peek(r.lenBits)]
			if e.bits() <= r.bits {
				break
			}
			if !r.need(r.bits + 1) {
				return false
			}
		}
		symbol, bits := e.value(), e.bits()
		if symbol < 16 {
			r.drop(bits)
			r.lengths[r.have] = uint8(symbol)
			r.have++
			continue
		}
		extra, least := [3]uint{2, 3, 7}[symbol-16], [3]int{3, 3, 11}[symbol-16]
		if !r.need(bits + extra) {
			return false
		}
		r.drop(bits)
		if symbol == 16 && r.have == 0 {
			r.bad("invalid bit length repeat")
			return false
		}
		repeat := least + int(r.peek(extra))
		r.drop(extra)
		if r.have+repeat > r.nlen+r.ndist {
			r.bad("invalid bit length repeat")
			return false
		}
		length := uint8(0)
		if symbol == 16 {
			length = r.lengths[r.have-1]
		}
		for range repeat {
			r.lengths[r.have] = length
			r.have++
		}
	}
	return true
}

// codes makes the tables of a block.
func (r *inflation) codes() bool {
	if r.lengths[256] == 0 {
		r.bad("invalid code -- missing end-of-block")
		return true
	}
	bits, ok := r.ownLens.build(literals, r.lengths[:r.nlen], lengthBits)
	if !ok {
		r.bad("invalid literal/lengths set")
		return true
	}
	r.lenBits = uint(bits)
	bits, ok = r.ownDist.build(distances, r.lengths[r.nlen:r.nlen+r.ndist], distanceBits)
	if !ok {
		r.bad("invalid distances set")
		return true
	}
	r.distBits = uint(bits)
	r.lens, r.dist = &r.ownLens, &r.ownDist
	r.state = stateCode
	return true
}

func (r *inflation) trailer() bool {
	if r.wrap != raw && r.state == stateCheck {
		if !r.need(32) {
			return false
		}
		r.check(r.out[r.checked:r.o])
		r.checked = r.o
		sum := r.crc
		given := uint32(r.hold)
		if !r.gzip {
			sum = r.adler.Sum32()
			var b [4]byte
			binary.BigEndian.PutUint32(b[:], given)
			given = binary.LittleEndian.Uint32(b[:])
		}
		if given != sum {
			r.bad("incorrect data check")
			return true
		}
		r.clear()
		r.state = stateSize
	}
	if r.gzip {
		if !r.need(32) {
			return false
		}
		if uint32(r.hold) != r.total {
			r.bad("incorrect length check")
			return true
		}
		r.clear()
	}
	r.state = stateDone
	return true
}
