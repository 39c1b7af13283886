// Package certificate reads X.509 certificates as Node's X509Certificate shows them. What it is given
// comes from anywhere. Builtins under runtime/backend/node and web may import it.
package certificate

import (
	"bytes"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Certificate is an X.509 certificate (RFC 5280).
type Certificate struct {
	// Raw is the certificate in DER, Signed the part of it that is signed.
	Raw, Signed []byte
	Serial      *big.Int
	// Issuer and Subject are names; IssuerRaw and SubjectRaw are they in DER.
	Issuer, Subject       Name
	IssuerRaw, SubjectRaw []byte
	NotBefore, NotAfter   time.Time
	// PublicKeyRaw is the key in DER.
	PublicKeyRaw []byte
	Signature    []byte
	// CA says whether it may sign certificates.
	CA bool
	// ExtendedKeyUsage has object identifiers; nil for none.
	ExtendedKeyUsage []string
	// KeyUsage is nil without that extension.
	KeyUsage *asn1.BitString

	algorithm            string
	algorithmParameters  []byte
	altNames, infoAccess cryptobyte.String
	hasAltNames          bool
	hasInfoAccess        bool
	subjectKeyID         []byte
	authorityKeyID       []byte
}

// Part is an attribute of a name; Joined means that it shares its level with the one before.
type Part struct {
	OID, Value string
	Joined     bool
}

// Name is a distinguished name, its outermost part first.
type Name []Part

var errPEM = ossl.Error("0480006C", "PEM routines", "PEM_", "no start line")

func errASN1() error {
	return ossl.Error("068000A8", "asn1 encoding routines", "ASN1_", "wrong tag")
}

// Parse reads a certificate in PEM or DER.
func Parse(data []byte) (*Certificate, error) {
	if bytes.Contains(data, []byte("-----BEGIN")) {
		for {
			var block *pem.Block
			if block, data = pem.Decode(data); block == nil {
				return nil, errPEM
			}
			if block.Type == "CERTIFICATE" || block.Type == "X509 CERTIFICATE" || block.Type == "TRUSTED CERTIFICATE" {
				data = block.Bytes
				break
			}
		}
	}
	return parseDER(data)
}

func readOID(s *cryptobyte.String) (string, bool) {
	var oid asn1.ObjectIdentifier
	ok := s.ReadASN1ObjectIdentifier(&oid)
	return oid.String(), ok
}

func parseDER(der []byte) (*Certificate, error) {
	der = bytes.Clone(der)
	input := cryptobyte.String(der)
	var raw, body, signed, tbs, algorithm cryptobyte.String
	var signature asn1.BitString
	if !input.ReadASN1Element(&raw, tags.SEQUENCE) {
		return nil, errASN1()
	}
	c := &Certificate{Raw: raw}
	outer := raw
	if !outer.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Element(&signed, tags.SEQUENCE) ||
		!body.ReadASN1(&algorithm, tags.SEQUENCE) || !body.ReadASN1BitString(&signature) {
		return nil, errASN1()
	}
	var ok bool
	if c.algorithm, ok = readOID(&algorithm); !ok {
		return nil, errASN1()
	}
	c.algorithmParameters = algorithm
	c.Signed, c.Signature = signed, signature.RightAlign()
	inner := signed
	var issuer, subject, validity, key, extensions cryptobyte.String
	var hasExtensions bool
	c.Serial = new(big.Int)
	context := func(n uint8) tags.Tag { return tags.Tag(n).ContextSpecific() }
	if !inner.ReadASN1(&tbs, tags.SEQUENCE) || !tbs.SkipOptionalASN1(context(0).Constructed()) || !tbs.ReadASN1Integer(c.Serial) ||
		!tbs.SkipASN1(tags.SEQUENCE) || !tbs.ReadASN1Element(&issuer, tags.SEQUENCE) || !tbs.ReadASN1(&validity, tags.SEQUENCE) ||
		!tbs.ReadASN1Element(&subject, tags.SEQUENCE) || !tbs.ReadASN1Element(&key, tags.SEQUENCE) ||
		!tbs.SkipOptionalASN1(context(1)) || !tbs.SkipOptionalASN1(context(2)) ||
		!tbs.ReadOptionalASN1(&extensions, &hasExtensions, context(3).Constructed()) {
		return nil, errASN1()
	}
	c.IssuerRaw, c.SubjectRaw, c.PublicKeyRaw = issuer, subject, key
	if c.Issuer, ok = parseName(issuer); !ok {
		return nil, errASN1()
	}
	if c.Subject, ok = parseName(subject); !ok {
		return nil, errASN1()
	}
	if c.NotBefore, ok = readTime(&validity); !ok {
		return nil, errASN1()
	}
	if c.NotAfter, ok = readTime(&validity); !ok {
		return nil, errASN1()
	}
	if hasExtensions && !c.parseExtensions(extensions) {
		return nil, errASN1()
	}
	return c, nil
}

func readTime(s *cryptobyte.String) (t time.Time, ok bool) {
	if s.PeekASN1Tag(tags.UTCTime) {
		ok = s.ReadASN1UTCTime(&t)
		return t, ok
	}
	ok = s.ReadASN1GeneralizedTime(&t)
	return t, ok
}

func parseName(element cryptobyte.String) (Name, bool) {
	var sets cryptobyte.String
	if !element.ReadASN1(&sets, tags.SEQUENCE) {
		return nil, false
	}
	var name Name
	for !sets.Empty() {
		var set cryptobyte.String
		if !sets.ReadASN1(&set, tags.SET) {
			return nil, false
		}
		for joined := false; !set.Empty(); joined = true {
			var pair, value cryptobyte.String
			var tag tags.Tag
			if !set.ReadASN1(&pair, tags.SEQUENCE) {
				return nil, false
			}
			oid, ok := readOID(&pair)
			if !ok || !pair.ReadAnyASN1(&value, &tag) {
				return nil, false
			}
			name = append(name, Part{oid, text(value, tag), joined})
		}
	}
	return name, true
}

// text is a string of any of ASN.1's types.
func text(value []byte, tag tags.Tag) string {
	switch tag {
	case tags.Tag(30): // BMPString
		runes := make([]rune, 0, len(value)/2)
		for i := 0; i+1 < len(value); i += 2 {
			runes = append(runes, rune(value[i])<<8|rune(value[i+1]))
		}
		return string(runes)
	case tags.T61String, tags.IA5String, tags.PrintableString:
		runes := make([]rune, len(value))
		for i, b := range value {
			runes[i] = rune(b)
		}
		return string(runes)
	}
	return string(value)
}

func (c *Certificate) parseExtensions(wrapped cryptobyte.String) bool {
	var list cryptobyte.String
	if !wrapped.ReadASN1(&list, tags.SEQUENCE) {
		return false
	}
	for !list.Empty() {
		var extension, value cryptobyte.String
		if !list.ReadASN1(&extension, tags.SEQUENCE) {
			return false
		}
		oid, ok := readOID(&extension)
		if !ok || !extension.SkipOptionalASN1(tags.BOOLEAN) || !extension.ReadASN1(&value, tags.OCTET_STRING) {
			return false
		}
		// An extension that can't be read counts as missing.
		switch oid {
		case "2.5.29.17":
			c.hasAltNames = value.ReadASN1(&c.altNames, tags.SEQUENCE)
		case "1.3.6.1.5.5.7.1.1":
			c.hasInfoAccess = value.ReadASN1(&c.infoAccess, tags.SEQUENCE)
		case "2.5.29.19":
			var constraints cryptobyte.String
			if value.ReadASN1(&constraints, tags.SEQUENCE) && constraints.PeekASN1Tag(tags.BOOLEAN) {
				_ = constraints.ReadASN1Boolean(&c.CA)
			}
		case "2.5.29.37":
			var purposes cryptobyte.String
			if !value.ReadASN1(&purposes, tags.SEQUENCE) {
				continue
			}
			for !purposes.Empty() {
				purpose, ok := readOID(&purposes)
				if !ok {
					break
				}
				c.ExtendedKeyUsage = append(c.ExtendedKeyUsage, purpose)
			}
		case "2.5.29.15":
			var usage asn1.BitString
			if value.ReadASN1BitString(&usage) {
				c.KeyUsage = &usage
			}
		case "2.5.29.14":
			var id cryptobyte.String
			if value.ReadASN1(&id, tags.OCTET_STRING) {
				c.subjectKeyID = id
			}
		case "2.5.29.35":
			var sequence, id cryptobyte.String
			var present bool
			if value.ReadASN1(&sequence, tags.SEQUENCE) && sequence.ReadOptionalASN1(&id, &present, tags.Tag(0).ContextSpecific()) && present {
				c.authorityKeyID = id
			}
		}
	}
	return true
}

// PublicKey is the certificate's key.
func (c *Certificate) PublicKey() (*keys.Key, error) { return keys.ParseSPKI(c.PublicKeyRaw) }

// PEM is the certificate as text.
func (c *Certificate) PEM() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
}

// IssuedBy says whether the other certificate can have signed this one: by names, key identifiers and
// usage, without checking the signature.
func (c *Certificate) IssuedBy(issuer *Certificate) bool {
	if !bytes.Equal(c.IssuerRaw, issuer.SubjectRaw) {
		return false
	}
	if c.authorityKeyID != nil && issuer.subjectKeyID != nil && !bytes.Equal(c.authorityKeyID, issuer.subjectKeyID) {
		return false
	}
	const certificateSigning = 5
	return issuer.KeyUsage == nil || issuer.KeyUsage.At(certificateSigning) == 1
}

// VerifiedBy checks the signature by a public key.
func (c *Certificate) VerifiedBy(key *keys.Key) bool {
	return keys.VerifySigned(key, c.algorithm, c.algorithmParameters, c.Signed, c.Signature)
}

func init() {
	keys.CertificateKey = func(der []byte) (*keys.Key, error) {
		c, err := parseDER(der)
		if err != nil {
			return nil, err
		}
		return c.PublicKey()
	}
}
