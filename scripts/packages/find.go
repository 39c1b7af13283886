package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// program is a file to run.
type program struct {
	// name is the file's without its extension; path is absolute.
	name, path string
	// want is what Node prints.
	want []byte
	// version is that of the package by the program's name, "" where there is none.
	version string
}

// find returns the programs of dirs whose names contain one of filters, all if there are none.
func find(dirs, filters []string) ([]program, error) {
	var programs []program
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			extension := filepath.Ext(entry.Name())
			name := strings.TrimSuffix(entry.Name(), extension)
			if (extension != ".js" && extension != ".mjs") || !selected(name, filters) {
				continue
			}
			want, err := os.ReadFile(filepath.Join(dir, name+".out"))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			programs = append(programs, program{name, filepath.Join(dir, entry.Name()), want, version(dir, name)})
		}
	}
	return programs, nil
}

func selected(name string, filters []string) bool {
	for _, filter := range filters {
		if strings.Contains(name, filter) {
			return true
		}
	}
	return len(filters) == 0
}

// version is that of the installed package name, or of what the first part of a name like knex-pg names.
func version(dir, name string) string {
	for _, candidate := range []string{name, strings.Split(name, "-")[0]} {
		data, err := os.ReadFile(filepath.Join(dir, "node_modules", candidate, "package.json"))
		if err != nil {
			continue
		}
		var manifest struct{ Version string }
		if json.Unmarshal(data, &manifest) == nil {
			return manifest.Version
		}
	}
	return ""
}
