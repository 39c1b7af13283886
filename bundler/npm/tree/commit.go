package tree

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
)

// metaKeys are the fields of a package.json that lock files have.
var metaKeys = []string{
	"version", "dependencies", "peerDependencies", "peerDependenciesMeta", "optionalDependencies", "bundleDependencies", "acceptDependencies",
	"funding", "engines", "os", "cpu", "libc", "_integrity", "license", "_hasShrinkwrap", "hasInstallScript", "bin", "deprecated", "workspaces",
}

// keyOrder are the keys that come first in a lock file.
var keyOrder = []string{"name", "version", "lockfileVersion", "resolved", "integrity", "requires", "packages", "dependencies"}

// lockFields are what the lock file has of a node.
func (b *builder) lockFields(n *node) *ordered.Object {
	meta := ordered.NewObject()
	if n.isLink {
		meta.Set("resolved", relative(b.dir, n.realpath))
		meta.Set("link", true)
		return meta
	}
	for _, key := range metaKeys {
		value := n.pkg.Get(key)
		if license, is := value.(*ordered.Object); is && key == "license" && license.Text("type") != "" {
			value = license.Text("type")
		}
		if present(value) {
			meta.Set(strings.TrimPrefix(key, "_"), value)
		}
	}
	if name := n.packageName(); name != "" && (n == n.root || name != n.name || folderName(n.realpath) != name) {
		meta.Set("name", name)
	}
	if n.isTop() && n.pkg.Has("devDependencies") {
		meta.Set("devDependencies", n.pkg.Get("devDependencies"))
	}
	if n.integrity != "" {
		meta.Set("integrity", n.integrity)
	}
	if n.inBundle() {
		meta.Set("inBundle", true)
	}
	if n.hasShrinkwrap {
		meta.Set("hasShrinkwrap", true)
	}
	if n.hasInstallScript() {
		meta.Set("hasInstallScript", true)
	}
	if n.resolved != "" && !(b.options.OmitResolved && n.fromRegistry()) {
		resolved := n.resolved
		if file, is := strings.CutPrefix(resolved, "file:"); is && path.IsAbs(file) {
			resolved = "file:" + relative(b.dir, file)
		}
		meta.Set("resolved", resolved)
	}
	if n.extraneous {
		meta.Set("extraneous", true)
		return meta
	}
	for _, flag := range []struct {
		name string
		on   bool
	}{{"peer", n.peer}, {"dev", n.dev}, {"optional", n.optional}, {"devOptional", n.devOptional && !n.dev && !n.optional}} {
		if flag.on {
			meta.Set(flag.name, true)
		}
	}
	return meta
}

// present reports whether a value says something: empty lists, objects and texts, false and null don't.
func present(value any) bool {
	switch value := value.(type) {
	case nil:
		return false
	case bool:
		return value
	case string:
		return value != ""
	case []any:
		return len(value) > 0
	case *ordered.Object:
		return value.Len() > 0
	case ordered.Number:
		return value != "0"
	}
	return true
}

// fromRegistry reports whether all who need the node ask a registry for it.
func (n *node) fromRegistry() bool {
	for _, e := range n.edgesIn {
		parsed, err := n.b.spec("", e.spec(), n.b.dir)
		if err == nil && !parsed.Registry() {
			return false
		}
		if err != nil {
			if named, problem := n.b.spec(e.name, e.spec(), n.b.dir); problem != nil || !named.Registry() {
				return false
			}
		}
	}
	return len(n.edgesIn) > 0
}

// lockData is the content of the lock file.
func (b *builder) lockData() *ordered.Object {
	data := ordered.NewObject()
	name := b.root.packageName()
	if name == "" {
		name = path.Base(b.dir)
	}
	data.Set("name", name)
	if version := b.root.version(); version != "" {
		data.Set("version", version)
	}
	data.Set("lockfileVersion", ordered.Number("3"))
	data.Set("requires", true)
	packages := ordered.NewObject()
	if root := b.lockFields(b.root); root.Len() > 0 {
		packages.Set("", root)
	}
	for _, n := range b.root.inventory.all() {
		if n == b.root || n.location == "" || n.inert && n.version() == "" {
			continue
		}
		location := relative(b.dir, n.path)
		if n.extraneous && !strings.Contains("/"+location, "/node_modules/") && (n.fsParent == nil || n.fsParent.isRoot()) {
			continue
		}
		packages.Set(location, b.lockFields(n))
	}
	data.Set("packages", packages)
	return data
}

// lockText is the lock file. It is laid out as package.json is.
func (b *builder) lockText(format ordered.Format) []byte {
	if format.Indent == "" {
		format = ordered.Default
	}
	return format.File(ordered.Nice(b.lockData(), keyOrder, format.Indent))
}

// native is a path of the tree as the system writes it.
func native(p string) string { return filepath.FromSlash(p) }
