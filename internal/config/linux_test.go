package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/diag"
)

const beforeLinux = `{"name": "Notes", "id": "com.example.notes", "version": "1.0.0", "package": `

func TestLinuxPackage(t *testing.T) {
	config, err := Parse([]byte(beforeLinux + `{"categories": ["Office", "X-Acme-Notes"], "linux": {"name": "acme-notes", "section": "editors", "sign": {"keyFile": "/keys/a.gpg", "passphraseEnvironment": "PASS"},
		"depends": {"deb": ["git (>= 2.30)", "a | b"], "rpm": ["git >= 2.30"], "apk": ["git"], "arch": ["git>=2.30"]}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	linux := config.Package.Linux
	if linux.Name != "acme-notes" || linux.Section != "editors" || *linux.Sign != (LinuxSign{"/keys/a.gpg", "PASS"}) || !slices.Equal(linux.Depends.Deb, []string{"git (>= 2.30)", "a | b"}) ||
		!slices.Equal(linux.Depends.RPM, []string{"git >= 2.30"}) || !slices.Equal(linux.Depends.APK, []string{"git"}) || !slices.Equal(linux.Depends.Arch, []string{"git>=2.30"}) {
		t.Errorf("got %+v", linux)
	}
}

func TestLinuxPackageMistakes(t *testing.T) {
	for source, want := range map[string]string{
		`{"linux": {"name": "Acme"}}`:                    "is no name of a package",
		`{"linux": {"section": "Text Editors"}}`:         "is no section of Debian's",
		`{"linux": {"depends": {"deb": ["git, curl"]}}}`: "must be one dependency",
		`{"linux": {"depends": {"nix": []}}}`:            "nix",
		`{"linux": {"sign": {}}}`:                        "keyFile",
		`{"categories": ["Ofice"]}`:                      `did you mean "Office"?`,
		`{"categories": ["X-"]}`:                         "one of AudioVideo, Audio",
	} {
		_, err := Parse([]byte(beforeLinux + source + "}"))
		if err == nil || !strings.Contains(diag.RenderAll(diag.Messages(err), false), want) {
			t.Errorf("%s: %v", source, err)
		}
	}
}
