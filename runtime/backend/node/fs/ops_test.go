package fs

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func TestMoment(t *testing.T) {
	cases := []struct {
		seconds float64
		want    timestamp
	}{
		{0, timestamp{0, 0}},
		{1.5, timestamp{1, 500_000_000}},
		{1700000000.001, timestamp{1700000000, 1_000_000}},
		{-0.25, timestamp{-1, 750_000_000}},
		{1.9999999, timestamp{2, 0}},
	}
	for _, c := range cases {
		if got := moment(c.seconds); got != c.want {
			t.Errorf("moment(%v) = %v, want %v", c.seconds, got, c.want)
		}
	}
}

func TestParentOf(t *testing.T) {
	for path, want := range map[string]string{"a/b": "a", "a/b/": "a", "./a": ".", "/a": "/", "a": "", "/": "/", "a//b": "a"} {
		if got := parentOf(path); got != want {
			t.Errorf("parentOf(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestMkdirAllReturnsTheFirstFolder(t *testing.T) {
	root := t.TempDir()
	first, err := mkdirAll(filepath.Join(root, "a", "b", "c"), 0o777)
	if err != nil || first != filepath.Join(root, "a") {
		t.Errorf("first call: %q, %v", first, err)
	}
	first, err = mkdirAll(filepath.Join(root, "a", "b"), 0o777)
	if err != nil || first != "" {
		t.Errorf("second call: %q, %v", first, err)
	}
}

func TestReadFileOfAFileThatGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	want := make([]byte, 3*chunk+7)
	for i := range want {
		want[i] = byte(i)
	}
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readFile(nil, op.Args{path, int64(0), false, nil})
	if err != nil || string(got.([]byte)) != string(want) {
		t.Errorf("read %d bytes, %v; want %d", len(got.([]byte)), err, len(want))
	}
}

func TestCancelledWriteStops(t *testing.T) {
	c := &canceller{}
	c.set.Store(true)
	path := filepath.Join(t.TempDir(), "f")
	_, err := writeFile(nil, op.Args{path, []byte("data"), int64(os.O_WRONLY | os.O_CREATE), int64(0o600), c})
	if !errors.Is(err, errCancelled) {
		t.Errorf("got %v", err)
	}
	if data, _ := os.ReadFile(path); len(data) != 0 {
		t.Errorf("wrote %q", data)
	}
}

func TestWatchersLeaveNothingBehind(t *testing.T) {
	h := &watchHub{}
	root := t.TempDir()
	w := &watcher{hub: h, root: root, folder: true, paths: map[string]bool{}, callback: op.NewCallback(func([]any) {}, func(int) {})}
	if err := h.start(w); err != nil {
		t.Fatal(err)
	}
	w.close()
	w.close()
	if h.notify != nil || len(h.watchers) != 0 {
		t.Errorf("left %v", h.watchers)
	}
}
