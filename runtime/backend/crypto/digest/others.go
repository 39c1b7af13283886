package digest

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding"
	"encoding/binary"
	"hash"
	"math/bits"
	"reflect"
)

// md5SHA1 is TLS 1.0's pair of digests.
type md5SHA1 struct{ md5, sha1 hash.Hash }

func newMD5SHA1() hash.Hash { return &md5SHA1{md5.New(), sha1.New()} }

func (h *md5SHA1) Write(p []byte) (int, error) {
	h.md5.Write(p)
	return h.sha1.Write(p)
}
func (h *md5SHA1) Sum(b []byte) []byte { return h.sha1.Sum(h.md5.Sum(b)) }
func (h *md5SHA1) Reset()              { h.md5.Reset(); h.sha1.Reset() }
func (h *md5SHA1) Size() int           { return 36 }
func (h *md5SHA1) BlockSize() int      { return 64 }

func (h *md5SHA1) clone() hash.Hash {
	first, _ := Clone(h.md5)
	second, _ := Clone(h.sha1)
	return &md5SHA1{first, second}
}

// cloneByState copies digests that golang.org/x/crypto has: by their marshalled state, or, for
// those without, as the plain struct that they are.
func cloneByState(h hash.Hash) (hash.Hash, bool) {
	value := reflect.ValueOf(h)
	if value.Kind() != reflect.Pointer {
		return nil, false
	}
	fresh := reflect.New(value.Type().Elem())
	copied, ok := fresh.Interface().(hash.Hash)
	if !ok {
		return nil, false
	}
	from, ok := h.(encoding.BinaryMarshaler)
	to, ok2 := copied.(encoding.BinaryUnmarshaler)
	if ok && ok2 {
		state, err := from.MarshalBinary()
		return copied, err == nil && to.UnmarshalBinary(state) == nil
	}
	fresh.Elem().Set(value.Elem())
	return copied, true
}

// sm3 is GB/T 32905-2016's hash function.
type sm3 struct {
	state  [8]uint32
	block  [64]byte
	filled int
	length uint64
}

func newSM3() hash.Hash {
	h := &sm3{}
	h.Reset()
	return h
}

func (h *sm3) Reset() {
	*h = sm3{state: [8]uint32{0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e}}
}

func (h *sm3) Size() int      { return 32 }
func (h *sm3) BlockSize() int { return 64 }

func (h *sm3) Write(p []byte) (int, error) {
	written := len(p)
	h.length += uint64(written)
	for len(p) > 0 {
		n := copy(h.block[h.filled:], p)
		h.filled += n
		p = p[n:]
		if h.filled == 64 {
			h.compress()
			h.filled = 0
		}
	}
	return written, nil
}

func (h *sm3) Sum(b []byte) []byte {
	last := *h
	bitLength := last.length * 8
	_, _ = last.Write([]byte{0x80})
	for last.filled != 56 {
		_, _ = last.Write([]byte{0})
	}
	_, _ = last.Write(binary.BigEndian.AppendUint64(nil, bitLength))
	for _, word := range last.state {
		b = binary.BigEndian.AppendUint32(b, word)
	}
	return b
}

func (h *sm3) compress() {
	var w [68]uint32
	for i := range 16 {
		w[i] = binary.BigEndian.Uint32(h.block[4*i:])
	}
	for i := 16; i < 68; i++ {
		x := w[i-16] ^ w[i-9] ^ bits.RotateLeft32(w[i-3], 15)
		x ^= bits.RotateLeft32(x, 15) ^ bits.RotateLeft32(x, 23)
		w[i] = x ^ bits.RotateLeft32(w[i-13], 7) ^ w[i-6]
	}
	s := h.state
	for i := range 64 {
		constant := uint32(0x79cc4519)
		if i >= 16 {
			constant = 0x7a879d8a
		}
		rotated := bits.RotateLeft32(s[0], 12)
		ss1 := bits.RotateLeft32(rotated+s[4]+bits.RotateLeft32(constant, i), 7)
		var ff, gg uint32
		if i < 16 {
			ff, gg = s[0]^s[1]^s[2], s[4]^s[5]^s[6]
		} else {
			ff, gg = s[0]&s[1]|s[0]&s[2]|s[1]&s[2], s[4]&s[5]|^s[4]&s[6]
		}
		t1 := ff + s[3] + (ss1 ^ rotated) + (w[i] ^ w[i+4])
		t2 := gg + s[7] + ss1 + w[i]
		s[3], s[2], s[1], s[0] = s[2], bits.RotateLeft32(s[1], 9), s[0], t1
		s[7], s[6], s[5], s[4] = s[6], bits.RotateLeft32(s[5], 19), s[4], t2^bits.RotateLeft32(t2, 9)^bits.RotateLeft32(t2, 17)
	}
	for i := range s {
		h.state[i] ^= s[i]
	}
}
