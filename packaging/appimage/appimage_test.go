package appimage

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/deskjs/deskjs/internal/appimage"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

// asRuntime makes the test's own program the runtime of an app that says what it is and where.
const asRuntime = "DESKJS_TEST_RUNTIME"

func TestMain(m *testing.M) {
	if os.Getenv(asRuntime) == "" {
		code := m.Run()
		os.RemoveAll(made.folder)
		os.Exit(code)
	}
	path, ok := appimage.Path("/proc/self/exe")
	if ok {
		if code, done := appimage.Run(path, os.Args[1:], os.Stdout, os.Stderr); done {
			os.Exit(code)
		}
	}
	app, err := payload.Locate("/proc/self/exe")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%s %s %v %q\n", app.Manifest().Name, app.Manifest().Version, ok, os.Args[1:])
}

// start runs a program as an app's runtime in a folder.
func start(t *testing.T, folder, program string, arguments ...string) (output string, err error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), asRuntime+"=1")
	out, err := command.CombinedOutput()
	return string(out), err
}

func must(t *testing.T, folder, program string, arguments ...string) string {
	t.Helper()
	out, err := start(t, folder, program, arguments...)
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", program, arguments, err, out)
	}
	return out
}

// made is the AppImage that all tests read.
var made struct {
	sync.Once
	folder, path string
}

func makeOne(t *testing.T) string {
	t.Helper()
	made.Do(func() {
		program, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		path := packagingtest.Make(t, Format(), packagingtest.Job(t, packagingtest.App(t), "linux/amd64", program))
		if made.folder, err = os.MkdirTemp("", "appimage"); err != nil {
			t.Fatal(err)
		}
		made.path = filepath.Join(made.folder, filepath.Base(path))
		if err := os.Rename(path, made.path); err != nil {
			t.Fatal(err)
		}
	})
	return made.path
}

func TestItRunsWithoutMounting(t *testing.T) {
	image := makeOne(t)
	if name := filepath.Base(image); name != "my-notes-1.2.0-linux-amd64.AppImage" {
		t.Error(name)
	}
	if got := must(t, ".", image, "--flag"); got != "My Notes 1.2.0 true [\"--flag\"]\n" {
		t.Errorf("it says %q", got)
	}
}

func TestToolsReadIt(t *testing.T) {
	image := makeOne(t)
	offset := strings.TrimSpace(must(t, ".", image, "--appimage-offset"))
	if n, err := strconv.Atoi(offset); err != nil || n%page != 0 {
		t.Fatalf("the offset is %q", offset)
	}
	root := filepath.Join(t.TempDir(), "root")
	packagingtest.Tool(t, "squashfs-tools", "unsquashfs", "-no-progress", "-o", offset, "-d", root, image)
	app := packagingtest.App(t)
	if data, err := os.ReadFile(filepath.Join(root, "usr/lib/my-notes/app.djs")); err != nil || !bytes.Equal(data, app.Payload) {
		t.Errorf("the payload differs: %v", err)
	}
	entry, err := os.ReadFile(filepath.Join(root, "com.example.notes.desktop"))
	if err != nil || !bytes.Contains(entry, []byte("X-AppImage-Version=1.2.0\n")) || !bytes.Contains(entry, []byte("Exec=my-notes %U\n")) {
		t.Errorf("desktop entry: %v\n%s", err, entry)
	}
	for _, name := range []string{".DirIcon", "com.example.notes.png"} {
		if data, err := os.ReadFile(filepath.Join(root, name)); err != nil || !bytes.HasPrefix(data, []byte("\x89PNG")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if info, err := os.Stat(filepath.Join(root, "AppRun")); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("AppRun: %v", err)
	}
	// Who has mounted the file system starts AppRun.
	t.Setenv("APPIMAGE", image)
	if got := must(t, ".", filepath.Join(root, "AppRun"), "a b"); got != "My Notes 1.2.0 true [\"a b\"]\n" {
		t.Errorf("AppRun says %q", got)
	}
}

// asksLibappimage has libappimage's own functions; AppImageLauncher and appimaged use them.
const asksLibappimage = `
#include <stdio.h>
int appimage_get_type(const char *path, int verbose);
long appimage_get_payload_offset(const char *path);
char **appimage_list_files(const char *path);
int appimage_register_in_system(const char *path, int verbose);
_Bool appimage_is_registered_in_system(const char *path);
int main(int count, char **values) {
	printf("type %d\noffset %ld\n", appimage_get_type(values[1], 0), appimage_get_payload_offset(values[1]));
	for (char **files = appimage_list_files(values[1]); files && *files; files++) printf("file %s\n", *files);
	printf("registered %d", appimage_register_in_system(values[1], 0));
	printf(" %d\n", appimage_is_registered_in_system(values[1]));
	return 0;
}`

func TestLibappimageIntegratesIt(t *testing.T) {
	image, dir := makeOne(t), t.TempDir()
	source, program := filepath.Join(dir, "ask.c"), filepath.Join(dir, "ask")
	if err := os.WriteFile(source, []byte(asksLibappimage), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "cc", "-o", program, source, "-l:libappimage.so.1.0abi1").CombinedOutput(); err != nil {
		t.Fatalf("%v: install the Debian package libappimage1.0abi1\n%s", err, out)
	}
	data := filepath.Join(dir, "data")
	t.Setenv("HOME", dir)
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	said := must(t, dir, program, image)
	offset := strings.TrimSpace(must(t, ".", image, "--appimage-offset"))
	for _, want := range []string{"type 2\n", "offset " + offset + "\n", "file AppRun\n", "file usr/lib/my-notes/app.djs\n", "registered 0 1\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("libappimage does not say %q:\n%s", want, said)
		}
	}
	entries, err := filepath.Glob(filepath.Join(data, "applications", "*.desktop"))
	if err != nil || len(entries) != 1 {
		t.Fatalf("desktop entries %q, %v", entries, err)
	}
	entry, err := os.ReadFile(entries[0])
	if err != nil || !strings.Contains(string(entry), image+" %U") {
		t.Errorf("%v\n%s", err, entry)
	}
	icons, err := filepath.Glob(filepath.Join(data, "icons/hicolor/*/apps/*.png"))
	if err != nil || len(icons) == 0 {
		t.Errorf("icons %q, %v", icons, err)
	}
}

func TestExtract(t *testing.T) {
	image, dir := makeOne(t), t.TempDir()
	for range 2 { // again over what is there
		said := must(t, dir, image, "--appimage-extract")
		if !strings.Contains(said, "squashfs-root/usr/lib/my-notes/my-notes\n") {
			t.Errorf("it says\n%s", said)
		}
	}
	root := filepath.Join(dir, "squashfs-root")
	if got := must(t, ".", filepath.Join(root, "AppRun"), "x"); got != "My Notes 1.2.0 false [\"x\"]\n" {
		t.Errorf("AppRun says %q", got)
	}
	reference := filepath.Join(t.TempDir(), "root")
	offset := strings.TrimSpace(must(t, ".", image, "--appimage-offset"))
	packagingtest.Tool(t, "squashfs-tools", "unsquashfs", "-no-progress", "-o", offset, "-d", reference, image)
	err := filepath.WalkDir(reference, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := strings.TrimPrefix(path, reference)
		want, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if got, err := os.ReadFile(root + name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs: %v", name, err)
		}
		wanted, _ := os.Lstat(path)
		if info, err := os.Lstat(root + name); err != nil || info.Mode() != wanted.Mode() {
			t.Errorf("%s has mode %v and should have %v", name, info.Mode(), wanted.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestExtractAPattern(t *testing.T) {
	image := makeOne(t)
	tests := []struct{ pattern, want, not string }{
		{"*.desktop", "com.example.notes.desktop", "AppRun"},
		{"usr/share", "usr/share/applications/com.example.notes.desktop", "AppRun"},
		{"usr/lib/*/app.djs", "usr/lib/my-notes/my-notes", "usr/share"},
	}
	for _, test := range tests {
		dir := t.TempDir()
		must(t, dir, image, "--appimage-extract", test.pattern)
		if _, err := os.Stat(filepath.Join(dir, "squashfs-root", test.want)); err != nil {
			t.Errorf("%s: %v", test.pattern, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "squashfs-root", test.not)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s is there: %v", test.pattern, test.not, err)
		}
	}
}

func TestWhatAppImagesAreAsked(t *testing.T) {
	image := makeOne(t)
	tests := []struct {
		arguments []string
		want      string
		fails     bool
	}{
		{[]string{"--appimage-version"}, "type 2", false},
		{[]string{"--appimage-help"}, "--appimage-extract", false},
		{[]string{"--appimage-mount"}, "nothing needs mounting", true},
		{[]string{"--appimage-extract", "["}, "can't be read", true},
		{[]string{"--appimage-other"}, "My Notes", false},
		{[]string{"x", "--appimage-help"}, "My Notes", false},
	}
	for _, test := range tests {
		out, err := start(t, t.TempDir(), image, test.arguments...)
		if !strings.Contains(out, test.want) || (err != nil) != test.fails {
			t.Errorf("%q: %v\n%s", test.arguments, err, out)
		}
	}
}

func TestADamagedFileSystem(t *testing.T) {
	image := makeOne(t)
	offset, err := strconv.Atoi(strings.TrimSpace(must(t, ".", image, "--appimage-offset")))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(image)
	if err != nil {
		t.Fatal(err)
	}
	for at := range 96 {
		damaged := bytes.Clone(whole)
		damaged[offset+at] ^= 0xff
		path := filepath.Join(t.TempDir(), "damaged")
		if err := os.WriteFile(path, damaged, 0o755); err != nil {
			t.Fatal(err)
		}
		var out, failure bytes.Buffer
		t.Chdir(t.TempDir())
		code, done := appimage.Run(path, []string{"--appimage-extract", "*.desktop"}, &out, &failure)
		if !done || code != 0 && !strings.Contains(failure.String(), "can't be read") {
			t.Errorf("byte %d: %d, %s", at, code, failure.String())
		}
	}
}

func TestWhatIsNoProgramIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "script")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nexit 0\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := Format().Make(t.Context(), packagingtest.Job(t, packagingtest.App(t), "linux/amd64", path))
	if !errors.Is(err, appimage.ErrNoELF) {
		t.Error(err)
	}
}
