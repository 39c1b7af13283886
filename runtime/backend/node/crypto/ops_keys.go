package crypto

import (
	"math/big"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func keyAt(args op.Args, i int) (*keys.Key, error) { return op.HandleAt[*keys.Key](args, i) }

func handle(key *keys.Key, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return op.Handle{Value: key}, nil
}

func newSecretKey(_ *op.Context, args op.Args) (any, error) {
	return op.Handle{Value: keys.NewSecret(args.Bytes(0))}, nil
}

// newKey(needs private, key or bytes, format, type, passphrase) is a handle.
func newKey(_ *op.Context, args op.Args) (any, error) {
	if key, ok := args[1].(*keys.Key); ok {
		return handle(key, nil)
	}
	in := keys.Input{Data: args.Bytes(1), Format: args.Int(2), Type: -1, Passphrase: bytesOrNil(args, 4)}
	if args.Has(3) {
		in.Type = args.Int(3)
	}
	if args.Bool(0) {
		return handle(keys.ParsePrivate(in))
	}
	return handle(keys.ParsePublicOrPrivate(in))
}

// publicKey(key) is its public half.
func publicKey(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	return handle(key.Public(), nil)
}

func keyKind(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	return int(key.Kind), nil
}

func keyType(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	return key.Type, nil
}

func keySize(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	return len(key.Bytes), nil
}

func keyEquals(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	other, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	return key.Equal(other), nil
}

// keyDetail(key) is what asymmetricKeyDetails shows; length is a secret key's in bits.
func keyDetail(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	switch {
	case key.Kind == keys.Secret:
		return op.Object{{Name: "length", Value: len(key.Bytes) * 8}}, nil
	case key.RSA != nil:
		out := op.Object{{Name: "modulusLength", Value: key.Bits()}, {Name: "publicExponent", Value: key.RSA.E.Bytes()}}
		if pss := key.RSA.PSS; pss != nil {
			out = append(out, op.Field{Name: "hashAlgorithm", Value: pss.Hash}, op.Field{Name: "mgf1HashAlgorithm", Value: pss.MGF1Hash},
				op.Field{Name: "saltLength", Value: pss.SaltLength})
		}
		return out, nil
	case key.DSA != nil:
		return op.Object{{Name: "modulusLength", Value: key.Bits()}, {Name: "divisorLength", Value: key.DSA.Q.BitLen()}}, nil
	case key.EC != nil && key.EC.Curve.Name != "":
		return op.Object{{Name: "namedCurve", Value: key.EC.Curve.Name}}, nil
	}
	return op.Object{}, nil
}

// exportKey(key, format, type, cipher, passphrase) is its bytes; a secret key's are all that it has.
func exportKey(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	out := keys.Output{Format: args.Int(1), Type: args.Int(2), Cipher: args.String(3), Passphrase: args.Bytes(4)}
	switch key.Kind {
	case keys.Secret:
		return append([]byte{}, key.Bytes...), nil
	case keys.Public:
		return bytesResult(key.ExportPublic(out))
	}
	return bytesResult(key.ExportPrivate(out))
}

func knowsKeyCipher(_ *op.Context, args op.Args) (any, error) {
	return keys.KnowsCipher(args.String(0)), nil
}

// exportJWK(key, with rsa-pss) is a JSON Web Key.
func exportJWK(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	members, err := key.ExportJWK(args.Bool(1))
	if err != nil {
		return nil, err
	}
	out := make(op.Object, len(members))
	for i, member := range members {
		out[i] = op.Field{Name: member.Name, Value: member.Value}
	}
	return out, nil
}

// importJWK(names and values in turn) is a handle.
func importJWK(_ *op.Context, args op.Args) (any, error) {
	members := args.Strings(0)
	return handle(keys.ParseJWK(func(name string) string {
		for i := 0; i+1 < len(members); i += 2 {
			if members[i] == name {
				return members[i+1]
			}
		}
		return ""
	}))
}

// importRaw(type, bytes, kind) is a handle to an Edwards or Montgomery key.
func importRaw(_ *op.Context, args op.Args) (any, error) {
	return handle(keys.NewRaw(args.String(0), args.Bytes(1), keys.Kind(args.Int(2))))
}

// importPoint(curve, bytes) is a handle to a public key, or undefined for no point.
func importPoint(_ *op.Context, args op.Args) (any, error) {
	curve := curves.ByName(args.String(0))
	if curve == nil {
		return nil, ossl.InvalidCurve
	}
	x, y, ok := keys.ParsePoint(curve, args.Bytes(1))
	if !ok {
		return nil, nil
	}
	return handle(&keys.Key{Kind: keys.Public, Type: "ec", EC: &keys.EC{Curve: curve, X: x, Y: y}}, nil)
}

// exportRaw(key) is a public key's point or bytes.
func exportRaw(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	if key.EC != nil {
		return keys.FormatPoint(key.EC.Curve, key.EC.X, key.EC.Y, 4), nil
	}
	return append([]byte{}, key.RawPublic...), nil
}

// checkEC(key) says whether an EC key's halves belong together.
func checkEC(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 0)
	if err != nil || key.EC == nil {
		return false, err
	}
	if key.Kind == keys.Private {
		again, ok := keys.NewEC(key.EC.Curve, key.EC.D)
		return ok && again.Equal(key), nil
	}
	return key.EC.Curve.IsOnCurve(key.EC.X, key.EC.Y), nil
}

func getCurves(*op.Context, op.Args) (any, error) { return curves.Names(), nil }

// Making keys. Each returns a handle to the private key.

func generateSecret(_ *op.Context, args op.Args) (any, error) {
	key := make([]byte, args.Int(0)/8)
	_, _ = random(nil, op.Args{key})
	return op.Handle{Value: keys.NewSecret(key)}, nil
}

// generateRSA(bits, exponent, is rsa-pss, hash, MGF1 hash, salt length).
func generateRSA(_ *op.Context, args op.Args) (any, error) {
	pss, err := pssParameters(args)
	if err != nil {
		return nil, err
	}
	return handle(keys.GenerateRSA(args.Int(0), uint32(args.Int64(1)), pss, args.Bool(2)))
}

func generateDSA(_ *op.Context, args op.Args) (any, error) {
	return handle(keys.GenerateDSA(args.Int(0), args.Int(1)))
}

func checkCurve(_ *op.Context, args op.Args) (any, error) {
	if curves.ByName(args.String(0)) == nil {
		return nil, ossl.InvalidCurve
	}
	return nil, nil
}

// generateEC(curve, explicit).
func generateEC(_ *op.Context, args op.Args) (any, error) {
	curve := curves.ByName(args.String(0))
	if curve == nil {
		return nil, ossl.InvalidCurve
	}
	key, err := keys.GenerateEC(curve)
	if err != nil {
		return nil, err
	}
	key.EC.Explicit = args.Bool(1)
	return handle(key, nil)
}

func generateRaw(_ *op.Context, args op.Args) (any, error) {
	return handle(keys.GenerateRaw(args.String(0)))
}

// generateDH(prime, its length or a group's name, generator).
func generateDH(_ *op.Context, args op.Args) (any, error) {
	generator := big.NewInt(args.Int64(1))
	if name := args.String(0); name != "" {
		group, err := groupByName(name)
		if err != nil {
			return nil, err
		}
		return handle(keys.GenerateDH(group.p, group.g))
	}
	if prime := args.Bytes(0); prime != nil {
		return handle(keys.GenerateDH(new(big.Int).SetBytes(prime), generator))
	}
	if args.Int(0) < 16 {
		return nil, ossl.Error("0280007E", "Diffie-Hellman routines", "DH_", "modulus too small")
	}
	p, err := keys.GenerateDHPrime(args.Int(0), args.Int64(1))
	if err != nil {
		return nil, err
	}
	return handle(keys.GenerateDH(p, generator))
}
