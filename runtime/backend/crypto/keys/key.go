// Package keys has the keys of node:crypto: their forms in DER, PEM and JWK, how they are made, and
// what they sign, verify, encrypt and agree on. It parses what comes from anywhere. Builtins
// under runtime/backend/node and web may import it.
package keys

import (
	"crypto/subtle"
	"math/big"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
)

// Kind says what a key may do.
type Kind int

// The numbers are those that the JavaScript half uses.
const (
	Secret Kind = iota
	Public
	Private
)

// Key is a secret, public or private key. It does not change once it is made.
type Key struct {
	Kind Kind
	// Type is Node's asymmetricKeyType: "rsa", "rsa-pss", "dsa", "dh", "ec", "ed25519", "ed448",
	// "x25519" or "x448"; "" of a secret key.
	Type string
	// Bytes are a secret key.
	Bytes []byte

	RSA *RSA
	DSA *DSA
	DH  *DH
	EC  *EC
	// RawPublic and RawPrivate are the keys of the last four types.
	RawPublic, RawPrivate []byte
}

// Discard makes a Key one that engines share (op.Shared): it never changes, and holds nothing open.
func (k *Key) Discard() {}

// RSA is an RSA key; of a public one only N and E are set.
type RSA struct {
	N, E, D, P, Q, DP, DQ, QInv *big.Int
	// PSS restricts an rsa-pss key; nil for none.
	PSS *PSS
}

// PSS are the parameters that an rsa-pss key insists on.
type PSS struct {
	Hash, MGF1Hash string
	SaltLength     int
}

// DSA is a DSA key; X is nil in a public one.
type DSA struct{ P, Q, G, Y, X *big.Int }

// DH is a Diffie-Hellman key; X is nil in a public one.
type DH struct{ P, G, Y, X *big.Int }

// EC is a key on a curve; D is nil in a public one.
type EC struct {
	Curve *curves.Curve
	X, Y  *big.Int
	D     []byte
	// Explicit makes exports spell out the curve's parameters.
	Explicit bool
}

// NewSecret makes a secret key of bytes, which it copies.
func NewSecret(bytes []byte) *Key {
	return &Key{Kind: Secret, Bytes: append([]byte{}, bytes...)}
}

// Public returns the public half of an asymmetric key.
func (k *Key) Public() *Key {
	if k.Kind != Private {
		return k
	}
	public := &Key{Kind: Public, Type: k.Type, RawPublic: k.RawPublic}
	switch {
	case k.RSA != nil:
		public.RSA = &RSA{N: k.RSA.N, E: k.RSA.E, PSS: k.RSA.PSS}
	case k.DSA != nil:
		public.DSA = &DSA{P: k.DSA.P, Q: k.DSA.Q, G: k.DSA.G, Y: k.DSA.Y}
	case k.DH != nil:
		public.DH = &DH{P: k.DH.P, G: k.DH.G, Y: k.DH.Y}
	case k.EC != nil:
		public.EC = &EC{Curve: k.EC.Curve, X: k.EC.X, Y: k.EC.Y, Explicit: k.EC.Explicit}
	}
	return public
}

// Equal says whether two keys are the same. Secret bytes are compared in constant time.
func (k *Key) Equal(other *Key) bool {
	if k.Kind != other.Kind || k.Type != other.Type {
		return false
	}
	if k.Kind == Secret {
		return subtle.ConstantTimeCompare(k.Bytes, other.Bytes) == 1
	}
	same := func(a, b *big.Int) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }
	switch {
	case k.RSA != nil:
		return same(k.RSA.N, other.RSA.N) && same(k.RSA.E, other.RSA.E)
	case k.DSA != nil:
		return same(k.DSA.P, other.DSA.P) && same(k.DSA.Q, other.DSA.Q) && same(k.DSA.G, other.DSA.G) && same(k.DSA.Y, other.DSA.Y)
	case k.DH != nil:
		return same(k.DH.P, other.DH.P) && same(k.DH.G, other.DH.G) && same(k.DH.Y, other.DH.Y)
	case k.EC != nil:
		return sameCurve(k.EC.Curve, other.EC.Curve) && same(k.EC.X, other.EC.X) && same(k.EC.Y, other.EC.Y)
	}
	return string(k.RawPublic) == string(other.RawPublic)
}

func sameCurve(a, b *curves.Curve) bool {
	return a == b || a.P.Cmp(b.P) == 0 && a.A.Cmp(b.A) == 0 && a.B.Cmp(b.B) == 0 && a.Gx.Cmp(b.Gx) == 0 && a.Gy.Cmp(b.Gy) == 0
}

// Bits is the size of an RSA, DSA or DH key's modulus, or of a secret key.
func (k *Key) Bits() int {
	switch {
	case k.RSA != nil:
		return k.RSA.N.BitLen()
	case k.DSA != nil:
		return k.DSA.P.BitLen()
	case k.DH != nil:
		return k.DH.P.BitLen()
	}
	return len(k.Bytes) * 8
}
