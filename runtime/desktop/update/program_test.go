package update

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/deskjs/deskjs/internal/payload"
)

func TestPrograms(t *testing.T) {
	if runtime.GOOS == "darwin" {
		if replaceable(os.Args[0]) != nil {
			t.Error("a sealed bundle is written to")
		}
		return
	}
	var container bytes.Buffer
	if err := payload.Append(&container, map[string][]byte{payload.ManifestName: []byte(`{"name":"A","id":"com.example.a","version":"1.0.0","api":[]}`)}); err != nil {
		t.Fatal(err)
	}
	plain := bytes.Repeat([]byte("\x7fELF 12345"), 10)
	image := append(append([]byte("\x7fELF1234AI\x02"), plain...), container.Bytes()...)
	for kind, data := range map[string][]byte{"program": plain, "exe": append(bytes.Clone(plain), container.Bytes()...), "AppImage": image} {
		path := filepath.Join(t.TempDir(), "notes")
		if err := os.WriteFile(path, data, 0o755); err != nil {
			t.Fatal(err)
		}
		if got := replaceable(path); got == nil || got.Kind != kind || filepath.Base(got.Path) != "notes" {
			t.Errorf("%+v, want %s", got, kind)
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
			t.Error(entries, err)
		}
	}
	if replaceable(filepath.Join(t.TempDir(), "gone")) != nil {
		t.Error("what isn't there is replaceable")
	}
	if runtime.GOOS == "linux" && replaceable("/usr/bin/env") != nil {
		t.Error("what a package manager looks after is replaceable")
	}
}
