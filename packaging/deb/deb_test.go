package deb

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

func app(t *testing.T, version string) func() *packaging.App {
	return func() *packaging.App { return linuxtest.App(t, version) }
}

// TestLife installs a version in a folder of its own, runs it, upgrades it and removes it.
func TestLife(t *testing.T) {
	runtime := linuxtest.Runtime(t)
	first := linuxtest.Make(t, Format(), app(t, "1.0.0-rc.1"), runtime, "amd64")
	second := linuxtest.Make(t, Format(), app(t, "1.1.0"), runtime, "amd64")

	root := t.TempDir()
	for _, folder := range []string{"var/lib/dpkg/updates", "var/lib/dpkg/info", "home/ada/.config/com.example.fieldnotes"} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	kept := filepath.Join(root, "home/ada/.config/com.example.fieldnotes/notes.db")
	for _, file := range []string{kept, filepath.Join(root, "var/lib/dpkg/status")} {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// What it depends on is not in the folder.
	dpkg := func(arguments ...string) string {
		return linuxtest.Run(t, "dpkg", append([]string{"--root", root, "--log", filepath.Join(root, "var/log"), "--force-not-root", "--force-depends", "--force-script-chrootless", "--force-unsafe-io"}, arguments...)...)
	}
	before := linuxtest.Tree(t, root, "var")
	dpkg("--install", first)
	program := filepath.Join(root, "usr/bin/field-notes")
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.0.0-rc.1\n" {
		t.Errorf("1.0.0-rc.1 says %q", got)
	}
	if got := dpkg("--verify", "field-notes"); got != "" {
		t.Errorf("what was installed is not what the package says: %s", got)
	}
	dpkg("--install", second)
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.1.0\n" {
		t.Errorf("1.1.0 says %q", got)
	}
	dpkg("--purge", "field-notes")
	if after := linuxtest.Tree(t, root, "var"); !slices.Equal(before, after) {
		t.Errorf("removing it left %q, there was %q", after, before)
	}
}

func TestLintian(t *testing.T) {
	path := linuxtest.Make(t, Format(), app(t, "1.0.0-beta.2"), linuxtest.Runtime(t), "amd64")
	if text, err := linuxtest.Try(t, "lintian", "--allow-root", "--fail-on", "error,warning", path); err != nil || strings.TrimSpace(text) != "" {
		t.Errorf("lintian: %v\n%s", err, text)
	}
}

// TestControl reads the package's description.
func TestControl(t *testing.T) {
	path := linuxtest.Make(t, Format(), app(t, "1.0.0-beta.2"), linuxtest.Runtime(t), "arm64")
	if name := filepath.Base(path); name != "field-notes_1.0.0~beta.2_arm64.deb" {
		t.Errorf("the package's name is %s", name)
	}
	got := linuxtest.Run(t, "dpkg-deb", "--field", path, "Package", "Version", "Architecture", "Section", "Priority", "Maintainer", "Homepage", "Description")
	want := `Package: field-notes
Version: 1.0.0~beta.2
Architecture: arm64
Section: text
Priority: optional
Maintainer: Ada Lovelace <ada@example.org>
Homepage: https://fieldnotes.example.org/
Description: Take notes outdoors
 Notes with a place and a time.
 .
 They are kept on this computer & nowhere else: no account, no cloud, no
 telemetry <at all>.
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := linuxtest.Run(t, "dpkg-deb", "--field", path, "Depends"); !strings.HasPrefix(got, "libc6 (>= 2.") || !strings.HasSuffix(got, "), libgtk-3-0t64 | libgtk-3-0, libwebkit2gtk-4.1-0\n") {
		t.Errorf("it depends on %s", got)
	}
}

func TestOwnDependsAndSection(t *testing.T) {
	changed := func() *packaging.App {
		app := linuxtest.App(t, "1.0.0")
		app.Package.Linux.Name, app.Package.Linux.Section = "acme-notes", "editors"
		app.Package.Linux.Depends.Deb = []string{"git (>= 2.30)"}
		return app
	}
	path := linuxtest.Make(t, Format(), changed, linuxtest.Runtime(t), "amd64")
	got := linuxtest.Run(t, "dpkg-deb", "--field", path, "Package", "Section", "Depends")
	if !strings.HasPrefix(got, "Package: acme-notes\n") || !strings.Contains(got, "Section: editors\n") || !strings.Contains(got, "Depends: git (>= 2.30), libc6") {
		t.Errorf("got %s", got)
	}
}

func TestNobodyAnswers(t *testing.T) {
	app := linuxtest.App(t, "1.0.0")
	app.Package.Email = ""
	_, err := Format().Make(t.Context(), linuxtest.Job(t, app, linuxtest.Runtime(t), "amd64"))
	var said *diag.Error
	if !errors.As(err, &said) || said.Messages[0].File != "deskjs.json" || !strings.Contains(said.Messages[0].Hint, "email") {
		t.Errorf("got %v", err)
	}
}

func TestCopyright(t *testing.T) {
	for _, c := range []struct{ license, text, want string }{
		{"MIT", "One.\n\nTwo.\n", "License: MIT\n One.\n .\n Two.\n"},
		{"GPL-3.0-or-later", "The whole text.", "License: GPL-3.0-or-later\n On Debian systems the text of this licence is in /usr/share/common-licenses/GPL-3.\n"},
		{"MIT OR Apache-2.0", "Either.", "License: MIT or Apache-2.0\n Either.\n"},
		{"", "", "License: LicenseRef-proprietary\n All rights reserved.\n"},
	} {
		app := linuxtest.App(t, "1.0.0")
		app.Package.License, app.License = c.license, []byte(c.text)
		if c.text == "" {
			app.License = nil
		}
		if got := string(copyright(app, "")); !strings.Contains(got, "Copyright: 2026 Ada Lovelace\n"+c.want) {
			t.Errorf("%s: %s", c.license, got)
		}
	}
}

// TestSigned takes a package's members out, as debsig-verify does.
func TestSigned(t *testing.T) {
	private, _, ring := linuxtest.Key(t, packet.PubKeyAlgoEdDSA, "")
	path := linuxtest.Make(t, Format(), func() *packaging.App {
		app := linuxtest.App(t, "1.0.0")
		app.Package.Linux.Sign = &config.LinuxSign{KeyFile: private}
		return app
	}, linuxtest.Runtime(t), "amd64")
	linuxtest.Run(t, "dpkg", "--info", path)
	folder := t.TempDir()
	linuxtest.Run(t, "bsdtar", "-xf", path, "-C", folder)
	var signed []byte
	for _, name := range []string{"debian-binary", "control.tar.gz", "data.tar.gz"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		signed = append(signed, data...)
	}
	if err := os.WriteFile(filepath.Join(folder, "signed"), signed, 0o600); err != nil {
		t.Fatal(err)
	}
	linuxtest.Run(t, "gpgv", "--keyring", ring, filepath.Join(folder, "_gpgorigin"), filepath.Join(folder, "signed"))
}
