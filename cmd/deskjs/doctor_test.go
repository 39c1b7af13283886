package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// madeUp returns a Linux machine whose file system has these files and nothing else.
func madeUp(t *testing.T, environment map[string]string, files ...string) *machine {
	t.Helper()
	root := t.TempDir()
	for _, file := range files {
		name := filepath.Join(root, file)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &machine{os: "linux", arch: "amd64", root: root, executable: filepath.Join(root, "opt/deskjs"), getenv: func(name string) string { return environment[name] }}
}

func TestDoctorFindsEverythingOnAWellMachine(t *testing.T) {
	m := madeUp(t, map[string]string{"DISPLAY": ":0"},
		"usr/lib/x86_64-linux-gnu/libgtk-3.so.0", "usr/lib64/libwebkit2gtk-4.1.so.0", "opt/deskjs-app")
	for _, f := range append(m.toOpen(), m.toBuild()...) {
		if !f.ok {
			t.Errorf("%s: %s", f.what, f.detail)
		}
	}
}

func TestDoctorFindsLibrariesWhereTheLinkerIsConfigured(t *testing.T) {
	m := madeUp(t, nil, "special/libgtk-3.so.0", "etc/ld.so.conf.d/special.conf")
	if err := os.WriteFile(filepath.Join(m.root, "etc/ld.so.conf.d/special.conf"), []byte("# ours\n/special\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if f := m.library("GTK 3", "libgtk-3.so.0", packages{}); !f.ok {
		t.Error(f.detail)
	}
}

func TestDoctorNamesTheCommandOfThisSystem(t *testing.T) {
	tests := []struct{ program, want string }{
		{"usr/bin/apt-get", "sudo apt-get install libwebkit2gtk-4.1-0"},
		{"usr/bin/dnf", "sudo dnf install webkit2gtk4.1"},
		{"usr/bin/pacman", "sudo pacman -S webkit2gtk-4.1"},
		{"usr/bin/zypper", "Debian calls it libwebkit2gtk-4.1-0"},
	}
	for _, test := range tests {
		var got string
		for _, f := range madeUp(t, nil, test.program).toOpen() {
			if f.what == "WebKitGTK 4.1" && !f.ok {
				got = f.remedy
			}
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("with %s it says %q, want %q", test.program, got, test.want)
		}
	}
}

func TestDoctorMissesDisplayAndRuntime(t *testing.T) {
	missing := map[string]bool{}
	m := madeUp(t, nil)
	for _, f := range append(m.toBuild(), m.toOpen()...) {
		missing[f.what] = !f.ok
	}
	if !missing["display"] || !missing["app runtime"] {
		t.Errorf("missing: %v", missing)
	}
}
