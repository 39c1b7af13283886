package backend

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestBundleWithTopLevelAwait runs a built backend whose api is there only when it has come to its end.
func TestBundleWithTopLevelAwait(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"deskjs.json":         `{"name":"Test","id":"com.example.test","version":"1.0.0"}`,
		"frontend/index.html": "<!doctype html>",
		"backend/main.ts":     "import { word } from './word'\nimport { sep } from 'node:path'\nconsole.log(word, sep.length, typeof import.meta.url)",
		"backend/word.ts":     "export const word: string = await new Promise((done) => setTimeout(done, 1, 'waited'))\nconst { more } = await import('./more')\nmore()",
		"backend/more.ts":     "export const more = () => console.log('more')",
		"backend/api.ts":      "import { word } from './word'\nexport async function get() { return word }",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result, err := bundler.Build(bundler.Options{Dir: dir, Builtins: []string{"path"}})
	if err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	b := New(Options{Host: engine.Host{Stdout: &output, Stderr: &output}})
	d, err := newDispatcher(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &server{backend: b, dispatcher: d}
	var functions []string
	code := b.run(func() (goja.Value, error) {
		exports, err := b.Loader.RunBundle(payload.BackendName, dir, string(result.Files[payload.BackendName]))
		if err == nil {
			s.whenLoaded(exports, func(names []string) { functions = names })
		}
		return exports, err
	})
	if code != 0 || output.String() != "more\nwaited 1 string\n" || len(functions) != 1 || functions[0] != "api.get" {
		t.Errorf("exit code %d, functions %q, printed\n%s", code, functions, output.String())
	}
}
