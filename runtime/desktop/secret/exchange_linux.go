//go:build linux && cgo

package secret

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
)

// Over the bus secrets go encrypted, as the Secret Service specification has it: Diffie and Hellman's exchange in the second Oakley group
// of RFC 2409, HKDF with SHA-256, AES-128 in CBC mode with PKCS 7's padding.
const exchangeName = "dh-ietf1024-sha256-aes128-cbc-pkcs7"

var (
	exchangePrime, _ = new(big.Int).SetString("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"+
		"EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381"+
		"FFFFFFFFFFFFFFFF", 16)
	exchangeBase = big.NewInt(2)
)

// newExchange makes one side's numbers.
func newExchange() (private *big.Int, public []byte) {
	number := make([]byte, 128)
	_, _ = rand.Read(number)
	private = new(big.Int).Mod(new(big.Int).SetBytes(number), exchangePrime)
	return private, new(big.Int).Exp(exchangeBase, private, exchangePrime).FillBytes(make([]byte, 128))
}

// transport encrypts what goes over the bus; nil does not.
type transport []byte

// agree makes the key of both sides from what one has and the other has sent.
func agree(private *big.Int, theirs []byte) (transport, error) {
	public := new(big.Int).SetBytes(theirs)
	if public.Cmp(big.NewInt(1)) <= 0 || public.Cmp(new(big.Int).Sub(exchangePrime, big.NewInt(1))) >= 0 {
		return nil, errors.New("its number for the exchange of keys is not one")
	}
	shared := new(big.Int).Exp(public, private, exchangePrime).FillBytes(make([]byte, 128))
	key, err := hkdf.Key(sha256.New, shared, nil, "", 16)
	return key, err
}

func (t transport) seal(plain []byte) (vector, sealed []byte) {
	if t == nil {
		return []byte{}, plain
	}
	block, err := aes.NewCipher(t)
	if err != nil { // the key has 16 bytes
		return []byte{}, []byte{}
	}
	vector = make([]byte, aes.BlockSize)
	_, _ = rand.Read(vector)
	padding := aes.BlockSize - len(plain)%aes.BlockSize
	sealed = append(bytes.Clone(plain), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, vector).CryptBlocks(sealed, sealed)
	return vector, sealed
}

func (t transport) open(vector, sealed []byte) ([]byte, error) {
	if t == nil {
		return sealed, nil
	}
	block, err := aes.NewCipher(t)
	if err != nil {
		return nil, err
	}
	wrong := errors.New("the program that keeps secrets sent something that is not encrypted as was agreed")
	if len(vector) != aes.BlockSize || len(sealed) == 0 || len(sealed)%aes.BlockSize != 0 {
		return nil, wrong
	}
	plain := make([]byte, len(sealed))
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(plain, sealed)
	padding := int(plain[len(plain)-1])
	if padding == 0 || padding > aes.BlockSize {
		return nil, wrong
	}
	return plain[:len(plain)-padding], nil
}
