package tls

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/crypto/certificate"
)

// store is whom a context trusts. Slices of it are only ever appended to after being clipped, so that copies stay what they are.
type store struct {
	certificates []*x509.Certificate
	// roots says that the well-known authorities are trusted.
	roots bool
	// partial says that a certificate here need not be a root to be trusted.
	partial bool
	revoked []*x509.RevocationList
}

func (s *store) add(list ...*x509.Certificate) {
	s.certificates = append(s.certificates[:len(s.certificates):len(s.certificates)], list...)
}

func (s *store) has(c *x509.Certificate) bool { return slices.ContainsFunc(s.certificates, c.Equal) }

// issued reports whether issuer can have signed c, by names and key identifiers.
func issued(c, issuer *x509.Certificate) bool {
	return bytes.Equal(c.RawIssuer, issuer.RawSubject) &&
		(len(c.AuthorityKeyId) == 0 || len(issuer.SubjectKeyId) == 0 || bytes.Equal(c.AuthorityKeyId, issuer.SubjectKeyId))
}

func issuerIn(list []*x509.Certificate, c *x509.Certificate) *x509.Certificate {
	var found *x509.Certificate
	for _, candidate := range list {
		if issued(c, candidate) {
			if signedBy(c, candidate) {
				return candidate
			}
			found = candidate
		}
	}
	return found
}

func selfIssued(c *x509.Certificate) bool { return issued(c, c) }

// maxDepth is how long a chain may be.
const maxDepth = 100

// path are the issuers of c that the store has, nearest first.
func (s *store) path(c *x509.Certificate) []*x509.Certificate {
	var found []*x509.Certificate
	for len(found) < maxDepth && !selfIssued(c) {
		issuer := issuerIn(s.certificates, c)
		if issuer == nil {
			break
		}
		found = append(found, issuer)
		c = issuer
	}
	return found
}

// The names of OpenSSL's reasons, X509_V_ERR_*, and their sentences.
var reasons = map[string]string{
	"CERT_HAS_EXPIRED":                  "certificate has expired",
	"CERT_NOT_YET_VALID":                "certificate is not yet valid",
	"CERT_REVOKED":                      "certificate revoked",
	"CERT_SIGNATURE_FAILURE":            "certificate signature failure",
	"CRL_HAS_EXPIRED":                   "CRL has expired",
	"DEPTH_ZERO_SELF_SIGNED_CERT":       "self-signed certificate",
	"INVALID_CA":                        "invalid CA certificate",
	"INVALID_PURPOSE":                   "unsuitable certificate purpose",
	"PATH_LENGTH_EXCEEDED":              "path length constraint exceeded",
	"SELF_SIGNED_CERT_IN_CHAIN":         "self-signed certificate in certificate chain",
	"UNABLE_TO_GET_CRL":                 "unable to get certificate CRL",
	"UNABLE_TO_GET_ISSUER_CERT":         "unable to get issuer certificate",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY": "unable to get local issuer certificate",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE":   "unable to verify the first certificate",
}

// verify judges what a peer has sent, its own certificate first. usage is what that is used for. path is the chain up to the last
// issuer that was found; reason is one of reasons, "" for none. As with Node's use of OpenSSL, the last thing wrong is told.
func (s *store) verify(chain []*x509.Certificate, usage x509.ExtKeyUsage, now time.Time) (path []*x509.Certificate, reason string) {
	path = []*x509.Certificate{chain[0]}
	trusted := s.has(chain[0])
	for len(path) < maxDepth {
		last := path[len(path)-1]
		if selfIssued(last) {
			break
		}
		issuer := issuerIn(s.certificates, last)
		if issuer != nil {
			trusted = true
		} else if issuer = issuerIn(chain[1:], last); issuer == nil || slices.Contains(path, issuer) {
			break
		}
		trusted = trusted || s.has(issuer)
		path = append(path, issuer)
	}
	top := path[len(path)-1]
	switch {
	case trusted && (s.partial || selfIssued(top)):
	case trusted:
		reason = "UNABLE_TO_GET_ISSUER_CERT"
	case selfIssued(top) && len(path) == 1:
		reason = "DEPTH_ZERO_SELF_SIGNED_CERT"
	case selfIssued(top):
		reason = "SELF_SIGNED_CERT_IN_CHAIN"
	case len(path) == 1:
		reason = "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
	default:
		reason = "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
	}
	if reason != "" && s.roots {
		found, err := verifyByRoots(chain, usage, now)
		if err == nil {
			return found, s.revocation(found, now)
		}
		var invalid x509.CertificateInvalidError
		if errors.As(err, &invalid) && invalid.Reason == x509.Expired {
			return path, validity(path, now)
		}
	}
	for _, later := range []string{purposes(path, usage), s.revocation(path, now), signatures(path), validity(path, now)} {
		if later != "" {
			reason = later
		}
	}
	return path, reason
}

func purposes(path []*x509.Certificate, usage x509.ExtKeyUsage) (reason string) {
	leaf := path[0]
	if len(leaf.ExtKeyUsage)+len(leaf.UnknownExtKeyUsage) > 0 && !slices.Contains(leaf.ExtKeyUsage, usage) && !slices.Contains(leaf.ExtKeyUsage, x509.ExtKeyUsageAny) {
		reason = "INVALID_PURPOSE"
	}
	for i, c := range path[1:] {
		if c.Version == 3 && !(c.BasicConstraintsValid && c.IsCA) || c.KeyUsage != 0 && c.KeyUsage&x509.KeyUsageCertSign == 0 {
			reason = "INVALID_CA"
		} else if c.BasicConstraintsValid && (c.MaxPathLen > 0 || c.MaxPathLenZero) && i > c.MaxPathLen {
			reason = "PATH_LENGTH_EXCEEDED"
		}
	}
	return reason
}

func (s *store) revocation(path []*x509.Certificate, now time.Time) (reason string) {
	if len(s.revoked) == 0 {
		return ""
	}
	for _, c := range path {
		at := slices.IndexFunc(s.revoked, func(l *x509.RevocationList) bool { return bytes.Equal(l.RawIssuer, c.RawIssuer) })
		if at < 0 {
			reason = "UNABLE_TO_GET_CRL"
			continue
		}
		list := s.revoked[at]
		if !list.NextUpdate.IsZero() && now.After(list.NextUpdate) {
			reason = "CRL_HAS_EXPIRED"
		}
		if slices.ContainsFunc(list.RevokedCertificateEntries, func(e x509.RevocationListEntry) bool { return e.SerialNumber.Cmp(c.SerialNumber) == 0 }) {
			reason = "CERT_REVOKED"
		}
	}
	return reason
}

func signatures(path []*x509.Certificate) (reason string) {
	for i := len(path) - 2; i >= 0; i-- {
		if !signedBy(path[i], path[i+1]) {
			reason = "CERT_SIGNATURE_FAILURE"
		}
	}
	return reason
}

// signedBy checks a signature, those of old algorithms too, which Go refuses.
func signedBy(c, issuer *x509.Certificate) bool {
	err := issuer.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)
	if err == nil {
		return true
	}
	var insecure x509.InsecureAlgorithmError
	if !errors.As(err, &insecure) && !errors.Is(err, x509.ErrUnsupportedAlgorithm) {
		return false
	}
	other, err := certificate.Parse(c.Raw)
	if err != nil {
		return false
	}
	by, err := certificate.Parse(issuer.Raw)
	if err != nil {
		return false
	}
	key, err := by.PublicKey()
	return err == nil && other.VerifiedBy(key)
}

func validity(path []*x509.Certificate, now time.Time) (reason string) {
	for i := len(path) - 1; i >= 0; i-- {
		switch {
		case now.Before(path[i].NotBefore):
			reason = "CERT_NOT_YET_VALID"
		case now.After(path[i].NotAfter):
			reason = "CERT_HAS_EXPIRED"
		}
	}
	return reason
}

// identityKind is the kind of a public key, as far as certificates of one kind replace one another.
func identityKind(public any) string {
	switch public.(type) {
	case *rsa.PublicKey:
		return "rsa"
	case *ecdsa.PublicKey:
		return "ec"
	case ed25519.PublicKey:
		return "ed25519"
	}
	return ""
}
