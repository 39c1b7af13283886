package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/signature"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func keyOf(seed byte) signature.PrivateKey {
	key, err := signature.Generate(rand.NewChaCha8([32]byte{seed}))
	if err != nil {
		panic(err)
	}
	return key
}

func example() *Manifest {
	hash := HashOf([]byte("x"))
	file := File{URL: "files/" + hash, Hash: hash, Size: 5}
	return &Manifest{
		Format: Format, App: "com.example.notes", Channel: "stable", Sequence: 7, Published: noon, Expires: noon.Add(time.Hour),
		Releases: []Release{{Version: "1.2.0", Notes: "<new> & better", Rollout: Rollout{Percent: 5, Salt: "s"}, Targets: map[string]Target{"linux/amd64": {
			Payload:  Payload{Content: Content{Hash: hash, Size: 9, Whole: file, Deltas: []Delta{{File: file, From: hash}}}, Seal: hash},
			Programs: map[string]Content{"AppImage": {Hash: hash, Size: 9, Whole: file}},
		}}}, {Version: "1.1.0", Rollout: Rollout{Percent: 100}}},
	}
}

func TestAListIsReadAsItWasWritten(t *testing.T) {
	key := keyOf(1)
	file, err := Sign(example(), key)
	if err != nil {
		t.Fatal(err)
	}
	read, err := Open(file, Trust{Key: key.Public()})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(example())
	if got, _ := json.Marshal(read); !bytes.Equal(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// What a newer deskjs adds is passed over.
func TestUnknownFieldsAreIgnored(t *testing.T) {
	key := keyOf(1)
	file, err := Sign(example(), key)
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := Split(file)
	text = bytes.Replace(text, []byte(`"format":1`), []byte(`"format": 1, "colour": {"of": "the sky"}`), 1)
	if _, err := Open(append([]byte(key.Sign(text, "")), text...), Trust{Key: key.Public()}); err != nil {
		t.Error(err)
	}
}

// A byte that changes anywhere in the file makes it worthless.
func TestEveryByteCounts(t *testing.T) {
	key := keyOf(1)
	file, err := Sign(example(), key)
	if err != nil {
		t.Fatal(err)
	}
	// The first line is a comment that nobody signs.
	first := bytes.IndexByte(file, '\n')
	for at := first; at < len(file); at++ {
		altered := bytes.Clone(file)
		altered[at] ^= 1
		if _, err := Open(altered, Trust{Key: key.Public()}); update.CodeOf(err) != update.CodeSignature {
			t.Fatalf("byte %d: %v", at, err)
		}
		if at%7 == 0 {
			if _, err := Open(file[:at], Trust{Key: key.Public()}); update.CodeOf(err) != update.CodeSignature {
				t.Fatalf("cut at %d: %v", at, err)
			}
		}
	}
}

func TestSignedNonsenseIsRefused(t *testing.T) {
	key := keyOf(1)
	deep := strings.Repeat(`{"a":`, 20_000)
	for _, text := range []string{"", "null", "[]", "{}", `{"format":1}`, `{"format":"1"}`, deep, "\xff\xfe", `{"format":1,"app":"a","channel":"../x","sequence":1}`} {
		file := append([]byte(key.Sign([]byte(text), "")), text...)
		if _, err := Open(file, Trust{Key: key.Public()}); update.CodeOf(err) != update.CodeFormat {
			t.Errorf("%.40q: %v", text, err)
		}
	}
	for what, spoil := range map[string]func(*Manifest){
		"no app":              func(m *Manifest) { m.App = "" },
		"no sequence":         func(m *Manifest) { m.Sequence = 0 },
		"expired before":      func(m *Manifest) { m.Expires = m.Published },
		"order of versions":   func(m *Manifest) { m.Releases[1].Version = "1.3.0" },
		"the same version":    func(m *Manifest) { m.Releases[1].Version = "1.2.0" },
		"a version":           func(m *Manifest) { m.Releases[0].Version = "latest" },
		"a minimum":           func(m *Manifest) { m.Releases[0].MinimumVersion = "latest" },
		"a percentage":        func(m *Manifest) { m.Releases[0].Rollout.Percent = 101 },
		"many releases":       func(m *Manifest) { m.Releases = make([]Release, 17) },
		"a system":            func(m *Manifest) { m.Releases[0].Targets["../x"] = m.Releases[0].Targets["linux/amd64"] },
		"an absolute address": spoilFile(func(f *File) { f.URL = "https://example.com/x" }),
		"an address above":    spoilFile(func(f *File) { f.URL = "../x" }),
		"an encoded address":  spoilFile(func(f *File) { f.URL = "%2e%2e/x" }),
		"a root":              spoilFile(func(f *File) { f.URL = "/x" }),
		"a hash":              spoilFile(func(f *File) { f.Hash = strings.ToUpper(f.Hash) }),
		"no size":             spoilFile(func(f *File) { f.Size = 0 }),
		"a size":              spoilFile(func(f *File) { f.Size = MaxFile + 1 }),
	} {
		m := example()
		spoil(m)
		if _, err := Sign(m, key); err == nil {
			t.Errorf("%s is signed", what)
		}
	}
	large := example()
	large.Releases[0].Notes = strings.Repeat("x", maxNotes+1)
	if _, err := Sign(large, key); err == nil {
		t.Error("endless notes are signed")
	}
}

func spoilFile(spoil func(*File)) func(*Manifest) {
	return func(m *Manifest) {
		target := m.Releases[0].Targets["linux/amd64"]
		spoil(&target.Payload.Whole)
		m.Releases[0].Targets["linux/amd64"] = target
	}
}

// A rollout takes as many devices as it says, keeps those that it has, and takes others first for another release.
func TestRollouts(t *testing.T) {
	const devices = 20_000
	in := func(r Rollout) map[int]bool {
		found := map[int]bool{}
		for i := range devices {
			if r.Includes(fmt.Sprintf("%032x", i)) {
				found[i] = true
			}
		}
		return found
	}
	before := map[int]bool{}
	for _, percent := range []float64{0, 0.1, 1, 5, 25, 50, 100} {
		now := in(Rollout{Percent: percent, Salt: "notes 1.2.0"})
		if share := float64(len(now)) / devices * 100; share < percent*0.85-0.05 || share > percent*1.15+0.05 {
			t.Errorf("%v %% are %.2f %%", percent, share)
		}
		for i := range before {
			if !now[i] {
				t.Fatalf("device %d is out again at %v %%", i, percent)
			}
		}
		before = now
	}
	one, other, both := in(Rollout{Percent: 10, Salt: "a"}), in(Rollout{Percent: 10, Salt: "b"}), 0
	for i := range one {
		if other[i] {
			both++
		}
	}
	if both > devices/50 {
		t.Errorf("%d devices are the first ones twice", both)
	}
	if (Rollout{Percent: 100, Halted: true}).Includes("x") {
		t.Error("a halted release is offered")
	}
}

func TestRotationsThatGoRoundAreRefused(t *testing.T) {
	a, b := keyOf(1), keyOf(2)
	one, err := SignRotation("app", a, b.Public(), noon)
	if err != nil {
		t.Fatal(err)
	}
	back, err := SignRotation("app", b, a.Public(), noon)
	if err != nil {
		t.Fatal(err)
	}
	if trust, err := Follow(one, "app", a.Public()); err != nil || trust.Key != b.Public() || len(trust.Retired) != 1 {
		t.Error(trust, err)
	}
	if trust, err := Follow(one, "app", b.Public()); err != nil || trust.Key != b.Public() || len(trust.Retired) != 0 {
		t.Error(trust, err)
	}
	if _, err := Follow(append(one, back...), "app", a.Public()); update.CodeOf(err) != update.CodeRetiredKey {
		t.Error(err)
	}
	if _, err := Follow(bytes.Repeat([]byte("x"), MaxKeys+1), "app", a.Public()); update.CodeOf(err) != update.CodeTooLarge {
		t.Error(err)
	}
}

// FuzzOpen opens any bytes; only what the key signed is read.
func FuzzOpen(f *testing.F) {
	key := keyOf(1)
	file, err := Sign(example(), key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(file[:200])
	f.Add([]byte("untrusted comment: x\n\ntrusted comment: \n\n{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Open(data, Trust{Key: key.Public(), Retired: []signature.PublicKey{keyOf(2).Public()}})
		first := bytes.IndexByte(data, '\n')
		genuine := first >= 0 && bytes.Equal(data[first:], file[bytes.IndexByte(file, '\n'):])
		if err == nil && !genuine {
			t.Errorf("%q is taken for genuine", data)
		}
		_, _ = Follow(data, "app", key.Public())
	})
}

// FuzzSigned reads any text that is signed: it is refused, or a valid list.
func FuzzSigned(f *testing.F) {
	key := keyOf(1)
	file, err := Sign(example(), key)
	if err != nil {
		f.Fatal(err)
	}
	_, text, _ := Split(file)
	f.Add(text)
	f.Add([]byte(`{"format":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := Open(append([]byte(key.Sign(text, "")), text...), Trust{Key: key.Public()})
		if err == nil && m.validate() != nil {
			t.Errorf("%s is valid", text)
		}
		if code := update.CodeOf(err); err != nil && code != update.CodeFormat && code != update.CodeTooLarge {
			t.Error(err)
		}
	})
}
