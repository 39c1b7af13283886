package crypto

import (
	"encoding/hex"
	"regexp"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

func handleOf(t *testing.T, made any, err error) *hasher {
	t.Helper()
	handle, ok := made.(op.Handle)
	if err != nil || !ok {
		t.Fatalf("got %v, %v", made, err)
	}
	return handle.Value.(*hasher)
}

func TestHash(t *testing.T) {
	for name, want := range map[string]string{
		"md5":                     "900150983cd24fb0d6963f7d28e17f72",
		"SHA1":                    "a9993e364706816aba3e25717850c26c9cd0d89d",
		"sha256WithRSAEncryption": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"RSA-SHA224":              "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
		"sha3-256":                "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
		"shake128":                "5881092dd818bf5cf8a3ddb793fbcba7",
	} {
		made, err := newHash(nil, op.Args{name})
		h := handleOf(t, made, err)
		_, _ = update(nil, op.Args{h, "a"})
		copied, err := copyHash(nil, op.Args{h})
		c := handleOf(t, copied, err)
		_, _ = update(nil, op.Args{h, []byte("bc")})
		if got := hex.EncodeToString(h.Sum(nil)); got != want {
			t.Errorf("%s of abc is %s, want %s", name, got, want)
		}
		_, _ = update(nil, op.Args{c, "bc"})
		if got := hex.EncodeToString(c.Sum(nil)); got != want {
			t.Errorf("%s of abc by a copy is %s, want %s", name, got, want)
		}
	}
}

func TestHashRefuses(t *testing.T) {
	if made, _ := newHash(nil, op.Args{"sha257"}); made != nil {
		t.Errorf("sha257: %v", made)
	}
	if made, _ := newHash(nil, op.Args{"sha1", int64(5)}); made != op.Null {
		t.Errorf("sha1 of 5 bytes: %v", made)
	}
}

func TestHMAC(t *testing.T) {
	made, err := newHMAC(nil, op.Args{"sha256", []byte("key")})
	h := handleOf(t, made, err)
	_, _ = update(nil, op.Args{h, "The quick brown fox jumps over the lazy dog"})
	const want = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestEveryNamedHashExists(t *testing.T) {
	for _, name := range digest.Names() {
		if made, _ := newHash(nil, op.Args{name}); made == nil {
			t.Errorf("%s is listed but unknown", name)
		}
	}
}

func TestRandomUUID(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	first, _ := randomUUID(nil, nil)
	second, _ := randomUUID(nil, nil)
	if !form.MatchString(first.(string)) || first == second {
		t.Errorf("%v, %v", first, second)
	}
}
