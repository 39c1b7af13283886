// Package key reads and writes the file of the secret key that signs updates, as the program minisign does: it can use the same file. It is encrypted with
// a password, from which scrypt makes the key.
//
// The command line imports it.
package key

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/scrypt"

	"github.com/deskjs/deskjs/internal/update/signature"
)

// The file's second line in base64: kinds of signature, of encryption and of checksum; salt and cost; then what is encrypted: the key's
// ID, the key, and the checksum of the kind of signature, the ID and the key.
const (
	saltAt    = 6
	saltSize  = 32
	operation = saltAt + saltSize
	memory    = operation + 8
	boxAt     = memory + 8
	boxSize   = 8 + ed25519.PrivateKeySize + blake2b.Size256
	fileSize  = boxAt + boxSize
)

// The cost of trying a password, as minisign writes it: scrypt with N=2^17, r=8, p=1, 128 MiB of memory. minisign itself takes 1 GiB, which is read too.
const (
	operations = 1 << 22
	memoryCost = 1 << 27
	maxMemory  = 1 << 30
)

const comment = "untrusted comment: "

// ErrPassword means that the file is encrypted and the password is not the one, or that there is none.
var ErrPassword = errors.New("the password is not that of the key")

// Encode returns the file of a key; an empty password leaves it unencrypted.
func Encode(key signature.PrivateKey, password string) ([]byte, error) {
	return encode(key, password, operations)
}

func encode(key signature.PrivateKey, password string, operations uint64) ([]byte, error) {
	data := make([]byte, fileSize)
	copy(data, "Ed\x00\x00B2")
	box := data[boxAt:]
	copy(box, key.ID[:])
	copy(box[8:], key.Key)
	copy(box[8+ed25519.PrivateKeySize:], checksum(box))
	note := "minisign secret key, not encrypted"
	if password != "" {
		note = "minisign encrypted secret key"
		copy(data[2:], "Sc")
		if _, err := rand.Read(data[saltAt : saltAt+saltSize]); err != nil {
			return nil, err
		}
		binary.LittleEndian.PutUint64(data[operation:], operations)
		binary.LittleEndian.PutUint64(data[memory:], memoryCost)
		if err := crypt(data, password); err != nil {
			return nil, err
		}
	}
	return fmt.Appendf(nil, "%s%s %s\n%s\n", comment, note, key.Public().Name(), base64.StdEncoding.EncodeToString(data)), nil
}

// Decode reads the file of a key. The error is ErrPassword if another password is needed.
func Decode(file []byte, password string) (signature.PrivateKey, error) {
	var key signature.PrivateKey
	data, err := parse(file)
	if err != nil {
		return key, err
	}
	if string(data[2:4]) == "Sc" {
		if password == "" {
			return key, ErrPassword
		}
		if err := crypt(data, password); err != nil {
			return key, err
		}
	}
	box := data[boxAt:]
	// minisign leaves the checksum of a key that is not encrypted empty.
	if string(data[2:4]) == "Sc" && subtle.ConstantTimeCompare(box[8+ed25519.PrivateKeySize:], checksum(box)) != 1 {
		return key, ErrPassword
	}
	copy(key.ID[:], box)
	key.Key = ed25519.NewKeyFromSeed(box[8 : 8+ed25519.SeedSize])
	if subtle.ConstantTimeCompare(key.Key, box[8:8+ed25519.PrivateKeySize]) != 1 {
		return key, errors.New("the file of the key is damaged: its two halves don't belong together")
	}
	return key, nil
}

// Encrypted reports whether the file of a key needs a password.
func Encrypted(file []byte) bool {
	data, err := parse(file)
	return err == nil && string(data[2:4]) == "Sc"
}

func parse(file []byte) ([]byte, error) {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(string(file), "\r\n", "\n"), "\n"), "\n")
	malformed := errors.New("this is no file of a secret key: `deskjs keygen` and minisign write such files, of two lines")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], comment) {
		return nil, malformed
	}
	data, err := base64.StdEncoding.Strict().DecodeString(lines[1])
	if err != nil || len(data) != fileSize || string(data[:2]) != "Ed" || string(data[4:6]) != "B2" || string(data[2:4]) != "Sc" && string(data[2:4]) != "\x00\x00" {
		return nil, malformed
	}
	return data, nil
}

func checksum(box []byte) []byte {
	sum := blake2b.Sum256(append([]byte("Ed"), box[:8+ed25519.PrivateKeySize]...))
	return sum[:]
}

// crypt encrypts and decrypts the box, which is the same.
func crypt(data []byte, password string) error {
	n, r, p, err := cost(binary.LittleEndian.Uint64(data[operation:]), binary.LittleEndian.Uint64(data[memory:]))
	if err != nil {
		return err
	}
	stream, err := scrypt.Key([]byte(password), data[saltAt:saltAt+saltSize], n, r, p, boxSize)
	if err != nil {
		return err
	}
	subtle.XORBytes(data[boxAt:], data[boxAt:], stream)
	return nil
}

// cost is how libsodium makes scrypt's parameters of a number of operations and of bytes.
func cost(operations, memory uint64) (n, r, p int, err error) {
	operations, r, p = max(operations, 32768), 8, 1
	if memory > maxMemory || operations > 1<<32 {
		return 0, 0, 0, errors.New("the key's password takes more than 1 GiB of memory to check")
	}
	most := memory / (uint64(r) * 128)
	bound := operations < memory/32
	if bound {
		most = operations / (uint64(r) * 4)
	}
	log := 1
	for log < 62 && 1<<log <= most/2 {
		log++
	}
	if !bound {
		p = max(1, int(operations/4/(1<<log))/r)
	}
	return 1 << log, r, p, nil
}
