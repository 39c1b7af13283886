package mount

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/internal/payload"
)

type app struct {
	payload.App
	files map[string]string
}

func (a app) Manifest() *payload.Manifest { return &payload.Manifest{} }

func (a app) Names() (names []string) {
	for name := range a.files {
		names = append(names, name)
	}
	return names
}
func (a app) Size(name string) (int64, error)  { return int64(len(a.files[name])), nil }
func (a app) Read(name string) ([]byte, error) { return []byte(a.files[name]), nil }

func TestMount(t *testing.T) {
	executable := filepath.Join(t.TempDir(), "app")
	restore, err := Install(executable, app{files: map[string]string{
		"backend/files/a/b.txt": "b", "backend/files/a/c/d.txt": "dd", "backend/main.js": "", "frontend/index.html": "",
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	root := Root()
	for path, want := range map[string]string{
		root: ".", root + "/a/": "a", root + "/a/../a/b.txt": "a/b.txt", root + "/..": "", root + "x": "", executable: "", "a/b.txt": "",
	} {
		if name, ok := Name(filepath.FromSlash(path)); name != want || ok != (want != "") {
			t.Errorf("%s is %q, %v, want %q", path, name, ok, want)
		}
	}
	if data, ok, err := ReadFile(filepath.Join(root, "a", "c", "d.txt")); string(data) != "dd" || !ok || err != nil {
		t.Errorf("%q %v %v", data, ok, err)
	}
	if _, ok, err := ReadFile(filepath.Join(root, "a")); !ok || err == nil {
		t.Errorf("a folder was read: %v %v", ok, err)
	}
	if _, err := Stat(filepath.Join(root, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	e, _, err := Find(filepath.Join(root, "a"))
	if err != nil || !e.IsDir() || len(e.Children()) != 2 || e.Children()[0].Name() != "b.txt" || e.Children()[1].Path() != filepath.Join(root, "a", "c") {
		t.Errorf("%+v %v", e, err)
	}
	if _, err := os.Stat(root); err == nil {
		t.Error("there is a folder on disk")
	}
	restore()
	if Root() != "" {
		t.Error("the mount is still there")
	}
}

func TestAppsWithoutFilesHaveNoMount(t *testing.T) {
	restore, err := Install("/app", app{files: map[string]string{"backend/main.js": ""}})
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	if Root() != "" {
		t.Error(Root())
	}
}
