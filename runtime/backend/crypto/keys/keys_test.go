package keys

import (
	"bytes"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
)

func samples(t testing.TB) []*Key {
	t.Helper()
	var list []*Key
	add := func(key *Key, err error) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, key)
	}
	add(GenerateRSA(512, 65537, nil, false))
	add(GenerateRSA(1024, 3, &PSS{"sha256", "sha1", 16}, true))
	add(GenerateDSA(512, 160))
	for _, name := range []string{"prime256v1", "secp256k1"} {
		add(GenerateEC(curves.ByName(name)))
	}
	explicit, err := GenerateEC(curves.ByName("brainpoolP256r1"))
	if err == nil {
		explicit.EC.Explicit = true
	}
	add(explicit, err)
	for _, name := range []string{"ed25519", "ed448", "x25519", "x448"} {
		add(GenerateRaw(name))
	}
	return list
}

func TestKeysSurviveTheirForms(t *testing.T) {
	for _, key := range samples(t) {
		for _, format := range []int{DER, PEM} {
			for _, cipher := range []string{"", "aes-256-cbc", "aes-128-ecb"} {
				text, err := key.ExportPrivate(Output{Format: format, Type: PKCS8, Cipher: cipher, Passphrase: []byte("x")})
				if err != nil {
					t.Fatal(err)
				}
				again, err := ParsePrivate(Input{Data: text, Format: format, Type: PKCS8, Passphrase: []byte("x")})
				if err != nil || !again.Equal(key) {
					t.Errorf("%s in format %d by %q: %v", key.Type, format, cipher, err)
				}
			}
			text, err := key.ExportPublic(Output{Format: format, Type: SPKI})
			if err != nil {
				t.Fatal(err)
			}
			again, err := ParsePublicOrPrivate(Input{Data: text, Format: format, Type: SPKI})
			if err != nil || !again.Equal(key.Public()) {
				t.Errorf("%s's public key in format %d: %v", key.Type, format, err)
			}
		}
	}
}

func TestImplicitRejection(t *testing.T) {
	key, err := GenerateRSA(1024, 65537, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	wrong := make([]byte, 128)
	wrong[127] = 2
	first, err := key.RSA.Decrypt(wrong, PaddingPKCS1, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := key.RSA.Decrypt(wrong, PaddingPKCS1, "", nil)
	if !bytes.Equal(first, second) {
		t.Error("the same wrong text gives two messages")
	}
}

func FuzzParse(f *testing.F) {
	for _, key := range samples(f) {
		for kind := range 3 {
			var text []byte
			switch kind {
			case 0:
				text, _ = key.ExportPrivate(Output{Format: PEM, Type: PKCS8})
			case 1:
				text = key.PKCS8()
			default:
				text = key.SPKI()
			}
			f.Add(text)
		}
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = ParsePublicOrPrivate(Input{Data: data, Format: PEM})
		for _, kind := range []int{PKCS1, PKCS8, SPKI, SEC1} {
			_, _ = ParsePublicOrPrivate(Input{Data: data, Format: DER, Type: kind, Passphrase: []byte{}})
		}
	})
}
