package types

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestRead reads the projects in testdata: what the functions of api.ts or api.js may be called with, and the notes, stand in their last
// file, "want". UPDATE_GOLDEN=1 writes it anew.
func TestRead(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no projects", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			api := ""
			for _, file := range archive.Files {
				if strings.HasPrefix(file.Name, "api.") {
					api = file.Name
				}
				name := filepath.Join(dir, filepath.FromSlash(file.Name))
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, file.Data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			cache := &Cache{}
			got := ""
			for range 2 { // the second time from the cache
				if again := described(dir, api, cache); got != "" && again != got {
					t.Errorf("from the cache it is\n%s", again)
				} else {
					got = again
				}
			}
			last := &archive.Files[len(archive.Files)-1]
			if last.Name != "want" {
				t.Fatal("the last file isn't called want")
			}
			if os.Getenv("UPDATE_GOLDEN") != "" {
				last.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
			} else if got != string(last.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, last.Data)
			}
		})
	}
}

// described writes what Read says of a project.
func described(dir, api string, cache *Cache) string {
	l := newLibrary(dir, cache, nil)
	f := l.file(filepath.Join(dir, api))
	exports := slices.DeleteFunc(l.exportedNames(f.root, map[*scope]bool{}), func(name string) bool {
		return !slices.ContainsFunc(l.exported(f.root, name, 0), func(d *declaration) bool { return d.kind == declareFunction || d.kind == declareVariable })
	})
	found := Read(Options{
		Dir: dir, Cache: cache, Builtins: map[string]string{"node:box": "declare module 'node:box' { interface Box { side: number } function make(box: Box): void }"},
	}, []Module{{Name: "api", File: api, Exports: exports}})
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(found.Table.Functions)) {
		for _, at := range found.Table.Functions[name].Of {
			fmt.Fprintf(&out, "%s%s\n", strings.TrimPrefix(name, "api."), found.Table.Words(at))
		}
	}
	for _, note := range found.Notes {
		fmt.Fprintf(&out, "%s:%d:%d %s\n", note.File, note.Line, note.Column, note.Text)
		for _, more := range note.Notes {
			fmt.Fprintf(&out, "\t%s\n", more)
		}
	}
	return out.String()
}
