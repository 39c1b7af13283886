//go:build !windows

package secret

import (
	"crypto/rand"
	"errors"
)

var errNoKey = errors.New("the key with which it was encrypted is not there any more")

func (k *keyed) available() error {
	_, err := k.ready(true)
	return err
}

// newKey makes a key.
func newKey() []byte {
	key := make([]byte, keyLength)
	_, _ = rand.Read(key)
	return key
}
