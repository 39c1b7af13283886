package tree

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/internal/diag"
)

func readFile(file string) ([]byte, error) { return os.ReadFile(filepath.FromSlash(file)) }

func sortedPlaces(lock *lockfile.File) []*lockfile.Place {
	places := make([]*lockfile.Place, 0, len(lock.Packages))
	for _, place := range lock.Packages {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b *lockfile.Place) int { return ordered.Compare(a.Path, b.Path) })
	return places
}

// lockedManifest is the package.json of a place, as far as a lock file has it.
func lockedManifest(place *lockfile.Place) *ordered.Object {
	pkg := place.Fields.Clone()
	pkg.Set("name", place.Name)
	return normalize(pkg)
}

// loadLock builds the tree that the lock file describes.
func (b *builder) loadLock() error {
	b.have = map[string][]string{}
	var links []*lockfile.Place
	for _, place := range sortedPlaces(b.lock) {
		if place.Path == "" {
			continue
		}
		if place.Link {
			links = append(links, place)
			continue
		}
		b.have[place.Name] = append(b.have[place.Name], place.Version)
		if place.InBundle || place.Fields.Has("bundleDependencies") {
			b.bundles = true
		}
		b.newNode(nodeOptions{
			path: path.Join(b.dir, place.Path), pkg: lockedManifest(place), root: b.root,
			resolved: b.absolute(place.Resolved), integrity: place.Integrity, hasShrinkwrap: place.HasShrinkwrap,
		})
	}
	for _, place := range links {
		real := path.Join(b.dir, place.Resolved)
		location := relative(b.dir, real)
		target := b.root.inventory.get(location)
		if location == "" {
			target = b.root
		}
		if target == nil {
			return diag.New(diag.Message{File: b.lock.Path, Text: fmt.Sprintf("%s links to %s, which packages does not have", place.Path, place.Resolved), Hint: "delete " + lockfile.Name + ", and deskjs install writes a new one"})
		}
		link := b.newLink(nodeOptions{path: path.Join(b.dir, place.Path), realpath: real, target: target, pkg: target.pkg, root: b.root})
		// A folder of the project may have changed since.
		if link.to != nil && link.to.parent == nil && !link.to.isRoot() {
			pkg, err := readManifest(filepath.FromSlash(link.realpath))
			switch {
			case err == nil:
				link.to.setPackage(pkg)
			case !isMissing(err):
				return err
			}
		}
	}
	for _, n := range b.root.inventory.all() {
		if n != b.root {
			n.resetFlags()
		}
	}
	calculateFlags(b.root)
	return nil
}

// absolute turns the file: of a lock file, which is relative to the project, into one that is not.
func (b *builder) absolute(resolved string) string {
	if file, is := strings.CutPrefix(resolved, "file:"); is && !path.IsAbs(file) {
		return "file:" + path.Join(b.dir, file)
	}
	return resolved
}

// queueProblems queues what the old tree lacks.
func (b *builder) queueProblems() {
	seen := map[*node]bool{}
	stack := []*node{b.root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == nil || seen[n] {
			continue
		}
		seen[n] = true
		for _, e := range n.edgesOut.all() {
			if e.to == nil || !e.valid() {
				b.push(n)
			}
			stack = append(stack, e.to)
			if e.to != nil && e.to.isLink {
				stack = append(stack, e.to.to)
			}
		}
	}
}

// findWorkspaces finds the folders that package.json names in "workspaces".
func findWorkspaces(dir, file string, pkg *ordered.Object) ([]workspace, error) {
	patterns := pkg.List("workspaces")
	if object := pkg.Object("workspaces"); object != nil {
		patterns = object.List("packages")
	}
	if pkg.Has("workspaces") && pkg.Object("workspaces") == nil {
		if _, is := pkg.Get("workspaces").([]any); !is {
			return nil, manifestError(file, "workspaces has to be a list of folders")
		}
	}
	var wanted, unwanted []string
	for _, pattern := range patterns {
		text := strings.TrimLeft(pattern, "!")
		negated := (len(pattern)-len(text))%2 == 1
		text = strings.TrimSuffix(strings.TrimLeft(strings.TrimPrefix(strings.ReplaceAll(text, "\\", "/"), "."), "/"), "/")
		if negated {
			unwanted = append(unwanted, text)
			continue
		}
		unwanted = slices.DeleteFunc(unwanted, func(u string) bool { return globMatch(u, text) })
		wanted = append(wanted, text)
	}
	var found []workspace
	for _, pattern := range wanted {
		folders, err := globFolders(dir, pattern)
		if err != nil {
			return nil, err
		}
		for _, folder := range folders {
			if slices.ContainsFunc(unwanted, func(u string) bool { return globMatch(u, folder) }) {
				continue
			}
			at := path.Join(dir, folder)
			pkg, err := readManifest(filepath.FromSlash(at))
			if err != nil {
				if isMissing(err) {
					continue
				}
				return nil, err
			}
			name := pkg.Text("name")
			if name == "" {
				name = folderName(at)
			}
			i := slices.IndexFunc(found, func(w workspace) bool { return w.name == name })
			if i >= 0 && found[i].path != at {
				return nil, manifestError(file, "two workspaces are called %s: %s and %s", name, relative(dir, found[i].path), folder)
			}
			if i < 0 {
				found = append(found, workspace{name, at})
			}
		}
	}
	return found, nil
}

// globFolders are the folders below dir that a pattern means, sorted; what is in node_modules is none.
func globFolders(dir, pattern string) ([]string, error) {
	if !strings.ContainsAny(pattern, "*?[{") {
		return []string{pattern}, nil
	}
	var found []string
	err := filepath.WalkDir(filepath.FromSlash(dir), func(file string, entry fs.DirEntry, err error) error {
		if err != nil || file == filepath.FromSlash(dir) {
			return nil
		}
		info := entry
		isDir := info.IsDir()
		if !isDir && entry.Type()&fs.ModeSymlink != 0 {
			if target, err := os.Stat(file); err == nil && target.IsDir() {
				isDir = true
			}
		}
		if !isDir {
			return nil
		}
		if entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") {
			return filepath.SkipDir
		}
		name := relative(dir, filepath.ToSlash(file))
		if globMatch(pattern, name) {
			found = append(found, name)
		}
		if !strings.Contains(pattern, "**") && strings.Count(name, "/") >= strings.Count(pattern, "/") {
			if entry.IsDir() {
				return filepath.SkipDir
			}
		}
		return nil
	})
	slices.SortFunc(found, ordered.Compare)
	return found, err
}

// globMatch reports whether a pattern, with ** for any number of folders and {a,b} for either, means a path.
func globMatch(pattern, name string) bool {
	matched, err := doublestar.Match(pattern, name)
	return err == nil && matched
}
