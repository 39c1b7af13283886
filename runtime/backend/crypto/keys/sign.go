package keys

import (
	"crypto/dsa" //lint:ignore SA1019 Node's crypto has DSA
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"hash"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Scheme says how to sign with a key.
type Scheme struct {
	// Padding of RSA; 0 for the key's own.
	Padding int
	// SaltLength of PSS, or SaltDigest or SaltAuto; it counts only if HasSaltLength is set.
	SaltLength    int
	HasSaltLength bool
	// P1363 gives a DSA or ECDSA signature as two numbers of fixed length rather than as DER.
	P1363 bool
	// Context of Ed448.
	Context []byte
}

var errUnsupported = ossl.Node("Error", "ERR_CRYPTO_UNSUPPORTED_OPERATION", "Unsupported crypto operation")

func derDigestInfo(oid string, sum []byte) []byte {
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(parseOID(oid))
			b.AddASN1NULL()
		})
		b.AddASN1OctetString(sum)
	})
}

// pss decides between the paddings and returns what PSS needs, nil for PKCS #1.
func (k *Key) pss(name string, s Scheme) (newHash, newMGF func() hash.Hash, salt int, err error) {
	padding := s.Padding
	if padding == 0 {
		padding = PaddingPKCS1
		if k.Type == "rsa-pss" {
			padding = PaddingPSS
		}
	}
	if padding == PaddingPKCS1 && k.Type == "rsa" {
		return nil, nil, 0, nil
	}
	if padding != PaddingPSS {
		return nil, nil, 0, errIllegal
	}
	salt = SaltAuto
	if s.HasSaltLength {
		salt = s.SaltLength
	}
	newHash = digest.New(name)
	if newHash == nil {
		return nil, nil, 0, errIllegal
	}
	newMGF = newHash
	if k.RSA.PSS != nil {
		newMGF = digest.New(k.RSA.PSS.MGF1Hash)
		if !s.HasSaltLength {
			salt = k.RSA.PSS.SaltLength
		}
		if salt >= 0 && salt < k.RSA.PSS.SaltLength {
			return nil, nil, 0, ossl.Provider("1C8000AC", "pss saltlen too small")
		}
		if salt == SaltDigest && newHash().Size() < k.RSA.PSS.SaltLength {
			return nil, nil, 0, ossl.Provider("1C8000AC", "pss saltlen too small")
		}
	}
	if k.RSA.PSS != nil && k.RSA.PSS.Hash != digest.Name(name) {
		return nil, nil, 0, ossl.Provider("1C8000AE", "digest not allowed")
	}
	if salt < -2 {
		return nil, nil, 0, ossl.Provider("1C800070", "invalid salt length")
	}
	return newHash, newMGF, salt, nil
}

// DefaultDigest is the digest of a key whose caller names none, "" if it has none of its own.
func (k *Key) DefaultDigest() string {
	switch {
	case k.RSA != nil && k.RSA.PSS != nil:
		return k.RSA.PSS.Hash
	case k.RSA != nil, k.DSA != nil, k.EC != nil:
		return "sha256"
	}
	return ""
}

// SignDigest signs the digest sum, made by the function of that name, with a private key.
func (k *Key) SignDigest(name string, sum []byte, s Scheme) ([]byte, error) {
	switch {
	case k.RSA != nil:
		newHash, newMGF, salt, err := k.pss(name, s)
		if err != nil {
			return nil, err
		}
		if newHash != nil {
			return k.RSA.signPSS(newHash, newMGF, sum, salt)
		}
		return k.RSA.signPKCS1(digest.Name(name), sum)
	case k.DSA != nil:
		r, t, err := k.DSA.sign(sum)
		if err != nil {
			return nil, err
		}
		return s.format(r, t, (k.DSA.Q.BitLen()+7)/8), nil
	case k.EC != nil:
		r, t, err := k.EC.sign(sum)
		if err != nil {
			return nil, err
		}
		return s.format(r, t, k.EC.Curve.OrderSize()), nil
	}
	return nil, errUnsupported
}

func (s Scheme) format(r, t *big.Int, size int) []byte {
	if !s.P1363 {
		return derSignature(r, t)
	}
	out := make([]byte, 2*size)
	r.FillBytes(out[:size])
	t.FillBytes(out[size:])
	return out
}

func (s Scheme) parse(signature []byte, size int) (r, t *big.Int, ok bool) {
	if !s.P1363 {
		return parseSignature(signature)
	}
	if len(signature) != 2*size {
		return nil, nil, false
	}
	return new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:]), true
}

// VerifyDigest checks a signature of SignDigest. What is wrong with the signature is no error.
func (k *Key) VerifyDigest(name string, sum, signature []byte, s Scheme) (bool, error) {
	switch {
	case k.RSA != nil:
		newHash, newMGF, salt, err := k.pss(name, s)
		if err != nil {
			return false, err
		}
		if newHash != nil {
			if k.RSA.PSS != nil && !s.HasSaltLength {
				salt = SaltAuto
			}
			return k.RSA.verifyPSS(newHash, newMGF, sum, salt, signature), nil
		}
		return k.RSA.verifyPKCS1(digest.Name(name), sum, signature), nil
	case k.DSA != nil:
		r, t, ok := s.parse(signature, (k.DSA.Q.BitLen()+7)/8)
		return ok && k.DSA.verify(sum, r, t), nil
	case k.EC != nil:
		r, t, ok := s.parse(signature, k.EC.Curve.OrderSize())
		return ok && k.EC.verify(sum, r, t), nil
	}
	return false, errUnsupported
}

// OneShot says whether the key signs messages rather than digests.
func (k *Key) OneShot() bool { return k.Type == "ed25519" || k.Type == "ed448" }

// SignMessage signs with a key of the Edwards curves.
func (k *Key) SignMessage(message []byte, s Scheme) ([]byte, error) {
	switch k.Type {
	case "ed25519":
		return ed25519.Sign(ed25519.NewKeyFromSeed(k.RawPrivate), message), nil
	case "ed448":
		return curves.Ed448Sign(k.RawPrivate, message, s.Context), nil
	}
	return nil, errUnsupported
}

// VerifyMessage checks a signature of SignMessage.
func (k *Key) VerifyMessage(message, signature []byte, s Scheme) (bool, error) {
	switch k.Type {
	case "ed25519":
		return len(signature) == ed25519.SignatureSize && ed25519.Verify(k.RawPublic, message, signature), nil
	case "ed448":
		return curves.Ed448Verify(k.RawPublic, message, s.Context, signature), nil
	}
	return false, errUnsupported
}

// standardCurve is Go's implementation of a curve, nil if it has none.
func standardCurve(c *curves.Curve) elliptic.Curve {
	switch c.Name {
	case "secp224r1":
		return elliptic.P224()
	case "prime256v1":
		return elliptic.P256()
	case "secp384r1":
		return elliptic.P384()
	case "secp521r1":
		return elliptic.P521()
	}
	return nil
}

func (e *EC) sign(sum []byte) (r, s *big.Int, err error) {
	if c := standardCurve(e.Curve); c != nil {
		private, err := ecdsa.ParseRawPrivateKey(c, e.D)
		if err != nil {
			return nil, nil, ossl.OperationFailed(err.Error())
		}
		der, err := private.Sign(rand.Reader, sum, nil)
		if err != nil {
			return nil, nil, ossl.OperationFailed(err.Error())
		}
		r, s, _ = parseSignature(der)
		return r, s, nil
	}
	return e.Curve.Sign(e.D, sum)
}

func (e *EC) verify(sum []byte, r, s *big.Int) bool {
	if c := standardCurve(e.Curve); c != nil {
		public, err := ecdsa.ParseUncompressedPublicKey(c, FormatPoint(e.Curve, e.X, e.Y, 4))
		return err == nil && r.Sign() > 0 && s.Sign() > 0 && ecdsa.VerifyASN1(public, sum, derSignature(r, s))
	}
	return e.Curve.Verify(e.X, e.Y, sum, r, s)
}

func (d *DSA) standard() *dsa.PrivateKey {
	key := &dsa.PrivateKey{X: d.X}
	key.P, key.Q, key.G, key.Y = d.P, d.Q, d.G, d.Y
	return key
}

// truncate cuts a digest to the order's length.
func (d *DSA) truncate(sum []byte) []byte {
	return sum[:min(len(sum), d.Q.BitLen()/8)]
}

func (d *DSA) sign(sum []byte) (r, s *big.Int, err error) {
	if r, s, err = dsa.Sign(rand.Reader, d.standard(), d.truncate(sum)); err != nil {
		return nil, nil, ossl.OperationFailed("no DSA key")
	}
	return r, s, nil
}

func (d *DSA) verify(sum []byte, r, s *big.Int) bool {
	return dsa.Verify(&d.standard().PublicKey, d.truncate(sum), r, s)
}
