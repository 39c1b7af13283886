package main

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// folders are where the files that run are, within Node's folder test.
var folders = []string{"parallel", "wasi"}

// test is a file of Node's.
type test struct {
	// name is the path within Node's folder test.
	name   string
	dir    string
	module string
	// flags are those of its comment "// Flags:".
	flags []string
	// excluded is why it does not apply, "" if it does.
	excluded string
}

// find returns the files that the filters select, by module and name.
func find(dirs, filters []string) ([]test, error) {
	known := map[string]bool{}
	var found []test
	for _, dir := range dirs {
		for _, folder := range folders {
			entries, err := os.ReadDir(filepath.Join(dir, "test", folder))
			if err != nil && folder == folders[0] {
				return nil, err
			}
			for _, entry := range entries {
				t := test{name: folder + "/" + entry.Name(), dir: dir, module: moduleOf(entry.Name())}
				if known[t.name] || t.module == "" || !isTest(entry.Name()) || !selected(t, filters) {
					continue
				}
				known[t.name] = true
				if err := t.read(); err != nil {
					return nil, err
				}
				found = append(found, t)
			}
		}
	}
	slices.SortFunc(found, func(a, b test) int { return cmp.Or(cmp.Compare(a.module, b.module), cmp.Compare(a.name, b.name)) })
	return found, nil
}

func isTest(name string) bool {
	extension := filepath.Ext(name)
	return strings.HasPrefix(name, "test-") && (extension == ".js" || extension == ".mjs")
}

// selected reports whether a filter is the test's module or, if it is no module's name, a part of the file's.
func selected(t test, filters []string) bool {
	for _, filter := range filters {
		if filter == t.module || !isModule(filter) && strings.Contains(t.name, filter) {
			return true
		}
	}
	return len(filters) == 0
}

// flagsComment is how a file says with which options it wants to be run.
var flagsComment = regexp.MustCompile(`(?m)^// Flags: (.*?)\r?$`)

// read finds the file's flags, which it is run with, and whether it applies.
func (t *test) read() error {
	source, err := os.ReadFile(filepath.Join(t.dir, "test", filepath.FromSlash(t.name)))
	if err != nil {
		return err
	}
	if match := flagsComment.FindSubmatch(source); match != nil {
		t.flags = strings.Fields(string(match[1]))
	}
	t.excluded = excluded(t.name, t.flags, string(source))
	return nil
}
