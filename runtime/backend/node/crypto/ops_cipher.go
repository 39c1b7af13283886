package crypto

import (
	"crypto/aes"
	stdcipher "crypto/cipher"
	"math/big"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/node/crypto/ciphers"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func getCiphers(*op.Context, op.Args) (any, error) { return ciphers.Names(), nil }

// getCipherInfo(name or number, key length, IV length) is undefined where there is no such cipher.
func getCipherInfo(_ *op.Context, args op.Args) (any, error) {
	info := ciphers.ByNID(args.Int(0))
	if name := args.String(0); name != "" {
		info = ciphers.ByName(name)
	}
	if info == nil {
		return nil, nil
	}
	keyLength, ivLength := info.KeyLength, info.IVLength
	if args.Has(1) && args.Int(1) != keyLength {
		return nil, nil
	}
	if args.Has(2) {
		if ivLength = args.Int(2); !info.ValidIVLength(ivLength) {
			return nil, nil
		}
	}
	out := op.Object{{Name: "mode", Value: info.Mode}, {Name: "name", Value: info.Name}, {Name: "nid", Value: info.NID}}
	if info.BlockSize > 0 {
		size := info.BlockSize
		out = append(out, op.Field{Name: "blockSize", Value: size})
	}
	if ivLength != 0 {
		out = append(out, op.Field{Name: "ivLength", Value: ivLength})
	}
	return append(out, op.Field{Name: "keyLength", Value: keyLength}), nil
}

// bytesOrNil is argument i's bytes, nil only if there is none.
func bytesOrNil(args op.Args, i int) []byte {
	if !args.Has(i) {
		return nil
	}
	return append([]byte{}, args.Bytes(i)...)
}

// newCipher(name, encrypts, key, iv, tag length) is a handle.
func newCipher(_ *op.Context, args op.Args) (any, error) {
	c, err := ciphers.New(args.String(0), args.Bool(1), secretAt(args, 2), bytesOrNil(args, 3), args.Int(4))
	if err != nil {
		return nil, err
	}
	return op.Handle{Value: c}, nil
}

func cipherUpdate(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	data := args.Bytes(1)
	if data == nil {
		data = []byte(args.String(1))
	}
	return bytesResult(c.Update(data))
}

func cipherFinal(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	return bytesResult(c.Final())
}

// bytesResult makes no bytes an empty ArrayBuffer.
func bytesResult(out []byte, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	if out == nil {
		out = []byte{}
	}
	return out, nil
}

func cipherPadding(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	return c.SetAutoPadding(args.Bool(1)), nil
}

func cipherSetTag(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	ok, err := c.SetAuthTag(args.Bytes(1))
	return ok, err
}

func cipherSetAAD(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	ok, err := c.SetAAD(args.Bytes(1), args.Int(2))
	return ok, err
}

func cipherTag(_ *op.Context, args op.Args) (any, error) {
	c, err := op.HandleAt[*ciphers.Cipher](args, 0)
	if err != nil {
		return nil, err
	}
	if tag, ok := c.AuthTag(); ok {
		return append([]byte{}, tag...), nil
	}
	return nil, nil
}

// aesJob(encrypts, key, data, mode, iv, tag or its length or the counter's, additional data) is a whole
// operation of the Web Crypto API.
func aesJob(_ *op.Context, args op.Args) (any, error) {
	encrypts, key, data := args.Bool(0), secretAt(args, 1), args.Bytes(2)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, ossl.InvalidKeyLength
	}
	failed := ossl.OperationFailed("Cipher job failed")
	switch args.String(3) {
	case "ctr":
		return counterMode(block, data, args.Bytes(4), args.Int(5))
	case "kw":
		initial := []byte{0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6}
		crypt := ciphers.UnwrapKey
		if encrypts {
			crypt = ciphers.WrapKey
		}
		out, ok := crypt(block, initial, data)
		if !ok {
			return nil, failed
		}
		return out, nil
	}
	name := map[int]string{16: "aes-128-", 24: "aes-192-", 32: "aes-256-"}[len(key)] + args.String(3)
	tagLength := -1
	if encrypts && args.Has(5) {
		tagLength = args.Int(5)
	}
	c, err := ciphers.New(name, encrypts, key, bytesOrNil(args, 4), tagLength)
	if err != nil {
		return nil, err
	}
	if !encrypts && args.Has(5) {
		if ok, err := c.SetAuthTag(args.Bytes(5)); err != nil || !ok {
			return nil, failed
		}
	}
	if args.Has(6) {
		if _, err := c.SetAAD(args.Bytes(6), -1); err != nil {
			return nil, err
		}
	}
	out, err := c.Update(data)
	if err != nil {
		return nil, err
	}
	rest, err := c.Final()
	if err != nil {
		return nil, err
	}
	tag, _ := c.AuthTag()
	return bytesResult(append(append(out, rest...), tag...), nil)
}

// counterMode is CTR whose counter is the last length bits of the first block.
func counterMode(block stdcipher.Block, data, first []byte, length int) (any, error) {
	if len(first) != 16 || length < 1 || length > 128 {
		return nil, ossl.OperationFailed("Cipher job failed")
	}
	out := make([]byte, len(data))
	modulus := new(big.Int).Lsh(big.NewInt(1), uint(length))
	start := new(big.Int).SetBytes(first)
	counter := new(big.Int).Mod(start, modulus)
	// The blocks before the counter overflows.
	left := new(big.Int).Sub(modulus, counter)
	needed := big.NewInt(int64((len(data) + 15) / 16))
	if needed.Cmp(modulus) > 0 {
		return nil, ossl.OperationFailed("Cipher job failed")
	}
	if needed.Cmp(left) <= 0 {
		stdcipher.NewCTR(block, first).XORKeyStream(out, data)
		return out, nil
	}
	split := int(left.Int64()) * 16
	stdcipher.NewCTR(block, first).XORKeyStream(out[:split], data[:split])
	again := start.Sub(start, counter).FillBytes(make([]byte, 16))
	stdcipher.NewCTR(block, again).XORKeyStream(out[split:], data[split:])
	return out, nil
}

// rsaJob(what, key, data, padding, hash, label) is "encrypt" or "verify" by the public key, "decrypt" or "sign"
// by the private one.
func rsaJob(_ *op.Context, args op.Args) (any, error) {
	key, err := op.HandleAt[*keys.Key](args, 1)
	if err != nil {
		return nil, err
	}
	if key.Type != "rsa" {
		return nil, ossl.Error("03000096", "digital envelope routines", "EVP_", "operation not supported for this keytype")
	}
	hash := args.String(4)
	if args.Has(4) && digest.New(hash) == nil {
		return nil, ossl.Error("03000098", "digital envelope routines", "EVP_", "invalid digest")
	}
	if hash == "" {
		hash = "sha1"
	}
	switch args.String(0) {
	case "encrypt":
		return bytesResult(key.RSA.Encrypt(args.Bytes(2), args.Int(3), hash, args.Bytes(5)))
	case "decrypt":
		return bytesResult(key.RSA.Decrypt(args.Bytes(2), args.Int(3), hash, args.Bytes(5)))
	case "sign":
		return bytesResult(key.RSA.PrivateEncrypt(args.Bytes(2), args.Int(3)))
	}
	return bytesResult(key.RSA.PublicDecrypt(args.Bytes(2), args.Int(3)))
}
