package authenticode

import (
	"context"
	"encoding/asn1"
)

// SignatureStream is the name of the stream of an MSI that holds its signature.
const SignatureStream = "\x05DigitalSignature"

// SignInstaller returns the signature of an MSI, for its SignatureStream, from the SHA-256 of its other streams, in the order of their
// names, and of the identifier of its root.
func (s *Signer) SignInstaller(ctx context.Context, digest []byte) ([]byte, error) {
	value, err := asn1.Marshal(subjectPackage{
		Version: 1,
		// {000c10f1-0000-0000-c000-000000000046}
		ID: []byte{0xf1, 0x10, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46},
	})
	if err != nil {
		return nil, err
	}
	return s.sign(ctx, dataObject{oidSubjectPackage, asn1.RawValue{FullBytes: value}}, digest)
}

// subjectPackage is SpcSipInfo: what reads the file to check it.
type subjectPackage struct {
	Version    int
	ID         []byte
	A, B, C, D int
	E          int
}
