package tree

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/semver"
	"github.com/deskjs/deskjs/bundler/npm/spec"
)

// manifest returns the package.json of what is asked for, with where it is from.
func (b *builder) manifest(wanted *spec.Spec) (*ordered.Object, error) {
	key := wanted.Name + "@" + wanted.Raw
	if wanted.Kind == spec.File {
		key = wanted.Fetch
	}
	found := b.manifests[key]
	if found == nil {
		found = &fetched{}
		found.pkg, found.err = b.fetch(wanted)
		b.manifests[key] = found
		if found.pkg != nil && len(found.pkg.List("bundleDependencies")) > 0 {
			b.bundles = true
		}
	}
	return found.pkg, found.err
}

func (b *builder) fetch(wanted *spec.Spec) (*ordered.Object, error) {
	switch wanted.Kind {
	case spec.Alias:
		return b.fetchRegistry(wanted.Alias)
	case spec.Git:
		return nil, &refusal{fmt.Sprintf("%s: packages from git repositories are not supported: a repository's files need not be what its package has, and building them would run its scripts", wanted.Fetch),
			"use a release of the registry, the address of an archive (https://….tgz), or file: with a copy"}
	case spec.Remote:
		data, err := b.source.Archive(b.ctx, wanted.Fetch)
		if err != nil {
			return nil, err
		}
		return fromArchive(data, wanted.Fetch)
	case spec.File:
		data, err := os.ReadFile(wanted.Fetch)
		if err != nil {
			return nil, fmt.Errorf("the archive %s can't be read: %w", wanted.Fetch, err)
		}
		return fromArchive(data, "file:"+filepath.ToSlash(wanted.Fetch))
	}
	return b.fetchRegistry(wanted)
}

// fetchRegistry picks a version and returns its package.json.
func (b *builder) fetchRegistry(wanted *spec.Spec) (*ordered.Object, error) {
	p, err := b.documents.Get(b.ctx, wanted.Name)
	if err != nil {
		return nil, err
	}
	version, err := p.Pick(wanted, b.options.Node)
	if err != nil {
		return nil, err
	}
	found := b.documents.Manifest(b.ctx, p, version)
	if found.Text("version") == "" {
		return nil, fmt.Errorf("what the registry has of %s %s is incomplete: it has no version", wanted.Name, version)
	}
	pkg := normalize(found)
	if pkg.Text("name") == "" {
		pkg.Set("name", wanted.Name)
	}
	dist := found.Object("dist")
	if address := dist.Text("tarball"); address != "" {
		pkg.Set("_resolved", address)
	}
	integrity := dist.Text("integrity")
	if sum, err := hex.DecodeString(dist.Text("shasum")); integrity == "" && err == nil && len(sum) > 0 {
		integrity = "sha1-" + base64.StdEncoding.EncodeToString(sum)
	}
	if integrity != "" {
		pkg.Set("_integrity", integrity)
	}
	return pkg, nil
}

// fromArchive reads the package.json in an archive.
func fromArchive(data []byte, resolved string) (*ordered.Object, error) {
	files, err := archiveFiles(data, func(name string) bool { return name == "package.json" })
	if err != nil {
		return nil, fmt.Errorf("%s is no archive of a package: %w", resolved, err)
	}
	text, has := files["package.json"]
	if !has {
		return nil, fmt.Errorf("%s has no package.json", resolved)
	}
	pkg, err := ordered.ParseObject(text)
	if err != nil {
		return nil, fmt.Errorf("the package.json in %s is no JSON: %w", resolved, err)
	}
	pkg = normalize(pkg)
	sum := sha512.Sum512(data)
	pkg.Set("_resolved", resolved)
	pkg.Set("_integrity", "sha512-"+base64.StdEncoding.EncodeToString(sum[:]))
	return pkg, nil
}

// prefetch asks for what an edge wants, and for what that needs, while the tree is built.
func (b *builder) prefetch(e *edge) {
	if e.kind == workspaceEdge || e.from == nil {
		return
	}
	if parsed, err := b.spec(e.name, e.spec(), e.from.realpath); err == nil {
		b.prefetchSpec(parsed)
	}
}

func (b *builder) prefetchSpec(wanted *spec.Spec) {
	if wanted.Kind == spec.Alias {
		wanted = wanted.Alias
	}
	if !wanted.Registry() || b.ctx.Err() != nil {
		return
	}
	if slices.ContainsFunc(b.have[wanted.Name], func(version string) bool { return semver.Satisfies(version, wanted.Fetch, semver.Loose) }) {
		return
	}
	if _, had := b.prefetched.LoadOrStore(wanted.Name+"@"+wanted.Fetch, true); had {
		return
	}
	b.fetching.Go(func() {
		p, err := b.documents.Get(b.ctx, wanted.Name)
		if err != nil {
			return
		}
		version, err := p.Pick(wanted, b.options.Node)
		if err != nil {
			return
		}
		pkg := b.documents.Manifest(b.ctx, p, version)
		meta := pkg.Object("peerDependenciesMeta")
		for _, group := range []string{"dependencies", "optionalDependencies", "peerDependencies"} {
			deps := pkg.Object(group)
			for _, name := range deps.Keys() {
				if group == "peerDependencies" && (meta.Object(name).Flag("optional") || b.options.LegacyPeers) {
					continue
				}
				if parsed, err := spec.Resolve(name, deps.Text(name), b.dir); err == nil {
					b.prefetchSpec(parsed)
				}
			}
		}
	})
}
