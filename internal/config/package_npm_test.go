package config

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestPackageIsCompletedFromPackageJSON(t *testing.T) {
	tests := []struct {
		name, source string
		given, want  Package
	}{
		{"everything", `{ "description": "Notes that last", "author": "Ada Lovelace <ada@example.com> (https://example.com)", "homepage": "https://example.com/notes",
			"license": "MIT", "keywords": ["notes", "text"], "build": { "copyright": "© 2026 Ada" } }`, Package{},
			Package{Summary: "Notes that last", Author: "Ada Lovelace", Email: "ada@example.com", Homepage: "https://example.com/notes", License: "MIT", Keywords: []string{"notes", "text"}, Copyright: "© 2026 Ada"}},
		{"what is there stays", `{ "description": "other", "author": "Other <other@example.com>", "license": "ISC" }`,
			Package{Summary: "own", Author: "Ada", License: "MIT"}, Package{Summary: "own", Author: "Ada", License: "MIT"}},
		{"an author as an object", `{ "author": { "name": "Ada", "email": "ada@example.com" } }`, Package{}, Package{Author: "Ada", Email: "ada@example.com"}},
		{"an author without an address", `{ "author": "Ada" }`, Package{}, Package{Author: "Ada"}},
		{"what npm lets pass", `{ "description": "two\nlines", "author": "Ada <nowhere>", "homepage": "http://example.com", "license": "UNLICENSED", "keywords": "notes" }`,
			Package{}, Package{Author: "Ada"}},
		{"older forms", `{ "license": { "type": "MIT" }, "homepage": {}, "author": ["Ada"], "keywords": [1, "a;b", "c"] }`, Package{}, Package{Keywords: []string{"c"}}},
		{"no JSON", `{`, Package{}, Package{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, PackageName), []byte(test.source), 0o644); err != nil {
				t.Fatal(err)
			}
			got := test.given
			if got.Complete(dir); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
	got := Package{Summary: "own"}
	if got.Complete(t.TempDir()); !reflect.DeepEqual(got, Package{Summary: "own"}) {
		t.Errorf("without a package.json it is %+v", got)
	}
}

func TestIconOfAnElectronApp(t *testing.T) {
	for _, test := range []struct {
		named string
		files []string
		want  string
	}{
		{"", nil, DefaultIcon},
		{"", []string{"build/icon.png"}, "build/icon.png"},
		{"./art/logo.png", []string{"art/logo.png", "build/icon.png"}, "art/logo.png"},
		{"art/logo.icns", []string{"art/logo.icns", "icon.png"}, "icon.png"},
		{"../logo.png", []string{"build/icon.png"}, "build/icon.png"},
		{"missing.png", nil, DefaultIcon},
	} {
		dir := t.TempDir()
		for _, name := range test.files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := electronIcon(dir, test.named); got != test.want {
			t.Errorf("electronIcon(%q) with %v is %s, want %s", test.named, test.files, got, test.want)
		}
	}
}
