package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"sync"
)

const keyLength = 32

// keyed encrypts with AES-256-GCM and a key that somebody keeps.
type keyed struct {
	// key returns the key; with create it makes one if there is none.
	key func(create bool) ([]byte, error)

	mu     sync.Mutex
	cipher cipher.AEAD // nil until the key is known
}

func (k *keyed) ready(create bool) (cipher.AEAD, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.cipher != nil {
		return k.cipher, nil
	}
	key, err := k.key(create)
	if err != nil {
		return nil, err
	}
	if len(key) != keyLength {
		return nil, errors.New("the key that is kept for the app is none of ours")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	k.cipher, err = cipher.NewGCM(block)
	return k.cipher, err
}

func (k *keyed) seal(plain []byte) ([]byte, error) {
	aead, err := k.ready(true)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	_, _ = rand.Read(nonce) // it never fails
	return aead.Seal(nonce, nonce, plain, nil), nil
}

func (k *keyed) open(sealed []byte) ([]byte, error) {
	aead, err := k.ready(false)
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, errors.New("it is too short")
	}
	plain, err := aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], nil)
	if err != nil {
		return nil, errors.New("it was encrypted with another key, or changed since")
	}
	return plain, nil
}

// basicKey is no secret: who asks for plain text gets what only looks encrypted.
func basicKey(bool) ([]byte, error) {
	key := sha256.Sum256([]byte("safeStorage.setUsePlainTextEncryption"))
	return key[:], nil
}
