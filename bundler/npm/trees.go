package npm

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A project has a node_modules, and its workspaces may have some of their own. An installation builds each beside the old one, as
// ".node_modules-NUMBER", and swaps them when all are whole: the project's last, because it has the marker.

// freshPrefix begins the names of trees that are being built, and of old ones that are being removed.
const freshPrefix = ".node_modules-"

// oldSuffix ends the name of an old tree where two can't be swapped at once.
const oldSuffix = ".old"

// trees are the trees of one installation.
type trees struct {
	dir    string
	suffix string
	roots  []string // folders of the project with a node_modules, with slashes, "" being the project; that comes last
	gone   []string // those that had one from us, and need none any more
}

func newTrees(dir string, roots, gone []string) *trees {
	slices.SortFunc(roots, func(a, b string) int { return strings.Compare(b, a) })
	return &trees{dir: dir, suffix: fmt.Sprintf("%08x", rand.Uint32()), roots: roots, gone: gone}
}

// folder is where a root's tree is built.
func (t *trees) folder(root string) string {
	return filepath.Join(t.dir, filepath.FromSlash(root), freshPrefix+t.suffix)
}

// final is where it will be.
func (t *trees) final(root string) string {
	return filepath.Join(t.dir, filepath.FromSlash(root), "node_modules")
}

// make makes the folders.
func (t *trees) make() error {
	for _, root := range t.roots {
		if err := os.Mkdir(t.folder(root), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// remove takes away what is not in use: the new trees before the swap, the old ones after it.
func (t *trees) remove() error {
	var errs []error
	for _, root := range slices.Concat(t.roots, t.gone) {
		errs = append(errs, removeTree(t.folder(root)), removeTree(t.folder(root)+oldSuffix))
	}
	return errors.Join(errs...)
}

// swap puts the new trees in the places of the old ones, or leaves all as they were.
func (t *trees) swap() error {
	var done []func() error
	step := func(do, undo func() error) error {
		err := do()
		if err == nil {
			done = append(done, undo)
			return nil
		}
		for _, undo := range slices.Backward(done) {
			err = errors.Join(err, undo())
		}
		return err
	}
	for _, root := range t.gone {
		final, old := t.final(root), t.folder(root)+oldSuffix
		if _, err := os.Lstat(final); err != nil {
			continue
		}
		if err := step(func() error { return os.Rename(final, old) }, func() error { return os.Rename(old, final) }); err != nil {
			return err
		}
	}
	for _, root := range t.roots {
		final, fresh := t.final(root), t.folder(root)
		if err := step(func() error { return replace(final, fresh) }, func() error { return replaceBack(final, fresh) }); err != nil {
			return err
		}
	}
	return nil
}

// back undoes swap.
func (t *trees) back() error {
	var errs []error
	for _, root := range slices.Backward(t.roots) {
		errs = append(errs, replaceBack(t.final(root), t.folder(root)))
	}
	for _, root := range t.gone {
		if err := os.Rename(t.folder(root)+oldSuffix, t.final(root)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// replace makes the folder fresh the one at path. What was there is at fresh then, or beside it with oldSuffix.
func replace(path, fresh string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh, path)
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		if swapped, err := exchange(fresh, path); swapped || err != nil {
			return err
		}
	}
	if err := os.Rename(path, fresh+oldSuffix); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return errors.Join(err, os.Rename(fresh+oldSuffix, path))
	}
	return nil
}

// replaceBack undoes replace.
func replaceBack(path, fresh string) error {
	if _, err := os.Lstat(fresh + oldSuffix); err == nil {
		return errors.Join(os.Rename(path, fresh), os.Rename(fresh+oldSuffix, path))
	}
	if _, err := os.Lstat(fresh); err == nil {
		return replace(path, fresh)
	}
	return os.Rename(path, fresh)
}

// recoverTrees sees to what an installation that was killed has left in a folder: an old tree that is in use again if there is none, and trees that nobody needs.
// Nobody else installs there meanwhile.
func recoverTrees(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasPrefix(name, freshPrefix) && strings.HasSuffix(name, oldSuffix) {
			if _, err := os.Lstat(filepath.Join(folder, "node_modules")); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(filepath.Join(folder, name), filepath.Join(folder, "node_modules")); err != nil {
					return err
				}
			}
		}
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), freshPrefix) {
			if err := removeTree(filepath.Join(folder, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeTree is os.RemoveAll for a tree of packages, with several at once.
func removeTree(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return os.RemoveAll(folder) // a link, or nothing
	}
	next := make(chan string)
	var group sync.WaitGroup
	for range min(4, len(entries)) {
		group.Go(func() {
			for name := range next {
				_ = os.RemoveAll(filepath.Join(folder, name)) // what is left fails below
			}
		})
	}
	for _, entry := range entries {
		next <- entry.Name()
	}
	close(next)
	group.Wait()
	return os.RemoveAll(folder)
}
