package main

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// standard are the folders that run when no part of a path is given: harness tests the
// tests, and staging holds what is not yet one.
var standard = []string{"language/", "built-ins/", "annexB/", "intl402/"}

// find returns the tests of the checkout at dir that a filter selects, in order, as paths
// within its folder test.
func find(dir string, filters []string) ([]string, error) {
	root := filepath.Join(dir, "test")
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || filepath.Ext(path) != ".js" || strings.Contains(entry.Name(), "_FIXTURE") {
			return nil
		}
		relative, err := filepath.Rel(root, path)
		if name := filepath.ToSlash(relative); err == nil && selected(name, filters) {
			found = append(found, name)
		}
		return err
	})
	return found, err
}

func selected(name string, filters []string) bool {
	if len(filters) == 0 {
		for _, folder := range standard {
			if strings.HasPrefix(name, folder) {
				return true
			}
		}
		return false
	}
	for _, filter := range filters {
		if strings.Contains(name, filter) {
			return true
		}
	}
	return false
}
