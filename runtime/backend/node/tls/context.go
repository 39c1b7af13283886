package tls

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// secureContext is a SecureContext: what connections that share it have in common. It is the loop's, but for what settled copies.
type secureContext struct {
	min, max uint16
	suites   []uint16
	curves   []tls.CurveID
	identity []identity
	store    store
	// ticketKeys encrypt sessions: 48 bytes.
	ticketKeys []byte
	// old says that a server may speak what is older than TLS 1.2, which OpenSSL does at security level 0 only.
	old bool
	// level is OpenSSL's security level, which says how long keys must be.
	level int
	// fixed says that the protocol's version was chosen by a method of that version alone.
	fixed          bool
	sessionContext string
	sessionTimeout time.Duration
	noTickets      bool
	// current is what is made of it, nil after a change.
	current *settings
}

// identity is a certificate with its key; one of both may be missing until the other comes.
type identity struct {
	chain [][]byte
	leaf  *x509.Certificate
	key   crypto.Signer
}

// settings are a secureContext as connections use it. They do not change.
type settings struct {
	base           *tls.Config
	old, fixed     bool
	certificates   []tls.Certificate
	store          store
	sessionContext string
	sessionTimeout time.Duration
	// clientNames are the authorities that a server names to clients.
	clientCAs *x509.CertPool
}

// maxFile is how large a file of certificates may be, in bytes.
const maxFile = 16 << 20

func newContext(min, max uint16) *secureContext {
	ticketKeys := make([]byte, 48)
	_, _ = rand.Read(ticketKeys) // it never fails
	return &secureContext{min: min, max: max, ticketKeys: ticketKeys, level: 1, sessionTimeout: 300 * time.Second}
}

// settled returns what a new connection uses.
func (c *secureContext) settled() *settings {
	if c.current != nil {
		return c.current
	}
	s := &settings{store: c.store, sessionContext: c.sessionContext, sessionTimeout: c.sessionTimeout, old: c.old, fixed: c.fixed}
	s.base = &tls.Config{
		MinVersion: c.min, MaxVersion: c.max, CipherSuites: c.suites, CurvePreferences: c.curves, InsecureSkipVerify: true,
		SessionTicketsDisabled: c.noTickets,
	}
	if c.suites != nil && len(c.suites) == 0 {
		// Of what was chosen below TLS 1.3, nothing is here.
		s.base.MinVersion = max(s.base.MinVersion, tls.VersionTLS13)
	}
	s.base.SetSessionTicketKeys([][32]byte{sha256.Sum256(c.ticketKeys)})
	for _, id := range c.identity {
		if id.leaf == nil || id.key == nil {
			continue
		}
		chain := id.chain
		if len(chain) == 1 {
			// As OpenSSL: what the authorities have of the rest of the chain, goes with it.
			for _, issuer := range c.store.path(id.leaf) {
				chain = append(chain[:len(chain):len(chain)], issuer.Raw)
			}
		}
		s.certificates = append(s.certificates, tls.Certificate{Certificate: chain, PrivateKey: id.key, Leaf: id.leaf})
	}
	if len(c.store.certificates) > 0 {
		s.clientCAs = x509.NewCertPool()
		for _, ca := range c.store.certificates {
			s.clientCAs.AddCert(ca)
		}
	}
	c.current = s
	return s
}

// certificatesIn are the certificates of PEM, or one in DER.
func certificatesIn(data []byte) []*x509.Certificate {
	var found []*x509.Certificate
	if len(data) > maxFile {
		return nil
	}
	if !bytes.Contains(data, []byte("-----BEGIN")) {
		return nil
	}
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return found
		}
		switch block.Type {
		case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE":
			if c, err := x509.ParseCertificate(block.Bytes); err == nil {
				found = append(found, c)
			}
		}
	}
}

var (
	errNoStart  = ossl.Error("0480006C", "PEM routines", "PEM_", "no start line")
	errSmallKey = &op.Error{Message: "error:0A00018F:SSL routines::ee key too small", Code: "ERR_SSL_EE_KEY_TOO_SMALL",
		Fields: op.Object{{Name: "library", Value: "SSL routines"}, {Name: "reason", Value: "ee key too small"}}}
	errMismatch = ossl.Error("05800074", "x509 certificate routines", "X509_", "key values mismatch")
)

func (c *secureContext) setCertificate(data []byte) error {
	list := certificatesIn(data)
	if len(list) == 0 {
		return errNoStart
	}
	if tooSmall(list[0], c.level) {
		return errSmallKey
	}
	c.addIdentity(list, nil)
	return nil
}

// levels are how long RSA's keys and elliptic curves' must be, in bits, at OpenSSL's security levels.
var levels = [...][2]int{{0, 0}, {1024, 160}, {2048, 224}, {3072, 256}, {7680, 384}, {15360, 512}}

func tooSmall(certificate *x509.Certificate, level int) bool {
	switch key := certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		return key.N.BitLen() < levels[level][0]
	case *ecdsa.PublicKey:
		return key.Curve.Params().BitSize < levels[level][1]
	}
	return false
}

// addIdentity sets the certificate for its kind of key.
func (c *secureContext) addIdentity(list []*x509.Certificate, key crypto.Signer) {
	c.current = nil
	id := identity{leaf: list[0], key: key}
	for _, certificate := range list {
		id.chain = append(id.chain, certificate.Raw)
	}
	for i, other := range c.identity {
		if other.leaf != nil && other.leaf.PublicKeyAlgorithm == id.leaf.PublicKeyAlgorithm {
			c.identity[i] = id
			return
		}
		if other.leaf == nil && key == nil && fits(other.key, id.leaf) {
			c.identity[i].leaf, c.identity[i].chain = id.leaf, id.chain
			return
		}
	}
	c.identity = append(c.identity, id)
}

func fits(key crypto.Signer, certificate *x509.Certificate) bool {
	public, ok := certificate.PublicKey.(interface{ Equal(crypto.PublicKey) bool })
	return ok && public.Equal(key.Public())
}

func (c *secureContext) setKey(data, passphrase []byte) error {
	parsed, err := keys.ParsePrivate(keys.Input{Data: data, Format: keys.PEM, Type: -1, Passphrase: passphrase})
	if errors.Is(err, ossl.MissingPassword) {
		err = ossl.BadDecrypt
	}
	if err != nil {
		return err
	}
	key, err := signer(parsed)
	if err != nil {
		return err
	}
	c.current = nil
	for i, id := range c.identity {
		if id.leaf == nil {
			continue
		}
		if fits(key, id.leaf) {
			c.identity[i].key = key
			return nil
		}
		if sameKind(key, id.leaf) {
			return errMismatch
		}
	}
	c.identity = append(c.identity, identity{key: key})
	return nil
}

func sameKind(key crypto.Signer, certificate *x509.Certificate) bool {
	other := identityKind(key.Public())
	return other != "" && other == identityKind(certificate.PublicKey)
}

// signer is a key as Go's TLS takes it.
func signer(key *keys.Key) (crypto.Signer, error) {
	parsed, err := x509.ParsePKCS8PrivateKey(key.PKCS8())
	if err != nil {
		return nil, ossl.Node("Error", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "TLS with a private key of type "+key.Type+" is not supported")
	}
	s, ok := parsed.(crypto.Signer)
	if !ok {
		return nil, ossl.Node("Error", "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "TLS with a private key of type "+key.Type+" is not supported")
	}
	return s, nil
}

func (c *secureContext) loadPKCS12(data []byte, passphrase string) error {
	c.current = nil
	key, leaf, authorities, err := pkcs12.DecodeChain(data, passphrase)
	var unsupported pkcs12.NotImplementedError
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		return ossl.Node("Error", "", "mac verify failure")
	case errors.As(err, &unsupported):
		return ossl.Node("Error", "ERR_CRYPTO_UNSUPPORTED_OPERATION", "Unsupported PKCS12 PFX data")
	case err != nil && bytes.HasPrefix(data, []byte{0x30}):
		return ossl.OperationFailed("Unable to load private key from PFX data")
	case err != nil:
		return ossl.Node("Error", "", "not enough data")
	}
	s, ok := key.(crypto.Signer)
	if !ok {
		return ossl.OperationFailed("Unable to load private key from PFX data")
	}
	c.addIdentity(append([]*x509.Certificate{leaf}, authorities...), s)
	c.store.add(authorities...)
	return nil
}
