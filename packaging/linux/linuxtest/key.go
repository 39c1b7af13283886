package linuxtest

import (
	"bytes"
	"crypto"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Key makes a key for signatures and returns the paths of its private half, locked by the passphrase if there is one, and of its public half: as
// rpm reads it, and as gpgv does.
func Key(t testing.TB, algorithm packet.PublicKeyAlgorithm, passphrase string) (private, public, ring string) {
	t.Helper()
	settings := &packet.Config{
		Algorithm: algorithm, RSABits: 2048, DefaultHash: crypto.SHA256, Time: func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) },
	}
	entity, err := openpgp.NewEntity("Ada Lovelace", "", "ada@example.org", settings)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name, kind string, serialize func(io.Writer) error) string {
		var out bytes.Buffer
		var to io.Writer = &out
		var text io.WriteCloser
		if kind != "" {
			if text, err = armor.Encode(&out, kind, nil); err != nil {
				t.Fatal(err)
			}
			to = text
		}
		if err := serialize(to); err != nil {
			t.Fatal(err)
		}
		if text != nil {
			if err := text.Close(); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	public, ring = write("public.asc", openpgp.PublicKeyType, entity.Serialize), write("public.gpg", "", entity.Serialize)
	if passphrase != "" {
		if err := entity.EncryptPrivateKeys([]byte(passphrase), settings); err != nil {
			t.Fatal(err)
		}
	}
	private = write("private.asc", openpgp.PrivateKeyType, func(w io.Writer) error { return entity.SerializePrivateWithoutSigning(w, settings) })
	return private, public, ring
}
