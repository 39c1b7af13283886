package bundler

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/rogpeppe/go-internal/txtar"
)

func TestParseQuery(t *testing.T) {
	for specifier, want := range map[string]string{
		"./a.md?raw": "?raw", "./a.png?url": "?url", "./a.png?no-inline": "?url", "./w.ts?worker": "?worker", "./w.ts?worker&inline": "?worker&inline",
		"./w.ts?sharedworker&url": "?sharedworker&url", "./w.ts?worker&url&type=classic": "?worker&url&type=classic", "./x.wasm?init": "?init",
		"./a.vue?vue&type=style&index=0": "", "./a.ts?t=17": "", "./a.ts": "", "./a.ts?%zz": "",
	} {
		file, query, ok := ParseQuery(specifier)
		if got := query.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %q %v", specifier, got, ok)
		}
		if wantFile, _, _ := strings.Cut(specifier, "?"); ok && file != wantFile || !ok && file != specifier {
			t.Errorf("%s: %q", specifier, file)
		}
	}
}

// A file can go between esbuild's finding it and its being read.
func TestFileThatVanishes(t *testing.T) {
	project, err := NewProject(testOptions(extract(t, txtar.Parse(nil))))
	if err != nil {
		t.Fatal(err)
	}
	defer project.Close()
	for _, name := range []string{"gone.ts", "gone.txt?raw"} {
		file, query, _ := strings.Cut(name, "?")
		if query != "" {
			query = "?" + query
		}
		result, err := project.loadModule(api.OnLoadArgs{Path: filepath.Join(project.options.Dir, file), Suffix: query, Namespace: "file"})
		if err != nil || len(result.Errors) != 1 || !strings.HasPrefix(result.Errors[0].Text, "the file is gone") {
			t.Errorf("%s: %+v %v", name, result, err)
		}
	}
}

// The same source gives the same bytes, whatever folder it is in and however often it is built.
func TestBuildsAreIdentical(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/build/vite.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var first *Result
	for range 3 {
		options := testOptions(extract(t, archive))
		options.Development, options.Analyze = false, true
		result, err := Build(options)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = result
			continue
		}
		a, b := first.WithMaps(), result.WithMaps()
		for name := range a {
			if string(a[name]) != string(b[name]) {
				t.Errorf("%s differs:\n%s\n%s", name, a[name], b[name])
			}
		}
		if len(a) != len(b) {
			t.Errorf("%d files, and %d", len(a), len(b))
		}
	}
	for _, file := range first.Analysis.Files {
		if file.Raw <= 0 || file.Gzip <= 0 {
			t.Errorf("%+v", file)
		}
	}
}
