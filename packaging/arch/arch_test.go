package arch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

func app(t *testing.T, version string) func() *packaging.App {
	return func() *packaging.App { return linuxtest.App(t, version) }
}

// TestLife installs a version in a folder of its own with pacman, runs it, upgrades it and removes it.
func TestLife(t *testing.T) {
	runtime := linuxtest.Runtime(t)
	first := linuxtest.Make(t, Format(), app(t, "1.0.0-rc.1"), runtime, "amd64")
	second := linuxtest.Make(t, Format(), app(t, "1.1.0"), runtime, "amd64")

	root := t.TempDir()
	for _, folder := range []string{"var/lib/pacman", "var/cache", "home/ada/.config/com.example.fieldnotes"} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	settings := filepath.Join(root, "var/pacman.conf")
	if err := os.WriteFile(settings, []byte("[options]\nSigLevel = Never\nLocalFileSigLevel = Never\nArchitecture = x86_64\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "home/ada/.config/com.example.fieldnotes/notes.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	pacman := func(arguments ...string) string {
		return linuxtest.Root(t, "pacman", append([]string{"--root", root, "--config", settings, "--dbpath", filepath.Join(root, "var/lib/pacman"),
			"--cachedir", filepath.Join(root, "var/cache"), "--logfile", filepath.Join(root, "var/log"), "--noconfirm"}, arguments...)...)
	}
	before := linuxtest.Tree(t, root, "var")
	// What it depends on is not in the folder.
	pacman("--upgrade", "--nodeps", "--nodeps", first)
	program := filepath.Join(root, "usr/bin/field-notes")
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.0.0-rc.1\n" {
		t.Errorf("1.0.0-rc.1 says %q", got)
	}
	if got := pacman("--query", "--check", "--check"); !strings.Contains(got, ", 0 altered files") {
		t.Errorf("what was installed is not what the package says: %s", got)
	}
	pacman("--upgrade", "--nodeps", "--nodeps", second)
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.1.0\n" {
		t.Errorf("1.1.0 says %q", got)
	}
	pacman("--remove", "--nosave", "field-notes")
	if after := linuxtest.Tree(t, root, "var"); !slices.Equal(before, after) {
		t.Errorf("removing it left %q, there was %q", after, before)
	}
}

// TestInfo asks pacman what the package says of itself.
func TestInfo(t *testing.T) {
	changed := func() *packaging.App {
		app := linuxtest.App(t, "1.0.0-beta.2")
		app.Package.Linux.Depends.Arch = []string{"git>=2.30"}
		return app
	}
	path := linuxtest.Make(t, Format(), changed, linuxtest.Runtime(t), "arm64")
	if name := filepath.Base(path); name != "field-notes-1.0.0beta.2-1-aarch64.pkg.tar.zst" {
		t.Errorf("the package's name is %s", name)
	}
	got := linuxtest.Run(t, "bsdtar", "-xOf", path, ".PKGINFO")
	for _, want := range []string{
		"pkgname = field-notes\n", "pkgver = 1.0.0beta.2-1\n", "pkgdesc = Take notes outdoors\n", "url = https://fieldnotes.example.org/\n", "builddate = 1772600767\n",
		"packager = Ada Lovelace <ada@example.org>\n", "arch = aarch64\n", "license = MIT\n", "backup = etc/xdg/autostart/com.example.fieldnotes.desktop\n",
		"depend = git>=2.30\ndepend = glibc>=2.", "depend = gtk3\n", "depend = webkit2gtk-4.1\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %s: %s", want, got)
		}
	}
	if got := linuxtest.Run(t, "bsdtar", "-tf", path); !strings.HasPrefix(got, ".MTREE\n.PKGINFO\netc/\n") || !strings.Contains(got, "usr/share/licenses/field-notes/LICENSE\n") {
		t.Errorf("bsdtar lists %s", got)
	}
}

func TestEscape(t *testing.T) {
	if got := escape(`a b#ü\`); got != `a\040b\043\303\274\134` {
		t.Errorf("got %s", got)
	}
}

func TestSigned(t *testing.T) {
	private, _, ring := linuxtest.Key(t, packet.PubKeyAlgoEdDSA, "")
	app := linuxtest.App(t, "1.0.0")
	app.Package.Linux.Sign = &config.LinuxSign{KeyFile: private}
	paths, err := Format().Make(t.Context(), linuxtest.Job(t, app, linuxtest.Runtime(t), "amd64"))
	if err != nil || len(paths) != 2 || paths[1] != paths[0]+".sig" {
		t.Fatal(paths, err)
	}
	linuxtest.Run(t, "gpgv", "--keyring", ring, paths[1], paths[0])
}
