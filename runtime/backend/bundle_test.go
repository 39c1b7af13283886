package backend

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/mount"
)

// TestBundles builds the apps in testdata/bundle and runs their backends as Serve does; want is what they print.
func TestBundles(t *testing.T) {
	inputs, err := filepath.Glob("testdata/bundle/*.txtar")
	if err != nil || len(inputs) == 0 {
		t.Fatal(err)
	}
	for _, input := range inputs {
		t.Run(filepath.Base(input), func(t *testing.T) {
			archive, err := txtar.ParseFile(input)
			if err != nil {
				t.Fatal(err)
			}
			if _, what, found := strings.Cut(string(archive.Comment), "needs a patch: "); found && !engine.New(engine.Host{}).Patched() {
				t.Log("missing without the patches of goja: " + what)
				return
			}
			dir, want := t.TempDir(), ""
			for _, file := range archive.Files {
				if file.Name == "want" {
					want = string(file.Data)
				}
				path := filepath.Join(dir, filepath.FromSlash(file.Name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, file.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			result, err := bundler.Build(bundler.Options{Dir: dir, Builtins: BuiltinNames()})
			if err != nil {
				t.Fatal(err)
			}
			if got := runBuilt(t, result.WithMaps()); got != want {
				t.Errorf("printed\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestBuiltAppsDoNotHearNodesVariables: whoever sets them could run code as the app.
func TestBuiltAppsDoNotHearNodesVariables(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "outside.js")
	if err := os.WriteFile(outside, []byte("console.log('from outside')"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("NODE_PATH", dir)
	t.Setenv("NODE_OPTIONS", "--require="+outside)
	t.Setenv(RunAsNode, "1")
	got := runBuilt(t, map[string][]byte{payload.BackendName: []byte("try { require('outside') } catch (error) { console.log(error.code) }")})
	if want := "MODULE_NOT_FOUND\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

// runBuilt returns what the backend of a built app prints. It is started in a folder without the sources.
func runBuilt(t *testing.T, files map[string][]byte) string {
	t.Helper()
	bundle := &Bundle{Dir: t.TempDir(), Read: func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}}
	restore, err := mount.Install(filepath.Join(bundle.Dir, "app"), builtApp{files: files})
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	output := &bytes.Buffer{}
	b := New(Options{Host: engine.Host{Stdout: output, Stderr: output}, Bundle: bundle})
	d, err := newDispatcher(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &server{backend: b, dispatcher: d}
	b.Engine.AddSourceMap(payload.BackendName, bundle.sourceMap(payload.BackendName))
	b.run(func() (goja.Value, error) {
		exports, err := b.Loader.RunBundle(payload.BackendName, bundle.Dir, string(files[payload.BackendName]))
		if err == nil {
			s.whenLoaded(exports, func([]string) {})
		}
		return exports, err
	})
	return output.String()
}

// builtApp is the members of an app, as far as package mount needs them.
type builtApp struct {
	payload.App
	files map[string][]byte
}

func (a builtApp) Manifest() *payload.Manifest      { return &payload.Manifest{} }
func (a builtApp) Names() []string                  { return slices.Sorted(maps.Keys(a.files)) }
func (a builtApp) Size(name string) (int64, error)  { return int64(len(a.files[name])), nil }
func (a builtApp) Read(name string) ([]byte, error) { return a.files[name], nil }
