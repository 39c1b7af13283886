package zip

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/machotest"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func TestOtherProgramsReadTheArchive(t *testing.T) {
	app, dir := packagingtest.App(t), t.TempDir()
	runtime := filepath.Join(dir, "deskjs-app")
	if err := os.WriteFile(runtime, machotest.Build(t, "amd64"), 0o755); err != nil {
		t.Fatal(err)
	}
	archive := packagingtest.Make(t, Format(), packagingtest.Job(t, app, "darwin/amd64", runtime))
	if name := filepath.Base(archive); name != "my-notes-1.2.0-darwin-amd64.zip" {
		t.Error(name)
	}
	if said := packagingtest.Tool(t, "p7zip-full", "7z", "t", archive); !strings.Contains(said, "Everything is Ok") {
		t.Error(said)
	}
	packagingtest.Tool(t, "p7zip-full", "7z", "x", "-o"+dir, archive)
	contents := filepath.Join(dir, "My Notes.app/Contents")
	if info, err := os.Stat(filepath.Join(contents, "MacOS/my-notes")); err != nil || info.Mode() != 0o755 || !info.ModTime().Equal(app.Time) {
		t.Errorf("%v %v", info, err)
	}
	if data, err := os.ReadFile(filepath.Join(contents, "Resources/app.djs")); err != nil || !bytes.Equal(data, app.Payload) {
		t.Errorf("the payload differs: %v", err)
	}
}

func TestALink(t *testing.T) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	if err := add(archive, packaging.File{Path: "a/link", Link: "../to"}, packagingtest.Job(t, packagingtest.App(t), "darwin/arm64", "")); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "links.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	packagingtest.Tool(t, "libarchive-tools", "bsdtar", "-xf", path, "-C", dir)
	if to, err := os.Readlink(filepath.Join(dir, "a/link")); err != nil || to != "../to" {
		t.Errorf("%q, %v", to, err)
	}
}
