package bundler

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/hot"
	"github.com/deskjs/deskjs/internal/payload"
)

// separateMaps takes the source maps of what was built out of what ships.
func (r *Result) separateMaps() {
	r.Maps = map[string][]byte{}
	for name, data := range r.Files {
		script := strings.TrimSuffix(name, ".map")
		if _, built := r.Files[script]; built && script != name {
			r.Maps[name] = data
		}
	}
	for name := range r.Maps {
		delete(r.Files, name)
	}
}

// WithMaps returns the app's files and its source maps.
func (r *Result) WithMaps() map[string][]byte {
	all := maps.Clone(r.Files)
	maps.Copy(all, r.Maps)
	return all
}

// WriteDir makes dir hold exactly the app's files, and its source maps. A host that reads dir at the same time sees each file either as it
// was or as it is now, and a file that is no longer part of the app disappears last. Unchanged files are left alone.
func (r *Result) WriteDir(dir string) error {
	files := r.WithMaps()
	names := slices.Collect(maps.Keys(files))
	// The manifest and the page name the other files, so these two come last.
	slices.SortFunc(names, func(a, b string) int {
		if order := lateness(a) - lateness(b); order != 0 {
			return order
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		if err := replaceFile(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("writing the built app: %w", err)
		}
	}
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if strings.HasPrefix(filepath.ToSlash(name), hot.Folder+"/") {
			return nil // what the server of hot updates writes
		}
		if _, wanted := files[filepath.ToSlash(name)]; wanted {
			return nil
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing what is no longer part of the built app: %w", err)
		}
		return nil
	})
}

func lateness(name string) int {
	switch name {
	case payload.IndexName:
		return 1
	case payload.ManifestName:
		return 2
	}
	return 0
}

// replaceFile writes data to path by way of a temporary file beside it.
func replaceFile(path string, data []byte) error {
	if present, err := os.ReadFile(path); err == nil && bytes.Equal(present, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".tmp"
	if err := os.WriteFile(temporary, data, 0o644); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		os.Remove(temporary)
		return err
	}
	return nil
}
