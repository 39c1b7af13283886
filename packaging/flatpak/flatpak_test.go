package flatpak

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/confined"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deskjs-app")
	if err := os.WriteFile(path, []byte("the runtime"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func laid(t *testing.T, job *packaging.Job) string {
	t.Helper()
	paths, err := Format().Make(t.Context(), job)
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	return paths[0]
}

func TestFlatpakBuilderReadsTheManifest(t *testing.T) {
	app := packagingtest.App(t)
	app.Manifest.Permissions = &grant.Permissions{
		Net: grant.Net{Connect: []string{"example.com"}}, Files: grant.Files{Read: []string{"$DOCUMENTS"}},
	}
	folder := laid(t, packagingtest.Job(t, app, "linux/amd64", program(t)))
	if name := filepath.Base(folder); name != "my-notes-1.2.0-linux-amd64-flatpak" {
		t.Error(name)
	}
	said := packagingtest.Tool(t, "flatpak-builder", "flatpak-builder", "--show-manifest", filepath.Join(folder, "com.example.notes.yml"))
	var read struct {
		ID         string   `json:"id"`
		Runtime    string   `json:"runtime"`
		Command    string   `json:"command"`
		FinishArgs []string `json:"finish-args"`
		Modules    []struct {
			Commands []string            `json:"build-commands"`
			Sources  []map[string]string `json:"sources"`
		} `json:"modules"`
	}
	if err := json.Unmarshal([]byte(said), &read); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if read.ID != "com.example.notes" || read.Runtime != "org.gnome.Platform" || read.Command != "my-notes" || len(read.Modules) != 1 || read.Modules[0].Sources[0]["path"] == "" {
		t.Errorf("%+v", read)
	}
	for _, want := range []string{"--socket=wayland", "--share=network", "--filesystem=xdg-documents:ro"} {
		if !slices.Contains(read.FinishArgs, want) {
			t.Errorf("it lacks %s: %q", want, read.FinishArgs)
		}
	}
	for _, name := range []string{"lib/my-notes/app.djs", "bin/my-notes", "share/applications/com.example.notes.desktop"} {
		if _, err := os.Stat(filepath.Join(folder, "files", name)); err != nil {
			t.Error(err)
		}
	}
}

func TestTwoRunsAreAlike(t *testing.T) {
	runtime, app := program(t), packagingtest.App(t)
	var first map[string]string
	for range 2 {
		folder, all := laid(t, packagingtest.Job(t, app, "linux/arm64", runtime)), map[string]string{}
		err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			all[strings.TrimPrefix(path, folder)] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !reflect.DeepEqual(first, all) {
			t.Error("two runs differ")
		}
		first = all
	}
}

func TestArguments(t *testing.T) {
	tests := []struct {
		needs confined.Needs
		want  []string // beside what every app has
	}{
		{confined.Needs{}, nil},
		{confined.Needs{Network: true, Listen: true, AllFiles: true}, []string{"--share=network", "--filesystem=host"}},
		{confined.Needs{Folders: []confined.Folder{{Variable: "HOME", Write: true}, {Variable: "HOME", Path: "Notes"}, {Path: "etc/hosts"}, {}}}, []string{"--filesystem=home", "--filesystem=~/Notes:ro", "--filesystem=/etc/hosts:ro", "--filesystem=host:ro"}},
		{confined.Needs{Folders: []confined.Folder{{Variable: "MUSIC", Path: "a", Write: true}}}, []string{"--filesystem=xdg-music/a"}},
	}
	always := len(arguments(confined.Needs{}))
	for _, test := range tests {
		if got := arguments(test.needs)[always:]; !slices.Equal(got, test.want) {
			t.Errorf("%+v: %q", test.needs, got)
		}
	}
}

func TestIdentifiersThatFlatpakRefuses(t *testing.T) {
	for id, fine := range map[string]bool{"com.example.notes": true, "com.example.my-notes": true, "example.notes": false, "com.my-example.notes": false} {
		if err := checkID(id); (err == nil) != fine {
			t.Errorf("%s: %v", id, err)
		}
	}
}
