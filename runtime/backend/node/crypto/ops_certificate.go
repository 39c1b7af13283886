package crypto

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/asn1"
	"encoding/base64"
	"math"
	"net/netip"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/deskjs/deskjs/runtime/backend/crypto/certificate"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func parseCertificate(_ *op.Context, args op.Args) (any, error) {
	c, err := certificate.Parse(args.Bytes(0))
	if err != nil {
		return nil, err
	}
	return op.Handle{Value: c}, nil
}

func certificateAt(args op.Args) (*certificate.Certificate, error) {
	return op.HandleAt[*certificate.Certificate](args, 0)
}

func optional(text string, ok bool) any {
	if !ok {
		return nil
	}
	return text
}

// certificateGet(certificate, name) is the property of that name.
func certificateGet(_ *op.Context, args op.Args) (any, error) {
	c, err := certificateAt(args)
	if err != nil {
		return nil, err
	}
	switch args.String(1) {
	case "subject":
		return optional(c.Subject.String(), len(c.Subject) > 0), nil
	case "issuer":
		return optional(c.Issuer.String(), len(c.Issuer) > 0), nil
	case "subjectAltName":
		return optional(c.AltNameText()), nil
	case "infoAccess":
		return optional(c.InfoAccessText()), nil
	case "validFrom":
		return certificate.Time(c.NotBefore), nil
	case "validTo":
		return certificate.Time(c.NotAfter), nil
	case "validFromTime":
		return c.NotBefore.UnixMilli(), nil
	case "validToTime":
		return c.NotAfter.UnixMilli(), nil
	case "fingerprint":
		sum := sha1.Sum(c.Raw)
		return certificate.Fingerprint(sum[:]), nil
	case "fingerprint256":
		sum := sha256.Sum256(c.Raw)
		return certificate.Fingerprint(sum[:]), nil
	case "fingerprint512":
		sum := sha512.Sum512(c.Raw)
		return certificate.Fingerprint(sum[:]), nil
	case "keyUsage":
		if c.ExtendedKeyUsage == nil {
			return nil, nil
		}
		return c.ExtendedKeyUsage, nil
	case "serialNumber":
		text := strings.ToUpper(c.Serial.Text(16))
		if len(text)%2 == 1 {
			text = "0" + text
		}
		return text, nil
	case "raw":
		return append([]byte{}, c.Raw...), nil
	case "pem":
		return c.PEM(), nil
	case "ca":
		return c.CA, nil
	case "subjectParts":
		return nameParts(c.Subject), nil
	case "issuerParts":
		return nameParts(c.Issuer), nil
	}
	return handle(c.PublicKey())
}

// nameParts lists labels and values in turn.
func nameParts(name certificate.Name) []string {
	var list []string
	for _, part := range name {
		list = append(list, part.Label(), part.Value)
	}
	return list
}

// certificateCheck(certificate, "host", "email" or "ip", value, flags) is the name that matches, or undefined.
func certificateCheck(_ *op.Context, args op.Args) (any, error) {
	c, err := certificateAt(args)
	if err != nil {
		return nil, err
	}
	value := args.String(2)
	switch args.String(1) {
	case "host":
		name := c.CheckHost(value, args.Int(3))
		return optional(name, name != ""), nil
	case "email":
		name := c.CheckEmail(value, args.Int(3))
		return optional(name, name != ""), nil
	}
	address, err := netip.ParseAddr(value)
	return optional(value, err == nil && c.HasIP(address)), nil
}

// certificateIssued(certificate, issuer).
func certificateIssued(_ *op.Context, args op.Args) (any, error) {
	c, err := certificateAt(args)
	if err != nil {
		return nil, err
	}
	issuer, err := op.HandleAt[*certificate.Certificate](args, 1)
	if err != nil {
		return nil, err
	}
	return c.IssuedBy(issuer), nil
}

// certificateFits(certificate, private key).
func certificateFits(_ *op.Context, args op.Args) (any, error) {
	c, err := certificateAt(args)
	if err != nil {
		return nil, err
	}
	private, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	public, err := c.PublicKey()
	return err == nil && public.Equal(private.Public()), nil
}

// certificateVerify(certificate, public key).
func certificateVerify(_ *op.Context, args op.Args) (any, error) {
	c, err := certificateAt(args)
	if err != nil {
		return nil, err
	}
	key, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	return c.VerifiedBy(key), nil
}

// spkac is a SignedPublicKeyAndChallenge, as browsers' <keygen> made it.
type spkac struct {
	signed, key, challenge []byte
	algorithm              string
	signature              []byte
}

func parseSPKAC(text []byte) (*spkac, bool) {
	der, err := base64.StdEncoding.DecodeString(strings.TrimSpace(strings.ReplaceAll(string(text), "\n", "")))
	if err != nil {
		return nil, false
	}
	input := cryptobyte.String(der)
	var body, signed, inner, key, challenge, algorithm cryptobyte.String
	var signature asn1.BitString
	var oid asn1.ObjectIdentifier
	if !input.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Element(&signed, tags.SEQUENCE) || !body.ReadASN1(&algorithm, tags.SEQUENCE) ||
		!algorithm.ReadASN1ObjectIdentifier(&oid) || !body.ReadASN1BitString(&signature) {
		return nil, false
	}
	rest := signed
	if !rest.ReadASN1(&inner, tags.SEQUENCE) || !inner.ReadASN1Element(&key, tags.SEQUENCE) || !inner.ReadASN1(&challenge, tags.IA5String) {
		return nil, false
	}
	return &spkac{signed, key, challenge, oid.String(), signature.RightAlign()}, true
}

// spkacAt is argument 0; ok is false for what is none.
func spkacAt(args op.Args) (s *spkac, ok bool, err error) {
	if len(args.Bytes(0)) > math.MaxInt32 {
		return nil, false, ossl.Node("RangeError", "ERR_OUT_OF_RANGE", "spkac is too large")
	}
	s, ok = parseSPKAC(args.Bytes(0))
	return s, ok, nil
}

func spkacVerify(_ *op.Context, args op.Args) (any, error) {
	s, ok, err := spkacAt(args)
	if !ok {
		return false, err
	}
	key, err := keys.ParseSPKI(s.key)
	return err == nil && keys.VerifySigned(key, s.algorithm, nil, s.signed, s.signature), nil
}

// spkacPublicKey(text) is the key in PEM, or undefined.
func spkacPublicKey(_ *op.Context, args op.Args) (any, error) {
	s, ok, err := spkacAt(args)
	if !ok {
		return nil, err
	}
	key, err := keys.ParseSPKI(s.key)
	if err != nil {
		return nil, nil
	}
	return bytesResult(key.ExportPublic(keys.Output{Format: keys.PEM, Type: keys.SPKI}))
}

func spkacChallenge(_ *op.Context, args op.Args) (any, error) {
	s, ok, err := spkacAt(args)
	if !ok {
		return nil, err
	}
	return append([]byte{}, s.challenge...), nil
}
