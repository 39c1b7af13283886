package crypto

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha3"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"hash"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// hasher is what a Hash or Hmac holds: a digest of fixed length or a SHAKE.
type hasher struct {
	digest hash.Hash
	shake  *sha3.SHAKE
	length int // of a SHAKE's output
}

func (h *hasher) Write(data []byte) (int, error) {
	if h.shake != nil {
		return h.shake.Write(data)
	}
	return h.digest.Write(data)
}

func (h *hasher) sum() []byte {
	if h.shake == nil {
		return h.digest.Sum(nil)
	}
	out := make([]byte, h.length)
	_, _ = h.shake.Read(out) // never fails
	return out
}

// newHash(algorithm, output length) is a handle, undefined for an unknown algorithm and
// null for a length that it does not have.
func newHash(_ *op.Context, args op.Args) (any, error) {
	name := digestName(args.String(0))
	if kind, ok := shakes[name]; ok {
		h := &hasher{shake: kind.create(), length: kind.length}
		if args.Has(1) {
			h.length = args.Int(1)
		}
		return op.Handle{Value: h}, nil
	}
	create, ok := digests[name]
	if !ok {
		return nil, nil
	}
	h := &hasher{digest: create()}
	if args.Has(1) && args.Int(1) != h.digest.Size() {
		return op.Null, nil
	}
	return op.Handle{Value: h}, nil
}

// newHMAC(algorithm, key) is a handle, or undefined for an unknown algorithm.
func newHMAC(_ *op.Context, args op.Args) (any, error) {
	create, ok := digests[digestName(args.String(0))]
	if !ok {
		return nil, nil
	}
	return op.Handle{Value: &hasher{digest: hmac.New(create, args.Bytes(1))}}, nil
}

// update(handle, bytes or string); a string counts as UTF-8.
func update(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	data := args.Bytes(1)
	if data == nil {
		data = []byte(args.String(1))
	}
	_, err = h.Write(data)
	return nil, err
}

// digest(handle) is the digest's bytes.
func digest(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	return h.sum(), nil
}

// copyHash(handle, output length) is a handle of the same state; see newHash for the length.
func copyHash(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	copied := *h
	if h.shake != nil {
		shake := *h.shake
		copied.shake = &shake
		if args.Has(1) {
			copied.length = args.Int(1)
		}
		return op.Handle{Value: &copied}, nil
	}
	if args.Has(1) && args.Int(1) != h.digest.Size() {
		return op.Null, nil
	}
	cloner, ok := h.digest.(hash.Cloner)
	if !ok {
		return nil, errors.New("this digest can't be copied")
	}
	if copied.digest, err = cloner.Clone(); err != nil {
		return nil, err
	}
	return op.Handle{Value: &copied}, nil
}

func getHashes(*op.Context, op.Args) (any, error) { return digestNames(), nil }

// random(view) fills it.
func random(_ *op.Context, args op.Args) (any, error) {
	_, _ = rand.Read(args.Bytes(0)) // never fails
	return nil, nil
}

// randomUUID is a version 4 UUID (RFC 9562).
func randomUUID(*op.Context, op.Args) (any, error) {
	var id [16]byte
	_, _ = rand.Read(id[:])
	id[6] = id[6]&0x0F | 0x40
	id[8] = id[8]&0x3F | 0x80
	text := make([]byte, 36)
	hex.Encode(text, id[:4])
	text[8] = '-'
	hex.Encode(text[9:], id[4:6])
	text[13] = '-'
	hex.Encode(text[14:], id[6:8])
	text[18] = '-'
	hex.Encode(text[19:], id[8:10])
	text[23] = '-'
	hex.Encode(text[24:], id[10:])
	return string(text), nil
}

// timingSafeEqual(a, b) compares bytes of one length in constant time.
func timingSafeEqual(_ *op.Context, args op.Args) (any, error) {
	return subtle.ConstantTimeCompare(args.Bytes(0), args.Bytes(1)) == 1, nil
}
