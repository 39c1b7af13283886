package ciphers

import (
	stdcipher "crypto/cipher"
	"crypto/subtle"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// streaming is a cipher whose output is as long as its input.
type streaming struct{ stream stdcipher.Stream }

func (s *streaming) update(data []byte) ([]byte, error) {
	out := make([]byte, len(data))
	s.stream.XORKeyStream(out, data)
	return out, nil
}

func (s *streaming) final() ([]byte, error) { return nil, nil }

// blocks is CBC or ECB, with PKCS #7 padding unless that is off.
type blocks struct {
	c     *Cipher
	crypt func(dst, src []byte)
	size  int
	held  []byte // less than a block; with padding, a decipher holds the last whole one back
}

func (b *blocks) update(data []byte) ([]byte, error) {
	total := len(b.held) + len(data)
	whole := total - total%b.size
	if whole == total && !b.c.encrypts && b.c.padding && whole > 0 {
		whole -= b.size
	}
	if whole <= 0 {
		b.held = append(b.held, data...)
		return nil, nil
	}
	out := make([]byte, whole)
	n := copy(out, b.held)
	copied := copy(out[n:], data)
	b.held = append(b.held[:0], b.held[min(n, len(b.held)):]...)
	b.held = append(b.held, data[copied:]...)
	b.crypt(out, out)
	return out, nil
}

func (b *blocks) final() ([]byte, error) {
	if !b.c.padding {
		if len(b.held) == 0 {
			return nil, nil
		}
		if len(b.held)%b.size != 0 {
			return nil, ossl.WrongFinalLength
		}
		out := make([]byte, len(b.held))
		b.crypt(out, b.held)
		return out, nil
	}
	if b.c.encrypts {
		padding := b.size - len(b.held)
		out := append([]byte{}, b.held...)
		for range padding {
			out = append(out, byte(padding))
		}
		b.crypt(out, out)
		return out, nil
	}
	if len(b.held) != b.size {
		return nil, ossl.WrongFinalLength
	}
	out := make([]byte, b.size)
	b.crypt(out, b.held)
	padding := int(out[b.size-1])
	good := subtle.ConstantTimeLessOrEq(1, padding) & subtle.ConstantTimeLessOrEq(padding, b.size)
	for i := range b.size {
		within := subtle.ConstantTimeLessOrEq(b.size-i, padding)
		good &= 1 - within&(1-subtle.ConstantTimeByteEq(out[i], byte(padding)))
	}
	if good != 1 {
		return nil, ossl.BadDecrypt
	}
	return out[:b.size-padding], nil
}

func ecb(block stdcipher.Block, encrypts bool) func(dst, src []byte) {
	crypt, size := block.Decrypt, block.BlockSize()
	if encrypts {
		crypt = block.Encrypt
	}
	return func(dst, src []byte) {
		for i := 0; i < len(src); i += size {
			crypt(dst[i:i+size], src[i:i+size])
		}
	}
}

const (
	feedOutput = iota
	feedCipher
)

// feedback is OFB, or CFB of whole bytes.
type feedback struct {
	block              stdcipher.Block
	register, key, fed []byte
	used, segment      int
	kind               int
	encrypts           bool
}

func newFeedback(block stdcipher.Block, iv []byte, segment, kind int, encrypts bool) *feedback {
	size := block.BlockSize()
	if kind == feedOutput {
		segment = size
	}
	return &feedback{block: block, register: iv, key: make([]byte, size), fed: make([]byte, segment), used: segment,
		segment: segment, kind: kind, encrypts: encrypts}
}

// XORKeyStream implements cipher.Stream.
func (f *feedback) XORKeyStream(dst, src []byte) {
	primed := f.used < f.segment
	for i, b := range src {
		if f.used == f.segment {
			if primed {
				f.shift()
			}
			f.block.Encrypt(f.key, f.register)
			f.used, primed = 0, true
		}
		out := b ^ f.key[f.used]
		switch {
		case f.kind == feedOutput:
			f.fed[f.used] = f.key[f.used]
		case f.encrypts:
			f.fed[f.used] = out
		default:
			f.fed[f.used] = b
		}
		dst[i] = out
		f.used++
	}
	if f.used == f.segment && primed {
		f.shift()
	}
}

// shift moves a full segment into the register.
func (f *feedback) shift() {
	copy(f.register, f.register[f.segment:])
	copy(f.register[len(f.register)-f.segment:], f.fed)
}

// feedbackBits is CFB of single bits.
type feedbackBits struct {
	block    stdcipher.Block
	register []byte
	encrypts bool
}

// XORKeyStream implements cipher.Stream.
func (f *feedbackBits) XORKeyStream(dst, src []byte) {
	key := make([]byte, len(f.register))
	for i := range src {
		in := src[i]
		var out byte
		for bit := 7; bit >= 0; bit-- {
			f.block.Encrypt(key, f.register)
			b := in >> bit & 1
			x := b ^ key[0]>>7
			out |= x << bit
			if f.encrypts {
				b = x
			}
			for n := range f.register {
				next := b
				if n+1 < len(f.register) {
					next = f.register[n+1] >> 7
				}
				f.register[n] = f.register[n]<<1 | next
			}
		}
		dst[i] = out
	}
}

// wrap is AES key wrap (RFC 3394), with padding (RFC 5649), or its older form for triple DES (RFC 3217).
type wrap struct {
	c     *Cipher
	block stdcipher.Block
	iv    []byte
}

func (w *wrap) update(data []byte) ([]byte, error) {
	var out []byte
	var ok bool
	switch {
	case w.block.BlockSize() == 8:
		out, ok = wrapDES(w.block, data, w.c.encrypts)
	case w.c.info.IVLength == 4 && w.c.encrypts:
		out, ok = wrapPadded(w.block, w.iv, data)
	case w.c.info.IVLength == 4:
		out, ok = unwrapPadded(w.block, w.iv, data)
	case w.c.encrypts:
		out, ok = WrapKey(w.block, w.iv, data)
	default:
		out, ok = UnwrapKey(w.block, w.iv, data)
	}
	if !ok {
		return nil, errAdd
	}
	return out, nil
}

func (w *wrap) final() ([]byte, error) { return nil, nil }
