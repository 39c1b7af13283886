package dmg

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging/machotest"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func TestOtherProgramsReadADiskImage(t *testing.T) {
	app, dir := packagingtest.App(t), t.TempDir()
	runtime := filepath.Join(dir, "deskjs-app")
	if err := os.WriteFile(runtime, machotest.Build(t, "arm64"), 0o755); err != nil {
		t.Fatal(err)
	}
	image := packagingtest.Make(t, Format(), packagingtest.Job(t, app, "darwin/arm64", runtime))
	if name := filepath.Base(image); name != "my-notes-1.2.0-darwin-arm64.dmg" {
		t.Error(name)
	}
	if said := packagingtest.Tool(t, "p7zip-full", "7z", "t", image); !strings.Contains(said, "Everything is Ok") {
		t.Error(said)
	}
	packagingtest.Tool(t, "p7zip-full", "7z", "x", "-o"+dir, image)
	root := filepath.Join(dir, "My Notes")
	if data, err := os.ReadFile(filepath.Join(root, "My Notes.app/Contents/Resources/app.djs")); err != nil || !bytes.Equal(data, app.Payload) {
		t.Errorf("the payload differs: %v", err)
	}
	at := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(root, "My Notes.app/Contents", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if err := machotest.Check(at("MacOS/my-notes"), map[int][]byte{1: at("Info.plist"), 3: at("_CodeSignature/CodeResources")}); err != nil {
		t.Error(err)
	}
	// The volume in it, with modes and links.
	volume, body := filepath.Join(dir, "volume"), filepath.Join(dir, "body")
	packagingtest.Tool(t, "dmg2img", "dmg2img", "-s", image, volume)
	packagingtest.Tool(t, "libfshfs-utils", "fshfsinfo", "-H", "-B", body, volume)
	lines, err := os.ReadFile(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Applications -> /Applications|", "/.VolumeIcon.icns|"} {
		if !strings.Contains(string(lines), want) {
			t.Errorf("it lacks %q:\n%s", want, lines)
		}
	}
	for line := range strings.Lines(string(lines)) {
		if fields := strings.Split(line, "|"); strings.HasSuffix(fields[1], "MacOS/my-notes") && fields[3] != "-rwxr-xr-x" {
			t.Errorf("nobody may start it: %s", line)
		}
	}
}

func TestTheWindow(t *testing.T) {
	app, dir := packagingtest.App(t), t.TempDir()
	runtime := filepath.Join(dir, "deskjs-app")
	if err := os.WriteFile(runtime, machotest.Build(t, "arm64"), 0o755); err != nil {
		t.Fatal(err)
	}
	job := packagingtest.Job(t, app, "darwin/arm64", runtime)
	picture, err := app.Icon.PNG(512)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(job.Dir, "back.png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
	app.Package.Macos.Background = "back.png"
	image := packagingtest.Make(t, Format(), job)
	packagingtest.Tool(t, "p7zip-full", "7z", "x", "-o"+dir, image)
	root := filepath.Join(dir, "My Notes")
	if data, err := os.ReadFile(filepath.Join(root, ".background/background.png")); err != nil || !bytes.Equal(data, picture) {
		t.Errorf("the picture differs: %v", err)
	}
	window, err := os.ReadFile(filepath.Join(root, ".DS_Store"))
	if err != nil || !bytes.Contains(window, []byte("{512, 534}")) || !bytes.Contains(window, []byte("/.background/background.png")) {
		t.Errorf("the window is not the picture's: %v", err)
	}

	for place, want := range map[string]string{"missing.png": "no such file", "text.png": "can't be used"} {
		if place == "text.png" {
			if err := os.WriteFile(filepath.Join(job.Dir, place), []byte("text"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		app.Package.Macos.Background = place
		if _, err := Format().Make(t.Context(), job); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", place, err)
		}
	}
}
