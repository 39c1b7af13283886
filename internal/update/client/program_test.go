package client

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	packing "github.com/deskjs/deskjs/packaging/delta"
)

// withProgram adds an executable to the newest release, with a delta from old.
func (w *world) withProgram(next, old []byte, needed bool) {
	w.t.Helper()
	whole, err := packing.Whole(next)
	if err != nil {
		w.t.Fatal(err)
	}
	patch, err := packing.Make(old, next)
	if err != nil {
		w.t.Fatal(err)
	}
	target := w.releases[0].Targets[testTarget]
	target.NeedsProgram = needed
	target.Programs = map[string]manifest.Content{"program": {
		Hash: manifest.HashOf(next), Size: int64(len(next)), Whole: w.put(whole), Deltas: []manifest.Delta{{File: w.put(patch), From: manifest.HashOf(old)}},
	}}
	w.releases[0].Targets[testTarget] = target
	w.publish()
}

// programs returns a client whose executable has those bytes, and its path.
func (w *world) programs(data []byte) (*Client, string) {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "notes")
	if err := os.WriteFile(path, data, 0o755); err != nil {
		w.t.Fatal(err)
	}
	c := w.client()
	c.options.Program = &Program{Path: path, Kind: "program"}
	return c, path
}

func isProgram(t *testing.T, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o100 == 0 {
		t.Error("it can't be run")
	}
}

// A program follows the version that runs, by a delta, and the next check finds nothing to do.
func TestAProgramFollows(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	old, next := bytes.Repeat([]byte("the old runtime\n"), 500), bytes.Repeat([]byte("the new runtime\n"), 500)
	w.release("1.1.0", "1.0.0")
	w.withProgram(next, old, false)
	w.mustUpdate("1.1.0")
	w.mustStart("1.1.0")
	c, path := w.programs(old)
	if replaced, err := c.UpdateProgram(context.Background(), nil); replaced || err != nil {
		t.Error("before a check", replaced, err)
	}
	for _, want := range []bool{true, false} {
		if found, err := c.Check(context.Background()); found != nil || err != nil {
			t.Fatal(found, err)
		}
		if replaced, err := c.UpdateProgram(context.Background(), nil); replaced != want || err != nil {
			t.Fatal(replaced, err)
		}
		isProgram(t, path, next)
	}
	w.mustStart("1.1.0")
}

// A version that needs its program brings it along, and waits for the next start; where it can't be replaced, the version is refused.
func TestAVersionThatNeedsItsProgram(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	old, next := bytes.Repeat([]byte("the old runtime\n"), 500), bytes.Repeat([]byte("the new runtime\n"), 500)
	w.release("1.1.0", "1.0.0")
	w.withProgram(next, old, true)
	if _, err := w.update(); update.CodeOf(err) != update.CodeRuntime {
		t.Error(err)
	}
	c, path := w.programs([]byte("somebody else's"))
	found, err := c.Check(context.Background())
	if err != nil || !found.Restart {
		t.Fatal(found, err)
	}
	if err := c.Download(context.Background(), found, nil); err != nil {
		t.Fatal(err)
	}
	isProgram(t, path, next)
	w.mustStart("1.1.0")

	// With the program there already, nothing waits.
	w.release("1.2.0", "1.1.0")
	w.withProgram(next, old, true)
	c, _ = w.programs(next)
	if found, err := c.Check(context.Background()); err != nil || found.Restart {
		t.Fatal(found, err)
	}
	// A folder that is gone, say.
	w.release("1.3.0", "1.1.0")
	w.withProgram(append(next, '!'), old, true)
	c, path = w.programs(next)
	if found, err = c.Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := c.Download(context.Background(), found, nil); update.CodeOf(err) != update.CodeRuntime {
		t.Error(err)
	}
	if staged := w.store.Staged(); staged != nil {
		t.Error("the payload is kept without its program", staged)
	}
}
