package tree

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/semver"
	"github.com/deskjs/deskjs/bundler/npm/spec"
	"github.com/deskjs/deskjs/internal/diag"
)

// addition is a package to add.
type addition struct {
	spec  *spec.Spec
	group string
}

// groups are the kinds of dependencies as package.json calls them, in the order in which a package's own is looked for.
var groups = []struct{ save, name string }{{"dev", "devDependencies"}, {"optional", "optionalDependencies"}, {"prod", "dependencies"}, {"peer", "peerDependencies"}}

func groupName(save string) string {
	for _, g := range groups {
		if g.save == save {
			return g.name
		}
	}
	return "dependencies"
}

// applyRequests changes the project's dependencies as it was asked for.
func (b *builder) applyRequests() error {
	options := b.options
	if len(options.Add) == 0 && len(options.Remove) == 0 {
		return nil
	}
	b.mutated = true
	pkg := b.root.pkg.Clone()
	for _, g := range groups {
		if group := pkg.Object(g.name); group != nil {
			pkg.Set(g.name, group.Clone())
		}
	}
	if err := b.remove(pkg); err != nil {
		return err
	}
	// What is asked for starts at once; each is then waited for in turn.
	for _, text := range options.Add {
		if wanted, err := spec.Parse(text, options.From); err == nil && wanted.Name != "" {
			b.prefetchSpec(wanted)
		}
	}
	for _, text := range options.Add {
		wanted, err := b.addition(text)
		if err != nil {
			return err
		}
		b.addTo(pkg, wanted)
	}
	b.root.setPackage(pkg)
	for _, a := range b.added {
		if e := b.root.edgesOut.get(a.spec.Name); e != nil {
			b.explicit[e] = true
		}
	}
	return nil
}

// remove takes dependencies out; one that there is not is an error.
func (b *builder) remove(pkg *ordered.Object) error {
	var all []string
	for _, g := range groups {
		all = append(all, pkg.Object(g.name).Keys()...)
	}
	for _, name := range b.options.Remove {
		if !slices.Contains(all, name) {
			m := diag.Message{File: ManifestName, Text: fmt.Sprintf("the project does not depend on %s", name)}
			if near := diag.Nearest(name, all); near != "" {
				m.Hint = fmt.Sprintf("did you mean %s?", near)
			}
			return diag.New(m)
		}
		for _, g := range groups {
			drop(pkg, g.name, name)
		}
		if bundled := pkg.List("bundleDependencies"); slices.Contains(bundled, name) {
			var rest []any
			for _, other := range bundled {
				if other != name {
					rest = append(rest, other)
				}
			}
			pkg.Set("bundleDependencies", rest)
			if len(rest) == 0 {
				pkg.Delete("bundleDependencies")
			}
		}
	}
	return nil
}

// drop takes a name out of a group, and a group that is empty out of the package.json.
func drop(pkg *ordered.Object, group, name string) {
	deps := pkg.Object(group)
	if !deps.Has(name) {
		return
	}
	deps.Delete(name)
	if deps.Len() == 0 {
		pkg.Delete(group)
	}
	if meta := pkg.Object("peerDependenciesMeta"); group == "peerDependencies" && meta.Has(name) {
		meta = meta.Clone()
		meta.Delete(name)
		pkg.Set("peerDependenciesMeta", meta)
		if meta.Len() == 0 {
			pkg.Delete("peerDependenciesMeta")
		}
	}
}

// addition reads what is to be added; for what has no name, its package.json tells it, and a tag means the version that it has now.
func (b *builder) addition(text string) (*spec.Spec, error) {
	wanted, err := spec.Parse(text, b.options.From)
	if err != nil {
		return nil, diag.New(diag.Message{Text: err.Error(), Hint: "deskjs add takes NAME, NAME@RANGE, NAME@TAG, a folder, an archive or its address"})
	}
	fail := func(err error) error {
		from := &edge{name: text, raw: text, from: b.root}
		if wanted.Name != "" {
			from.name = wanted.Name
		}
		return (&loadError{err: err, edge: from, asked: true}).located()
	}
	if wanted.Name == "" || wanted.Kind == spec.Tag {
		if wanted.Kind == spec.Directory {
			pkg, err := readManifest(wanted.Fetch)
			if err != nil {
				if isMissing(err) {
					return nil, fail(fmt.Errorf("there is no package in the folder %s", wanted.Fetch))
				}
				return nil, err
			}
			if wanted.Name = pkg.Text("name"); wanted.Name == "" {
				wanted.Name = folderName(filepath.ToSlash(wanted.Fetch))
			}
		} else {
			pkg, err := b.manifest(wanted)
			if err != nil {
				return nil, fail(err)
			}
			if wanted.Name = pkg.Text("name"); wanted.Kind == spec.Tag {
				return spec.Resolve(wanted.Name, pkg.Text("version"), native(b.dir))
			}
		}
	}
	if wanted.Kind == spec.Directory || wanted.Kind == spec.File {
		target := wanted.Fetch
		if wanted.Kind == spec.Directory {
			target = realPath(target)
		}
		wanted.Raw = "file:" + relative(b.dir, filepath.ToSlash(target))
	}
	return wanted, nil
}

// addTo adds a dependency to the group it belongs to, and takes it out of those that this excludes.
func (b *builder) addTo(pkg *ordered.Object, wanted *spec.Spec) {
	save, name := b.options.Save, wanted.Name
	if save == "" {
		save = "prod"
		for _, g := range groups {
			if pkg.Object(g.name).Has(name) {
				save = g.save
				break
			}
		}
	}
	switch save {
	case "prod":
		drop(pkg, "devDependencies", name)
		drop(pkg, "peerDependencies", name)
		drop(pkg, "optionalDependencies", name)
	case "dev":
		drop(pkg, "dependencies", name)
	case "optional":
		drop(pkg, "peerDependencies", name)
		drop(pkg, "dependencies", name)
	case "peer":
		drop(pkg, "dependencies", name)
		drop(pkg, "optionalDependencies", name)
	}
	group := groupName(save)
	deps := pkg.Object(group)
	if deps == nil {
		deps = ordered.NewObject()
		pkg.Set(group, deps)
	}
	if wanted.Raw != "*" || !deps.Has(name) {
		deps.Set(name, wanted.Raw)
	}
	if save == "optional" {
		// For npm 6, which knew no others, they stand among the dependencies of the lock file, too.
		all := pkg.Object("dependencies")
		if all == nil {
			all = ordered.NewObject()
			pkg.Set("dependencies", all)
		}
		all.Set(name, deps.Get(name))
	}
	b.added = append(b.added, &addition{wanted, group})
}

// saveSpecs writes into the project's dependencies what the added packages have become.
func (b *builder) saveSpecs() []Saved {
	pkg := b.root.pkg
	var saved []Saved
	for _, a := range b.added {
		name := a.spec.Name
		e := b.root.edgesOut.get(name)
		if e == nil || e.to == nil || e.to.failure != nil {
			continue
		}
		text := b.savedSpec(e)
		for _, g := range groups {
			deps := pkg.Object(g.name)
			if !deps.Has(name) {
				continue
			}
			local := strings.HasPrefix(text, "file:")
			if g.name != a.group && g.name != "dependencies" && !local && semver.Intersects(text, deps.Text(name), semver.Options{}) {
				continue
			}
			deps.Set(name, text)
		}
		saved = append(saved, Saved{Name: name, Version: e.to.version(), Spec: text, Group: a.group})
	}
	return saved
}

// savedSpec is what package.json asks for after a package was added.
func (b *builder) savedSpec(e *edge) string {
	wanted, err := b.spec(e.name, e.spec(), b.dir)
	if err != nil {
		return e.raw
	}
	version := e.to.version()
	if e.kind == workspaceEdge {
		if version == "" {
			return "*"
		}
		return b.options.Prefix + version
	}
	if !wanted.Registry() {
		if wanted.Kind == spec.Directory || wanted.Kind == spec.File {
			return "file:" + relative(b.dir, filepath.ToSlash(wanted.Fetch))
		}
		return wanted.Raw
	}
	inner := wanted
	if wanted.Kind == spec.Alias {
		inner = wanted.Alias
	}
	ours := b.options.Prefix + version
	text := inner.Raw
	if inner.Kind != spec.Range || text == "*" || semver.Subset(ours, text, semver.Loose) {
		text = ours
	}
	if own := e.to.packageName(); own != "" && own != e.name {
		text = "npm:" + own + "@" + text
	}
	return text
}

// editManifest returns the author's package.json with the dependencies of another, in their places, sorted.
func editManifest(original, pkg *ordered.Object) *ordered.Object {
	edited := original.Clone()
	for _, name := range []string{"dependencies", "optionalDependencies", "devDependencies", "peerDependencies"} {
		deps := pkg.Object(name)
		if deps.Len() == 0 {
			edited.Delete(name)
			continue
		}
		deps = deps.Clone()
		if name == "dependencies" {
			for _, optional := range pkg.Object("optionalDependencies").Keys() {
				deps.Delete(optional)
			}
		}
		deps.Sort()
		edited.Set(name, deps)
		if deps.Len() == 0 {
			edited.Delete(name)
		}
	}
	// What was both a dependency and a peer stays both.
	before, peers := original.Object("peerDependencies"), edited.Object("peerDependencies")
	for _, name := range before.Keys() {
		if original.Object("dependencies").Has(name) && peers.Has(name) {
			deps := edited.Object("dependencies").Clone()
			deps.Set(name, peers.Get(name))
			edited.Set("dependencies", deps)
		}
	}
	if original.Has("peerDependenciesMeta") && !pkg.Has("peerDependenciesMeta") {
		edited.Delete("peerDependenciesMeta")
	}
	return edited
}
