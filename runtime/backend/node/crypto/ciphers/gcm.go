package ciphers

import (
	stdcipher "crypto/cipher"
	"encoding/binary"
	"math/bits"
)

// element is one of the field of 2^128 elements, in GCM's order of bits.
type element struct{ high, low uint64 }

func load(b []byte) element {
	return element{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])}
}

func (e element) xor(o element) element { return element{e.high ^ o.high, e.low ^ o.low} }

// times multiplies in time that does not depend on the elements.
func (e element) times(o element) element {
	var z element
	v := o
	for i := range 128 {
		word := e.high
		if i >= 64 {
			word = e.low
		}
		mask := -(word >> (63 - i%64) & 1)
		z.high ^= v.high & mask
		z.low ^= v.low & mask
		carry := -(v.low & 1)
		v.low = v.low>>1 | v.high<<63
		v.high = v.high>>1 ^ carry&0xE100000000000000
	}
	return z
}

// inverse is e to the power of 2^128 - 2.
func (e element) inverse() element {
	result := element{1 << 63, 0}
	square := e
	for range 127 {
		square = square.times(square)
		result = result.times(square)
	}
	return result
}

// gcm runs GCM in steps, which Go's own does not. Long pieces still use Go's, for its speed: authenticating
// a piece by itself gives GHASH of it, up to a product that is easy to undo.
type gcm struct {
	encrypts       bool
	block          stdcipher.Block
	counter        [16]byte // of the first block that stream encrypts
	stream         stdcipher.Stream
	untilWrap      uint64 // bytes of stream before the counter's 32 bits overflow
	h, back, sum   element
	hasBack        bool
	whole          stdcipher.AEAD
	mask           element // the tag of nothing under the zero nonce
	first          [16]byte
	partial        []byte
	aad, text      uint64
	startedText    bool
	finishedResult []byte
}

// longPiece is from where Go's GCM is worth the call.
const longPiece = 512

func newGCM(block stdcipher.Block, iv []byte, encrypts bool) (*gcm, error) {
	whole, err := stdcipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	g := &gcm{encrypts: encrypts, block: block, whole: whole}
	var zero [16]byte
	var h [16]byte
	block.Encrypt(h[:], zero[:])
	g.h = load(h[:])
	g.mask = load(whole.Seal(nil, zero[:12], nil, nil))
	var start [16]byte
	if len(iv) == 12 {
		copy(start[:], iv)
		start[15] = 1
	} else {
		g.hash(iv)
		g.flush()
		g.sum = g.sum.xor(element{0, uint64(len(iv)) * 8}).times(g.h)
		binary.BigEndian.PutUint64(start[:], g.sum.high)
		binary.BigEndian.PutUint64(start[8:], g.sum.low)
		g.sum = element{}
	}
	block.Encrypt(g.first[:], start[:])
	g.counter = start
	binary.BigEndian.PutUint32(g.counter[12:], binary.BigEndian.Uint32(start[12:])+1)
	g.restart()
	return g, nil
}

// restart begins a stream at the counter: in GCM only its last 32 bits count on.
func (g *gcm) restart() {
	g.stream = stdcipher.NewCTR(g.block, g.counter[:])
	g.untilWrap = (1<<32 - uint64(binary.BigEndian.Uint32(g.counter[12:]))) * 16
}

func (g *gcm) crypt(dst, src []byte) {
	for uint64(len(src)) >= g.untilWrap {
		n := g.untilWrap
		g.stream.XORKeyStream(dst[:n], src[:n])
		dst, src = dst[n:], src[n:]
		binary.BigEndian.PutUint32(g.counter[12:], 0)
		g.restart()
	}
	g.stream.XORKeyStream(dst, src)
	g.untilWrap -= uint64(len(src))
}

// hash takes more of what is authenticated.
func (g *gcm) hash(data []byte) {
	if len(g.partial) > 0 {
		n := min(16-len(g.partial), len(data))
		g.partial = append(g.partial, data[:n]...)
		data = data[n:]
		if len(g.partial) < 16 {
			return
		}
		g.sum = g.sum.xor(load(g.partial)).times(g.h)
		g.partial = g.partial[:0]
	}
	full := len(data) &^ 15
	if full >= longPiece {
		g.hashLong(data[:full])
	} else {
		for i := 0; i < full; i += 16 {
			g.sum = g.sum.xor(load(data[i:])).times(g.h)
		}
	}
	g.partial = append(g.partial, data[full:]...)
}

func (g *gcm) hashLong(data []byte) {
	if !g.hasBack {
		g.back, g.hasBack = g.h.inverse(), true
	}
	// The first block takes the sum so far by itself; the others go through Go's code, whose sum starts at 0.
	g.sum = g.sum.xor(load(data)).times(g.h)
	rest := data[16:]
	var zero [12]byte
	tag := load(g.whole.Seal(nil, zero[:], nil, rest)).xor(g.mask)
	partial := tag.times(g.back).xor(element{uint64(len(rest)) * 8, 0})
	g.sum = g.sum.times(g.power(uint64(len(rest) / 16))).xor(partial)
}

// power is h to the power of n.
func (g *gcm) power(n uint64) element {
	result := element{1 << 63, 0}
	for i := bits.Len64(n) - 1; i >= 0; i-- {
		result = result.times(result)
		if n>>i&1 == 1 {
			result = result.times(g.h)
		}
	}
	return result
}

// flush pads to a whole block.
func (g *gcm) flush() {
	if len(g.partial) > 0 {
		var block [16]byte
		copy(block[:], g.partial)
		g.sum = g.sum.xor(load(block[:])).times(g.h)
		g.partial = g.partial[:0]
	}
}

func (g *gcm) setAAD(data []byte, _ int) bool {
	if g.startedText {
		return false
	}
	g.hash(data)
	g.aad += uint64(len(data))
	return true
}

func (g *gcm) update(data []byte) ([]byte, error) {
	if !g.startedText {
		g.flush()
		g.startedText = true
	}
	out := make([]byte, len(data))
	if g.encrypts {
		g.crypt(out, data)
		g.hash(out)
	} else {
		g.hash(data)
		g.crypt(out, data)
	}
	g.text += uint64(len(data))
	return out, nil
}

func (g *gcm) final() ([]byte, error) {
	g.flush()
	sum := g.sum.xor(element{g.aad * 8, g.text * 8}).times(g.h).xor(load(g.first[:]))
	g.finishedResult = binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, sum.high), sum.low)
	return nil, nil
}

func (g *gcm) tag() []byte { return g.finishedResult }
