package hfsplus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

var options = Options{Name: "My Notes 1.2", Time: time.Date(2025, 3, 4, 5, 6, 8, 0, time.UTC), CustomIcon: true}

func sample() []packaging.File {
	noise := make([]byte, 300_001)
	random := rand.NewChaCha8([32]byte{1})
	random.Read(noise)
	files := []packaging.File{
		{Path: "My Notes.app/Contents/MacOS/My Notes", Mode: 0o755, Data: noise},
		{Path: "My Notes.app/Contents/Resources/app.djs", Mode: 0o644, Data: bytes.Repeat([]byte("payload"), 10_000)},
		{Path: "My Notes.app/Contents/Info.plist", Mode: 0o644, Data: []byte("<plist/>")},
		{Path: "Applications", Link: "/Applications"},
		{Path: "empty", Mode: 0o644},
		{Path: "Über größe.txt", Mode: 0o644, Data: []byte("ä")},
		{Path: ".VolumeIcon.icns", Mode: 0o644, Data: []byte("icns")},
	}
	for i := range 900 {
		files = append(files, packaging.File{Path: fmt.Sprintf("many/%d/%x-%04d.txt", i%7, random.Uint64(), i), Mode: 0o644, Data: fmt.Appendln(nil, i)})
	}
	return files
}

func TestOtherProgramsReadAVolume(t *testing.T) {
	files := sample()
	volume, err := Write(files, options)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	image := filepath.Join(dir, "volume.hfs")
	if err := os.WriteFile(image, volume, 0o644); err != nil {
		t.Fatal(err)
	}
	if said := packagingtest.Tool(t, "p7zip-full", "7z", "t", image); !strings.Contains(said, "Everything is Ok") {
		t.Error(said)
	}
	root := filepath.Join(dir, "root")
	said := packagingtest.Tool(t, "p7zip-full", "7z", "x", "-o"+root, image)
	for _, file := range files {
		if file.Link != "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, options.Name, norm.NFD.String(file.Path)))
		if err != nil || !bytes.Equal(data, file.Data) {
			t.Fatalf("%s: %v\n%s", file.Path, err, said)
		}
	}
	// libfshfs reads what 7z leaves out: modes, links, times and numbers.
	body := filepath.Join(dir, "body")
	packagingtest.Tool(t, "libfshfs-utils", "fshfsinfo", "-H", "-B", body, image)
	lines, err := os.ReadFile(body)
	if err != nil || bytes.Count(lines, []byte("\n")) != 1+12+len(files) {
		t.Errorf("%v: it has %d lines:\n%.500s", err, bytes.Count(lines, []byte("\n")), lines)
	}
	const times = "|1741064768|1741064768|1741064768|1741064768\n"
	for _, want := range []string{
		"0|/|2|drwxr-xr-x|0|0|0" + times, "|drwxr-xr-x|0|0|0" + times, "/Applications -> /Applications|17|lrwxr-xr-x|0|0|13" + times,
		"/My Notes.app/Contents/MacOS/My Notes|22|-rwxr-xr-x|0|0|300001" + times, "/empty|25|-rw-r--r--|0|0|0" + times,
	} {
		if !strings.Contains(string(lines), want) {
			t.Errorf("libfshfs does not say %q", want)
		}
	}
	listing := packagingtest.Tool(t, "p7zip-full", "7z", "l", "-slt", image)
	for _, want := range []string{"Type = HFS", "Method = HFSX", "Modified = 2025-03-04 05:06:08"} {
		if !strings.Contains(listing, want) {
			t.Errorf("7z does not say %q:\n%.1500s", want, listing)
		}
	}
}

func TestWriteIsDeterministic(t *testing.T) {
	files := sample()
	first, err := Write(files, options)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		j := rand.IntN(i + 1)
		files[i], files[j] = files[j], files[i]
	}
	if second, err := Write(files, options); err != nil || !bytes.Equal(first, second) {
		t.Errorf("two runs differ, %v", err)
	}
}

func TestWriteRefuses(t *testing.T) {
	for want, file := range map[string]packaging.File{"no path": {Path: "/a"}, "the name of a file on macOS": {Path: "a:b"}, "no such file": {Path: "a", Source: filepath.Join(t.TempDir(), "x")}} {
		if _, err := Write([]packaging.File{file}, options); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file.Path, err)
		}
	}
	if _, err := Write([]packaging.File{{Path: "a"}, {Path: "a"}}, options); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Error(err)
	}
	if _, err := Write(nil, Options{Name: strings.Repeat("n", 256)}); err == nil {
		t.Error("a long name was taken")
	}
}
