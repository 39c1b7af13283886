// Package authenticode signs programs and installers for Windows with a certificate from a file, and checks what others
// signed. It follows Microsoft's "Windows Authenticode Portable Executable Signature Format" and RFC 2315, 3161 and 5652.
//
// Packages below packaging import it.
package authenticode

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"net/http"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// Signer signs with one certificate. Any goroutine may use it.
type Signer struct {
	// Description and Address are shown by Windows when it asks whether a program may run: the app's name and its site. Either may be "".
	Description, Address string
	// Timestamp is the address of an RFC 3161 server, "" for none; Client asks it, http.DefaultClient if nil.
	Timestamp string
	Client    *http.Client

	key   crypto.Signer
	chain []*x509.Certificate // the signer's own first
}

// Load reads a PKCS#12 file, which holds a key, its certificate and those above it.
func Load(data []byte, password string) (*Signer, error) {
	key, certificate, above, err := pkcs12.DecodeChain(data, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, errors.New("its password is another one")
	case err != nil:
		return nil, fmt.Errorf("it is no PKCS#12 file with a key and its certificate: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("its key, a %T, can't sign", key)
	}
	switch signer.Public().(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey:
	default:
		return nil, fmt.Errorf("its key, a %T, is none that Windows knows: RSA or ECDSA is", key)
	}
	if err := checkCertificate(certificate, time.Now()); err != nil {
		return nil, err
	}
	return &Signer{key: signer, chain: append([]*x509.Certificate{certificate}, above...)}, nil
}

func checkCertificate(certificate *x509.Certificate, now time.Time) error {
	if now.After(certificate.NotAfter) {
		return fmt.Errorf("its certificate expired on %s", certificate.NotAfter.Format(time.DateOnly))
	}
	for _, usage := range certificate.ExtKeyUsage {
		if usage == x509.ExtKeyUsageCodeSigning || usage == x509.ExtKeyUsageAny {
			return nil
		}
	}
	return errors.New("its certificate is not one for signing programs (its extended key usage has no code signing)")
}

var (
	oidSignedData      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSHA256          = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSA             = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidECDSA           = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidIndirectData    = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 4}
	oidStatementType   = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 11}
	oidProgramInfo     = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 12}
	oidImage           = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 15}
	oidIndividualCode  = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 21}
	oidSubjectPackage  = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 30}
	oidTimestampToken  = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 3, 3, 1}
	oidTimestampedInfo = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
)

var sha256Algorithm = pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1.NullRawValue}

type contentInfo struct {
	ContentType asn1.ObjectIdentifier
	Content     asn1.RawValue `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version          int
	DigestAlgorithms []pkix.AlgorithmIdentifier `asn1:"set"`
	ContentInfo      contentInfo
	Certificates     asn1.RawValue `asn1:"optional,tag:0"`
	CRLs             asn1.RawValue `asn1:"optional,tag:1"`
	SignerInfos      []signerInfo  `asn1:"set"`
}

type signerInfo struct {
	Version                   int
	IssuerAndSerial           issuerAndSerial
	DigestAlgorithm           pkix.AlgorithmIdentifier
	AuthenticatedAttributes   asn1.RawValue `asn1:"optional,tag:0"`
	DigestEncryptionAlgorithm pkix.AlgorithmIdentifier
	EncryptedDigest           []byte
	UnauthenticatedAttributes asn1.RawValue `asn1:"optional,tag:1"`
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial asn1.RawValue
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

type indirectData struct {
	Data          dataObject
	MessageDigest digestInfo
}

type dataObject struct {
	Type  asn1.ObjectIdentifier
	Value asn1.RawValue
}

type digestInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Digest    []byte
}

// sign returns the PKCS#7 message that vouches for a digest of something of the given type.
func (s *Signer) sign(ctx context.Context, object dataObject, digest []byte) ([]byte, error) {
	content, err := asn1.Marshal(indirectData{Data: object, MessageDigest: digestInfo{sha256Algorithm, digest}})
	if err != nil {
		return nil, err
	}
	var inner asn1.RawValue
	if _, err := asn1.Unmarshal(content, &inner); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(inner.Bytes) // of the content without its tag and length
	attributes, err := s.attributes(sum[:])
	if err != nil {
		return nil, err
	}
	// They are signed as a SET, and stand in the message as [0].
	signed := sha256.Sum256(append([]byte{asn1.TagSet | 0x20}, attributes[1:]...))
	// Without a source of chance an ECDSA signature is RFC 6979's: the same bytes each time.
	signature, err := s.key.Sign(nil, signed[:], crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("the certificate's key doesn't sign: %w", err)
	}
	own := s.chain[0]
	serial, err := asn1.Marshal(own.SerialNumber)
	if err != nil {
		return nil, err
	}
	info := signerInfo{
		Version:                   1,
		IssuerAndSerial:           issuerAndSerial{asn1.RawValue{FullBytes: own.RawIssuer}, asn1.RawValue{FullBytes: serial}},
		DigestAlgorithm:           sha256Algorithm,
		AuthenticatedAttributes:   asn1.RawValue{FullBytes: attributes},
		DigestEncryptionAlgorithm: pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue},
		EncryptedDigest:           signature,
	}
	if _, ok := s.key.Public().(*ecdsa.PublicKey); ok {
		info.DigestEncryptionAlgorithm = pkix.AlgorithmIdentifier{Algorithm: oidECDSA}
	}
	if s.Timestamp != "" {
		if info.UnauthenticatedAttributes, err = s.timestamp(ctx, signature); err != nil {
			return nil, err
		}
	}
	var certificates []byte
	for _, certificate := range s.chain {
		certificates = append(certificates, certificate.Raw...)
	}
	message, err := asn1.Marshal(signedData{
		Version:          1,
		DigestAlgorithms: []pkix.AlgorithmIdentifier{sha256Algorithm},
		ContentInfo:      contentInfo{oidIndirectData, explicit(0, content)},
		Certificates:     asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certificates},
		SignerInfos:      []signerInfo{info},
	})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(contentInfo{oidSignedData, explicit(0, message)})
}

// explicit wraps DER in [tag]: encoding/asn1 does not do it for a RawValue.
func explicit(tag int, der []byte) asn1.RawValue {
	return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: true, Bytes: der}
}

// attributes returns what is signed of a message, as [0] IMPLICIT SET.
func (s *Signer) attributes(digest []byte) ([]byte, error) {
	program, err := asn1.Marshal(s.programInfo())
	if err != nil {
		return nil, err
	}
	var list []attribute
	for _, a := range []struct {
		of    asn1.ObjectIdentifier
		value any
	}{
		{oidContentType, oidIndirectData},
		{oidMessageDigest, digest},
		{oidStatementType, []asn1.ObjectIdentifier{oidIndividualCode}},
		{oidProgramInfo, asn1.RawValue{FullBytes: program}},
	} {
		der, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		list = append(list, attribute{a.of, []asn1.RawValue{{FullBytes: der}}})
	}
	// encoding/asn1 sorts a set as DER wants it.
	return asn1.MarshalWithParams(list, "set,tag:0")
}

// programInfo is SpcSpOpusInfo: what Windows shows of the program.
func (s *Signer) programInfo() asn1.RawValue {
	var fields []byte
	field := func(tag int, value asn1.RawValue) {
		inner, _ := asn1.Marshal(value) // raw bytes never fail
		outer, _ := asn1.Marshal(explicit(tag, inner))
		fields = append(fields, outer...)
	}
	if s.Description != "" {
		field(0, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, Bytes: utf16BE(s.Description)})
	}
	if s.Address != "" {
		field(1, asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, Bytes: []byte(s.Address)})
	}
	return asn1.RawValue{Class: asn1.ClassUniversal, Tag: asn1.TagSequence, IsCompound: true, Bytes: fields}
}
