package rpm

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
	if err := os.MkdirAll(filepath.Join(root, "home/ada/.config/com.example.fieldnotes"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "home/ada/.config/com.example.fieldnotes/notes.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	rpm := func(arguments ...string) string {
		return linuxtest.Root(t, "rpm", append([]string{"--root", root, "--dbpath", "/var/lib/rpm"}, arguments...)...)
	}
	before := linuxtest.Tree(t, root, "var")
	// What it requires is not in the folder.
	rpm("--install", "--nodeps", first)
	program := filepath.Join(root, "usr/bin/field-notes")
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.0.0-rc.1\n" {
		t.Errorf("1.0.0-rc.1 says %q", got)
	}
	if got := rpm("--verify", "--nodeps", "field-notes"); got != "" {
		t.Errorf("what was installed is not what the package says: %s", got)
	}
	rpm("--upgrade", "--nodeps", second)
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.1.0\n" {
		t.Errorf("1.1.0 says %q", got)
	}
	rpm("--erase", "--nodeps", "field-notes")
	after := linuxtest.Tree(t, root, "var")
	// Folders that other packages own on a real system stay, empty.
	after = slices.DeleteFunc(after, func(name string) bool { return strings.HasSuffix(name, "/") && !slices.Contains(before, name) })
	if !slices.Equal(before, after) {
		t.Errorf("removing it left %q, there was %q", after, before)
	}
	for _, gone := range []string{"usr/lib/field-notes", "usr/share/doc/field-notes", "usr/share/licenses/field-notes"} {
		if _, err := os.Stat(filepath.Join(root, gone)); err == nil {
			t.Errorf("removing it left %s", gone)
		}
	}
}

func TestLint(t *testing.T) {
	path := linuxtest.Make(t, Format(), app(t, "1.0.0-beta.2"), linuxtest.Runtime(t), "amd64")
	if text, err := linuxtest.Try(t, "rpmlint", "--strict", "--config", "testdata/rpmlint.toml", path); err != nil || !strings.Contains(text, "0 errors, 0 warnings") {
		t.Errorf("rpmlint: %v\n%s", err, text)
	}
}

// TestHeader asks rpm what the package says of itself.
func TestHeader(t *testing.T) {
	path := linuxtest.Make(t, Format(), app(t, "1.0.0-beta.2"), linuxtest.Runtime(t), "arm64")
	if name := filepath.Base(path); name != "field-notes-1.0.0~beta.2-1.aarch64.rpm" {
		t.Errorf("the package's name is %s", name)
	}
	got := linuxtest.Run(t, "rpm", "--query", "--package", "--queryformat", "%{NAME}|%{VERSION}|%{RELEASE}|%{ARCH}|%{LICENSE}|%{PACKAGER}|%{VENDOR}|%{URL}|%{SUMMARY}|%{BUILDTIME}\n%{DESCRIPTION}\n", path)
	want := `field-notes|1.0.0~beta.2|1|aarch64|MIT|Ada Lovelace <ada@example.org>|Ada Lovelace|https://fieldnotes.example.org/|Take notes outdoors|1772600767
Notes with a place and a time.

They are kept on this computer & nowhere else: no account, no cloud, no
telemetry <at all>.
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got := linuxtest.Run(t, "rpm", "--checksig", "--verbose", path); strings.Contains(got, "BAD") || !strings.Contains(got, "Header SHA256 digest: OK") || !strings.Contains(got, "Payload SHA256 digest: OK") {
		t.Errorf("its digests: %s", got)
	}
	if got := linuxtest.Run(t, "rpm", "--query", "--package", "--configfiles", path); got != "/etc/xdg/autostart/com.example.fieldnotes.desktop\n" {
		t.Errorf("its settings are %s", got)
	}
	if got := linuxtest.Run(t, "rpm", "--query", "--package", "--licensefiles", path); got != "/usr/share/licenses/field-notes/LICENSE\n" {
		t.Errorf("its licences are %s", got)
	}
	if got := linuxtest.Run(t, "bsdtar", "-tf", path); !strings.Contains(got, "./usr/lib/field-notes/app.djs\n") {
		t.Errorf("bsdtar lists %s", got)
	}
}

func TestRequires(t *testing.T) {
	app := linuxtest.App(t, "1.0.0")
	app.Package.Linux.Depends.RPM = []string{"git >= 2.30", "(curl or wget)", "unzip"}
	job := linuxtest.Job(t, app, linuxtest.Runtime(t), "amd64")
	paths, err := Format().Make(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	got := linuxtest.Run(t, "rpm", "--query", "--package", "--requires", paths[0])
	for _, want := range []string{"git >= 2.30\n", "(curl or wget)\n", "unzip\n", "libwebkit2gtk-4.1.so.0()(64bit)\n", "libc.so.6(GLIBC_2.", "rpmlib(RichDependencies) <= 4.12.0-1\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not require %s: %s", want, got)
		}
	}
	app.Package.Linux.Depends.RPM = []string{"git>=2.30"}
	var said *diag.Error
	if _, err := Format().Make(t.Context(), job); !errors.As(err, &said) || !strings.Contains(said.Messages[0].Text, "depends.rpm[0]") {
		t.Errorf("got %v", err)
	}
}

// TestSigned asks rpm whether a signature is the key's.
func TestSigned(t *testing.T) {
	runtime := linuxtest.Runtime(t)
	for _, algorithm := range []packet.PublicKeyAlgorithm{packet.PubKeyAlgoRSA, packet.PubKeyAlgoEdDSA} {
		private, public, _ := linuxtest.Key(t, algorithm, "open it")
		t.Setenv("DESKJS_TEST_PASSPHRASE", "open it")
		path := linuxtest.Make(t, Format(), func() *packaging.App {
			app := linuxtest.App(t, "1.0.0")
			app.Package.Linux.Sign = &config.LinuxSign{KeyFile: private, PassphraseEnvironment: "DESKJS_TEST_PASSPHRASE"}
			return app
		}, runtime, "amd64")
		keys := t.TempDir()
		linuxtest.Run(t, "rpm", "--dbpath", keys, "--import", public)
		if got := linuxtest.Run(t, "rpm", "--dbpath", keys, "--checksig", path); !strings.HasSuffix(got, ": digests signatures OK\n") {
			t.Errorf("%v: %s", algorithm, got)
		}
	}
}
