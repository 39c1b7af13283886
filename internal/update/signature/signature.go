// Package signature makes and checks the signatures of minisign (https://jedisct1.github.io/minisign/): a public key and a detached
// signature are a line or four of text, and the program minisign reads and makes the same. It is ed25519 over the BLAKE2b hash of the
// bytes; the older kind, over the bytes themselves, is refused.
//
// Only the standard library and x/crypto's BLAKE2b are behind it. The secret key's file is packaging/publish's business.
package signature

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/blake2b"
)

// MaxSize is how many bytes the text of a signature may have.
const MaxSize = 4096

const (
	untrustedPrefix = "untrusted comment: "
	trustedPrefix   = "trusted comment: "
	keyAlgorithm    = "Ed"
	hashedAlgorithm = "ED"
	idSize          = 8
)

// PublicKey is the half of a key that apps carry.
type PublicKey struct {
	// ID tells keys apart; it proves nothing.
	ID [idSize]byte
	// Key is what signatures are checked with.
	Key [ed25519.PublicKeySize]byte
}

// ParsePublicKey reads the line that begins with "RW", or the file of two lines that minisign writes.
func ParsePublicKey(text string) (PublicKey, error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, untrustedPrefix) {
		_, text, _ = strings.Cut(text, "\n")
		text = strings.TrimSpace(text)
	}
	var key PublicKey
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(data) != 2+idSize+len(key.Key) || string(data[:2]) != keyAlgorithm {
		return key, errors.New("this is no public key: it is 56 characters that begin with RW")
	}
	copy(key.ID[:], data[2:])
	copy(key.Key[:], data[2+idSize:])
	return key, nil
}

// String returns the key as the line that begins with "RW".
func (k PublicKey) String() string {
	data := append([]byte(keyAlgorithm), k.ID[:]...)
	return base64.StdEncoding.EncodeToString(append(data, k.Key[:]...))
}

// File returns the key as the file that minisign reads.
func (k PublicKey) File() string {
	return fmt.Sprintf("%sminisign public key %s\n%s\n", untrustedPrefix, k.Name(), k)
}

// Name returns the key's ID as people see it.
func (k PublicKey) Name() string { return nameOf(k.ID) }

func nameOf(id [idSize]byte) string {
	return fmt.Sprintf("%016X", binary.LittleEndian.Uint64(id[:]))
}

// PrivateKey is the half of a key that signs.
type PrivateKey struct {
	// ID is the public key's.
	ID [idSize]byte
	// Key is the ed25519 key.
	Key ed25519.PrivateKey
}

// Generate makes a key of random's bytes.
func Generate(random io.Reader) (PrivateKey, error) {
	var key PrivateKey
	if _, err := io.ReadFull(random, key.ID[:]); err != nil {
		return key, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return key, err
	}
	key.Key = ed25519.NewKeyFromSeed(seed)
	return key, nil
}

// Public returns the other half.
func (k PrivateKey) Public() PublicKey {
	public := PublicKey{ID: k.ID}
	copy(public.Key[:], k.Key[ed25519.SeedSize:])
	return public
}

// Sign returns the text of a signature of data. The comment, one line, is signed too.
func (k PrivateKey) Sign(data []byte, comment string) string {
	hash := blake2b.Sum512(data)
	signed := ed25519.Sign(k.Key, hash[:])
	global := ed25519.Sign(k.Key, append(bytes.Clone(signed), comment...))
	blob := append([]byte(hashedAlgorithm), k.ID[:]...)
	return fmt.Sprintf("%ssignature by key %s\n%s\n%s%s\n%s\n", untrustedPrefix, nameOf(k.ID),
		base64.StdEncoding.EncodeToString(append(blob, signed...)), trustedPrefix, comment, base64.StdEncoding.EncodeToString(global))
}

// Signature is one that has been read, not yet checked.
type Signature struct {
	// KeyID is the ID of the key that is said to have made it.
	KeyID [idSize]byte
	// Comment is what was signed beside the data; it may be believed after Verify.
	Comment string

	signed, global [ed25519.SignatureSize]byte
}

// Parse reads the text of a signature, four lines.
func Parse(text string) (Signature, error) {
	var s Signature
	malformed := func(what string) (Signature, error) {
		return s, errors.New("this is no minisign signature: " + what)
	}
	if len(text) > MaxSize {
		return malformed("it is too long")
	}
	lines := strings.Split(strings.ReplaceAll(strings.TrimRight(text, "\r\n"), "\r\n", "\n"), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], untrustedPrefix) || !strings.HasPrefix(lines[2], trustedPrefix) {
		return malformed("it is four lines, the first and third of which are comments")
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(lines[1])
	if err != nil || len(blob) != 2+idSize+len(s.signed) {
		return malformed("the second line is wrong")
	}
	if string(blob[:2]) != hashedAlgorithm {
		return malformed("it is of another kind than ED, ed25519 over BLAKE2b")
	}
	global, err := base64.StdEncoding.Strict().DecodeString(lines[3])
	if err != nil || len(global) != len(s.global) {
		return malformed("the fourth line is wrong")
	}
	s.Comment = strings.TrimPrefix(lines[2], trustedPrefix)
	copy(s.KeyID[:], blob[2:])
	copy(s.signed[:], blob[2+idSize:])
	copy(s.global[:], global)
	return s, nil
}

// KeyName returns the ID of the key as people see it.
func (s Signature) KeyName() string { return nameOf(s.KeyID) }

// Verify reports whether key made the signature of data, and of the comment.
func (s Signature) Verify(key PublicKey, data []byte) bool {
	hash := blake2b.Sum512(data)
	return s.KeyID == key.ID && ed25519.Verify(key.Key[:], hash[:], s.signed[:]) &&
		ed25519.Verify(key.Key[:], append(bytes.Clone(s.signed[:]), s.Comment...), s.global[:])
}
