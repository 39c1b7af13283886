package squashfs

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/packaging"
)

var modified = time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC)

// sample has what is easily written wrong: empty files, blocks that do not compress, more metadata than one block holds.
func sample() []packaging.File {
	noise := make([]byte, 3*blockSize+17)
	random := rand.NewChaCha8([32]byte{})
	random.Read(noise)
	files := []packaging.File{
		{Path: "empty", Mode: 0o644},
		{Path: "bin/run", Mode: 0o755, Data: []byte("#!/bin/sh\n")},
		{Path: "noise.bin", Mode: 0o600, Data: noise},
		{Path: "text", Mode: 0o644, Data: bytes.Repeat([]byte("squash\n"), 50_000)},
		{Path: "one-block", Mode: 0o644, Data: make([]byte, blockSize)},
		{Path: "link", Link: "bin/run"},
		{Path: "a/b/c/d/deep", Mode: 0o644, Data: []byte("deep")},
	}
	for i := range 700 {
		files = append(files, packaging.File{Path: fmt.Sprintf("many/%04d-%x.txt", i*7919%1000, random.Uint64()), Mode: 0o644, Data: fmt.Appendln(nil, i)})
	}
	return files
}

func write(t *testing.T, files []packaging.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(&out, files, Options{Time: modified}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tool runs one of squashfs-tools.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v: install the Debian package squashfs-tools", err)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestUnsquashfsReadsWhatWasWritten(t *testing.T) {
	files := sample()
	dir := t.TempDir()
	image := filepath.Join(dir, "image")
	if err := os.WriteFile(image, write(t, files), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := tool(t, "unsquashfs", "-s", image); !strings.Contains(said, "2025") || !strings.Contains(said, "gzip") {
		t.Errorf("superblock:\n%s", said)
	}
	root := filepath.Join(dir, "root")
	if said := tool(t, "unsquashfs", "-no-progress", "-d", root, image); strings.Contains(said, "rror") {
		t.Fatal(said)
	}
	seen := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Lstat(path)
		if err != nil {
			return err
		}
		if !info.ModTime().Equal(modified) {
			t.Errorf("%s is of %v", path, info.ModTime())
		}
		if entry.IsDir() {
			if info.Mode().Perm() != 0o755 {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
		} else {
			seen++
		}
		return nil
	})
	if err != nil || seen != len(files) {
		t.Fatalf("%d files of %d, %v", seen, len(files), err)
	}
	for _, file := range files {
		path := filepath.Join(root, file.Path)
		if file.Link != "" {
			if target, err := os.Readlink(path); err != nil || target != file.Link {
				t.Errorf("%s points to %q, %v", file.Path, target, err)
			}
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(data, file.Data) {
			t.Errorf("%s differs (%d bytes of %d), %v", file.Path, len(data), len(file.Data), err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != file.Mode {
			t.Errorf("%s has mode %v, %v", file.Path, info.Mode(), err)
		}
	}
	if listing := tool(t, "unsquashfs", "-lln", image); strings.Count(listing, " 0/0 ") < len(files) {
		t.Errorf("not everything is root's:\n%.500s", listing)
	}
}

func TestWriteIsDeterministic(t *testing.T) {
	files := sample()
	first := write(t, files)
	for i := range files {
		j := rand.IntN(i + 1)
		files[i], files[j] = files[j], files[i]
	}
	if !bytes.Equal(first, write(t, files)) {
		t.Error("two runs differ")
	}
	if len(first)%align != 0 {
		t.Errorf("%d bytes", len(first))
	}
}

func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		want  string
		files []packaging.File
	}{
		{"no path", []packaging.File{{Path: "/etc/passwd"}}},
		{"no path", []packaging.File{{Path: "../up"}}},
		{"no path", []packaging.File{{Path: "."}}},
		{"twice", []packaging.File{{Path: "a"}, {Path: "a"}}},
		{"twice", []packaging.File{{Path: "a"}, {Path: "a/b"}}},
		{"too long", []packaging.File{{Path: strings.Repeat("n", 257)}}},
		{"no such file", []packaging.File{{Path: "a", Source: filepath.Join(t.TempDir(), "missing")}}},
	}
	for _, test := range tests {
		if _, err := Write(&bytes.Buffer{}, test.files, Options{Time: modified}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.files, err, test.want)
		}
	}
}

func TestNothingIsAFileSystem(t *testing.T) {
	image := filepath.Join(t.TempDir(), "image")
	if err := os.WriteFile(image, write(t, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	if listing := strings.TrimSpace(tool(t, "unsquashfs", "-l", image)); !strings.HasSuffix(listing, "squashfs-root") {
		t.Errorf("%q", listing)
	}
}

func TestAStoredFileIsInOnePiece(t *testing.T) {
	data := bytes.Repeat([]byte("payload "), blockSize/4)
	files := []packaging.File{{Path: "a", Mode: 0o644, Data: []byte("first")}, {Path: "b/app.djs", Mode: 0o644, Data: data}, {Path: "c", Mode: 0o644, Data: data}}
	var out bytes.Buffer
	at, err := Write(&out, files, Options{Time: modified, Stored: "b/app.djs"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Bytes()[at:], data) {
		t.Error("it is not where Write says")
	}
	image := filepath.Join(t.TempDir(), "image")
	if err := os.WriteFile(image, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b/app.djs", "c"} {
		if got := tool(t, "unsquashfs", "-cat", image, name); got != string(data) {
			t.Errorf("%s has %d bytes of %d", name, len(got), len(data))
		}
	}
	if at, err := Write(&out, files, Options{Time: modified}); at != -1 || err != nil {
		t.Errorf("without a stored file: %d, %v", at, err)
	}
}
