package tls

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// known are Mozilla's authorities: those of a system that has no list of its own, and tls.rootCertificates.
var known = sync.OnceValue(func() *x509.CertPool {
	pool := x509.NewCertPool()
	for root := range bundle.Roots() {
		c, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			continue
		}
		if root.Constraint == nil {
			pool.AddCert(c)
		} else {
			pool.AddCertWithConstraint(c, root.Constraint)
		}
	}
	return pool
})

// systemRoots is nil where the system verifies by itself.
var systemRoots = sync.OnceValue(func() *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil || pool.Equal(x509.NewCertPool()) {
		return known()
	}
	return pool
})

// verifyByRoots verifies with the system's authorities.
func verifyByRoots(chain []*x509.Certificate, usage x509.ExtKeyUsage, now time.Time) ([]*x509.Certificate, error) {
	intermediates := x509.NewCertPool()
	for _, c := range chain[1:] {
		intermediates.AddCert(c)
	}
	found, err := chain[0].Verify(x509.VerifyOptions{Roots: systemRoots(), Intermediates: intermediates, KeyUsages: []x509.ExtKeyUsage{usage}, CurrentTime: now})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// extra are the certificates of NODE_EXTRA_CA_CERTS, which are trusted beside the others.
func extra(path string) ([]*x509.Certificate, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, systemError(err)
	}
	if info.Size() > maxFile {
		return nil, os.ErrInvalid
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, systemError(err)
	}
	list := certificatesIn(data)
	if len(list) == 0 {
		return nil, errNoStart
	}
	return list, nil
}

// systemError is an error of the system in OpenSSL's words.
func systemError(err error) error {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return err
	}
	text := number.Error()
	return fmt.Errorf("error:%08X:system library::%s", 0x80000000+uint32(number), strings.ToUpper(text[:1])+text[1:])
}

// rootCertificates are the known authorities in PEM.
func rootCertificates() []string {
	var list []string
	for root := range bundle.Roots() {
		text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate})
		list = append(list, string(text[:len(text)-1]))
	}
	return list
}
