package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/packaging/machotest"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func TestTheAppsFolder(t *testing.T) {
	app := packagingtest.App(t)
	runtime := filepath.Join(t.TempDir(), "deskjs-app")
	if err := os.WriteFile(runtime, machotest.Build(t, "arm64"), 0o755); err != nil {
		t.Fatal(err)
	}
	var programs [][]byte
	for range 2 {
		paths, err := Format().Make(t.Context(), packagingtest.Job(t, app, "darwin/arm64", runtime))
		if err != nil || len(paths) != 1 || filepath.Base(paths[0]) != "my-notes-1.2.0-darwin-arm64" {
			t.Fatal(paths, err)
		}
		program := filepath.Join(paths[0], "My Notes.app/Contents/MacOS/my-notes")
		if info, err := os.Stat(program); err != nil || info.Mode() != 0o755 {
			t.Errorf("%v %v", info, err)
		}
		data, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, data)
	}
	// It has the hashes of all the rest.
	if !bytes.Equal(programs[0], programs[1]) {
		t.Error("two runs differ")
	}
}
