package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/update"
)

// updated returns a folder in which versions were updated to, one after the other, and each was confirmed.
func updated(t *testing.T, versions ...string) *memory {
	t.Helper()
	m := newMemory()
	for _, version := range versions {
		s := open(m)
		s.Select()
		if err := stage(s, version); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Activate(); err != nil {
			t.Fatal(err)
		}
		if err := s.Confirm(); err != nil {
			t.Fatal(err)
		}
		s.Close()
	}
	return m
}

func versionsIn(t *testing.T, m *memory) (count int) {
	t.Helper()
	names, err := m.List(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, versionPre) {
			count++
		}
	}
	return count
}

// Someone has installed a newer package: the update is of no use any more, and goes.
func TestANewerInstallationWins(t *testing.T) {
	for installed, want := range map[string]string{"1.0.0": "1.2.0", "1.1.5": "1.2.0", "1.2.0": "1.2.0", "1.3.0": "1.3.0"} {
		m := updated(t, "1.1.0", "1.2.0")
		s := Open(m, baseOf(installed), open(newMemory()).now)
		choice := s.Select()
		if choice.Version != want || (choice.Payload == "") != (installed >= "1.2.0") {
			t.Errorf("%s is installed: %+v", installed, choice)
		}
		if count := versionsIn(t, m); installed >= "1.2.0" && count != 0 {
			t.Errorf("%s is installed: %d versions stay", installed, count)
		}
		s.Close()
	}
}

func TestTwoVersionsAreKept(t *testing.T) {
	m := updated(t, "1.1.0", "1.2.0", "1.3.0", "1.4.0")
	if count := versionsIn(t, m); count != 2 {
		t.Error(count)
	}
}

// A damaged version, or one that nobody signed, does not start: the one before it does, then the installed app.
func TestWhatIsNotGenuineDoesNotStart(t *testing.T) {
	spoil := map[string]func(t *testing.T, m *memory, v *Version){
		"another payload": func(t *testing.T, m *memory, v *Version) {
			file, err := m.find(v.folder() + "/" + PayloadName)
			if err != nil {
				t.Fatal(err)
			}
			file.data = bytes.Replace(file.data, []byte("app"), []byte("bad"), -1)
		},
		"a longer payload": func(t *testing.T, m *memory, v *Version) {
			file, err := m.find(v.folder() + "/" + PayloadName)
			if err != nil {
				t.Fatal(err)
			}
			file.data = append([]byte("x"), file.data...)
		},
		"no payload": func(t *testing.T, m *memory, v *Version) {
			if err := m.Remove(v.folder() + "/" + PayloadName); err != nil {
				t.Fatal(err)
			}
		},
		"another's signature": func(t *testing.T, m *memory, v *Version) {
			file, err := m.find(v.folder() + "/" + proofName)
			if err != nil {
				t.Fatal(err)
			}
			file.data = sign(testApp, releaseOf(v.Version), keyOf(9))
		},
		"another app's manifest": func(t *testing.T, m *memory, v *Version) {
			file, err := m.find(v.folder() + "/" + proofName)
			if err != nil {
				t.Fatal(err)
			}
			file.data = sign("com.example.other", releaseOf(v.Version), testKey)
		},
		"the manifest of another version": func(t *testing.T, m *memory, v *Version) {
			file, err := m.find(v.folder() + "/" + proofName)
			if err != nil {
				t.Fatal(err)
			}
			file.data = releaseOf("1.9.0").proof
		},
	}
	for name, spoil := range spoil {
		m := updated(t, "1.1.0", "1.2.0")
		for _, want := range []string{"1.1.0", "1.0.0"} {
			s := open(m)
			spoil(t, m, s.state.Current)
			if choice := s.Select(); choice.Version != want || choice.Reason != Damaged || choice.Detail == "" {
				t.Errorf("%s: %+v, want %s", name, choice, want)
			}
			s.Close()
		}
	}
}

// A state.json that makes no sense is put aside, and the installed app starts.
func TestADamagedState(t *testing.T) {
	for _, text := range []string{"", "{", "null", `{"format":9}`, `{"format":1,"current":{"version":"x","hash":"../../.."}}`, strings.Repeat("x", maxStateSize+1)} {
		m := updated(t, "1.1.0")
		if err := writeFile(m, stateName, []byte(text)); err != nil {
			t.Fatal(err)
		}
		s := open(m)
		if choice := s.Select(); choice.Version != "1.0.0" {
			t.Errorf("%.20q: %+v", text, choice)
		}
		s.Close()
		if len(text) > maxStateSize {
			continue // it can't be read, and is left as it is
		}
		if kept, err := readFile(m, stateBad, maxStateSize); err != nil || string(kept) != text {
			t.Errorf("%.20q: %v", text, err)
		}
		if err := goesOn(m); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func TestWhatCannotBeStaged(t *testing.T) {
	m := updated(t, "1.2.0")
	s := open(m)
	s.Select()
	old, next, other := releaseOf("1.1.0"), releaseOf("1.3.0"), releaseOf("1.4.0")
	for name, try := range map[string]struct {
		version Version
		proof   []byte
		want    update.Code
	}{
		"an older one":        {old.version, old.proof, update.CodeDowngrade},
		"what runs":           {releaseOf("1.2.0").version, releaseOf("1.2.0").proof, update.CodeDowngrade},
		"without a signature": {next.version, next.proof[200:], update.CodeSignature},
		"with another's list": {next.version, other.proof, update.CodeMismatch},
		"under another name":  {Version{"1.5.0", next.version.Hash}, next.proof, update.CodeMismatch},
	} {
		if _, err := s.Begin(try.version, try.proof); update.CodeOf(err) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Activate(); update.CodeOf(err) != update.CodeMismatch {
		t.Error(err)
	}
	// What is damaged between the download and its use is fetched again.
	if err := stage(s, "1.3.0"); err != nil {
		t.Fatal(err)
	}
	if err := m.Remove(s.Staged().folder() + "/" + PayloadName); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Activate(); update.CodeOf(err) != update.CodeMismatch || s.Staged() != nil {
		t.Error(err, s.Staged())
	}
	if err := stage(s, "1.3.0"); err != nil {
		t.Error(err)
	}
}

// The same on the real disk.
func TestARealFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "user data", "updates")
	s := open(Folder(dir))
	if choice := s.Select(); choice.Reason != Installed {
		t.Error(choice)
	}
	if err := stage(s, "1.1.0"); err != nil {
		t.Fatal(err)
	}
	second := open(Folder(dir))
	if code := update.CodeOf(second.Problem()); code != update.CodeBusy {
		t.Error(code)
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	s = open(Folder(dir))
	choice := s.Select()
	data, err := os.ReadFile(choice.Payload)
	if err != nil || !bytes.Equal(data, releaseOf("1.1.0").payload) {
		t.Error(choice, err)
	}
	if err := s.Confirm(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Error(entries, err)
	}
}
