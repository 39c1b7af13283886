// Package crypto is Node's crypto module and the Web Crypto API. The algorithms are Go's and, where Go has
// none, those of the packages below this folder. Only runtime/backend imports it.
package crypto

import (
	"embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed crypto.js
var source string

//go:embed crypto.d.ts
var types string

//go:embed js/*.js
var parts embed.FS

// Module is require('crypto').
var Module = &engine.Module{Name: "crypto", Source: source, Types: types,
	Globals: map[string]string{"crypto": "webcrypto"}}

// classes are those of the Web Crypto API's classes that are global.
var classes = map[string]map[string]string{
	"keys":      {"CryptoKey": "CryptoKey"},
	"web":       {"Crypto": "Crypto"},
	"webcrypto": {"SubtleCrypto": "SubtleCrypto"},
}

// Parts are the modules that crypto loads when they are first needed.
func Parts() []*engine.Module {
	modules := []*engine.Module{{Name: "internal/crypto/binding", Source: part("binding"), Ops: operations, Internal: true}}
	for _, name := range []string{"aes", "certificate", "cfrg", "cipher", "constants", "convert", "derive", "diffiehellman", "ec", "hash",
		"hashnames", "hkdf", "keygen", "keys", "lazy_transform", "mac", "pbkdf2", "primes", "random", "rsa", "scrypt", "sig", "util", "web",
		"webcrypto", "webidl", "webutil", "x509"} {
		modules = append(modules, &engine.Module{Name: "internal/crypto/" + name, Source: part(name), Internal: true, Globals: classes[name]})
	}
	return modules
}

func part(name string) string {
	text, err := parts.ReadFile("js/" + name + ".js")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return string(text)
}

var operations = op.Table{
	op.Pure("hash", newHash),
	op.Pure("hmac", newHMAC),
	op.Pure("update", update),
	op.Pure("digest", digestOf),
	op.Pure("copy", copyHash),
	op.Pure("getHashes", getHashes),
	op.Pure("hasDigest", hasDigest),
	op.IO("hashJob", hashJob),
	op.IO("hmacJob", hmacJob),
	op.Pure("timingSafeEqual", timingSafeEqual),

	op.Pure("checkHKDF", checkHKDF),
	op.IO("hkdf", deriveHKDF),
	op.IO("pbkdf2", derivePBKDF2),
	op.Pure("checkScrypt", checkScrypt),
	op.IO("scrypt", deriveScrypt),

	op.IO("random", random),
	op.Pure("randomUUID", randomUUID),
	op.Pure("checkRandomPrime", checkRandomPrime),
	op.IO("generatePrime", generatePrime),
	op.IO("checkPrime", checkPrime),

	op.Pure("getCiphers", getCiphers),
	op.Pure("getCipherInfo", getCipherInfo),
	op.Pure("newCipher", newCipher),
	op.Pure("cipherUpdate", cipherUpdate),
	op.Pure("cipherFinal", cipherFinal),
	op.Pure("cipherPadding", cipherPadding),
	op.Pure("cipherSetTag", cipherSetTag),
	op.Pure("cipherSetAAD", cipherSetAAD),
	op.Pure("cipherTag", cipherTag),
	op.IO("aesJob", aesJob),
	op.IO("rsaJob", rsaJob),

	op.Pure("newSecretKey", newSecretKey),
	op.Pure("newKey", newKey),
	op.Pure("publicKey", publicKey),
	op.Pure("keyKind", keyKind),
	op.Pure("keyType", keyType),
	op.Pure("keySize", keySize),
	op.Pure("keyEquals", keyEquals),
	op.Pure("keyDetail", keyDetail),
	op.Pure("exportKey", exportKey),
	op.Pure("knowsKeyCipher", knowsKeyCipher),
	op.Pure("exportJWK", exportJWK),
	op.Pure("importJWK", importJWK),
	op.Pure("importRaw", importRaw),
	op.Pure("importPoint", importPoint),
	op.Pure("exportRaw", exportRaw),
	op.Pure("checkEC", checkEC),
	op.Pure("getCurves", getCurves),

	op.IO("generateSecret", generateSecret),
	op.Pure("checkPSS", checkPSS),
	op.IO("generateRSA", generateRSA),
	op.IO("generateDSA", generateDSA),
	op.Pure("checkCurve", checkCurve),
	op.IO("generateEC", generateEC),
	op.IO("generateRaw", generateRaw),
	op.IO("generateDH", generateDH),

	op.Pure("signDigest", signDigest),
	op.Pure("verifyDigest", verifyDigest),
	op.IO("signJob", signJob),

	op.Pure("newDHGroup", newDHGroup),
	op.Pure("newDH", newDH),
	op.Pure("dhError", dhError),
	op.Pure("dhGenerate", dhGenerate),
	op.Pure("dhCompute", dhCompute),
	op.Pure("dhGet", dhGet),
	op.Pure("dhSet", dhSet),
	op.IO("sharedSecret", sharedSecret),
	op.Pure("newECDH", newECDH),
	op.Pure("ecdhGenerate", ecdhGenerate),
	op.Pure("ecdhCompute", ecdhCompute),
	op.Pure("ecdhPublic", ecdhPublic),
	op.Pure("ecdhPrivate", ecdhPrivate),
	op.Pure("ecdhSetPrivate", ecdhSetPrivate),
	op.Pure("ecdhSetPublic", ecdhSetPublic),
	op.Pure("ecdhConvert", ecdhConvert),

	op.Pure("parseCertificate", parseCertificate),
	op.Pure("certificateGet", certificateGet),
	op.Pure("certificateCheck", certificateCheck),
	op.Pure("certificateIssued", certificateIssued),
	op.Pure("certificateFits", certificateFits),
	op.Pure("certificateVerify", certificateVerify),
	op.Pure("spkacVerify", spkacVerify),
	op.Pure("spkacPublicKey", spkacPublicKey),
	op.Pure("spkacChallenge", spkacChallenge),
}
