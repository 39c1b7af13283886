// Package linuxtest makes small apps for the tests of Linux's formats, and runs what judges and installs packages.
//
// Tests below packaging import it.
package linuxtest

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

// program says what is in the payload beside it: with the name and the version in there, as an app does that is asked for its version.
const program = `#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(void) {
	char path[4096], text[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 16);
	if (length < 0) return 1;
	path[length] = 0;
	strcpy(strrchr(path, '/') + 1, "app.djs");
	FILE *file = fopen(path, "r");
	if (!file) return 1;
	size_t count = fread(text, 1, sizeof text, file);
	fwrite(text, 1, count, stdout);
	return fclose(file);
}
`

// App returns an app that has everything that a package can have, in a version.
func App(t testing.TB, version string) *packaging.App {
	t.Helper()
	app := packagingtest.App(t)
	app.Manifest = &payload.Manifest{
		Name: "Field Notes", ID: "com.example.fieldnotes", Version: version, Windows: []payload.Window{payload.DefaultWindow("Field Notes")},
		Protocols: []string{"field-notes"},
		FileAssociations: []payload.FileAssociation{
			{Extensions: []string{"fnote", "fnotes"}, Name: "Field note", MIMEType: "application/x-field-note"},
			{Extensions: []string{"md"}, Name: "Markdown", MIMEType: "text/markdown"},
			{Extensions: []string{"Field.Draft"}},
		},
	}
	app.Command = "field-notes"
	app.Package = config.Package{
		Summary: "Take notes outdoors", Description: "Notes with a place and a time.\n\nThey are kept on this computer & nowhere else: no account, no cloud,\nno telemetry <at all>.",
		Author: "Ada Lovelace", Email: "ada@example.org", Homepage: "https://fieldnotes.example.org/", License: "MIT", LicenseFile: "LICENSE",
		Categories: []string{"Office", "ProjectManagement"}, Keywords: []string{"notes", "diary"}, Autostart: true,
	}
	app.License = []byte("MIT License\n\nCopyright (c) 2026 Ada Lovelace\n\nPermission is hereby granted, free of charge, to any person.\n")
	app.Payload = []byte("Field Notes " + version + "\n")
	app.Time = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	return app
}

// Runtime compiles a runtime of a few KB for this machine that prints the payload beside it. flags are for the compiler.
func Runtime(t testing.TB, flags ...string) string {
	t.Helper()
	source := filepath.Join(t.TempDir(), "runtime.c")
	if err := os.WriteFile(source, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(filepath.Dir(source), "deskjs-app")
	// As Debian's own programs are, so that lintian has nothing to say of it.
	Run(t, "cc", append([]string{"-O2", "-s", "-fstack-protector-strong", "-fPIE", "-pie", "-Wl,-z,relro,-z,now", "-o", target, source}, flags...)...)
	return target
}

// Job returns the order to package app with runtime for Linux on a processor, into a folder of its own.
func Job(t testing.TB, app *packaging.App, runtime, arch string) *packaging.Job {
	return packagingtest.Job(t, app, "linux/"+arch, runtime)
}

// Make makes a package and returns its path. It makes it once more, of the same app anew, and fails if the bytes are not the same.
func Make(t testing.TB, format packaging.Format, app func() *packaging.App, runtime, arch string) string {
	t.Helper()
	var first string
	var sums [2][32]byte
	for i := range sums {
		paths, err := format.Make(t.Context(), Job(t, app(), runtime, arch))
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) != 1 {
			t.Fatalf("%s made %v", format.Name, paths)
		}
		data, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		if sums[i] = sha256.Sum256(data); i == 0 {
			first = paths[0]
		}
	}
	if sums[0] != sums[1] {
		t.Errorf("%s: two runs gave different bytes", format.Name)
	}
	return first
}

// Run runs a program that tests need and returns what it printed. If it is not there the test fails and names the Debian package.
func Run(t testing.TB, name string, arguments ...string) string {
	t.Helper()
	text, err := Try(t, name, arguments...)
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, arguments, err, text)
	}
	return text
}

// Try is Run for a program that may fail.
func Try(t testing.TB, name string, arguments ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is not installed: `scripts/setup.sh test` adds it", name)
	}
	command := exec.CommandContext(t.Context(), name, arguments...)
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	text, err := command.CombinedOutput()
	return string(text), err
}

// Tree lists what is below a folder, except for the folder besides: "usr/bin/", "usr/bin/notes".
func Tree(t testing.TB, root, besides string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch {
		case err != nil || name == ".":
			return err
		case name == besides:
			return fs.SkipDir
		case entry.IsDir():
			name += "/"
		}
		list = append(list, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Root is Run as root, or, for who is not, as what looks like it.
func Root(t testing.TB, name string, arguments ...string) string {
	t.Helper()
	if os.Geteuid() == 0 {
		return Run(t, name, arguments...)
	}
	return Run(t, "unshare", append([]string{"--map-root-user", name}, arguments...)...)
}
