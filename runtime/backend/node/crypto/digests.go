package crypto

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"slices"
	"strings"
)

// digests are the hash functions by Node's names for them.
var digests = map[string]func() hash.Hash{
	"md5":        md5.New,
	"sha1":       sha1.New,
	"sha224":     sha256.New224,
	"sha256":     sha256.New,
	"sha384":     sha512.New384,
	"sha512":     sha512.New,
	"sha512-224": sha512.New512_224,
	"sha512-256": sha512.New512_256,
	"sha3-224":   func() hash.Hash { return sha3.New224() },
	"sha3-256":   func() hash.Hash { return sha3.New256() },
	"sha3-384":   func() hash.Hash { return sha3.New384() },
	"sha3-512":   func() hash.Hash { return sha3.New512() },
}

// shakes are the functions whose output may have any length, with the usual length in bytes.
var shakes = map[string]struct {
	create func() *sha3.SHAKE
	length int
}{
	"shake128": {sha3.NewSHAKE128, 16},
	"shake256": {sha3.NewSHAKE256, 32},
}

// digestName brings OpenSSL's other names to the one above: "RSA-SHA256", "sha256WithRSAEncryption".
func digestName(name string) string {
	name = strings.ToLower(name)
	name = strings.TrimPrefix(name, "rsa-")
	name = strings.TrimSuffix(name, "withrsaencryption")
	switch name {
	case "sha-1", "sha1-2", "ssl3-sha1":
		return "sha1"
	case "ssl3-md5":
		return "md5"
	case "sha-224", "sha-256", "sha-384", "sha-512", "sha2-224", "sha2-256", "sha2-384", "sha2-512":
		return "sha" + name[strings.LastIndexByte(name, '-')+1:]
	}
	return strings.Replace(name, "sha512/", "sha512-", 1)
}

// digestNames lists what createHash takes, sorted.
func digestNames() []string {
	var names []string
	for name := range digests {
		names = append(names, name)
		if !strings.Contains(name, "-") {
			names = append(names, "RSA-"+strings.ToUpper(name))
		}
	}
	for name := range shakes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
