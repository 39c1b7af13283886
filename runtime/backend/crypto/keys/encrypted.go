package keys

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/scrypt"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Limits for what an encrypted key asks of us before its passphrase is known to be right.
const (
	maxIterations   = 10_000_000
	maxScryptMemory = 128 << 20
)

// keyCipher is a cipher that private keys are encrypted with.
type keyCipher struct {
	name, oid string
	keySize   int
	create    func([]byte) (cipher.Block, error)
}

var keyCiphers = []keyCipher{
	{"aes-128-cbc", "2.16.840.1.101.3.4.1.2", 16, aes.NewCipher},
	{"aes-192-cbc", "2.16.840.1.101.3.4.1.22", 24, aes.NewCipher},
	{"aes-256-cbc", "2.16.840.1.101.3.4.1.42", 32, aes.NewCipher},
	{"des-ede3-cbc", "1.2.840.113549.3.7", 24, des.NewTripleDESCipher},
	{"des-cbc", "1.3.14.3.2.7", 8, des.NewCipher},
	{"aes-128-ecb", "2.16.840.1.101.3.4.1.1", 16, aes.NewCipher},
	{"aes-192-ecb", "2.16.840.1.101.3.4.1.21", 24, aes.NewCipher},
	{"aes-256-ecb", "2.16.840.1.101.3.4.1.41", 32, aes.NewCipher},
}

func keyCipherBy(matches func(*keyCipher) bool) *keyCipher {
	for i := range keyCiphers {
		if matches(&keyCiphers[i]) {
			return &keyCiphers[i]
		}
	}
	return nil
}

func keyCipherByName(name string) *keyCipher {
	name = strings.ToLower(name)
	switch name {
	case "aes128", "aes192", "aes256":
		name = "aes-" + name[3:] + "-cbc"
	case "des3":
		name = "des-ede3-cbc"
	}
	return keyCipherBy(func(c *keyCipher) bool { return c.name == name })
}

func (c *keyCipher) ecb() bool { return strings.HasSuffix(c.name, "ecb") }

// KnowsCipher says whether private keys can be encrypted with the cipher of that name.
func KnowsCipher(name string) bool { return keyCipherByName(name) != nil }

func (c *keyCipher) encrypt(key, iv, text []byte) ([]byte, error) {
	block, err := c.create(key)
	if err != nil {
		return nil, err
	}
	padding := block.BlockSize() - len(text)%block.BlockSize()
	padded := append([]byte{}, text...)
	for range padding {
		padded = append(padded, byte(padding))
	}
	if c.ecb() {
		for i := 0; i < len(padded); i += block.BlockSize() {
			block.Encrypt(padded[i:], padded[i:])
		}
		return padded, nil
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	return padded, nil
}

func (c *keyCipher) decrypt(key, iv, text []byte) ([]byte, error) {
	block, err := c.create(key)
	if err != nil {
		return nil, err
	}
	size := block.BlockSize()
	if len(iv) < size && !c.ecb() || len(text) == 0 || len(text)%size != 0 {
		return nil, ossl.WrongFinalLength
	}
	out := make([]byte, len(text))
	if c.ecb() {
		for i := 0; i < len(text); i += size {
			block.Decrypt(out[i:], text[i:])
		}
	} else {
		cipher.NewCBCDecrypter(block, iv[:size]).CryptBlocks(out, text)
	}
	padding := int(out[len(out)-1])
	if padding == 0 || padding > size {
		return nil, ossl.BadDecrypt
	}
	for _, b := range out[len(out)-padding:] {
		if int(b) != padding {
			return nil, ossl.BadDecrypt
		}
	}
	return out[:len(out)-padding], nil
}

// bytesToKey is OpenSSL's old way from a passphrase to a key, by MD5.
func bytesToKey(passphrase, salt []byte, size int) []byte {
	var key, last []byte
	for len(key) < size {
		h := md5.New()
		h.Write(last)
		h.Write(passphrase)
		h.Write(salt)
		last = h.Sum(nil)
		key = append(key, last...)
	}
	return key[:size]
}

// decryptBlock undoes the encryption of a PEM block that RFC 1421 describes.
func decryptBlock(block *pem.Block, passphrase []byte) ([]byte, error) {
	if passphrase == nil {
		return nil, ossl.MissingPassword
	}
	name, ivText, _ := strings.Cut(block.Headers["DEK-Info"], ",")
	c := keyCipherByName(name)
	iv, err := hex.DecodeString(strings.TrimSpace(ivText))
	if c == nil || err != nil || len(iv) < 8 {
		return nil, ossl.Unsupported
	}
	return c.decrypt(bytesToKey(passphrase, iv[:8], c.keySize), iv, block.Bytes)
}

func encryptBlock(der []byte, name string, passphrase []byte) (encrypted []byte, info string, err error) {
	c := keyCipherByName(name)
	if c == nil {
		return nil, "", ossl.Node("Error", "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher")
	}
	iv := randomBytes(c.ivSize())
	encrypted, err = c.encrypt(bytesToKey(passphrase, iv[:8], c.keySize), iv, der)
	return encrypted, dekInfo(c.name, iv), err
}

func (c *keyCipher) ivSize() int {
	if strings.HasPrefix(c.name, "aes") {
		return 16
	}
	return 8
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

const (
	oidPBES2  = "1.2.840.113549.1.5.13"
	oidPBKDF2 = "1.2.840.113549.1.5.12"
	oidScrypt = "1.3.6.1.4.1.11591.4.11"
)

var prfs = map[string]string{
	"1.2.840.113549.2.7": "sha1", "1.2.840.113549.2.8": "sha224", "1.2.840.113549.2.9": "sha256",
	"1.2.840.113549.2.10": "sha384", "1.2.840.113549.2.11": "sha512",
}

// isEncrypted tells an EncryptedPrivateKeyInfo from a PrivateKeyInfo.
func isEncrypted(der []byte) bool {
	s := cryptobyte.String(der)
	var body cryptobyte.String
	return s.ReadASN1(&body, tags.SEQUENCE) && body.PeekASN1Tag(tags.SEQUENCE)
}

var errPassphrase = ossl.Node("TypeError", "ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key")

// decryptPKCS8 undoes PBES2 (RFC 8018).
func decryptPKCS8(der, passphrase []byte) ([]byte, error) {
	if passphrase == nil {
		return nil, errPassphrase
	}
	s := cryptobyte.String(der)
	var info, algorithm, parameters, kdf, scheme, encrypted cryptobyte.String
	if !s.ReadASN1(&info, tags.SEQUENCE) || !info.ReadASN1(&algorithm, tags.SEQUENCE) || !info.ReadASN1(&encrypted, tags.OCTET_STRING) {
		return nil, ossl.Unsupported
	}
	if oid, ok := readOID(&algorithm); !ok || oid != oidPBES2 || !algorithm.ReadASN1(&parameters, tags.SEQUENCE) ||
		!parameters.ReadASN1(&kdf, tags.SEQUENCE) || !parameters.ReadASN1(&scheme, tags.SEQUENCE) {
		return nil, ossl.Unsupported
	}
	cipherOID, ok := readOID(&scheme)
	var iv cryptobyte.String
	c := keyCipherBy(func(c *keyCipher) bool { return c.oid == cipherOID })
	if !ok || c == nil || !c.ecb() && !scheme.ReadASN1(&iv, tags.OCTET_STRING) {
		return nil, ossl.Unsupported
	}
	key, err := deriveKey(&kdf, passphrase, c.keySize)
	if err != nil {
		return nil, err
	}
	return c.decrypt(key, iv, encrypted)
}

func deriveKey(kdf *cryptobyte.String, passphrase []byte, size int) ([]byte, error) {
	oid, ok := readOID(kdf)
	var body, salt cryptobyte.String
	if !ok || !kdf.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1(&salt, tags.OCTET_STRING) {
		return nil, ossl.Unsupported
	}
	switch oid {
	case oidPBKDF2:
		var iterations int
		if !body.ReadASN1Integer(&iterations) || iterations < 1 || iterations > maxIterations {
			return nil, ossl.Unsupported
		}
		if body.PeekASN1Tag(tags.INTEGER) {
			var n *big.Int
			_ = readAll(&body, &n)
		}
		hash := "sha1"
		var prf cryptobyte.String
		if body.ReadASN1(&prf, tags.SEQUENCE) {
			prfOID, _ := readOID(&prf)
			if hash, ok = prfs[prfOID]; !ok {
				return nil, ossl.Unsupported
			}
		}
		return pbkdf2.Key(digest.New(hash), string(passphrase), salt, iterations, size)
	case oidScrypt:
		var n, r, p int
		if !body.ReadASN1Integer(&n) || !body.ReadASN1Integer(&r) || !body.ReadASN1Integer(&p) ||
			n < 2 || r < 1 || p < 1 || n > 1<<30 || r > 1<<20 || p > 1<<10 || n*r > maxScryptMemory/128 {
			return nil, ossl.Unsupported
		}
		key, err := scrypt.Key(passphrase, salt, n, r, p, size)
		if err != nil {
			return nil, ossl.Unsupported
		}
		return key, nil
	}
	return nil, ossl.Unsupported
}

func encryptPKCS8(der []byte, name string, passphrase []byte) ([]byte, error) {
	const iterations = 2048 // OpenSSL's
	c := keyCipherByName(name)
	if c == nil {
		return nil, ossl.Node("Error", "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher")
	}
	salt, iv := randomBytes(16), randomBytes(c.ivSize())
	key, err := pbkdf2.Key(digest.New("sha256"), string(passphrase), salt, iterations, c.keySize)
	if err != nil {
		return nil, err
	}
	encrypted, err := c.encrypt(key, iv, der)
	if err != nil {
		return nil, err
	}
	return sequence(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(parseOID(oidPBES2))
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(parseOID(oidPBKDF2))
					b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1OctetString(salt)
						b.AddASN1Int64(iterations)
						b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
							b.AddASN1ObjectIdentifier(parseOID("1.2.840.113549.2.9"))
							b.AddASN1NULL()
						})
					})
				})
				b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(parseOID(c.oid))
					if !c.ecb() {
						b.AddASN1OctetString(iv)
					}
				})
			})
		})
		b.AddASN1OctetString(encrypted)
	}), nil
}
