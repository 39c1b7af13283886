package ciphers

import (
	stdcipher "crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
	"slices"
)

// WrapKey wraps text, a multiple of 8 bytes, with the initial value iv (RFC 3394).
func WrapKey(block stdcipher.Block, iv, text []byte) ([]byte, bool) {
	if len(text)%8 != 0 || len(text) < 16 {
		return nil, false
	}
	return wrapRounds(block, iv, text), true
}

func wrapRounds(block stdcipher.Block, iv, text []byte) []byte {
	out := append(append(make([]byte, 0, len(text)+8), iv...), text...)
	var buffer [16]byte
	copy(buffer[:8], iv)
	n := len(text) / 8
	for j := range 6 {
		for i := 1; i <= n; i++ {
			copy(buffer[8:], out[8*i:])
			block.Encrypt(buffer[:], buffer[:])
			binary.BigEndian.PutUint64(buffer[:8], binary.BigEndian.Uint64(buffer[:8])^uint64(n*j+i))
			copy(out[8*i:], buffer[8:])
		}
	}
	copy(out, buffer[:8])
	return out
}

// UnwrapKey undoes WrapKey; ok is false if the result is not what was wrapped.
func UnwrapKey(block stdcipher.Block, iv, text []byte) (out []byte, ok bool) {
	if len(text)%8 != 0 || len(text) < 24 {
		return nil, false
	}
	found, out := unwrapRounds(block, text)
	return out, subtle.ConstantTimeCompare(found, iv) == 1
}

func unwrapRounds(block stdcipher.Block, text []byte) (iv, out []byte) {
	out = append([]byte{}, text[8:]...)
	var buffer [16]byte
	copy(buffer[:8], text)
	n := len(out) / 8
	for j := 5; j >= 0; j-- {
		for i := n; i >= 1; i-- {
			binary.BigEndian.PutUint64(buffer[:8], binary.BigEndian.Uint64(buffer[:8])^uint64(n*j+i))
			copy(buffer[8:], out[8*i-8:])
			block.Decrypt(buffer[:], buffer[:])
			copy(out[8*i-8:], buffer[8:])
		}
	}
	return buffer[:8], out
}

func wrapPadded(block stdcipher.Block, iv, text []byte) ([]byte, bool) {
	if len(text) == 0 {
		return nil, false
	}
	start := binary.BigEndian.AppendUint32(append([]byte{}, iv...), uint32(len(text)))
	padded := append(append([]byte{}, text...), make([]byte, (8-len(text)%8)%8)...)
	if len(padded) == 8 {
		out := append(start, padded...)
		block.Encrypt(out, out)
		return out, true
	}
	return wrapRounds(block, start, padded), true
}

func unwrapPadded(block stdcipher.Block, iv, text []byte) ([]byte, bool) {
	if len(text)%8 != 0 || len(text) < 16 {
		return nil, false
	}
	var start, out []byte
	if len(text) == 16 {
		both := make([]byte, 16)
		block.Decrypt(both, text)
		start, out = both[:8], both[8:]
	} else {
		start, out = unwrapRounds(block, text)
	}
	length := int(binary.BigEndian.Uint32(start[4:]))
	if subtle.ConstantTimeCompare(start[:4], iv) != 1 || length > len(out) || length <= len(out)-8 {
		return nil, false
	}
	for _, b := range out[length:] {
		if b != 0 {
			return nil, false
		}
	}
	return out[:length], true
}

func wrapDES(block stdcipher.Block, text []byte, encrypts bool) ([]byte, bool) {
	second := []byte{0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05}
	if encrypts {
		if len(text)%8 != 0 || len(text) == 0 {
			return nil, false
		}
		sum := sha1.Sum(text)
		iv := make([]byte, 8)
		_, _ = rand.Read(iv) // never fails
		inner := append(append([]byte{}, text...), sum[:8]...)
		stdcipher.NewCBCEncrypter(block, iv).CryptBlocks(inner, inner)
		out := append(iv, inner...)
		slices.Reverse(out)
		stdcipher.NewCBCEncrypter(block, second).CryptBlocks(out, out)
		return out, true
	}
	if len(text)%8 != 0 || len(text) < 24 {
		return nil, false
	}
	out := make([]byte, len(text))
	stdcipher.NewCBCDecrypter(block, second).CryptBlocks(out, text)
	slices.Reverse(out)
	iv, inner := out[:8], out[8:]
	stdcipher.NewCBCDecrypter(block, iv).CryptBlocks(inner, inner)
	key := inner[:len(inner)-8]
	sum := sha1.Sum(key)
	return key, subtle.ConstantTimeCompare(sum[:8], inner[len(key):]) == 1
}
