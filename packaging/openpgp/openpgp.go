// Package openpgp signs packages as Linux's package managers check them, with a key in a file and no program beside deskjs.
//
// The Linux formats below packaging import it.
package openpgp

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Key is a private key that can sign.
type Key struct {
	entity *openpgp.Entity
	// RSA says that it is one of RSA, for which rpm has a place of its own.
	RSA bool
}

// ErrPassphrase says that a key is locked, and the passphrase does not open it.
var ErrPassphrase = errors.New("its passphrase is another one")

// Read reads a private key as `gpg --export-secret-keys` writes it, in text or not.
func Read(data, passphrase []byte) (*Key, error) {
	list, err := openpgp.ReadArmoredKeyRing(bytes.NewReader(data))
	if err != nil {
		list, err = openpgp.ReadKeyRing(bytes.NewReader(data))
	}
	if err != nil {
		return nil, fmt.Errorf("it is no OpenPGP key: %w", err)
	}
	for _, entity := range list {
		signing, ok := entity.SigningKey(newest(entity))
		if !ok || signing.PrivateKey == nil {
			continue
		}
		if signing.PrivateKey.Encrypted {
			if err := entity.DecryptPrivateKeys(passphrase); err != nil {
				return nil, ErrPassphrase
			}
		}
		algorithm := signing.PublicKey.PubKeyAlgo
		return &Key{entity, algorithm == packet.PubKeyAlgoRSA || algorithm == packet.PubKeyAlgoRSASignOnly}, nil
	}
	return nil, errors.New("it has no private key that signs: `gpg --export-secret-keys` writes one")
}

// newest is when the newest of the keys was made: before, it can't have signed.
func newest(entity *openpgp.Entity) time.Time {
	when := entity.PrimaryKey.CreationTime
	for _, sub := range entity.Subkeys {
		if sub.PublicKey.CreationTime.After(when) {
			when = sub.PublicKey.CreationTime
		}
	}
	return when
}

// Sign returns a detached signature, not in text, that says that it was made at the time when, or when the key was, if that was later. The
// same data gives the same signature.
func (k *Key) Sign(data []byte, when time.Time) ([]byte, error) {
	if made := newest(k.entity); when.Before(made) {
		when = made
	}
	random := false
	var out bytes.Buffer
	err := openpgp.DetachSign(&out, k.entity, bytes.NewReader(data), &packet.Config{
		Time: func() time.Time { return when }, NonDeterministicSignaturesViaNotation: &random,
	})
	return out.Bytes(), err
}
