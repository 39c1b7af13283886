package crypto

import (
	"crypto/hmac"
	"crypto/subtle"
	"hash"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// hasher is what a Hash, Hmac, Sign or Verify holds.
type hasher struct {
	hash.Hash
	name string
}

// newHash(algorithm, output length) is a handle, undefined for an unknown algorithm and
// null for a length that it does not have.
func newHash(_ *op.Context, args op.Args) (any, error) {
	name := digest.Name(args.String(0))
	create := digest.New(name)
	if create == nil {
		return nil, nil
	}
	if !args.Has(1) {
		return op.Handle{Value: &hasher{create(), name}}, nil
	}
	if digest.IsXOF(name) {
		return op.Handle{Value: &hasher{digest.NewXOF(name, args.Int(1)), name}}, nil
	}
	h := create()
	if args.Int(1) != h.Size() {
		return op.Null, nil
	}
	return op.Handle{Value: &hasher{h, name}}, nil
}

// secretAt is a secret's bytes: argument i is they or a key.
func secretAt(args op.Args, i int) []byte {
	if key, ok := args[i].(*keys.Key); ok {
		return key.Bytes
	}
	return args.Bytes(i)
}

// newHMAC(algorithm, key) is a handle, or undefined for an unknown algorithm.
func newHMAC(_ *op.Context, args op.Args) (any, error) {
	create := digest.New(args.String(0))
	if create == nil || digest.IsXOF(args.String(0)) {
		return nil, nil
	}
	return op.Handle{Value: &hasher{hmac.New(create, secretAt(args, 1)), ""}}, nil
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

// digestOf(handle) is the digest's bytes.
func digestOf(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// copyHash(handle, output length) is a handle of the same state; see newHash for the length.
func copyHash(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	if xof, ok := h.Hash.(*digest.XOF); ok {
		length := xof.Default()
		if args.Has(1) {
			length = args.Int(1)
		}
		return op.Handle{Value: &hasher{xof.Copy(length), h.name}}, nil
	}
	if args.Has(1) && args.Int(1) != h.Size() {
		return op.Null, nil
	}
	copied, ok := digest.Clone(h.Hash)
	if !ok {
		return nil, ossl.OperationFailed("this digest can't be copied")
	}
	return op.Handle{Value: &hasher{copied, h.name}}, nil
}

func getHashes(*op.Context, op.Args) (any, error) { return digest.Names(), nil }

// hasDigest(algorithm) says whether there is such a hash function.
func hasDigest(_ *op.Context, args op.Args) (any, error) {
	return digest.New(args.String(0)) != nil, nil
}

// hashJob(algorithm, data) is a whole digest.
func hashJob(_ *op.Context, args op.Args) (any, error) {
	create := digest.New(args.String(0))
	if create == nil {
		return nil, ossl.InvalidDigest(args.String(0))
	}
	h := create()
	h.Write(args.Bytes(1))
	return h.Sum(nil), nil
}

// hmacJob(verifies, algorithm, key, data, signature) is a whole HMAC, or whether the signature is one.
func hmacJob(_ *op.Context, args op.Args) (any, error) {
	create := digest.New(args.String(1))
	if create == nil {
		return nil, ossl.InvalidDigest(args.String(1))
	}
	h := hmac.New(create, secretAt(args, 2))
	h.Write(args.Bytes(3))
	sum := h.Sum(nil)
	if args.Bool(0) {
		return hmac.Equal(sum, args.Bytes(4)), nil
	}
	return sum, nil
}

// timingSafeEqual(a, b) compares bytes of one length in constant time.
func timingSafeEqual(_ *op.Context, args op.Args) (any, error) {
	return subtle.ConstantTimeCompare(args.Bytes(0), args.Bytes(1)) == 1, nil
}
