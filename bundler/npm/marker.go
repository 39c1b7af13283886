package npm

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// markerName is the file in node_modules by which an installation knows the tree of an earlier one.
const markerName = ".deskjs-install.json"

// hiddenLock is what npm leaves in a node_modules that it has written.
const hiddenLock = ".package-lock.json"

// marker is what markerName has.
type marker struct {
	// Key stands for all that decides what the tree is.
	Key string `json:"key"`
	// Ready is false until the scripts of packages have run.
	Ready bool `json:"ready"`
	// Roots are the folders with a node_modules of ours.
	Roots []string `json:"roots"`
	// Scripts are the packages whose scripts did not run, and Ran those whose did.
	Scripts []string `json:"scripts,omitempty"`
	Ran     []string `json:"ran,omitempty"`
	// Packages are the places of the tree, each with the time of its package.json.
	Packages map[string]int64 `json:"packages"`
}

// markerKey stands for all that decides what the tree is.
func markerKey(lock []byte, settings ...any) string {
	sum := sha256.New()
	sum.Write(lock)
	fmt.Fprintf(sum, "\n%s\n%q", indexHead, settings)
	return hex.EncodeToString(sum.Sum(nil))
}

// readMarker returns what an earlier installation left, an empty one if there is nothing.
func readMarker(dir string) *marker {
	m := &marker{}
	data, err := os.ReadFile(filepath.Join(dir, "node_modules", markerName))
	if err != nil || json.Unmarshal(data, m) != nil {
		return &marker{}
	}
	return m
}

func (m *marker) write(tree string) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	// A new file, not new content: what reads it meanwhile has one or the other.
	name := filepath.Join(tree, markerName)
	if err := os.WriteFile(name+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// fits reports whether the tree is the one that key stands for, and still there: whether each package's package.json is, with its time, and no
// other package manager has been at work.
func (m *marker) fits(dir, key string) bool {
	if m.Key != key || !m.Ready {
		return false
	}
	if _, err := os.Lstat(filepath.Join(dir, "node_modules", hiddenLock)); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	for place, at := range m.Packages {
		if stamp(filepath.Join(dir, filepath.FromSlash(place))) != at {
			return false
		}
	}
	return true
}

// stamp tells a package that is in place from another: the time of its package.json; 1 for a link, 2 for a package without one, 0 for nothing.
func stamp(place string) int64 {
	info, err := os.Lstat(filepath.Join(place, "package.json"))
	link, linked := os.Lstat(place)
	switch {
	case linked != nil:
		return 0
	case link.Mode()&(fs.ModeSymlink|fs.ModeIrregular) != 0:
		return 1
	case err != nil:
		return 2
	}
	return info.ModTime().UnixNano()
}
