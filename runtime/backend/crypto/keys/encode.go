package keys

import (
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
)

func sequence(fill func(*cryptobyte.Builder)) []byte {
	b := cryptobyte.NewBuilder(nil)
	b.AddASN1(tags.SEQUENCE, fill)
	return b.BytesOrPanic()
}

func numbers(list ...*big.Int) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		for _, n := range list {
			b.AddASN1BigInt(n)
		}
	})
}

var zero = new(big.Int)

// PKCS1Public is an RSAPublicKey.
func (k *Key) PKCS1Public() []byte { return numbers(k.RSA.N, k.RSA.E) }

// PKCS1Private is an RSAPrivateKey.
func (k *Key) PKCS1Private() []byte {
	r := k.RSA
	return numbers(zero, r.N, r.E, r.D, r.P, r.Q, r.DP, r.DQ, r.QInv)
}

// SPKI is the public half as a SubjectPublicKeyInfo.
func (k *Key) SPKI() []byte {
	return sequence(func(b *cryptobyte.Builder) {
		k.addAlgorithm(b)
		b.AddASN1BitString(k.publicBody())
	})
}

func (k *Key) publicBody() []byte {
	integer := func(n *big.Int) []byte {
		b := cryptobyte.NewBuilder(nil)
		b.AddASN1BigInt(n)
		return b.BytesOrPanic()
	}
	switch {
	case k.RSA != nil:
		return k.PKCS1Public()
	case k.DSA != nil:
		return integer(k.DSA.Y)
	case k.DH != nil:
		return integer(k.DH.Y)
	case k.EC != nil:
		return FormatPoint(k.EC.Curve, k.EC.X, k.EC.Y, 4)
	}
	return k.RawPublic
}

// PKCS8 is a private key as a PrivateKeyInfo.
func (k *Key) PKCS8() []byte {
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		k.addAlgorithm(b)
		b.AddASN1(tags.OCTET_STRING, func(b *cryptobyte.Builder) {
			switch {
			case k.RSA != nil:
				b.AddBytes(k.PKCS1Private())
			case k.DSA != nil:
				b.AddASN1BigInt(k.DSA.X)
			case k.DH != nil:
				b.AddASN1BigInt(k.DH.X)
			case k.EC != nil:
				b.AddBytes(k.sec1(false))
			default:
				b.AddASN1OctetString(k.RawPrivate)
			}
		})
	})
}

// SEC1 is an ECPrivateKey that names its curve.
func (k *Key) SEC1() []byte { return k.sec1(true) }

func (k *Key) sec1(withCurve bool) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1OctetString(k.EC.D)
		if withCurve {
			b.AddASN1(tags.Tag(0).ContextSpecific().Constructed(), k.addCurve)
		}
		b.AddASN1(tags.Tag(1).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
			b.AddASN1BitString(FormatPoint(k.EC.Curve, k.EC.X, k.EC.Y, 4))
		})
	})
}

func (k *Key) addAlgorithm(b *cryptobyte.Builder) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		add := func(oid string) { b.AddASN1ObjectIdentifier(parseOID(oid)) }
		switch {
		case k.RSA != nil && k.Type == "rsa-pss":
			add(oidRSAPSS)
			if k.RSA.PSS != nil {
				addPSS(b, k.RSA.PSS)
			}
		case k.RSA != nil:
			add(oidRSA)
			b.AddASN1NULL()
		case k.DSA != nil:
			add(oidDSA)
			b.AddBytes(numbers(k.DSA.P, k.DSA.Q, k.DSA.G))
		case k.DH != nil:
			add(oidDH)
			b.AddBytes(numbers(k.DH.P, k.DH.G))
		case k.EC != nil:
			add(oidEC)
			k.addCurve(b)
		default:
			for _, raw := range rawTypes {
				if raw.name == k.Type {
					add(raw.oid)
				}
			}
		}
	})
}

// addPSS writes RSASSA-PSS-params without what is the default.
func addPSS(b *cryptobyte.Builder, pss *PSS) {
	hash := func(b *cryptobyte.Builder, name string) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(parseOID(hashOIDs[name]))
			b.AddASN1NULL()
		})
	}
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		if pss.Hash != "sha1" {
			b.AddASN1(tags.Tag(0).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { hash(b, pss.Hash) })
		}
		if pss.MGF1Hash != "sha1" {
			b.AddASN1(tags.Tag(1).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(parseOID(oidMGF1))
					hash(b, pss.MGF1Hash)
				})
			})
		}
		if pss.SaltLength != 20 {
			b.AddASN1(tags.Tag(2).ContextSpecific().Constructed(), func(b *cryptobyte.Builder) { b.AddASN1Int64(int64(pss.SaltLength)) })
		}
	})
}

func (k *Key) addCurve(b *cryptobyte.Builder) {
	c := k.EC.Curve
	if !k.EC.Explicit && c.OID != "" {
		b.AddASN1ObjectIdentifier(parseOID(c.OID))
		return
	}
	b.AddBytes(explicitCurve(c))
}

func explicitCurve(c *curves.Curve) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(parseOID(oidPrime))
			b.AddASN1BigInt(c.P)
		})
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1OctetString(c.A.FillBytes(make([]byte, c.Size())))
			b.AddASN1OctetString(c.B.FillBytes(make([]byte, c.Size())))
			if len(c.Seed) > 0 {
				b.AddASN1BitString(c.Seed)
			}
		})
		b.AddASN1OctetString(FormatPoint(c, c.Gx, c.Gy, 4))
		b.AddASN1BigInt(c.N)
		b.AddASN1Int64(1)
	})
}

// derSignature is a pair of numbers, as DSA and ECDSA make it, in DER.
func derSignature(r, s *big.Int) []byte { return numbers(r, s) }

func parseSignature(der []byte) (r, s *big.Int, ok bool) {
	input := cryptobyte.String(der)
	var body cryptobyte.String
	var list [2]*big.Int
	ok = input.ReadASN1(&body, tags.SEQUENCE) && readAll(&body, &list[0], &list[1]) && body.Empty() && input.Empty()
	return list[0], list[1], ok
}
