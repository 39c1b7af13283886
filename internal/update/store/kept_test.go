package store

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"github.com/deskjs/deskjs/internal/update/manifest"
)

// TestKept finds what is kept and genuine, and nothing else.
func TestKept(t *testing.T) {
	folder := Folder(t.TempDir())
	s := open(folder)
	defer s.Close()
	if err := stage(s, "1.1.0"); err != nil {
		t.Fatal(err)
	}
	r := releaseOf("1.1.0")
	path, seal, err := Kept(folder, baseOf("1.0.0"), r.version.Hash)
	if data, readErr := os.ReadFile(path); err != nil || readErr != nil || string(data) != string(r.payload) || seal != manifest.Seal(r.payload) {
		t.Errorf("got %q %q %v %v", path, seal, err, readErr)
	}
	if _, _, err := Kept(folder, baseOf("1.0.0"), releaseOf("1.2.0").version.Hash); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not kept: %v", err)
	}
	other := baseOf("1.0.0")
	other.Key = keyOf(2).Public()
	if _, _, err := Kept(folder, other, r.version.Hash); err == nil {
		t.Error("another app's key opens it")
	}
	if err := os.WriteFile(path, append(slices.Clone(r.payload[:len(r.payload)-1]), 'x'), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Kept(folder, baseOf("1.0.0"), r.version.Hash); err == nil {
		t.Error("a damaged payload is opened")
	}
}

// TestPostpone has a version that was activated wait for the next start.
func TestPostpone(t *testing.T) {
	folder := Folder(t.TempDir())
	s := open(folder)
	if err := s.Postpone(); err == nil {
		t.Error("there is nothing to postpone")
	}
	s.Select()
	if err := stage(s, "1.1.0"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Activate(); err != nil {
		t.Fatal(err)
	}
	if err := s.Postpone(); err != nil || s.Running() != nil || s.Staged() == nil {
		t.Errorf("got %v, running %v, staged %v", err, s.Running(), s.Staged())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(folder)
	defer s.Close()
	if choice := s.Select(); choice.Version != "1.1.0" || !choice.Trial() || len(s.state.Failed) > 0 {
		t.Errorf("got %+v", choice)
	}
}
