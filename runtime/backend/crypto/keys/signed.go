package keys

import (
	"golang.org/x/crypto/cryptobyte"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
)

// signatureHashes are the algorithms that certificates are signed with, and their hash functions.
var signatureHashes = map[string]string{
	"1.2.840.113549.1.1.4": "md5", "1.2.840.113549.1.1.5": "sha1", "1.2.840.113549.1.1.14": "sha224",
	"1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512",
	"1.2.840.10045.4.1": "sha1", "1.2.840.10045.4.3.1": "sha224", "1.2.840.10045.4.3.2": "sha256", "1.2.840.10045.4.3.3": "sha384",
	"1.2.840.10045.4.3.4": "sha512", "1.2.840.10040.4.3": "sha1", "2.16.840.1.101.3.4.3.1": "sha224", "2.16.840.1.101.3.4.3.2": "sha256",
	"2.16.840.1.101.3.4.3.3": "sha384", "2.16.840.1.101.3.4.3.4": "sha512",
}

// VerifySigned checks a signature whose algorithm is an object identifier with parameters in DER, as
// certificates have it.
func VerifySigned(key *Key, algorithm string, parameters, message, signature []byte) bool {
	if key.OneShot() {
		matches := algorithm == "1.3.101.112" && key.Type == "ed25519" || algorithm == "1.3.101.113" && key.Type == "ed448"
		ok, err := key.VerifyMessage(message, signature, Scheme{})
		return matches && ok && err == nil
	}
	scheme := Scheme{}
	hash := signatureHashes[algorithm]
	if algorithm == oidRSAPSS {
		rest := cryptobyte.String(parameters)
		pss, ok := parsePSS(&rest)
		if !ok || key.RSA == nil {
			return false
		}
		if pss == nil {
			pss = &PSS{Hash: "sha1", MGF1Hash: "sha1", SaltLength: 20}
		}
		h := digest.New(pss.Hash)()
		h.Write(message)
		return key.RSA.verifyPSS(digest.New(pss.Hash), digest.New(pss.MGF1Hash), h.Sum(nil), pss.SaltLength, signature)
	}
	create := digest.New(hash)
	if create == nil {
		return false
	}
	h := create()
	h.Write(message)
	ok, err := key.VerifyDigest(hash, h.Sum(nil), signature, scheme)
	return ok && err == nil
}
