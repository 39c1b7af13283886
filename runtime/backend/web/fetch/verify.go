package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"
)

// certificateError is what is wrong with a server's certificate, in Node's words.
type certificateError struct {
	code, message string
	// reason and host are set if it is the name.
	reason, host string
}

func (e *certificateError) Error() string { return e.message }

// tlsDialer connects to servers, whose certificates it checks as OpenSSL and then Node do: the chain first, then the name.
type tlsDialer struct {
	trustAll bool
	roots    *x509.CertPool
}

func (d *tlsDialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := connectByName(ctx, network, address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{ServerName: host, NextProtos: []string{"h2", "http/1.1"}, InsecureSkipVerify: true}
	if !d.trustAll {
		config.VerifyConnection = func(state tls.ConnectionState) error { return d.verify(state, host) }
	}
	ctx, cancel := context.WithTimeoutCause(ctx, connectTimeout, &connectTimeoutError{address})
	defer cancel()
	secured := tls.Client(conn, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		var late *connectTimeoutError
		if errors.As(context.Cause(ctx), &late) {
			err = late
		}
		return nil, err
	}
	return secured, nil
}

func (d *tlsDialer) verify(state tls.ConnectionState, host string) error {
	if len(state.PeerCertificates) == 0 {
		return &certificateError{code: "UNABLE_TO_GET_ISSUER_CERT", message: "unable to get issuer certificate"}
	}
	leaf := state.PeerCertificates[0]
	options := x509.VerifyOptions{Roots: d.roots, Intermediates: x509.NewCertPool()}
	for _, certificate := range state.PeerCertificates[1:] {
		options.Intermediates.AddCert(certificate)
	}
	if _, err := leaf.Verify(options); err != nil {
		return chainError(err, state.PeerCertificates)
	}
	return checkName(leaf, host)
}

func chainError(err error, chain []*x509.Certificate) error {
	var invalid x509.CertificateInvalidError
	leaf, last := chain[0], chain[len(chain)-1]
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if time.Now().Before(invalid.Cert.NotBefore) {
			return &certificateError{code: "CERT_NOT_YET_VALID", message: "certificate is not yet valid"}
		}
		return &certificateError{code: "CERT_HAS_EXPIRED", message: "certificate has expired"}
	case errors.As(err, &invalid) && invalid.Reason == x509.IncompatibleUsage:
		return &certificateError{code: "INVALID_PURPOSE", message: "unsuitable certificate purpose"}
	case errors.As(err, &invalid) && invalid.Reason == x509.NotAuthorizedToSign:
		return &certificateError{code: "INVALID_CA", message: "invalid CA certificate"}
	case selfSigned(leaf):
		return &certificateError{code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed certificate"}
	case selfSigned(last):
		return &certificateError{code: "SELF_SIGNED_CERT_IN_CHAIN", message: "self-signed certificate in certificate chain"}
	case len(chain) == 1:
		return &certificateError{code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", message: "unable to verify the first certificate"}
	}
	return &certificateError{code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", message: "unable to get local issuer certificate"}
}

func selfSigned(certificate *x509.Certificate) bool {
	return bytes.Equal(certificate.RawIssuer, certificate.RawSubject)
}

// checkName is tls.checkServerIdentity.
func checkName(leaf *x509.Certificate, host string) error {
	names := alternativeNames(leaf)
	fail := func(reason string) error {
		return &certificateError{
			code: "ERR_TLS_CERT_ALTNAME_INVALID", reason: reason, host: host,
			message: "Hostname/IP does not match certificate's altnames: " + reason,
		}
	}
	if ip := net.ParseIP(host); ip != nil {
		for _, listed := range leaf.IPAddresses {
			if listed.Equal(ip) {
				return nil
			}
		}
		var list []string
		for _, listed := range leaf.IPAddresses {
			list = append(list, listed.String())
		}
		return fail(fmt.Sprintf("IP: %s is not in the cert's list: %s", host, strings.Join(list, ", ")))
	}
	switch {
	case len(leaf.DNSNames) > 0:
		if leaf.VerifyHostname(host) == nil {
			return nil
		}
		return fail(fmt.Sprintf("Host: %s. is not in the cert's altnames: %s", host, names))
	case len(names) == 0 && leaf.Subject.CommonName != "":
		// Where a certificate has no other names, the common name counts still.
		named := &x509.Certificate{DNSNames: []string{leaf.Subject.CommonName}}
		if named.VerifyHostname(host) == nil {
			return nil
		}
		return fail(fmt.Sprintf("Host: %s. is not cert's CN: %s", host, leaf.Subject.CommonName))
	}
	return fail("Cert does not contain a DNS name")
}

func alternativeNames(leaf *x509.Certificate) string {
	var names []string
	for _, name := range leaf.DNSNames {
		names = append(names, "DNS:"+name)
	}
	for _, ip := range leaf.IPAddresses {
		names = append(names, "IP Address:"+ip.String())
	}
	return strings.Join(names, ", ")
}
