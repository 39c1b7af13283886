package crypto

import (
	"crypto/rand"
	"encoding/hex"
	"math/big"

	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

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

// checkRandomPrime(bits, add, rem) refuses what no prime fits.
func checkRandomPrime(_ *op.Context, args op.Args) (any, error) {
	invalid := func(what string) error {
		return ossl.Node("RangeError", "ERR_OUT_OF_RANGE", what)
	}
	if !args.Has(1) {
		return nil, nil
	}
	add := new(big.Int).SetBytes(args.Bytes(1))
	if add.BitLen() > args.Int(0) {
		return nil, invalid("invalid options.add")
	}
	if args.Has(2) && add.Cmp(new(big.Int).SetBytes(args.Bytes(2))) <= 0 {
		return nil, invalid("invalid options.rem")
	}
	return nil, nil
}

// generatePrime(bits, safe, add, rem) is a prime's bytes. Without rem it is 1 modulo add.
func generatePrime(ctx *op.Context, args op.Args) (any, error) {
	bits, safe := args.Int(0), args.Bool(1)
	size := (bits + 7) / 8
	if bits < 2 || safe && bits < 3 {
		return nil, ossl.Error("0180007B", "bignum routines", "BN_", "bits too small")
	}
	if !args.Has(2) && !safe {
		p, err := rand.Prime(rand.Reader, bits)
		if err != nil {
			return nil, ossl.OperationFailed(err.Error())
		}
		return p.FillBytes(make([]byte, size)), nil
	}
	add, rem := big.NewInt(2), big.NewInt(1)
	if args.Has(2) {
		add = new(big.Int).SetBytes(args.Bytes(2))
		rem = big.NewInt(1)
		if safe {
			rem = big.NewInt(3)
			if add.Cmp(rem) <= 0 {
				rem = big.NewInt(1)
			}
		}
	}
	if args.Has(3) {
		rem = new(big.Int).SetBytes(args.Bytes(3))
	}
	if add.Sign() == 0 {
		return nil, ossl.Error("01800067", "bignum routines", "BN_", "div by zero")
	}
	if safe {
		p, err := keys.SafePrime(bits, add, rem)
		if err != nil {
			return nil, err
		}
		return p.FillBytes(make([]byte, size)), nil
	}
	top := new(big.Int).Lsh(big.NewInt(1), uint(bits-1))
	for ctx == nil || ctx.Err() == nil {
		p, err := rand.Int(rand.Reader, top)
		if err != nil {
			return nil, ossl.OperationFailed(err.Error())
		}
		p.Add(p, top)
		p.Sub(p, new(big.Int).Mod(p, add)).Add(p, rem)
		for tries := 0; p.BitLen() <= bits && tries < 4096; tries++ {
			if p.BitLen() == bits && p.ProbablyPrime(20) {
				return p.FillBytes(make([]byte, size)), nil
			}
			p.Add(p, add)
		}
	}
	return nil, ossl.OperationFailed("the runtime ends")
}

// checkPrime(candidate, checks) says whether the bytes are a prime in all likelihood.
func checkPrime(_ *op.Context, args op.Args) (any, error) {
	n := new(big.Int).SetBytes(args.Bytes(0))
	return n.ProbablyPrime(min(max(args.Int(1), 20), 1000)), nil
}
