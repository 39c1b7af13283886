// Package digest has the hash functions that OpenSSL offers, under OpenSSL's names for
// them. Builtins under runtime/backend/node and web may import it.
package digest

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160" //lint:ignore SA1019 Node's crypto has RIPEMD-160
)

var functions = map[string]func() hash.Hash{
	"md5":        md5.New,
	"md5-sha1":   newMD5SHA1,
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
	"ripemd160":  ripemd160.New,
	"blake2b512": func() hash.Hash { h, _ := blake2b.New512(nil); return h },
	"blake2s256": func() hash.Hash { h, _ := blake2s.New256(nil); return h },
	"sm3":        newSM3,
	"shake128":   func() hash.Hash { return NewXOF("shake128", 16) },
	"shake256":   func() hash.Hash { return NewXOF("shake256", 32) },
}

var aliases = map[string]string{
	"sha-1": "sha1", "sha1-2": "sha1", "ssl3-sha1": "sha1", "ssl3-md5": "md5",
	"sha-224": "sha224", "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512",
	"sha2-224": "sha224", "sha2-256": "sha256", "sha2-384": "sha384", "sha2-512": "sha512",
	"sha-512/224": "sha512-224", "sha-512/256": "sha512-256", "sha512/224": "sha512-224", "sha512/256": "sha512-256",
	"sha2-512/224": "sha512-224", "sha2-512/256": "sha512-256",
	"ripemd": "ripemd160", "rmd160": "ripemd160", "ripemd-160": "ripemd160", "ripemd160withrsa": "ripemd160",
	"blake2b-512": "blake2b512", "blake2s-256": "blake2s256", "shake-128": "shake128", "shake-256": "shake256",
}

// Name brings any of OpenSSL's names ("RSA-SHA256", "sha256WithRSAEncryption", "SHA2-256") to
// the one that Names lists in lower case; "" for a name that it does not know.
func Name(name string) string {
	name = strings.ToLower(name)
	if to, ok := aliases[name]; ok {
		return to
	}
	if _, ok := functions[name]; ok {
		return name
	}
	short := strings.TrimPrefix(name, "rsa-")
	short = strings.TrimSuffix(short, "withrsaencryption")
	short = strings.TrimPrefix(short, "id-rsassa-pkcs1-v1_5-with-")
	if short == name {
		return ""
	}
	return Name(short)
}

// New returns the function that makes a digest of that name, nil for an unknown one.
func New(name string) func() hash.Hash { return functions[Name(name)] }

// IsXOF says whether the function's output may have any length.
func IsXOF(name string) bool { return strings.HasPrefix(Name(name), "shake") }

// Names lists what crypto.getHashes does.
func Names() []string {
	return strings.Fields(`RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA1-2 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256
		RSA-SHA3-384 RSA-SHA3-512 RSA-SHA384 RSA-SHA512 RSA-SHA512/224 RSA-SHA512/256 RSA-SM3 blake2b512 blake2s256
		id-rsassa-pkcs1-v1_5-with-sha3-224 id-rsassa-pkcs1-v1_5-with-sha3-256 id-rsassa-pkcs1-v1_5-with-sha3-384
		id-rsassa-pkcs1-v1_5-with-sha3-512 md5 md5-sha1 md5WithRSAEncryption ripemd ripemd160 ripemd160WithRSA rmd160 sha1
		sha1WithRSAEncryption sha224 sha224WithRSAEncryption sha256 sha256WithRSAEncryption sha3-224 sha3-256 sha3-384
		sha3-512 sha384 sha384WithRSAEncryption sha512 sha512-224 sha512-224WithRSAEncryption sha512-256
		sha512-256WithRSAEncryption sha512WithRSAEncryption shake128 shake256 sm3 sm3WithRSAEncryption ssl3-md5 ssl3-sha1`)
}

// XOF is a SHAKE that gives a fixed number of bytes.
type XOF struct {
	shake  *sha3.SHAKE
	length int
}

// NewXOF returns the function of that name, "shake128" or "shake256", with length bytes of output.
func NewXOF(name string, length int) *XOF {
	if strings.HasSuffix(name, "128") {
		return &XOF{sha3.NewSHAKE128(), length}
	}
	return &XOF{sha3.NewSHAKE256(), length}
}

// Write adds to what is hashed; it never fails.
func (x *XOF) Write(data []byte) (int, error) { return x.shake.Write(data) }

// Sum appends the output to b; more can be written after it.
func (x *XOF) Sum(b []byte) []byte {
	shake := *x.shake
	out := make([]byte, x.length)
	_, _ = shake.Read(out) // never fails
	return append(b, out...)
}

// Reset forgets what was written.
func (x *XOF) Reset() { x.shake.Reset() }

// Size is the output's length in bytes.
func (x *XOF) Size() int { return x.length }

// BlockSize is the sponge's rate in bytes.
func (x *XOF) BlockSize() int { return x.shake.BlockSize() }

// Default is the usual length of the function's output in bytes.
func (x *XOF) Default() int { return (200 - x.BlockSize()) / 2 }

// Copy is an XOF of the same state that gives length bytes.
func (x *XOF) Copy(length int) *XOF {
	shake := *x.shake
	return &XOF{&shake, length}
}

// Clone returns a digest of the same state.
func Clone(h hash.Hash) (hash.Hash, bool) {
	switch h := h.(type) {
	case *XOF:
		return h.Copy(h.length), true
	case *md5SHA1:
		return h.clone(), true
	case *sm3:
		copied := *h
		return &copied, true
	case hash.Cloner:
		copied, err := h.Clone()
		if err == nil {
			return copied, true
		}
	}
	return cloneByState(h)
}
