package tree

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/packument"
	"github.com/deskjs/deskjs/bundler/npm/spec"
	"github.com/deskjs/deskjs/internal/diag"
)

// Outdated is a dependency of the project, or of a workspace, of which there is something newer than what is installed.
type Outdated struct {
	Name string
	// Current is the installed version, "" if it is not installed; Wanted, the newest that package.json allows; Latest, that of the tag latest.
	Current, Wanted, Latest string
	// Group is where package.json has it; Dependent, the name of the package whose package.json that is; Location, where it lies.
	Group, Dependent, Location string
}

// FindOutdated asks the registry which dependencies are not the newest. Folders, archives and repositories are left out, as npm leaves them out.
func FindOutdated(ctx context.Context, source Source, options Options) ([]Outdated, error) {
	dir, err := filepath.Abs(options.Dir)
	if err != nil {
		return nil, err
	}
	data, err := readFile(filepath.Join(dir, ManifestName))
	if err != nil {
		if isMissing(err) {
			return nil, manifestError(ManifestName, "there is no %s in %s", ManifestName, dir)
		}
		return nil, err
	}
	pkg, err := parseManifest(ManifestName, data)
	if err != nil {
		return nil, err
	}
	workspaces, err := findWorkspaces(filepath.ToSlash(dir), ManifestName, pkg)
	if err != nil {
		return nil, err
	}
	documents := packument.NewClient(source, options.Documents)
	documents.Offline, documents.Renew = options.Offline, !options.Offline
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type asking struct {
		at     Outdated
		wanted *spec.Spec
		answer chan error
	}
	var all []*asking
	from := append([]workspace{{pkg.Text("name"), filepath.ToSlash(dir)}}, workspaces...)
	for i, w := range from {
		own := pkg
		if i > 0 {
			if own, err = readManifest(filepath.FromSlash(w.path)); err != nil {
				return nil, err
			}
		}
		if w.name == "" {
			w.name = path.Base(w.path)
		}
		for _, group := range []string{"dependencies", "devDependencies", "optionalDependencies"} {
			deps := own.Object(group)
			for _, name := range deps.Keys() {
				text, is := deps.Get(name).(string)
				if !is || slices.ContainsFunc(workspaces, func(other workspace) bool { return other.name == name }) {
					continue
				}
				wanted, err := spec.Resolve(name, text, filepath.FromSlash(w.path))
				if err != nil || !wanted.Registry() {
					continue
				}
				if wanted.Kind == spec.Alias {
					wanted = wanted.Alias
				}
				a := &asking{Outdated{Name: name, Group: group, Dependent: w.name}, wanted, make(chan error, 1)}
				a.at.Current, a.at.Location = installedVersion(filepath.ToSlash(dir), w.path, name)
				all = append(all, a)
				go func() {
					p, err := documents.Get(ctx, wanted.Name)
					if err == nil {
						a.at.Wanted, err = p.Pick(wanted, options.Node)
						a.at.Latest = p.Tags["latest"]
					}
					a.answer <- err
				}()
			}
		}
	}
	var found []Outdated
	for _, a := range all {
		err := <-a.answer
		_, unknown := errors.AsType[*packument.NotFoundError](err)
		_, none := errors.AsType[*packument.NoVersionError](err)
		switch {
		case unknown || none && a.at.Latest == "":
			continue // a package that is nowhere can't be out of date; installing tells of it
		case err != nil && !none:
			return nil, diag.New(diag.Message{Text: fmt.Sprintf("%s: %v", a.at.Name, err)})
		}
		if a.at.Current == "" || a.at.Current != a.at.Wanted || a.at.Wanted != a.at.Latest {
			found = append(found, a.at)
		}
	}
	slices.SortStableFunc(found, func(a, b Outdated) int {
		if c := ordered.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return ordered.Compare(a.Dependent, b.Dependent)
	})
	return found, nil
}

// installedVersion is the version of what a name means in a folder, and where that lies; both are "" if nothing does.
func installedVersion(root, from, name string) (version, location string) {
	for at := from; ; at = path.Dir(at) {
		place := path.Join(at, "node_modules", name)
		if pkg, err := readManifest(filepath.FromSlash(place)); err == nil {
			return pkg.Text("version"), filepath.FromSlash(place)
		}
		if at == root || at == path.Dir(at) {
			return "", ""
		}
	}
}

// UpToDate reports whether the lock file of a directory has what the project and its workspaces ask for, so that nothing has to be found out. Where there is
// no package.json, or something else wrong, it is: installing tells of that.
func UpToDate(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return true
	}
	data, err := readFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return true
	}
	pkg, err := parseManifest(ManifestName, data)
	if err != nil || pkg.Object("overrides").Len() > 0 {
		return false
	}
	lock, err := lockfile.Read(dir)
	if err != nil {
		return false
	}
	workspaces, err := findWorkspaces(filepath.ToSlash(dir), ManifestName, pkg)
	if err != nil {
		return false
	}
	linked := 0
	for _, place := range lock.Packages {
		if place.InModules() || place.Link {
			continue
		}
		if place.Path != "" {
			if pkg, err = readManifest(filepath.Join(dir, filepath.FromSlash(place.Path))); err != nil {
				return false
			}
			if slices.ContainsFunc(workspaces, func(w workspace) bool { return relative(filepath.ToSlash(dir), w.path) == place.Path }) {
				linked++
			}
		} else {
			pkg = normalize(pkg)
		}
		for _, group := range []string{"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"} {
			if !sameDependencies(pkg, place.Fields, group) {
				return false
			}
		}
	}
	return linked == len(workspaces)
}

// sameDependencies compares a group of two package.jsons; what is optional may stand among the others, too.
func sameDependencies(a, b *ordered.Object, group string) bool {
	left, right := a.Strings(group), b.Strings(group)
	if group == "dependencies" {
		for name := range b.Strings("optionalDependencies") {
			delete(right, name)
		}
		for name := range a.Strings("optionalDependencies") {
			delete(left, name)
		}
	}
	if len(left) != len(right) {
		return false
	}
	for name, text := range left {
		if other, has := right[name]; !has || strings.TrimSpace(other) != strings.TrimSpace(text) {
			return false
		}
	}
	return true
}
