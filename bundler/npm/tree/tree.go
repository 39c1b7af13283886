// Package tree finds out which packages a project needs and where in node_modules each of them lies, as npm 11 does: what package.json asks for and its
// lock file has, with peers, optional packages, overrides, workspaces, aliases, folders and archives. It writes the lock file and the
// changes of package.json; installing is package npm's.
//
// The way packages are placed is that of npm's Arborist (ISC License, Copyright npm, Inc. and contributors), so that both make the same trees.
// Commands and scripts import it.
package tree

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/packument"
	"github.com/deskjs/deskjs/bundler/npm/registry"
)

// Source is what asks registries: a *registry.Client.
type Source interface {
	packument.Source
	// Archive reads a package's archive; ArchiveAddress is where that is.
	Archive(ctx context.Context, address string) ([]byte, error)
	ArchiveAddress(name, version, resolved string) string
}

// Options say what Resolve does.
type Options struct {
	// Dir is the project's directory, the one with package.json.
	Dir string
	// Add are packages to depend on: "react", "react@next", "./lib"; paths are relative to From, by default Dir. Remove are names to depend on no more.
	Add, Remove []string
	From        string
	// Save is which dependencies Add means: "prod", "dev", "optional" or "peer"; by default what the package is already, or prod.
	Save string
	// Prefix begins the range that is saved of a version: "^" as npm does it, "" for just that version.
	Prefix string
	// Fresh leaves the lock file out of account: everything is as new as package.json allows.
	Fresh bool
	// LegacyPeers leaves peers out of account; StrictPeers makes conflicts among those of packages errors; PreferDedupe rather takes fewer packages than newer ones; OmitResolved keeps
	// registries' addresses out of the lock file. They are settings of npm.
	LegacyPeers, StrictPeers, PreferDedupe, OmitResolved bool
	// Node is the release of Node that packages should be for where there is a choice: "22.12.0". Without it all are.
	Node string
	// Documents is where registries' answers are kept; "" keeps none. Offline uses only those.
	Documents string
	Offline   bool
}

// FromSettings fills in what .npmrc and the environment say.
func (o *Options) FromSettings(settings registry.Settings) {
	o.LegacyPeers = o.LegacyPeers || settings.On("legacy-peer-deps", false)
	o.StrictPeers = settings.On("strict-peer-deps", false)
	o.PreferDedupe = settings.On("prefer-dedupe", false)
	o.OmitResolved = settings.On("omit-lockfile-registry-resolved", false)
	o.Offline = o.Offline || settings.On("offline", false)
	o.Prefix = "^"
	if prefix, set := settings["save-prefix"]; set {
		o.Prefix = prefix
	}
	if settings.On("save-exact", false) {
		o.Prefix = ""
	}
}

// Change is a package that is in the new tree and not in the old one, or the other way round, or in another version.
type Change struct {
	// Path is where it lies below the project; Before and After are its versions, "" where it is not there.
	Path, Name, Before, After string
}

// Result is a tree.
type Result struct {
	// Lock is the tree as the lock file has it; LockText, the file.
	Lock     *lockfile.File
	LockText []byte
	// ManifestText is package.json with what was added and removed.
	ManifestText []byte
	// Saved are the packages that were added, with what package.json asks for now.
	Saved []Saved
	// Changes are the differences from the old tree, by path.
	Changes []Change
	// Conflicts are peers that could not be had as they are wanted, which was accepted because no package of the project's own asks for them.
	Conflicts []string

	lockFile, manifestFile string
	oldLock, oldManifest   []byte
}

// Saved is a package that was added.
type Saved struct{ Name, Version, Spec, Group string }

// Resolve finds the tree of a project. It changes no file; Result.Save does. The error is a *diag.Error, or wraps one, for what the author can mend.
func Resolve(ctx context.Context, source Source, options Options) (*Result, error) {
	dir, err := filepath.Abs(options.Dir)
	if err != nil {
		return nil, err
	}
	dir = realPath(dir)
	if options.From == "" {
		options.From = dir
	}
	ctx, stop := context.WithCancel(ctx)
	b := &builder{
		ctx: ctx, options: &options, source: source, documents: packument.NewClient(source, options.Documents), dir: filepath.ToSlash(dir), file: ManifestName,
		seen: map[*node]bool{}, explicit: map[*edge]bool{}, virtual: map[*node]*node{}, peerFrom: map[*node]*node{}, manifests: map[string]*fetched{}, specs: map[specKey]*parsedSpec{},
	}
	b.documents.Offline = options.Offline
	defer b.fetching.Wait()
	defer stop()
	result := &Result{lockFile: filepath.Join(dir, lockfile.Name), manifestFile: filepath.Join(dir, ManifestName)}
	original, err := b.readProject(result)
	if err != nil {
		return nil, err
	}
	if err := b.prepare(original); err != nil {
		return nil, err
	}
	if err := b.build(); err != nil {
		return nil, readable(err)
	}
	if err := b.finish(); err != nil {
		return nil, readable(err)
	}
	format := ordered.FormatOf(result.oldManifest)
	if len(options.Add) > 0 || len(options.Remove) > 0 {
		result.Saved = b.saveSpecs()
		edited := editManifest(original, b.root.pkg)
		b.root.setPackage(b.root.pkg)
		if text := format.File(ordered.Stringify(edited, format.Indent)); !bytes.Equal(bytes.TrimSpace(text), bytes.TrimSpace(result.oldManifest)) {
			result.ManifestText = text
		}
	}
	result.LockText = b.lockText(format)
	if result.Lock, err = lockfile.Parse(result.lockFile, result.LockText); err != nil {
		return nil, fmt.Errorf("the lock file that was made is none: %w", err)
	}
	result.Changes = changes(b.lock, result.Lock)
	result.Conflicts = b.conflicts()
	return result, nil
}

// readProject reads package.json and the lock file.
func (b *builder) readProject(result *Result) (*ordered.Object, error) {
	var err error
	if result.oldManifest, err = os.ReadFile(result.manifestFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	original := ordered.NewObject()
	if err == nil {
		if original, err = parseManifest(ManifestName, result.oldManifest); err != nil {
			return nil, err
		}
	} else if len(b.options.Add) == 0 {
		return nil, manifestError(ManifestName, "there is no %s in %s", ManifestName, native(b.dir))
	}
	if result.oldLock, err = os.ReadFile(result.lockFile); errors.Is(err, fs.ErrNotExist) {
		result.oldLock = nil
	} else if err != nil {
		return nil, err
	}
	if result.oldLock != nil && !b.options.Fresh {
		if b.lock, err = lockfile.Parse(lockfile.Name, result.oldLock); err != nil {
			return nil, err
		}
	}
	return original, nil
}

// prepare makes the tree that there was, and what is to change of it.
func (b *builder) prepare(original *ordered.Object) error {
	pkg := normalize(withoutPrivate(original))
	if len(pkg.List("bundleDependencies")) > 0 {
		b.bundles = true
	}
	b.root = b.newNode(nodeOptions{path: b.dir, pkg: pkg, clean: true, loadOverrides: true})
	workspaces, err := findWorkspaces(b.dir, ManifestName, pkg)
	if err != nil {
		return err
	}
	if len(workspaces) > 0 {
		b.root.workspaces = workspaces
		b.root.loadWorkspaces()
		b.root.loadDependencies()
	}
	if b.lock != nil {
		if err := b.loadLock(); err != nil {
			return err
		}
		b.queueProblems()
	}
	for _, e := range b.root.edgesOut.all() {
		if b.lock == nil {
			b.prefetch(e)
		}
	}
	if err := b.applyRequests(); err != nil {
		return err
	}
	for _, e := range b.root.edgesOut.all() {
		if value := e.spec(); value != e.raw && e.overrides != nil && b.failed == nil {
			return manifestError(ManifestName, "overrides wants %s in version %s, which contradicts the project's own dependency on %s; write \"$%s\" to mean that one", e.name, value, e.raw, e.name)
		}
	}
	return b.failed
}

// readable turns an error into one with a message for the author.
func readable(err error) error {
	if failed, is := errors.AsType[*loadError](err); is {
		return failed.located()
	}
	return err
}

// Changed reports whether Save would write anything.
func (r *Result) Changed() bool {
	return r.ManifestText != nil || !bytes.Equal(r.LockText, r.oldLock)
}

// Save writes package.json and the lock file, each at once. undo puts back what was there.
func (r *Result) Save() (undo func(), err error) {
	type file struct {
		name      string
		text, old []byte
	}
	var files []file
	if !bytes.Equal(r.LockText, r.oldLock) {
		files = append(files, file{r.lockFile, r.LockText, r.oldLock})
	}
	if r.ManifestText != nil {
		files = append(files, file{r.manifestFile, r.ManifestText, r.oldManifest})
	}
	var written []file
	undo = func() {
		for _, f := range slices.Backward(written) {
			if f.old == nil {
				_ = os.Remove(f.name)
			} else {
				_ = writeFile(f.name, f.old)
			}
		}
	}
	for _, f := range files {
		if err := writeFile(f.name, f.text); err != nil {
			undo()
			return nil, fmt.Errorf("%s can't be written: %w", f.name, err)
		}
		written = append(written, f)
	}
	return undo, nil
}

// writeFile writes a file beside its place and then puts it there, so that no one sees half of it.
func writeFile(name string, text []byte) error {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	fresh, err := os.CreateTemp(filepath.Dir(name), ".deskjs-")
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.Write(text)
	if err = errors.Join(err, fresh.Sync(), fresh.Close()); err != nil {
		return err
	}
	if err := os.Chmod(fresh.Name(), mode); err != nil {
		return err
	}
	return os.Rename(fresh.Name(), name)
}

// changes are the differences of two trees.
func changes(before, after *lockfile.File) []Change {
	var found []Change
	old := map[string]*lockfile.Place{}
	if before != nil {
		old = before.Packages
	}
	for _, place := range sortedPlaces(after) {
		if was := old[place.Path]; place.InModules() && (was == nil || was.Version != place.Version || was.Integrity != place.Integrity || was.Link != place.Link) {
			change := Change{Path: place.Path, Name: place.At, After: place.Version}
			if was != nil {
				change.Before = was.Version
			}
			found = append(found, change)
		}
	}
	if before != nil {
		for _, place := range sortedPlaces(before) {
			if place.InModules() && after.Packages[place.Path] == nil {
				found = append(found, Change{Path: place.Path, Name: place.At, Before: place.Version})
			}
		}
	}
	return found
}

// conflicts lists peers that could not be had.
func (b *builder) conflicts() []string {
	var found []string
	for _, n := range b.root.inventory.all() {
		for _, e := range n.edgesOut.all() {
			if e.peer() && e.to != nil && !e.valid() {
				found = append(found, fmt.Sprintf("%s, but finds %s", e.asks(), e.to.label()))
			}
		}
	}
	return found
}
