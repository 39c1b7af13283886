package publish

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

const testApp = "com.example.notes"

func keyOf(seed byte) signature.PrivateKey {
	key, err := signature.Generate(rand.NewChaCha8([32]byte{seed}))
	if err != nil {
		panic(err)
	}
	return key
}

func folderOf(t *testing.T) *Folder {
	return &Folder{Path: filepath.Join(t.TempDir(), "updates"), App: testApp, Channel: "stable", Key: keyOf(1), Now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
}

func payloadOf(version string) []byte {
	random := rand.NewChaCha8([32]byte{7})
	data := make([]byte, 20_000)
	_, _ = random.Read(data)
	return append(data, "version "+version...)
}

func releaseOf(version string, percent float64) Release {
	return Release{Version: version, Percent: percent, Deltas: 3, Payload: payloadOf(version), Targets: map[string]map[string][]byte{
		"linux/amd64": {"program": payloadOf("runtime " + version)}, "windows/amd64": nil,
	}}
}

func publish(t *testing.T, f *Folder, r Release) *Result {
	t.Helper()
	f.Now = f.Now.Add(time.Hour)
	result, err := f.Publish(r, DefaultExpiry)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func versions(m *manifest.Manifest) string {
	var list []string
	for _, r := range m.Releases {
		list = append(list, r.Version)
	}
	return strings.Join(list, " ")
}

func TestDeltasAreOfTheLastVersions(t *testing.T) {
	f := folderOf(t)
	var result *Result
	for _, version := range []string{"1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"} {
		result = publish(t, f, releaseOf(version, 100))
	}
	target := result.Manifest.Releases[0].Targets["linux/amd64"]
	if result.Manifest.Sequence != 5 || len(target.Payload.Deltas) != 3 || len(target.Programs["program"].Deltas) != 3 || versions(result.Manifest) != "1.4.0" {
		t.Errorf("%+v", result.Manifest)
	}
	for i, version := range []string{"1.3.0", "1.2.0", "1.1.0"} {
		d := target.Payload.Deltas[i]
		if d.From != manifest.HashOf(payloadOf(version)) || d.Size > 200 {
			t.Errorf("%s: %+v", version, d)
		}
		patch, err := os.ReadFile(filepath.Join(f.Path, d.URL))
		if err != nil || manifest.HashOf(patch) != d.Hash {
			t.Fatal(err)
		}
		old := payloadOf(version)
		var out bytes.Buffer
		if err := delta.Apply(delta.Source{Reader: bytes.NewReader(patch), Size: int64(len(patch))}, delta.Source{Reader: bytes.NewReader(old), Size: int64(len(old))}, &out,
			delta.Want{Hash: target.Payload.Hash, Size: target.Payload.Size}); err != nil || !bytes.Equal(out.Bytes(), payloadOf("1.4.0")) {
			t.Error(err)
		}
	}
	// Both systems have the same payload, and one file of it.
	if target.Payload.Whole != result.Manifest.Releases[0].Targets["windows/amd64"].Payload.Whole {
		t.Error("there are two files of one payload")
	}
	// What the author removes because it is too old is done without.
	if err := os.Remove(filepath.Join(f.Path, target.Payload.Whole.URL)); err != nil {
		t.Fatal(err)
	}
	result = publish(t, f, releaseOf("1.5.0", 100))
	if got := result.Manifest.Releases[0].Targets["windows/amd64"].Payload.Deltas; len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestRolloutsKeepWhatIsForAll(t *testing.T) {
	f := folderOf(t)
	publish(t, f, releaseOf("1.0.0", 100))
	publish(t, f, releaseOf("1.1.0", 100))
	check := func(result *Result, err error, want string) {
		t.Helper()
		if err != nil || versions(result.Manifest) != want {
			t.Errorf("%v, %v; want %s", result, err, want)
		}
	}
	check(publish(t, f, releaseOf("1.2.0", 5)), nil, "1.2.0 1.1.0")
	result, err := f.Halt(DefaultExpiry)
	check(result, err, "1.2.0 1.1.0")
	check(publish(t, f, releaseOf("1.3.0", 10)), nil, "1.3.0 1.1.0")
	all := 100.0
	result, err = f.Resume(&all, DefaultExpiry)
	check(result, err, "1.3.0")
	// A release that was for all and is halted leaves the one before, not one that was halted.
	result, err = f.Halt(DefaultExpiry)
	check(result, err, "1.3.0 1.1.0")
}

func TestTheSameIsNotPublishedAgain(t *testing.T) {
	f := folderOf(t)
	publish(t, f, releaseOf("1.0.0", 100))
	if result := publish(t, f, releaseOf("1.0.0", 100)); result.Changed || len(result.Written) > 0 {
		t.Errorf("%+v", result)
	}
	if result := publish(t, f, releaseOf("1.0.0", 50)); !result.Changed || result.Manifest.Releases[0].Rollout.Percent != 50 {
		t.Errorf("%+v", result)
	}
	other := releaseOf("1.0.0", 100)
	other.Payload = payloadOf("1.0.0 again")
	if _, err := f.Publish(other, DefaultExpiry); err == nil || !strings.Contains(err.Error(), "published already") {
		t.Error(err)
	}
	if _, err := f.Publish(releaseOf("0.9.0", 100), DefaultExpiry); err == nil || !strings.Contains(err.Error(), "older") {
		t.Error(err)
	}
	f.Now = f.Now.AddDate(-1, 0, 0)
	if _, err := f.Publish(releaseOf("1.1.0", 100), DefaultExpiry); err == nil || !strings.Contains(err.Error(), "set the clock") {
		t.Error(err)
	}
}

// A run that ends anywhere leaves a list that is whole; the next one makes what is missing, and never gives a sequence twice.
func TestInterruptedRuns(t *testing.T) {
	f := folderOf(t)
	publish(t, f, releaseOf("1.0.0", 100))
	before, err := os.ReadFile(filepath.Join(f.Path, "stable.manifest"))
	if err != nil {
		t.Fatal(err)
	}
	result := publish(t, f, releaseOf("1.1.0", 100))
	if last := result.Written[len(result.Written)-1]; last != "stable.manifest" {
		t.Errorf("%s is written last", last)
	}
	// After the history, before the list.
	if err := os.WriteFile(filepath.Join(f.Path, "stable.manifest"), before, 0o644); err != nil {
		t.Fatal(err)
	}
	result = publish(t, f, releaseOf("1.1.0", 100))
	if !result.Changed || result.Manifest.Sequence != 3 {
		t.Errorf("%+v", result)
	}
	// A file that is missing.
	whole := result.Manifest.Releases[0].Targets["linux/amd64"].Payload.Whole
	if err := os.Remove(filepath.Join(f.Path, whole.URL)); err != nil {
		t.Fatal(err)
	}
	publish(t, f, releaseOf("1.1.0", 100))
	if _, err := os.Stat(filepath.Join(f.Path, whole.URL)); err != nil {
		t.Error(err)
	}
	// The history is gone: the list itself counts.
	if err := os.RemoveAll(filepath.Join(f.Path, "history")); err != nil {
		t.Fatal(err)
	}
	if result = publish(t, f, releaseOf("1.2.0", 100)); result.Manifest.Sequence != 4 || len(result.Manifest.Releases[0].Targets["linux/amd64"].Payload.Deltas) != 1 {
		t.Errorf("%+v", result.Manifest)
	}
}

func TestKeysAreHandedOver(t *testing.T) {
	f := folderOf(t)
	publish(t, f, releaseOf("1.0.0", 100))
	old, next := f.Key, keyOf(2)
	statement, err := manifest.SignRotation(testApp, old, next.Public(), f.Now)
	if err != nil {
		t.Fatal(err)
	}
	f.Key = next
	if _, err := f.Publish(releaseOf("1.1.0", 100), DefaultExpiry); err == nil || !strings.Contains(err.Error(), "is not one of this app's") {
		t.Error(err)
	}
	f.Rotations = statement
	result := publish(t, f, releaseOf("1.1.0", 100))
	if len(result.Manifest.Releases[0].Targets["linux/amd64"].Payload.Deltas) != 1 {
		t.Error("what the old key signed is forgotten")
	}
	keys, err := os.ReadFile(filepath.Join(f.Path, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if trust, err := manifest.Follow(keys, testApp, old.Public()); err != nil || trust.Key != next.Public() {
		t.Error(trust, err)
	}
	if again := publish(t, f, releaseOf("1.1.0", 100)); again.Changed {
		t.Error("it is published again")
	}
}
