package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
	packing "github.com/deskjs/deskjs/packaging/delta"
)

const (
	testApp    = "com.example.notes"
	testTarget = "linux/amd64"
)

var (
	noon    = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	testKey = keyOf(1)
)

func keyOf(seed uint64) signature.PrivateKey {
	key, err := signature.Generate(rand.NewChaCha8([32]byte{byte(seed)}))
	if err != nil {
		panic(err)
	}
	return key
}

// release is a version as a client has it: its payload, what makes it from nothing, and the signed manifest.
type release struct {
	version Version
	payload []byte
	whole   []byte
	file    manifest.File
	proof   []byte
}

var releases sync.Map // by version

// releaseOf makes a release; a test is told the same one each time.
func releaseOf(version string) *release {
	if made, ok := releases.Load(version); ok {
		return made.(*release)
	}
	payload := []byte(strings.Repeat("the app, version "+version+"\n", 300))
	whole, err := packing.Whole(payload)
	if err != nil {
		panic(err)
	}
	r := &release{version: Version{version, manifest.HashOf(payload)}, payload: payload, whole: whole}
	r.file = manifest.File{URL: "files/" + version, Hash: manifest.HashOf(whole), Size: int64(len(whole))}
	r.proof = sign(testApp, r, testKey)
	releases.Store(version, r)
	return r
}

func sign(app string, r *release, key signature.PrivateKey) []byte {
	content := manifest.Content{Hash: r.version.Hash, Size: int64(len(r.payload)), Whole: r.file}
	proof, err := manifest.Sign(&manifest.Manifest{
		Format: manifest.Format, App: app, Channel: "stable", Sequence: 1, Published: noon, Expires: noon.Add(time.Hour),
		Releases: []manifest.Release{{Version: r.version.Version, Rollout: manifest.Rollout{Percent: 100}, Targets: map[string]manifest.Target{
			testTarget: {Payload: manifest.Payload{Content: content, Seal: manifest.Seal(r.payload)}},
		}}},
	}, key)
	if err != nil {
		panic(err)
	}
	return proof
}

func baseOf(version string) Base {
	return Base{App: testApp, Version: version, Target: testTarget, Key: testKey.Public()}
}

func open(folder FS) *Store { return Open(folder, baseOf("1.0.0"), func() time.Time { return noon }) }

// stage does what a client does: the file comes in two pieces, and becomes a payload.
func stage(s *Store, version string) error {
	r := releaseOf(version)
	stage, err := s.Begin(r.version, r.proof)
	if err != nil {
		return err
	}
	part := stage.Part(r.file)
	have := part.Size()
	if have > r.file.Size || part.Tag() == "" {
		have = 0
	}
	rest, out := r.whole[have:], Writer(nil)
	if have == 0 {
		out, err = part.Restart("tag")
	} else {
		out, err = part.Append()
	}
	if err != nil {
		return err
	}
	for _, piece := range [][]byte{rest[:len(rest)/2], rest[len(rest)/2:]} {
		if _, err := out.Write(piece); err != nil {
			out.Close()
			return err
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	if err := stage.Apply(part, delta.Source{}, delta.Want{Hash: r.version.Hash, Size: int64(len(r.payload))}); err != nil {
		return fmt.Errorf("%w; %w", err, part.Remove())
	}
	return stage.Keep()
}

// whole reports what is wrong with a choice: its payload must be that of its version, whatever happened.
func whole(m *memory, choice Choice) error {
	if choice.Payload == "" {
		if choice.Version != "1.0.0" || choice.Hash != "" {
			return fmt.Errorf("the installed app is said to be %+v", choice)
		}
		return nil
	}
	file, err := m.find(choice.Payload)
	if err != nil {
		return err
	}
	if !bytes.Equal(file.data, releaseOf(choice.Version).payload) {
		return fmt.Errorf("version %s is not whole", choice.Version)
	}
	return nil
}

// life is what happens to an app in a year. Whatever fails it goes on, as an app does. It tells check of each choice, and before each start it
// says which versions may be found if the process ends before the next one: the old and the new one.
func life(m *memory, check func(Choice), may func(versions ...string)) {
	start := func(then func(s *Store)) {
		s := open(m)
		choice := s.Select()
		check(choice)
		then(s)
		s.Close()
	}
	activate := func(s *Store) bool {
		choice, err := s.Activate()
		if err == nil {
			check(choice)
		}
		return err == nil
	}
	may("1.0.0", "1.1.0")
	start(func(s *Store) { _ = stage(s, "1.1.0") })
	may("1.1.0", "1.2.0")
	start(func(s *Store) { // it applies at the start, and the next one at once
		_ = s.Confirm()
		if stage(s, "1.2.0") == nil && activate(s) {
			_ = s.Confirm()
		}
	})
	may("1.2.0", "1.3.0")
	start(func(s *Store) { // one that is found to be bad
		if stage(s, "1.3.0") == nil && activate(s) {
			choice, _ := s.Rollback("it does not answer")
			check(choice)
		}
	})
	may("1.2.0", "1.4.0")
	start(func(s *Store) { _ = stage(s, "1.4.0") })
	may("1.4.0")
	start(func(s *Store) { _ = s.Ended() })
	may("1.4.0", "1.2.0")
	start(func(*Store) {}) // 1.4.0 crashes, twice
	start(func(*Store) {})
	start(func(*Store) {}) // and is given up
}

// goesOn looks at what a fault left: something whole starts, and the app can be updated.
func goesOn(m *memory, may ...string) error {
	s := open(m)
	choice := s.Select()
	if err := whole(m, choice); err != nil {
		return fmt.Errorf("at the start: %w", err)
	}
	if may != nil && !slices.Contains(may, choice.Version) {
		return fmt.Errorf("%+v starts, and not %q", choice, may)
	}
	_ = s.Confirm()
	if err := stage(s, "2.0.0"); err != nil {
		return fmt.Errorf("when it is updated: %w", err)
	}
	s.Close()
	s = open(m)
	choice = s.Select()
	if err := whole(m, choice); err != nil {
		return fmt.Errorf("at the next start: %w", err)
	}
	if choice.Version != "2.0.0" {
		return fmt.Errorf("after an update to 2.0.0: %+v", choice)
	}
	if err := s.Confirm(); err != nil {
		return err
	}
	s.Close()
	names, err := m.List(".")
	if err != nil {
		return err
	}
	versions := 0
	for _, name := range names {
		if strings.HasPrefix(name, versionPre) {
			versions++
		}
	}
	if versions > 2 {
		return fmt.Errorf("the disk has %q", names)
	}
	return nil
}

// survive runs the life in a folder in which something fails, and says whether the process was killed, and what may be found then.
func survive(t *testing.T, m *memory, what string) (dead bool, may []string) {
	t.Helper()
	defer func() {
		if cause := recover(); cause != nil {
			if _, ours := cause.(killed); !ours {
				panic(cause)
			}
			dead = true
		}
	}()
	life(m, func(choice Choice) {
		if err := whole(m, choice); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}, func(versions ...string) { may = versions })
	return false, may
}

func TestLifeWithoutFaults(t *testing.T) {
	m := newMemory()
	var seen []string
	life(m, func(choice Choice) {
		seen = append(seen, choice.Version+" "+string(choice.Reason))
		if err := whole(m, choice); err != nil {
			t.Error(err)
		}
	}, func(...string) {})
	want := "1.0.0 installed, 1.1.0 trial, 1.2.0 trial, 1.2.0 updated, 1.3.0 trial, 1.2.0 rolled-back, 1.2.0 updated, 1.4.0 trial, 1.4.0 trial, 1.4.0 trial, 1.2.0 rolled-back"
	if got := strings.Join(seen, ", "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if err := goesOn(m); err != nil {
		t.Error(err)
	}
	t.Logf("%d operations, %d bytes", m.operations, m.written)
}
