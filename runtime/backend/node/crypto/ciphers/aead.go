package ciphers

import (
	stdcipher "crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"math/bits"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/poly1305" //lint:ignore SA1019 the AEAD of chacha20poly1305 does not work in steps
)

// ccm is CBC-MAC with counter mode (RFC 3610). It takes its whole message in one update.
type ccm struct {
	c        *Cipher
	block    stdcipher.Block
	nonce    []byte
	aad      []byte
	length   int
	hasAAD   bool
	ran      bool
	computed []byte
}

func (c *ccm) setAAD(data []byte, plaintextLength int) bool {
	c.aad, c.length, c.hasAAD = append(c.aad, data...), plaintextLength, true
	return true
}

func (c *ccm) crypt(data []byte) (text, tag []byte) {
	q := 15 - len(c.nonce)
	var first [16]byte
	first[0] = byte((c.c.tagLength-2)/2<<3 | q - 1)
	if len(c.aad) > 0 {
		first[0] |= 0x40
	}
	copy(first[1:], c.nonce)
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(data)))
	for i := 0; i < q && i < 8; i++ {
		first[15-i] = length[7-i]
	}
	var counter [16]byte
	counter[0] = byte(q - 1)
	copy(counter[1:], c.nonce)
	stream := stdcipher.NewCTR(c.block, counter[:])
	var mask [16]byte
	stream.XORKeyStream(mask[:], mask[:])
	text = make([]byte, len(data))
	stream.XORKeyStream(text, data)
	plain := data
	if !c.c.encrypts {
		plain = text
	}
	var mac [16]byte
	c.block.Encrypt(mac[:], first[:])
	add := func(bytes []byte) {
		for len(bytes) > 0 {
			n := subtle.XORBytes(mac[:], mac[:], bytes)
			bytes = bytes[n:]
			c.block.Encrypt(mac[:], mac[:])
		}
	}
	if n := len(c.aad); n > 0 {
		var prefixed []byte
		switch {
		case n < 0xFF00:
			prefixed = binary.BigEndian.AppendUint16(nil, uint16(n))
		default:
			prefixed = binary.BigEndian.AppendUint32([]byte{0xFF, 0xFE}, uint32(n))
		}
		add(append(prefixed, c.aad...))
	}
	add(plain)
	subtle.XORBytes(mac[:], mac[:], mask[:])
	return text, mac[:]
}

func (c *ccm) update(data []byte) ([]byte, error) {
	if c.ran || c.hasAAD && len(data) != c.length {
		if c.c.encrypts || c.ran {
			return nil, errAdd
		}
		return nil, errAuth
	}
	if !c.c.encrypts && !c.c.hasTag {
		return nil, errAuth
	}
	c.ran = true
	text, tag := c.crypt(data)
	c.computed = tag
	if !c.c.encrypts && subtle.ConstantTimeCompare(tag[:len(c.c.expected)], c.c.expected) != 1 {
		return nil, errAuth
	}
	return text, nil
}

func (c *ccm) final() ([]byte, error) {
	if c.ran {
		return nil, nil
	}
	// Without an update the message is empty.
	if _, err := c.update(nil); err != nil {
		return nil, err
	}
	return nil, nil
}

func (c *ccm) tag() []byte { return c.computed }

// chacha is ChaCha20-Poly1305 (RFC 8439).
type chacha struct {
	encrypts  bool
	stream    *chacha20.Cipher
	mac       *poly1305.MAC
	aad, text uint64
	inText    bool
	computed  []byte
}

func newChaCha(key, iv []byte, encrypts bool) (*chacha, error) {
	nonce := make([]byte, 12)
	copy(nonce[12-len(iv):], iv)
	stream, err := chacha20.NewUnauthenticatedCipher(key, nonce)
	if err != nil {
		return nil, err
	}
	var first [64]byte
	stream.XORKeyStream(first[:], first[:])
	return &chacha{encrypts: encrypts, stream: stream, mac: poly1305.New((*[32]byte)(first[:32]))}, nil
}

func (c *chacha) pad(n uint64) {
	_, _ = c.mac.Write(make([]byte, (16-n%16)%16))
}

func (c *chacha) setAAD(data []byte, _ int) bool {
	if c.inText {
		return false
	}
	_, _ = c.mac.Write(data)
	c.aad += uint64(len(data))
	return true
}

func (c *chacha) update(data []byte) ([]byte, error) {
	if !c.inText {
		c.pad(c.aad)
		c.inText = true
	}
	out := make([]byte, len(data))
	if !c.encrypts {
		_, _ = c.mac.Write(data)
	}
	c.stream.XORKeyStream(out, data)
	if c.encrypts {
		_, _ = c.mac.Write(out)
	}
	c.text += uint64(len(data))
	return out, nil
}

func (c *chacha) final() ([]byte, error) {
	if !c.inText {
		c.pad(c.aad)
	}
	c.pad(c.text)
	_, _ = c.mac.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, c.aad), c.text))
	c.computed = c.mac.Sum(nil)
	return nil, nil
}

func (c *chacha) tag() []byte { return c.computed }

// ocb is OCB3 (RFC 7253).
type ocb struct {
	encrypts              bool
	block                 stdcipher.Block
	star, dollar          [16]byte
	l                     [][16]byte
	offset, checksum, sum [16]byte
	blocks                uint64
	held                  []byte

	aadOffset [16]byte
	aadBlocks uint64
	aadHeld   []byte
	computed  []byte
}

func double(b [16]byte) [16]byte {
	high, low := binary.BigEndian.Uint64(b[:]), binary.BigEndian.Uint64(b[8:])
	carry := -(high >> 63)
	binary.BigEndian.PutUint64(b[:], high<<1|low>>63)
	binary.BigEndian.PutUint64(b[8:], low<<1^carry&0x87)
	return b
}

func newOCB(block stdcipher.Block, nonce []byte, tagLength int, encrypts bool) *ocb {
	o := &ocb{encrypts: encrypts, block: block}
	block.Encrypt(o.star[:], make([]byte, 16))
	o.dollar = double(o.star)
	o.l = [][16]byte{double(o.dollar)}
	var full [16]byte
	full[0] = byte(tagLength*8%128) << 1
	copy(full[16-len(nonce):], nonce)
	full[15-len(nonce)] |= 1
	bottom := uint(full[15] & 63)
	full[15] &= 0xC0
	var top [24]byte
	block.Encrypt(top[:16], full[:])
	subtle.XORBytes(top[16:], top[:8], top[1:9])
	bytes, shift := bottom/8, bottom%8
	for i := range 16 {
		o.offset[i] = top[uint(i)+bytes]<<shift | byte(uint16(top[uint(i)+bytes+1])>>(8-shift))
	}
	return o
}

// at is the l for the block of that number.
func (o *ocb) at(n uint64) []byte {
	i := bits.TrailingZeros64(n)
	for len(o.l) <= i {
		o.l = append(o.l, double(o.l[len(o.l)-1]))
	}
	return o.l[i][:]
}

func (o *ocb) hashBlock(block []byte) {
	o.aadBlocks++
	subtle.XORBytes(o.aadOffset[:], o.aadOffset[:], o.at(o.aadBlocks))
	var x [16]byte
	subtle.XORBytes(x[:], block, o.aadOffset[:])
	o.block.Encrypt(x[:], x[:])
	subtle.XORBytes(o.sum[:], o.sum[:], x[:])
}

func (o *ocb) setAAD(data []byte, _ int) bool {
	o.aadHeld = append(o.aadHeld, data...)
	for len(o.aadHeld) >= 16 {
		o.hashBlock(o.aadHeld[:16])
		o.aadHeld = o.aadHeld[16:]
	}
	return true
}

func (o *ocb) update(data []byte) ([]byte, error) {
	all := append(o.held, data...)
	out := make([]byte, 0, len(all))
	for len(all) >= 16 {
		o.blocks++
		subtle.XORBytes(o.offset[:], o.offset[:], o.at(o.blocks))
		var x [16]byte
		subtle.XORBytes(x[:], all, o.offset[:])
		if o.encrypts {
			subtle.XORBytes(o.checksum[:], o.checksum[:], all)
			o.block.Encrypt(x[:], x[:])
		} else {
			o.block.Decrypt(x[:], x[:])
		}
		subtle.XORBytes(x[:], x[:], o.offset[:])
		if !o.encrypts {
			subtle.XORBytes(o.checksum[:], o.checksum[:], x[:])
		}
		out = append(out, x[:]...)
		all = all[16:]
	}
	o.held = append([]byte{}, all...)
	return out, nil
}

func (o *ocb) final() ([]byte, error) {
	var out []byte
	if n := len(o.held); n > 0 {
		subtle.XORBytes(o.offset[:], o.offset[:], o.star[:])
		var pad [16]byte
		o.block.Encrypt(pad[:], o.offset[:])
		out = make([]byte, n)
		subtle.XORBytes(out, o.held, pad[:])
		plain := out
		if o.encrypts {
			plain = o.held
		}
		subtle.XORBytes(o.checksum[:], o.checksum[:], plain)
		o.checksum[n] ^= 0x80
	}
	if n := len(o.aadHeld); n > 0 {
		subtle.XORBytes(o.aadOffset[:], o.aadOffset[:], o.star[:])
		var x [16]byte
		copy(x[:], o.aadHeld)
		x[n] = 0x80
		subtle.XORBytes(x[:], x[:], o.aadOffset[:])
		o.block.Encrypt(x[:], x[:])
		subtle.XORBytes(o.sum[:], o.sum[:], x[:])
	}
	subtle.XORBytes(o.checksum[:], o.checksum[:], o.offset[:])
	subtle.XORBytes(o.checksum[:], o.checksum[:], o.dollar[:])
	o.block.Encrypt(o.checksum[:], o.checksum[:])
	subtle.XORBytes(o.checksum[:], o.checksum[:], o.sum[:])
	o.computed = o.checksum[:]
	return out, nil
}

func (o *ocb) tag() []byte { return o.computed }
