package msi

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging/windows/windowstest"
)

// read has independent programs, of msitools, read a package.
func read(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	out, err := exec.Command(program, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", program, arguments, err, out)
	}
	return strings.ReplaceAll(string(out), "\r", "")
}

func TestPackage(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	job.App.Package.Autostart = true
	job.App.Package.Windows.DesktopShortcut = true
	path := windowstest.Make(t, Format(), job)
	if info := read(t, "msiinfo", "suminfo", path); !strings.Contains(info, "Template: x64;1033") || !strings.Contains(info, "Created: Tue Nov 14 22:13:20 2023") {
		t.Error(info)
	}
	for table, want := range map[string]string{
		"Property":  "ProductVersion\t1.2.3\n",
		"Registry":  "\tSoftware\\Classes\\notes-test\\shell\\open\\command\t\t\"[#program]\" \"%1\"\tMain\n",
		"Component": "\tINSTALLDIR\t260\tNOT OLDVERSION OR AUTOSTARTED\tautostart\n",
		"Shortcut":  "DesktopFolder\tDesktopFolder\t",
		"File":      "|notes.exe\t",
	} {
		if text := read(t, "msiinfo", "export", path, table); !strings.Contains(text, want) {
			t.Errorf("%s has no %q:\n%s", table, want, text)
		}
	}
	dir := t.TempDir()
	read(t, "msiextract", "-C", dir, path)
	found, err := filepath.Glob(filepath.Join(dir, "Programs", "Notes*", "*"))
	if err != nil || len(found) != 3 {
		t.Fatalf("%q, %v", found, err)
	}
	license, err := os.ReadFile(found[1])
	if err != nil || !bytes.Equal(license, job.App.License) {
		t.Errorf("%q, %v", license, err)
	}
	program, err := os.ReadFile(found[2])
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile(filepath.Join(job.Scratch, "notes.exe"))
	if err != nil || !bytes.Equal(program, packed) {
		t.Errorf("the program is not what was packed: %v", err)
	}
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(windowstest.Make(t, Format(), job)); err != nil || !bytes.Equal(first, second) {
		t.Errorf("the same job gives other bytes: %v", err)
	}
}

func TestSignedPackage(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	job.App.Package.Windows.PerMachine = true
	job.Target.Arch = "arm64"
	authority := windowstest.Certificate(t, job)
	path := windowstest.Make(t, Format(), job)
	if out, err := windowstest.Verify(t, path, authority); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if info := read(t, "msiinfo", "suminfo", path); !strings.Contains(info, "Template: Arm64;1033") {
		t.Error(info)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(windowstest.Make(t, Format(), job)); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same job gives other bytes: %v", err)
	}
	data[bytes.Index(data, []byte("MSCF"))+1000] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := windowstest.Verify(t, path, authority); err == nil || !strings.Contains(out, "MISMATCH") {
		t.Errorf("a byte was changed: %v\n%s", err, out)
	}
}

func TestTextsInOtherAlphabets(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	job.App.Package.Summary = "Заметки 笔记"
	path := windowstest.Make(t, Format(), job)
	if text := read(t, "msiinfo", "export", path, "Property"); !strings.Contains(text, "ARPCOMMENTS\tЗаметки 笔记\n") {
		t.Error(text)
	}
}

func TestVersion(t *testing.T) {
	for text, want := range map[string]string{"1.2.3-beta.1": "1.2.3", "255.255.65535": "255.255.65535", "256.0.0": "", "2026.1.1": ""} {
		got, err := Version(windowstest.Job(t, text).App)
		if got != want || (want == "") != (len(diag.Messages(err)) == 1) {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}

func TestFormatted(t *testing.T) {
	for text, want := range map[string]string{"[A] {b}": `[\[]A[\]] [\{]b[\}]`, "#1": "##1", "\x00,0": "[#program],0"} {
		if got := formatted(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestIdentifier(t *testing.T) {
	one, same, other := identifier("a"), identifier("a"), identifier("b")
	if one != same || one == other || len(one) != 38 || one[15] != '5' {
		t.Errorf("%s, %s, %s", one, same, other)
	}
}
