package tls

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/crypto/roots"
)

// verifyByRoots verifies with the system's authorities.
func verifyByRoots(chain []*x509.Certificate, usage x509.ExtKeyUsage, now time.Time) ([]*x509.Certificate, error) {
	intermediates := x509.NewCertPool()
	for _, c := range chain[1:] {
		intermediates.AddCert(c)
	}
	found, err := chain[0].Verify(x509.VerifyOptions{Roots: roots.System(), Intermediates: intermediates, KeyUsages: []x509.ExtKeyUsage{usage}, CurrentTime: now})
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
	for _, der := range roots.Mozilla() {
		text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
		list = append(list, string(text[:len(text)-1]))
	}
	return list
}
