// Package roots holds the authorities whose certificates are trusted: the system's, and where it has no list of its own, Mozilla's.
//
// It knows nothing of JavaScript. The builtins that speak TLS and package dial import it; it imports nothing of the project.
package roots

import (
	"crypto/x509"
	"sync"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// System returns the system's authorities, or Mozilla's if it has none. The pool is shared: who adds to it clones it first. Any goroutine
// may call it.
var System = sync.OnceValue(func() *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil || pool.Equal(x509.NewCertPool()) {
		return mozilla()
	}
	return pool
})

func mozilla() *x509.CertPool {
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
}

// Mozilla returns the certificates of Mozilla's authorities, in DER.
func Mozilla() [][]byte {
	var list [][]byte
	for root := range bundle.Roots() {
		list = append(list, root.Certificate)
	}
	return list
}
