package keys

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"math/big"

	"filippo.io/bigmod"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// power is base to the exponent modulo m, in time that does not show the exponent if m is odd.
func power(base, exponent, m *big.Int) *big.Int {
	if m.Sign() <= 0 {
		return new(big.Int)
	}
	modulus, err := bigmod.NewModulus(m.Bytes())
	if err != nil || m.Bit(0) == 0 || m.BitLen() < 8 {
		return new(big.Int).Exp(base, exponent, m)
	}
	reduced := new(big.Int).Mod(base, m)
	x, err := bigmod.NewNat().SetBytes(reduced.FillBytes(make([]byte, modulus.Size())), modulus)
	if err != nil {
		return new(big.Int).Exp(base, exponent, m)
	}
	size := max(modulus.Size(), (exponent.BitLen()+7)/8)
	out := bigmod.NewNat().Exp(x, exponent.FillBytes(make([]byte, size)), modulus)
	return new(big.Int).SetBytes(out.Bytes(modulus))
}

// Power is base to the secret exponent modulo m.
func Power(base, exponent, m *big.Int) *big.Int { return power(base, exponent, m) }

func standardECDH(c *curves.Curve) ecdh.Curve {
	switch c.Name {
	case "prime256v1":
		return ecdh.P256()
	case "secp384r1":
		return ecdh.P384()
	case "secp521r1":
		return ecdh.P521()
	}
	return nil
}

// basePoint is the public key of a private one.
func basePoint(c *curves.Curve, d []byte) (x, y *big.Int, ok bool) {
	if standard := standardECDH(c); standard != nil {
		private, err := standard.NewPrivateKey(d)
		if err != nil {
			return nil, nil, false
		}
		return ParsePoint(c, private.PublicKey().Bytes())
	}
	return c.Base(d)
}

// NewEC makes a private key of its number; ok is false if that is none.
func NewEC(c *curves.Curve, number []byte) (*Key, bool) {
	d := new(big.Int).SetBytes(number)
	if d.Sign() == 0 || d.Cmp(c.N) >= 0 {
		return nil, false
	}
	bytes := d.FillBytes(make([]byte, c.OrderSize()))
	x, y, ok := basePoint(c, bytes)
	return &Key{Kind: Private, Type: "ec", EC: &EC{Curve: c, X: x, Y: y, D: bytes}}, ok
}

// GenerateEC makes a private key.
func GenerateEC(c *curves.Curve) (*Key, error) {
	d, err := c.RandomScalar()
	if err != nil {
		return nil, err
	}
	key, ok := NewEC(c, d)
	if !ok {
		return nil, ossl.OperationFailed("no EC key")
	}
	return key, nil
}

// SharedEC is the coordinate that a private key and a point agree on.
func SharedEC(c *curves.Curve, d []byte, x, y *big.Int) ([]byte, error) {
	if standard := standardECDH(c); standard != nil {
		private, err := standard.NewPrivateKey(d)
		if err != nil {
			return nil, ossl.OperationFailed("no EC key")
		}
		public, err := standard.NewPublicKey(FormatPoint(c, x, y, 4))
		if err != nil {
			return nil, ossl.OperationFailed("no EC key")
		}
		return private.ECDH(public)
	}
	sx, _, ok := c.Multiply(x, y, d)
	if !ok {
		return nil, ossl.OperationFailed("no shared point")
	}
	return sx.FillBytes(make([]byte, c.Size())), nil
}

// Shared is what a private key and another's public key agree on (crypto.diffieHellman).
func (k *Key) Shared(other *Key) ([]byte, error) {
	failed := ossl.Node("Error", "ERR_CRYPTO_OPERATION_FAILED", "Deriving bits failed")
	switch {
	case k.Type != other.Type:
		return nil, ossl.Provider("1C8000E2", "mismatching domain parameters")
	case k.EC != nil:
		if !sameCurve(k.EC.Curve, other.EC.Curve) {
			return nil, ossl.Error("05800097", "Diffie-Hellman routines", "", "mismatching domain parameters")
		}
		return SharedEC(k.EC.Curve, k.EC.D, other.EC.X, other.EC.Y)
	case k.DH != nil:
		if k.DH.P.Cmp(other.DH.P) != 0 || k.DH.G.Cmp(other.DH.G) != 0 {
			return nil, ossl.Provider("1C8000CB", "mismatching domain parameters")
		}
		secret := power(other.DH.Y, k.DH.X, k.DH.P)
		return secret.FillBytes(make([]byte, (k.DH.P.BitLen()+7)/8)), nil
	case k.Type == "x25519":
		private, err := ecdh.X25519().NewPrivateKey(k.RawPrivate)
		if err != nil {
			return nil, failed
		}
		public, err := ecdh.X25519().NewPublicKey(other.RawPublic)
		if err != nil {
			return nil, failed
		}
		secret, err := private.ECDH(public)
		if err != nil {
			return nil, ossl.Error("1C80007D", "Provider routines", "", "failed during derivation")
		}
		return secret, nil
	case k.Type == "x448":
		secret, err := curves.X448(k.RawPrivate, other.RawPublic)
		if err != nil {
			return nil, ossl.Error("1C80007D", "Provider routines", "", "failed during derivation")
		}
		return secret, nil
	}
	return nil, errUnsupported
}

// NewRaw makes a key of the types whose keys are plain bytes.
func NewRaw(name string, raw []byte, kind Kind) (*Key, error) {
	if size := rawSize(name); size == 0 || len(raw) != size {
		return nil, ossl.Unsupported
	}
	key := &Key{Kind: kind, Type: name}
	if kind == Public {
		key.RawPublic = append([]byte{}, raw...)
		return key, nil
	}
	key.RawPrivate = append([]byte{}, raw...)
	switch name {
	case "ed25519":
		key.RawPublic = ed25519.NewKeyFromSeed(raw).Public().(ed25519.PublicKey)
	case "x25519":
		private, err := ecdh.X25519().NewPrivateKey(raw)
		if err != nil {
			return nil, ossl.Unsupported
		}
		key.RawPublic = private.PublicKey().Bytes()
	case "ed448":
		key.RawPublic = curves.Ed448Public(raw)
	case "x448":
		public, err := curves.X448Public(raw)
		if err != nil {
			return nil, ossl.Unsupported
		}
		key.RawPublic = public
	}
	return key, nil
}
