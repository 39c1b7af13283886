package crypto

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"math"

	"golang.org/x/crypto/scrypt"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// checkHKDF(algorithm, length) refuses what hkdf can't do.
func checkHKDF(_ *op.Context, args op.Args) (any, error) {
	create := digest.New(args.String(0))
	if create == nil {
		return nil, ossl.InvalidDigest(args.String(0))
	}
	if args.Int(1) > 255*create().Size() {
		return nil, ossl.InvalidKeyLength
	}
	return nil, nil
}

// deriveHKDF(algorithm, key, salt, info, length) is RFC 5869.
func deriveHKDF(_ *op.Context, args op.Args) (any, error) {
	return hkdf.Key(digest.New(args.String(0)), secretAt(args, 1), args.Bytes(2), string(args.Bytes(3)), args.Int(4))
}

// derivePBKDF2(password, salt, iterations, length, algorithm) is RFC 8018.
func derivePBKDF2(_ *op.Context, args op.Args) (any, error) {
	if args.Int(3) == 0 {
		return []byte{}, nil
	}
	return pbkdf2.Key(digest.New(args.String(4)), string(args.Bytes(0)), args.Bytes(1), args.Int(2), args.Int(3))
}

// checkScrypt(N, r, p, maxmem) refuses parameters as OpenSSL does, and those that take more memory than there is.
func checkScrypt(_ *op.Context, args op.Args) (any, error) {
	n, r, p, most := uint64(args.Int64(0)), uint64(args.Int64(1)), uint64(args.Int64(2)), uint64(args.Int64(3))
	invalid := func(why string) error {
		return ossl.Node("RangeError", "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", "Invalid scrypt params"+why)
	}
	if n < 2 || n&(n-1) != 0 || r < 1 || p < 1 || p > (1<<30-1)/r || 16*r <= 63 && n >= 1<<(16*r) {
		return nil, invalid("")
	}
	if n > math.MaxInt64/(32*r*4)-2 || p*128*r+32*r*(n+2)*4 > most || !engine.AllocationAllowed(int64(32*r*(n+2)*4)) {
		return nil, invalid(": memory limit exceeded")
	}
	return nil, nil
}

// deriveScrypt(password, salt, N, r, p, length) is RFC 7914.
func deriveScrypt(_ *op.Context, args op.Args) (any, error) {
	if args.Int(5) == 0 {
		return []byte{}, nil
	}
	return scrypt.Key(args.Bytes(0), args.Bytes(1), args.Int(2), args.Int(3), args.Int(4), args.Int(5))
}
