package main

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// test is a file, or one of its variants.
type test struct {
	// name is the path within the root, and the variant.
	name, root, path, variant string
	area                      string
	network                   bool
	// What the file's comments "// META:" say.
	scripts []string
	title   string
	long    bool
	source  string
	// excluded is why it does not apply, "" if it does.
	excluded string
}

// find returns the tests of the roots that the filters select: by area, or by a part of the name. Of two roots with a file of the same
// path the first counts.
func find(roots, filters []string) ([]test, error) {
	known := map[string]bool{}
	var found []test
	for _, root := range roots {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || known[name] {
				return err
			}
			if !strings.HasSuffix(name, ".any.js") && !strings.HasSuffix(name, ".window.js") {
				return nil
			}
			area, network := areaOf(name)
			if area == "" || !selected(area, name, filters) {
				return nil
			}
			known[name] = true
			t := test{name: name, root: root, path: name, area: area, network: network}
			variants, err := t.read()
			for _, variant := range variants {
				one := t
				one.variant, one.name = variant, name+variant
				found = append(found, one)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b test) int { return cmp.Compare(a.name, b.name) })
	return found, nil
}

func selected(area, name string, filters []string) bool {
	for _, filter := range filters {
		if filter == area || !isArea(filter) && strings.Contains(name, filter) {
			return true
		}
	}
	return len(filters) == 0
}

// read reads the file, and returns its variants, "" if it has none.
func (t *test) read() (variants []string, err error) {
	source, err := os.ReadFile(filepath.Join(t.root, filepath.FromSlash(t.path)))
	if err != nil {
		return nil, err
	}
	t.source = string(source)
	for line := range strings.Lines(t.source) {
		meta, ok := strings.CutPrefix(strings.TrimSpace(line), "// META:")
		if !ok {
			if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "//") {
				break
			}
			continue
		}
		key, value, _ := strings.Cut(strings.TrimSpace(meta), "=")
		switch key {
		case "script":
			t.scripts = append(t.scripts, t.resolve(value))
		case "variant":
			variants = append(variants, value)
		case "title":
			t.title = value
		case "timeout":
			t.long = value == "long"
		}
	}
	if len(variants) == 0 {
		variants = []string{""}
	}
	t.excluded = excluded(t.path, t.source)
	return variants, nil
}

// resolve returns the path, within the root, of a script that the file names.
func (t *test) resolve(script string) string {
	if script == "/resources/WebIDLParser.js" {
		return "resources/webidl2/lib/webidl2.js"
	}
	script, _, _ = strings.Cut(script, "?")
	if rest, ok := strings.CutPrefix(script, "/"); ok {
		return rest
	}
	return path.Join(path.Dir(t.path), script)
}
