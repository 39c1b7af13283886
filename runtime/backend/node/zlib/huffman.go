package zlib

// A Huffman table is looked up with the next bits of the input. An entry holds the kind of what the bits mean in
// its highest byte, the number of bits in the next and the value in the lower half:
//
//	literal:        the byte
//	base | extra:   a length's or distance's base, with so many extra bits to follow
//	link | bits:    the position of a second table of so many bits, for codes longer than the first has
//	endOfBlock, invalid
type entry uint32

const (
	kindLiteral    = 0
	kindBase       = 0x10 // the lower four bits are the number of extra bits
	kindEndOfBlock = 0x20
	kindInvalid    = 0x40
	kindLink       = 0x80 // the lower four bits are the second table's bits
)

func (e entry) kind() uint32  { return uint32(e) >> 24 }
func (e entry) bits() uint    { return uint(e>>16) & 0xFF }
func (e entry) value() uint32 { return uint32(e) & 0xFFFF }

func makeEntry(kind, bits int, value uint16) entry {
	return entry(uint32(kind)<<24 | uint32(bits)<<16 | uint32(value))
}

const (
	lengthBits   = 10   // of the first table of literals and lengths
	distanceBits = 9    // of the first table of distances
	tableSize    = 2048 // more than the first and all second tables of a code can need: 1332 entries
	maxCodeBits  = 15
)

type table [tableSize]entry

type codeKind int

const (
	codeLengths codeKind = iota // the code that the lengths of the other two are written in
	literals
	distances
)

var (
	lengthBase = [31]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
		131, 163, 195, 227, 258, 0, 0}
	lengthExtra  = [31]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0, 0, 0}
	distanceBase = [32]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
		2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577, 0, 0}
	distanceExtra = [32]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12,
		13, 13, 0, 0}
)

// symbolEntry is the entry of a symbol whose code has the given number of bits.
func symbolEntry(kind codeKind, symbol, bits int) entry {
	switch {
	case kind == codeLengths || kind == literals && symbol < 256:
		return makeEntry(kindLiteral, bits, uint16(symbol))
	case kind == literals && symbol == 256:
		return makeEntry(kindEndOfBlock, bits, 0)
	case kind == literals && symbol < 286:
		return makeEntry(kindBase|int(lengthExtra[symbol-257]), bits, lengthBase[symbol-257])
	case kind == distances && symbol < 30:
		return makeEntry(kindBase|int(distanceExtra[symbol]), bits, distanceBase[symbol])
	}
	return makeEntry(kindInvalid, bits, 0)
}

// build fills t for the canonical code in which symbol n has lengths[n] bits (0: it has none), and returns how
// many bits the first table has, at most root. ok is false for lengths that make no code: too many, or, but for a single
// distance, too few.
func (t *table) build(kind codeKind, lengths []uint8, root int) (bits int, ok bool) {
	var count, offsets [maxCodeBits + 2]int
	for _, length := range lengths {
		count[length]++
	}
	longest, shortest := maxCodeBits, 1
	for longest > 0 && count[longest] == 0 {
		longest--
	}
	if longest == 0 {
		// No code at all is allowed as long as nothing is decoded with it.
		t[0], t[1] = makeEntry(kindInvalid, 1, 0), makeEntry(kindInvalid, 1, 0)
		return 1, true
	}
	for count[shortest] == 0 {
		shortest++
	}
	root = max(min(root, longest), shortest)
	left := 1
	for length := 1; length <= maxCodeBits; length++ {
		left = left<<1 - count[length]
		if left < 0 {
			return 0, false
		}
	}
	if left > 0 && (kind == codeLengths || longest != 1) {
		return 0, false
	}
	for length := 1; length <= maxCodeBits; length++ {
		offsets[length+1] = offsets[length] + count[length]
	}
	var sorted [288 + 32]uint16
	for symbol, length := range lengths {
		if length != 0 {
			sorted[offsets[length]] = uint16(symbol)
			offsets[length]++
		}
	}
	return t.fill(kind, lengths, sorted[:], count, root, longest)
}

// fill writes the entries of the symbols, which are sorted by their codes.
func (t *table) fill(kind codeKind, lengths []uint8, sorted []uint16, count [maxCodeBits + 2]int, root, longest int) (int, bool) {
	code, used := 0, 1<<root // the code, its bits in the input's order; entries used
	link, linkBits, linkStart := -1, 0, 0
	next := 0
	for length := 1; length <= longest; length++ {
		for range count[length] {
			e := symbolEntry(kind, int(sorted[next]), length)
			next++
			if length <= root {
				for i := code; i < 1<<root; i += 1 << length {
					t[i] = e
				}
			} else {
				if low := code & (1<<root - 1); low != link {
					link, linkStart = low, used
					linkBits = secondBits(count, length, root, longest)
					used += 1 << linkBits
					if used > tableSize {
						return 0, false
					}
					t[low] = makeEntry(kindLink|linkBits, root, uint16(linkStart))
				}
				e = e&^(0xFF<<16) | entry(length-root)<<16
				for i := code >> root; i < 1<<linkBits; i += 1 << (length - root) {
					t[linkStart+i] = e
				}
			}
			count[length]--
			code = nextCode(code, length)
		}
	}
	// One code of one bit leaves the other bit free.
	if longest == 1 && next == 1 {
		for i := 1; i < 1<<root; i += 2 {
			t[i] = makeEntry(kindInvalid, 1, 0)
		}
	}
	return root, true
}

// secondBits is how many bits the second table needs that begins with a code of the given length; count holds how many codes of
// each length are still to come.
func secondBits(count [maxCodeBits + 2]int, length, root, longest int) int {
	bits := length - root
	left := 1 << bits
	for bits+root < longest {
		left -= count[bits+root]
		if left <= 0 {
			break
		}
		bits++
		left <<= 1
	}
	return bits
}

// nextCode adds one to a code of the given length whose bits are reversed.
func nextCode(code, length int) int {
	bit := 1 << (length - 1)
	for code&bit != 0 {
		bit >>= 1
	}
	if bit == 0 {
		return 0
	}
	return code&(bit-1) + bit
}
