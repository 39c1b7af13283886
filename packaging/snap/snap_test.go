package snap

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deskjs-app")
	if err := os.WriteFile(path, bytes.Repeat([]byte("the runtime\n"), 50_000), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestASnap(t *testing.T) {
	app := packagingtest.App(t)
	app.Manifest.Permissions = &grant.Permissions{Net: grant.Net{Connect: []string{"example.com"}}}
	image := packagingtest.Make(t, Format(), packagingtest.Job(t, app, "linux/amd64", program(t)))
	if name := filepath.Base(image); name != "my-notes-1.2.0-linux-amd64.snap" {
		t.Error(name)
	}
	root := filepath.Join(t.TempDir(), "root")
	packagingtest.Tool(t, "squashfs-tools", "unsquashfs", "-no-progress", "-d", root, image)
	got, err := os.ReadFile(filepath.Join(root, "meta/snap.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "snap.yaml")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v: meta/snap.yaml is\n%s", err, got)
	}
	entry, err := os.ReadFile(filepath.Join(root, "meta/gui/my-notes.desktop"))
	if err != nil || !bytes.Contains(entry, []byte("\nIcon=${SNAP}/meta/gui/icon.png\n")) || !bytes.Contains(entry, []byte("\nExec=my-notes %U\n")) {
		t.Errorf("%v: the desktop entry is\n%s", err, entry)
	}
	for name, mode := range map[string]os.FileMode{"usr/lib/my-notes/my-notes": 0o755, "usr/lib/my-notes/app.djs": 0o644, launcher: 0o755, "meta/gui/icon.png": 0o644} {
		if info, err := os.Stat(filepath.Join(root, name)); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v", name, err)
		}
	}
	packagingtest.Tool(t, "bash", "bash", "-n", filepath.Join(root, launcher))
}

// TestLaunch starts the script with stand-ins for what other snaps have: each starts the rest of its line, as the real ones do.
func TestLaunch(t *testing.T) {
	root := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	script := put(launcher, launch)
	put("gpu-2404/bin/gpu-2404-provider-wrapper", "#!/bin/bash\nexport GRAPHICS=1\nexec \"$@\"\n")
	put("gnome-platform/command-chain/desktop-launch", "#!/bin/bash\nexport PLATFORM=$(basename \"$0\")\nexec \"$@\"\n")
	app := put("app", "#!/bin/sh\necho \"$GRAPHICS $PLATFORM\" \"$@\"\n")
	t.Setenv("SNAP", root)
	t.Setenv("SNAP_NAME", "my-notes")
	t.Setenv("SNAP_DESKTOP_RUNTIME", filepath.Join(root, "gnome-platform"))
	if got := packagingtest.Tool(t, "bash", "bash", script, app, "a b", "--c"); got != "1 desktop-launch a b --c\n" {
		t.Errorf("it says %q", got)
	}
}

func TestPlugs(t *testing.T) {
	tests := []struct {
		permissions *grant.Permissions
		want        []string
	}{
		{nil, []string{"network", "network-bind", "home", "removable-media"}},
		{&grant.Permissions{}, nil},
		{&grant.Permissions{Files: grant.Files{Read: []string{"$HOME"}}}, []string{"home", "removable-media"}},
	}
	always := 15
	for _, test := range tests {
		app := packagingtest.App(t)
		app.Manifest.Permissions = test.permissions
		got, err := plugs(app)
		if err != nil || !slices.Equal(got[always:], test.want) {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestWhatSnapdRefuses(t *testing.T) {
	for name, want := range map[string]string{"123": "the name of a snap", strings.Repeat("a", 41): "the name of a snap", "möbel": "a program in a snap"} {
		app := packagingtest.App(t)
		app.Command = name
		if err := check(app); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	app := packagingtest.App(t)
	app.Manifest.Version = "1.0.0-" + strings.Repeat("a", 30)
	if err := check(app); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Error(err)
	}
}
