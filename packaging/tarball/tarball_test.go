package tarball

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

// person is somebody at a computer of their own: a home, and the scripts run as if by nobody else.
type person struct {
	t    *testing.T
	home string
	path string
}

// newPerson makes a home whose name is as bad as can be, but for "%", which GLib does not find programs by. user is what `id -u` says.
func newPerson(t *testing.T, user int) *person {
	t.Helper()
	tools := t.TempDir()
	if err := os.WriteFile(filepath.Join(tools, "id"), []byte(fmt.Sprintf("#!/bin/sh\necho %d\n", user)), 0o755); err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(t.TempDir(), "A \"home\" of $HOME 'n `id` \\ & more;")
	for _, folder := range []string{"", ".config/com.example.fieldnotes", ".local/share/applications"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{".config/com.example.fieldnotes/notes.db", ".local/share/applications/other.desktop"} {
		if err := os.WriteFile(filepath.Join(home, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return &person{t, home, tools + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
}

// script runs a script with dash and variables.
func (p *person) script(path string, variables ...string) (string, error) {
	command := exec.CommandContext(p.t.Context(), "dash", path)
	command.Env = append([]string{"HOME=" + p.home, "PATH=" + p.path}, variables...)
	text, err := command.CombinedOutput()
	return string(text), err
}

func (p *person) must(path string, variables ...string) string {
	p.t.Helper()
	text, err := p.script(path, variables...)
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", path, err, text)
	}
	return text
}

// unpack makes the package of an app and unpacks it in a folder whose name has spaces; it returns the app's folder.
func unpack(t *testing.T, app func() *packaging.App) string {
	t.Helper()
	path := linuxtest.Make(t, Format(), app, linuxtest.Runtime(t), "amd64")
	folder := filepath.Join(t.TempDir(), "Down loads")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	linuxtest.Run(t, "tar", "-xzf", path, "-C", folder)
	return filepath.Join(folder, "field-notes-"+app().Manifest.Version)
}

func version(t *testing.T, version string) func() *packaging.App {
	return func() *packaging.App {
		app := linuxtest.App(t, version)
		app.Manifest.Name = "Ada's \"Notes\" $HOME"
		if version == "1.1.0" {
			app.Components = nil // a file less than before
		}
		return app
	}
}

// TestLife installs for one person, runs the app, installs again and a newer one, and removes it.
func TestLife(t *testing.T) {
	first, second := unpack(t, version(t, "1.0.0")), unpack(t, version(t, "1.1.0"))
	p := newPerson(t, 1000)
	before := linuxtest.Tree(t, p.home, "")
	local := filepath.Join(p.home, ".local")
	program := filepath.Join(local, "bin/field-notes")
	entry := filepath.Join(local, "share/applications/com.example.fieldnotes.desktop")
	start := filepath.Join(p.home, ".config/autostart/com.example.fieldnotes.desktop")

	p.must(filepath.Join(first, "install.sh"))
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.0.0\n" {
		t.Errorf("1.0.0 says %q", got)
	}
	linuxtest.Run(t, "desktop-file-validate", entry, start)
	if got := linuxtest.Run(t, "gio", "launch", entry); got != "Field Notes 1.0.0\n" {
		t.Errorf("the menu starts %q", got)
	}
	if cache, err := os.ReadFile(filepath.Join(local, "share/applications/mimeinfo.cache")); err != nil || !strings.Contains(string(cache), "x-scheme-handler/field-notes=com.example.fieldnotes.desktop;") {
		t.Errorf("addresses open nothing: %s %v", cache, err)
	}
	if globs, err := os.ReadFile(filepath.Join(local, "share/mime/globs2")); err != nil || !strings.Contains(string(globs), "application/x-field-note:*.fnote") {
		t.Errorf("files are of no kind: %s %v", globs, err)
	}
	if text, err := os.ReadFile(start); err != nil || !strings.Contains(string(text), "Exec="+strings.ReplaceAll(linux.Quote(filepath.Join(local, "lib/field-notes/field-notes")), `\`, `\\`)+"\n") {
		t.Errorf("at login starts %s, %v", text, err)
	}
	installed := linuxtest.Tree(t, p.home, "")
	p.must(filepath.Join(first, "install.sh"))
	if again := linuxtest.Tree(t, p.home, ""); !slices.Equal(installed, again) {
		t.Errorf("installed twice there is %q, once %q", again, installed)
	}

	// Who switched the start at login off keeps it off.
	if err := os.Remove(start); err != nil {
		t.Fatal(err)
	}
	components := filepath.Join(local, "share/doc/field-notes/field-notes.spdx.json")
	if _, err := os.Stat(components); err != nil {
		t.Error(err)
	}
	p.must(filepath.Join(second, "install.sh"))
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.1.0\n" {
		t.Errorf("1.1.0 says %q", got)
	}
	for _, gone := range []string{start, components} {
		if _, err := os.Stat(gone); err == nil {
			t.Errorf("there is %s", gone)
		}
	}
	if text := p.must(filepath.Join(local, "lib/field-notes/uninstall.sh")); !strings.Contains(text, "Ada's \"Notes\" $HOME is removed") {
		t.Errorf("it says %s", text)
	}
	if after := linuxtest.Tree(t, p.home, ""); !slices.Equal(slices.DeleteFunc(after, isCache), before) {
		t.Errorf("removing it left %q, there was %q", after, before)
	}
	if text, err := p.script(filepath.Join(second, "uninstall.sh")); err == nil || !strings.Contains(text, "is not installed in "+local) {
		t.Errorf("removing it twice says %s", text)
	}
}

// isCache tells whether a file is the desktop's list of the other app's entry.
func isCache(name string) bool { return name == ".local/share/applications/mimeinfo.cache" }

// TestPlaces installs for everybody into a folder that a package is made of, and below a folder of one's own.
func TestPlaces(t *testing.T) {
	folder := unpack(t, version(t, "1.0.0"))
	p := newPerson(t, 0)
	stage := filepath.Join(p.home, "stage of a package")
	p.must(filepath.Join(folder, "install.sh"), "DESTDIR="+stage)
	entry, err := os.ReadFile(filepath.Join(stage, "usr/local/share/applications/com.example.fieldnotes.desktop"))
	if err != nil || !strings.Contains(string(entry), "Exec=/usr/local/bin/field-notes %U\n") {
		t.Errorf("the entry is %s, %v", entry, err)
	}
	if _, err := os.Stat(filepath.Join(stage, "etc/xdg/autostart/com.example.fieldnotes.desktop")); err != nil {
		t.Error(err)
	}
	p.must(filepath.Join(folder, "uninstall.sh"), "DESTDIR="+stage)
	if left := linuxtest.Tree(t, stage, ""); len(left) != 0 {
		t.Errorf("removing it left %q", left)
	}

	p = newPerson(t, 1000)
	opt := filepath.Join(p.home, "opt")
	p.must(filepath.Join(folder, "install.sh"), "PREFIX="+opt+"/")
	if got := linuxtest.Run(t, filepath.Join(opt, "bin/field-notes")); got != "Field Notes 1.0.0\n" {
		t.Errorf("it says %q", got)
	}
	p.must(filepath.Join(folder, "uninstall.sh"), "PREFIX="+opt)
	if _, err := os.Stat(opt); err == nil {
		t.Errorf("removing it left %q", linuxtest.Tree(t, opt, ""))
	}

	data := filepath.Join(p.home, "data")
	p.must(filepath.Join(folder, "install.sh"), "XDG_DATA_HOME="+data)
	if _, err := os.Stat(filepath.Join(data, "applications/com.example.fieldnotes.desktop")); err != nil {
		t.Error(err)
	}
	p.must(filepath.Join(folder, "uninstall.sh"))
	if _, err := os.Stat(data); err == nil {
		t.Errorf("removing it left %q", linuxtest.Tree(t, data, ""))
	}
}

// TestRefusals are what the scripts don't do.
func TestRefusals(t *testing.T) {
	folder := unpack(t, version(t, "1.0.0"))
	p := newPerson(t, 1000)
	other := filepath.Join(p.home, ".local/bin/field-notes")
	if err := os.MkdirAll(filepath.Dir(other), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	before := linuxtest.Tree(t, p.home, "")
	if text, err := p.script(filepath.Join(folder, "install.sh")); err == nil || !strings.Contains(text, "is another program's") {
		t.Errorf("it says %s", text)
	}
	if after := linuxtest.Tree(t, p.home, ""); !slices.Equal(before, after) {
		t.Errorf("though it was refused, there is %q", after)
	}
	if text, err := p.script(filepath.Join(folder, "install.sh"), "PREFIX=/a\nb"); err == nil || !strings.Contains(text, "line break") {
		t.Errorf("it says %s", text)
	}
	if err := os.RemoveAll(filepath.Join(folder, "lib")); err != nil {
		t.Fatal(err)
	}
	if text, err := p.script(filepath.Join(folder, "install.sh")); err == nil || !strings.Contains(text, "unpack the whole archive") {
		t.Errorf("it says %s", text)
	}
}
