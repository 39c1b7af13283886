package bundler

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/payload"
)

// TestEachModuleHasItsHotData builds a backend of two modules that use import.meta.hot, for development and to ship.
func TestEachModuleHasItsHotData(t *testing.T) {
	files := map[string]string{
		"deskjs.json":         `{ "name": "Hot", "id": "com.example.hot", "version": "1.0.0" }`,
		"frontend/index.html": "<!doctype html>",
		"backend/main.ts":     "import './other'\nif (import.meta.hot) console.log('main', import.meta.hot.data)\nthrow new Error('here')",
		"backend/other.ts":    "import.meta.hot?.dispose(() => console.log('bye'))",
	}
	dir := t.TempDir()
	for name, text := range files {
		write(t, dir, name, text)
	}
	result, err := Build(Options{Dir: dir, Development: true})
	if err != nil {
		t.Fatal(err)
	}
	code := string(result.Files[payload.BackendName])
	for _, want := range []string{`module.importMetaHot("backend/main.ts")`, `module.importMetaHot("backend/other.ts")`} {
		if strings.Count(code, want) != 1 {
			t.Errorf("%s is not there once:\n%s", want, code)
		}
	}
	if strings.Contains(code, hotVariable) {
		t.Errorf("a use was forgotten:\n%s", code)
	}
	at := strings.Index(code, "throw new Error")
	mapped, err := decodeMap(result.Files[payload.BackendName+".map"])
	if err != nil {
		t.Fatal(err)
	}
	found, ok := mapped.find(lineAndUnit([]byte(code), at))
	if !ok || mapped.sources[found.source] != "backend/main.ts" || found.originalLine != 2 {
		t.Errorf("the source map is off: %+v", found)
	}
	if result, err = Build(Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	if code = string(result.Files[payload.BackendName]); strings.Contains(code, "bye") || strings.Contains(code, "importMetaHot") {
		t.Errorf("an app that ships has something of it:\n%s", code)
	}
}
