package tls

import (
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// sigalgNames are OpenSSL's names for signature schemes (RFC 8446, section 4.2.3).
var sigalgNames = map[uint16]string{
	0x0401: "RSA+SHA256", 0x0501: "RSA+SHA384", 0x0601: "RSA+SHA512", 0x0201: "RSA+SHA1", 0x0403: "ECDSA+SHA256", 0x0503: "ECDSA+SHA384",
	0x0603: "ECDSA+SHA512", 0x0203: "ECDSA+SHA1", 0x0804: "RSA-PSS+SHA256", 0x0805: "RSA-PSS+SHA384", 0x0806: "RSA-PSS+SHA512",
	0x0807: "Ed25519+UNDEF", 0x0808: "Ed448+UNDEF", 0x0809: "RSA-PSS+SHA256", 0x080a: "RSA-PSS+SHA384", 0x080b: "RSA-PSS+SHA512",
	0x0301: "RSA+SHA224", 0x0303: "ECDSA+SHA224", 0x0302: "DSA+SHA224", 0x0402: "DSA+SHA256", 0x0502: "DSA+SHA384", 0x0602: "DSA+SHA512",
	0x0202: "DSA+SHA1",
}

// schemes are TLS 1.3's names, which OpenSSL takes too.
var schemes = []string{"rsa_pkcs1_sha256", "rsa_pkcs1_sha384", "rsa_pkcs1_sha512", "rsa_pkcs1_sha1", "ecdsa_secp256r1_sha256",
	"ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ecdsa_sha1", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512",
	"rsa_pss_pss_sha256", "rsa_pss_pss_sha384", "rsa_pss_pss_sha512", "ed25519", "ed448"}

// checkSigalgs refuses a list in which a name is none.
func checkSigalgs(list string) error {
	for name := range strings.SplitSeq(list, ":") {
		known := slices.Contains(schemes, name)
		for _, other := range sigalgNames {
			known = known || other == name || strings.Replace(other, "RSA-PSS", "PSS", 1) == name
		}
		if !known {
			return ossl.Node("Error", "", "error:00000000:lib(0)::reason(0)")
		}
	}
	return nil
}

// checkSuites13 refuses a list of TLS 1.3's suites in which a name is none.
func checkSuites13(list string) error {
	for name := range strings.SplitSeq(list, ":") {
		name = strings.TrimPrefix(name, "!")
		if !slices.ContainsFunc(suites13, func(s suite) bool { return s.name == name }) && !strings.HasPrefix(name, "TLS_AES_128_CCM") {
			return errNoCipherMatch
		}
	}
	return nil
}

// dhBits is the size of a Diffie-Hellman group in PEM, 0 if it is none.
func dhBits(data []byte) int {
	block, _ := pem.Decode(data)
	if block == nil || block.Type != "DH PARAMETERS" {
		return 0
	}
	var group struct {
		P, G   *big.Int
		Length int `asn1:"optional"`
	}
	if _, err := asn1.Unmarshal(block.Bytes, &group); err != nil {
		return 0
	}
	return group.P.BitLen()
}
