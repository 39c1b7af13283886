package ciphers

import (
	"crypto/aes"
	stdcipher "crypto/cipher"
	"crypto/des"
	"crypto/subtle"
	"fmt"
	"math"
	"strings"

	"golang.org/x/crypto/chacha20"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// engine is one cipher at work. update returns what it has so far; final the rest.
type engine interface {
	update(data []byte) ([]byte, error)
	final() ([]byte, error)
}

// sealer is an engine that authenticates.
type sealer interface {
	engine
	setAAD(data []byte, plaintextLength int) bool
	tag() []byte
}

// Cipher is Node's Cipheriv or Decipheriv.
type Cipher struct {
	info      *Info
	encrypts  bool
	engine    engine
	padding   bool
	done      bool
	tagLength int // -1 for GCM's default
	expected  []byte
	hasTag    bool
	failed    bool // a CCM that could not be authenticated
	ivLength  int
	computed  []byte
}

var (
	errState     = ossl.Node("Error", "ERR_CRYPTO_INVALID_STATE", "Invalid state")
	errIV        = ossl.Node("TypeError", "ERR_CRYPTO_INVALID_IV", "Invalid initialization vector")
	errMessage   = ossl.Node("RangeError", "ERR_CRYPTO_INVALID_MESSAGELEN", "Invalid message length")
	errAuth      = ossl.Node("Error", "", "Unsupported state or unable to authenticate data")
	errAdd       = ossl.Node("Error", "", "Trying to add data in unsupported state")
	errPlaintext = ossl.Node("TypeError", "ERR_MISSING_ARGS", "options.plaintextLength required for CCM mode with AAD")
	// ErrUnknown is for a name that ByName does not know.
	ErrUnknown = ossl.Node("Error", "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher")
)

func errTagLength(n int) error {
	return ossl.Node("TypeError", "ERR_CRYPTO_INVALID_AUTH_TAG", fmt.Sprintf("Invalid authentication tag length: %d", uint32(n)))
}

func (i *Info) authenticates() bool {
	return i.Mode == "gcm" || i.Mode == "ccm" || i.Mode == "ocb" || i.Name == "chacha20-poly1305"
}

func validGCMTag(n int) bool { return n == 4 || n == 8 || n >= 12 && n <= 16 }

// ValidIVLength says whether the cipher takes an IV of n bytes.
func (i *Info) ValidIVLength(n int) bool {
	switch {
	case i.Mode == "gcm":
		return n > 0
	case i.Mode == "ccm":
		return n >= 7 && n <= 13
	case i.Mode == "ocb":
		return n >= 1 && n <= 15
	case i.Name == "chacha20-poly1305":
		return n >= 1 && n <= 12
	}
	return n == i.IVLength
}

// New makes a Cipher. iv is nil for none; tagLength is -1 for none.
func New(name string, encrypts bool, key, iv []byte, tagLength int) (*Cipher, error) {
	info := ByName(name)
	if info == nil {
		return nil, ErrUnknown
	}
	c := &Cipher{info: info, encrypts: encrypts, padding: true, tagLength: -1, ivLength: len(iv)}
	auth := info.authenticates()
	switch {
	case iv == nil && info.IVLength != 0, iv != nil && !auth && len(iv) != info.IVLength, auth && !info.ValidIVLength(len(iv)):
		return nil, errIV
	}
	if auth {
		if err := c.setTagLength(name, tagLength); err != nil {
			return nil, err
		}
	}
	if len(key) != info.KeyLength {
		return nil, ossl.InvalidKeyLength
	}
	// JavaScript may change its bytes.
	key, iv = append([]byte{}, key...), append([]byte{}, iv...)
	var err error
	c.engine, err = c.start(key, iv)
	return c, err
}

func (c *Cipher) setTagLength(name string, n int) error {
	if c.info.Mode == "gcm" {
		if n >= 0 && !validGCMTag(n) {
			return errTagLength(n)
		}
		c.tagLength = n
		return nil
	}
	if n < 0 {
		if c.info.Name != "chacha20-poly1305" {
			return ossl.Node("TypeError", "ERR_CRYPTO_INVALID_AUTH_TAG", "authTagLength required for "+name)
		}
		n = 16
	}
	if n > 16 || n == 0 || c.info.Mode == "ccm" && (n < 4 || n%2 == 1) {
		return errTagLength(n)
	}
	c.tagLength = n
	return nil
}

func (c *Cipher) block(key []byte) (stdcipher.Block, error) {
	switch {
	case !strings.HasPrefix(c.info.Name, "des") && c.info.Name != "id-smime-alg-cms3deswrap":
		return aes.NewCipher(key)
	case len(key) == 16:
		return des.NewTripleDESCipher(append(append([]byte{}, key...), key[:8]...))
	}
	return des.NewTripleDESCipher(key)
}

func (c *Cipher) start(key, iv []byte) (engine, error) {
	switch c.info.Name {
	case "chacha20":
		stream, err := chacha20.NewUnauthenticatedCipher(key, iv[4:])
		if err != nil {
			return nil, err
		}
		stream.SetCounter(uint32(iv[0]) | uint32(iv[1])<<8 | uint32(iv[2])<<16 | uint32(iv[3])<<24)
		return &streaming{stream}, nil
	case "chacha20-poly1305":
		return newChaCha(key, iv, c.encrypts)
	}
	block, err := c.block(key)
	if err != nil {
		return nil, err
	}
	switch c.info.Mode {
	case "cbc":
		mode := stdcipher.NewCBCDecrypter(block, iv)
		if c.encrypts {
			mode = stdcipher.NewCBCEncrypter(block, iv)
		}
		return &blocks{c: c, crypt: mode.CryptBlocks, size: block.BlockSize()}, nil
	case "ecb":
		return &blocks{c: c, crypt: ecb(block, c.encrypts), size: block.BlockSize()}, nil
	case "ctr":
		return &streaming{stdcipher.NewCTR(block, iv)}, nil
	case "ofb":
		return &streaming{newFeedback(block, iv, 16, feedOutput, c.encrypts)}, nil
	case "cfb":
		switch {
		case strings.HasSuffix(c.info.Name, "cfb8"):
			return &streaming{newFeedback(block, iv, 1, feedCipher, c.encrypts)}, nil
		case strings.HasSuffix(c.info.Name, "cfb1"):
			return &streaming{&feedbackBits{block: block, register: iv, encrypts: c.encrypts}}, nil
		}
		return &streaming{newFeedback(block, iv, block.BlockSize(), feedCipher, c.encrypts)}, nil
	case "gcm":
		return newGCM(block, iv, c.encrypts)
	case "ccm":
		return &ccm{c: c, block: block, nonce: iv}, nil
	case "ocb":
		return newOCB(block, iv, c.tagLength, c.encrypts), nil
	}
	return &wrap{c: c, block: block, iv: iv}, nil
}

// maxCCM is how long a message of a CCM may be; longer nonces leave less room for its length.
func (c *Cipher) maxCCM() int {
	switch c.ivLength {
	case 12:
		return 1<<24 - 1
	case 13:
		return 1<<16 - 1
	}
	return math.MaxInt32
}

// SetAutoPadding is false if the cipher has ended.
func (c *Cipher) SetAutoPadding(on bool) bool {
	if c.done {
		return false
	}
	c.padding = on
	return true
}

// SetAuthTag sets the tag to check. ok is false in a state that has none.
func (c *Cipher) SetAuthTag(tag []byte) (ok bool, err error) {
	if c.done || !c.info.authenticates() || c.encrypts || c.hasTag {
		return false, nil
	}
	valid := len(tag) == c.tagLength
	if c.info.Mode == "gcm" {
		valid = (c.tagLength < 0 || len(tag) == c.tagLength) && validGCMTag(len(tag))
	}
	if !valid {
		return false, errTagLength(len(tag))
	}
	c.tagLength, c.hasTag = len(tag), true
	c.expected = append([]byte{}, tag...)
	return true, nil
}

// SetAAD adds data that is only authenticated; plaintextLength, needed by CCM, may be -1.
func (c *Cipher) SetAAD(data []byte, plaintextLength int) (ok bool, err error) {
	s, isSealer := c.engine.(sealer)
	if c.done || !isSealer {
		return false, nil
	}
	if c.info.Mode == "ccm" {
		if plaintextLength < 0 {
			return false, errPlaintext
		}
		if plaintextLength > c.maxCCM() {
			return false, errMessage
		}
	}
	return s.setAAD(data, plaintextLength), nil
}

// AuthTag is the tag of a cipher that has ended; ok is false before.
func (c *Cipher) AuthTag() (tag []byte, ok bool) {
	return c.computed, c.done && c.encrypts && len(c.computed) > 0
}

// Update takes more data and returns what comes of it.
func (c *Cipher) Update(data []byte) ([]byte, error) {
	if c.done {
		return nil, errAdd
	}
	if len(data) > math.MaxInt32-max(c.info.BlockSize, 1) {
		return nil, errAdd // as OpenSSL, whose lengths are an int's
	}
	if c.info.Mode == "ccm" {
		if len(data) > c.maxCCM() {
			return nil, errMessage
		}
		out, err := c.engine.update(data)
		if err == errAuth {
			c.failed = true
			return nil, nil
		}
		return out, err
	}
	return c.engine.update(data)
}

// Final ends the cipher and returns the rest.
func (c *Cipher) Final() ([]byte, error) {
	if c.done {
		return nil, errState
	}
	c.done = true
	s, auth := c.engine.(sealer)
	if !auth {
		return c.engine.final()
	}
	out, err := c.engine.final()
	if err != nil {
		return nil, err
	}
	if c.encrypts {
		length := c.tagLength
		if length < 0 {
			length = 16
		}
		c.computed = append([]byte{}, s.tag()[:length]...)
		return out, nil
	}
	if c.info.Mode == "ccm" {
		if c.failed || !c.hasTag {
			return nil, errAuth
		}
		return out, nil
	}
	if !c.hasTag || subtle.ConstantTimeCompare(s.tag()[:len(c.expected)], c.expected) != 1 {
		return nil, errAuth
	}
	return out, nil
}
