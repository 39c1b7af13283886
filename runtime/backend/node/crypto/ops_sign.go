package crypto

import (
	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// pssParameters reads hash, MGF1 hash and salt length from argument 3 on; nil for none of them.
func pssParameters(args op.Args) (*keys.PSS, error) {
	if !args.Bool(2) || !args.Has(3) && !args.Has(4) && !args.Has(5) {
		return nil, nil
	}
	pss := &keys.PSS{Hash: "sha1", MGF1Hash: "sha1", SaltLength: 20}
	if args.Has(3) {
		create := digest.New(args.String(3))
		if create == nil {
			return nil, ossl.InvalidDigest(args.String(3))
		}
		pss.Hash = digest.Name(args.String(3))
		pss.MGF1Hash, pss.SaltLength = pss.Hash, create().Size()
	}
	if args.Has(4) {
		if digest.New(args.String(4)) == nil {
			return nil, ossl.Node("TypeError", "ERR_CRYPTO_INVALID_DIGEST", "Invalid MGF1 digest: "+args.String(4))
		}
		pss.MGF1Hash = digest.Name(args.String(4))
	}
	if args.Has(5) {
		pss.SaltLength = args.Int(5)
	}
	return pss, nil
}

// checkPSS takes what generateRSA does and refuses what it can't do.
func checkPSS(_ *op.Context, args op.Args) (any, error) {
	_, err := pssParameters(args)
	return nil, err
}

// schemeAt reads padding, salt length and the signature's encoding (1 is IEEE P1363) from argument i on.
func schemeAt(args op.Args, i int) keys.Scheme {
	return keys.Scheme{Padding: args.Int(i), SaltLength: args.Int(i + 1), HasSaltLength: args.Has(i + 1), P1363: args.Int(i+2) == 1}
}

// signDigest(hash handle, key, padding, salt length, encoding) ends a Sign.
func signDigest(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	key, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	return bytesResult(key.SignDigest(h.name, h.Sum(nil), schemeAt(args, 2)))
}

// verifyDigest(hash handle, key, padding, salt length, encoding, signature) ends a Verify.
func verifyDigest(_ *op.Context, args op.Args) (any, error) {
	h, err := op.HandleAt[*hasher](args, 0)
	if err != nil {
		return nil, err
	}
	key, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	ok, err := key.VerifyDigest(h.name, h.Sum(nil), args.Bytes(5), schemeAt(args, 2))
	return ok, err
}

// signJob(verifies, key, data, algorithm, salt length, padding, encoding, signature) is a whole
// signature, or whether there is one.
func signJob(_ *op.Context, args op.Args) (any, error) {
	key, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	data, name, signature := args.Bytes(2), args.String(3), args.Bytes(7)
	scheme := schemeAt(op.Args{args[5], args[4], args[6]}, 0)
	if key.OneShot() {
		if name != "" {
			return nil, ossl.Provider("1C800096", "invalid digest")
		}
		if args.Bool(0) {
			ok, err := key.VerifyMessage(data, signature, scheme)
			return ok, err
		}
		return bytesResult(key.SignMessage(data, scheme))
	}
	if name == "" {
		name = key.DefaultDigest()
	}
	create := digest.New(name)
	if create == nil {
		return nil, ossl.Error("03000096", "digital envelope routines", "EVP_", "operation not supported for this keytype")
	}
	h := create()
	h.Write(data)
	if args.Bool(0) {
		ok, err := key.VerifyDigest(name, h.Sum(nil), signature, scheme)
		return ok, err
	}
	return bytesResult(key.SignDigest(name, h.Sum(nil), scheme))
}
