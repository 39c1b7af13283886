package floors

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Files returns the paths, slash-separated and relative to root, of all files
// of the repository at root that end in one of suffixes. It leaves out what
// git ignores, testdata, and folders that are Go modules of their own.
func Files(root string, suffixes ...string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		if entry.IsDir() {
			if relative != "." && skipFolder(relative, name) {
				return filepath.SkipDir
			}
			return nil
		}
		if slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(relative, suffix) }) {
			files = append(files, relative)
		}
		return nil
	})
	return files, err
}

func skipFolder(relative, name string) bool {
	switch base := path.Base(relative); {
	case base == "testdata", base == "node_modules", base == ".git", base == ".deskjs":
		return true
	case relative == "bin", relative == "dist", relative == "artifacts":
		return true
	}
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	return err == nil
}

// Scan reads the imports of every Go package below root, whatever operating
// system or build tag its files are for.
func Scan(root string) ([]Package, error) {
	files, err := Files(root, ".go")
	if err != nil {
		return nil, err
	}
	byPath := map[string]*Package{}
	var order []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(file)), nil, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		folder := path.Dir(file)
		p := byPath[folder]
		if p == nil {
			p = &Package{Path: folder}
			byPath[folder] = p
			order = append(order, folder)
		}
		imports := &p.Imports
		if strings.HasSuffix(file, "_test.go") {
			imports = &p.TestImports
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(*imports, imported) {
				*imports = append(*imports, imported)
			}
		}
	}
	packages := make([]Package, len(order))
	for i, folder := range order {
		packages[i] = *byPath[folder]
	}
	return packages, nil
}
