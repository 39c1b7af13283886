package tree

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
)

const (
	maxUnpacked = 4 << 30
	maxManifest = 16 << 20
)

// archiveFiles reads the files of a package's archive that are wanted, by name without the first folder.
func archiveFiles(data []byte, wanted func(name string) bool) (map[string][]byte, error) {
	var source io.Reader = bytes.NewReader(data)
	if compressed, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		source = compressed
	}
	files := tar.NewReader(io.LimitReader(source, maxUnpacked))
	found := map[string][]byte{}
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(strings.TrimPrefix(path.Clean("/"+header.Name), "/"), "/")
		if header.Typeflag != tar.TypeReg || !wanted(name) {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(files, maxManifest+1))
		if err != nil {
			return nil, err
		}
		if len(text) > maxManifest {
			return nil, fmt.Errorf("%s in it is larger than %d MB", name, maxManifest>>20)
		}
		found[name] = text
	}
}

// open looks into a package's archive for the packages and the lock file that it brings along.
func (b *builder) open(n *node) error {
	address, isFile := strings.CutPrefix(n.resolved, "file:")
	var data []byte
	var err error
	if isFile {
		data, err = readFile(address)
	} else {
		data, err = b.source.Archive(b.ctx, b.source.ArchiveAddress(n.packageName(), n.version(), n.resolved))
	}
	if err != nil {
		return err
	}
	files, err := archiveFiles(data, func(name string) bool {
		return name == "npm-shrinkwrap.json" || strings.HasPrefix(name, "node_modules/") && path.Base(name) == ManifestName
	})
	if err != nil {
		return fmt.Errorf("the archive of %s %s can't be read: %w", n.packageName(), n.version(), err)
	}
	if n.hasShrinkwrap {
		if err := b.loadShrinkwrap(n, files["npm-shrinkwrap.json"]); err != nil {
			return err
		}
	}
	if len(n.pkg.List("bundleDependencies")) == 0 {
		return nil
	}
	b.bundles = true
	var names []string
	for name := range files {
		names = append(names, name)
	}
	// Those higher up come first, so that each finds the one that it lies in.
	slices.SortFunc(names, func(x, y string) int {
		if d := strings.Count(x, "node_modules/") - strings.Count(y, "node_modules/"); d != 0 {
			return d
		}
		return ordered.Compare(x, y)
	})
	for _, name := range names {
		b.addBundled(n, path.Dir(name), files[name])
	}
	return nil
}

// addBundled adds one package that came in n's archive, if a package lies at the place.
func (b *builder) addBundled(n *node, dir string, text []byte) {
	parent := n
	parts := strings.Split("/"+dir, "/node_modules/")[1:]
	for i, name := range parts {
		if name == "" || strings.Count(name, "/") > strings.Count(name, "@") || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "@") != strings.Contains(name, "/") {
			return
		}
		if i == len(parts)-1 {
			pkg, err := ordered.ParseObject(text)
			if err == nil && parent.children.get(name) == nil {
				b.newNode(nodeOptions{name: name, pkg: normalize(withoutPrivate(pkg)), parent: parent})
			}
			return
		}
		if parent = parent.children.get(name); parent == nil {
			return
		}
	}
}

// loadShrinkwrap puts into n what the lock file in its archive has.
func (b *builder) loadShrinkwrap(n *node, text []byte) error {
	if text == nil {
		n.hasShrinkwrap = false
		return nil
	}
	lock, err := lockfile.Parse("npm-shrinkwrap.json of "+n.packageName(), text)
	if err != nil {
		return err
	}
	for _, place := range sortedPlaces(lock) {
		if place.Path == "" || place.Link || !strings.HasPrefix(place.Path, "node_modules/") {
			continue
		}
		b.newNode(nodeOptions{path: path.Join(n.path, place.Path), pkg: lockedManifest(place), resolved: place.Resolved, integrity: place.Integrity, hasShrinkwrap: place.HasShrinkwrap, root: b.root})
	}
	return nil
}
