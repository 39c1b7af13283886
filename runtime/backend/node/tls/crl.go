package tls

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

func (c *secureContext) addCRL(data []byte) error {
	block, _ := pem.Decode(data)
	if block == nil {
		return ossl.OperationFailed("Failed to parse CRL")
	}
	list, err := parseCRL(block.Bytes)
	if err != nil {
		return ossl.OperationFailed("Failed to parse CRL")
	}
	c.current = nil
	c.store.revoked = append(c.store.revoked[:len(c.store.revoked):len(c.store.revoked)], list)
	return nil
}

// parseCRL reads a list of revoked certificates (RFC 5280, section 5.1), one of the first version too, which Go does not.
func parseCRL(der []byte) (*x509.RevocationList, error) {
	list, err := x509.ParseRevocationList(der)
	if err == nil {
		return list, nil
	}
	var first struct {
		List struct {
			Algorithm  pkix.AlgorithmIdentifier
			Issuer     asn1.RawValue
			ThisUpdate time.Time
			NextUpdate time.Time `asn1:"optional"`
			Revoked    []struct {
				Serial *big.Int
				Time   time.Time
			} `asn1:"optional"`
		}
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}
	if rest, failure := asn1.Unmarshal(der, &first); failure != nil || len(rest) > 0 {
		return nil, err
	}
	list = &x509.RevocationList{Raw: der, RawIssuer: first.List.Issuer.FullBytes, ThisUpdate: first.List.ThisUpdate, NextUpdate: first.List.NextUpdate}
	for _, entry := range first.List.Revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: entry.Serial, RevocationTime: entry.Time})
	}
	return list, nil
}
