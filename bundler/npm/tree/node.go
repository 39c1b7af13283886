package tree

import (
	"path"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
)

// node is a package at a place of a tree, or a link to one. Paths are absolute, with slashes. Its fields that say how nodes hang together change only
// through setParent, setRoot and setPackage, which keep the edges right.
type node struct {
	b *builder

	name           string
	path, realpath string
	location       string // below the root
	pkg            *ordered.Object

	resolved, integrity string
	hasShrinkwrap       bool
	inert               bool // an optional package that can't be had
	failure             error
	overrides           *overrideSet

	children         names[*node]
	fsChildren       []*node
	parent, fsParent *node
	edgesIn          []*edge
	edgesOut         names[*edge]
	linksIn          []*node

	root      *node // never nil once it is made
	inventory *inventory
	tops      []*node

	isLink bool
	to     *node // what a link leads to

	// source is the node whose dependencies a virtual root has.
	source     *node
	workspaces []workspace // of the project

	extraneous, dev, optional, devOptional, peer bool
}

// nodeOptions are what a node is made of.
type nodeOptions struct {
	name, path, realpath string
	pkg                  *ordered.Object
	resolved, integrity  string
	hasShrinkwrap        bool
	failure              error
	overrides            *overrideSet
	loadOverrides        bool
	parent, root         *node
	source               *node
	link                 bool
	target               *node
	clean                bool // of the project: no flag is set
}

func (b *builder) newNode(o nodeOptions) *node {
	n := &node{b: b, isLink: o.link, source: o.source, failure: o.failure}
	n.root, n.inventory = n, &inventory{}
	switch {
	case o.source != nil:
		n.pkg = o.source.pkg
	case o.pkg != nil:
		n.pkg = o.pkg
	default:
		n.pkg = ordered.NewObject()
	}
	n.path, n.realpath = o.path, o.path
	if n.isLink {
		n.realpath = o.realpath
	}
	switch {
	case o.name != "":
		n.name = o.name
	case o.path != "":
		n.name = folderName(o.path)
	case n.pkg.Text("name") != "":
		n.name = n.pkg.Text("name")
	default:
		n.name = folderName(o.realpath)
	}
	n.resolved, n.integrity = o.resolved, o.integrity
	if n.resolved == "" {
		n.resolved = n.pkg.Text("_resolved")
	}
	if n.integrity == "" {
		n.integrity = n.pkg.Text("_integrity")
	}
	n.hasShrinkwrap = o.hasShrinkwrap || n.pkg.Flag("_hasShrinkwrap")
	if !o.clean {
		n.resetFlags()
	}
	if o.overrides != nil {
		n.overrides = o.overrides
	} else if rules := n.pkg.Object("overrides"); o.loadOverrides && rules.Len() > 0 {
		n.overrides = b.newOverrides(rules, "", nil)
	}
	if o.parent != nil {
		n.setParent(o.parent)
	} else {
		n.setRoot(o.root)
	}
	n.loadDependencies()
	if !o.link {
		return n
	}
	switch {
	case o.target != nil:
		n.setTarget(o.target)
	case n.realpath == n.root.path:
		n.setTarget(n.root)
	default:
		n.setTarget(b.newNode(nodeOptions{name: o.name, path: o.realpath, pkg: o.pkg, root: n.root}))
	}
	return n
}

// newLink makes a link; as for npm, its root is its parent's or its target's.
func (b *builder) newLink(o nodeOptions) *node {
	o.link = true
	if o.realpath == "" && o.target != nil {
		o.realpath = o.target.path
	}
	if o.root == nil && o.parent == nil && o.target != nil {
		o.root = o.target.root
	}
	return b.newNode(o)
}

// folderName is the name of the package in a folder.
func folderName(dir string) string {
	if dir == "" {
		return ""
	}
	if scope := path.Base(path.Dir(dir)); strings.HasPrefix(scope, "@") {
		return scope + "/" + path.Base(dir)
	}
	return path.Base(dir)
}

func (n *node) target() *node {
	if n.isLink {
		return n.to
	}
	return n
}

func (n *node) version() string {
	if n.isLink && n.to != nil {
		return n.to.version()
	}
	return n.pkg.Text("version")
}

func (n *node) packageName() string { return n.pkg.Text("name") }
func (n *node) isTop() bool         { return n.parent == nil }
func (n *node) isRoot() bool        { return n.root == n }

func (n *node) isProjectRoot() bool { return n == n.root || n == n.root.target() }

func (n *node) isWorkspace() bool {
	if n.isProjectRoot() {
		return false
	}
	e := n.root.edgesOut.get(n.packageName())
	return e != nil && e.kind == workspaceEdge && e.to != nil && (e.to == n || e.to.target() == n)
}

func (n *node) depth() int {
	if n.isTop() {
		return 0
	}
	return n.parent.depth() + 1
}

func (n *node) resolveParent() *node {
	if n.parent != nil {
		return n.parent
	}
	return n.fsParent
}

// childNodes are the nodes in its node_modules; a link has none.
func (n *node) childNodes() []*node {
	if n.isLink {
		return nil
	}
	return n.children.all()
}

// resolve finds what a name means here, as Node looks for it.
func (n *node) resolve(name string) *node { return n.resolveKey(strings.ToLower(name)) }

func (n *node) resolveKey(key string) *node {
	for at := n; at != nil; at = at.resolveParent() {
		if !at.isLink {
			if found := at.children.getKey(key); found != nil {
				return found
			}
		}
	}
	return nil
}

func (n *node) isDescendantOf(ancestor *node) bool {
	for at := n; at != nil; at = at.resolveParent() {
		if at == ancestor {
			return true
		}
	}
	return false
}

// resolvedValue is where the package came from; a link says to where it leads.
func (n *node) resolvedValue() string {
	if n.isLink {
		if n.path != "" && n.realpath != "" {
			return "file:" + relative(path.Dir(n.path), n.realpath)
		}
		return ""
	}
	return n.resolved
}

func (n *node) hasInstallScript() bool {
	scripts := n.pkg.Object("scripts")
	return n.pkg.Flag("hasInstallScript") || scripts.Text("install") != "" || scripts.Text("preinstall") != "" || scripts.Text("postinstall") != ""
}

// bundler is the node in whose archive this one comes, nil if it does not come in one.
func (n *node) bundler(seen []*node) *node {
	if slices.Contains(seen, n) || n.parent == nil {
		return nil
	}
	seen = append(seen, n)
	if found := n.parent.bundler(seen); found != nil {
		return found
	}
	if slices.Contains(n.parent.pkg.List("bundleDependencies"), n.name) {
		return n.parent
	}
	for _, e := range n.edgesIn {
		if found := e.from.bundler(seen); found != nil && found == n.parent {
			return found
		}
	}
	return nil
}

// inBundle reports whether the node comes in another's archive; most trees have none such, and then the search is left out.
func (n *node) inBundle() bool { return n.b.bundles && n.bundler(nil) != nil }

func (n *node) inDepBundle() bool {
	if !n.b.bundles {
		return false
	}
	found := n.bundler(nil)
	return found != nil && found != n.root
}

func (n *node) inShrinkwrap() bool {
	return n.parent != nil && (n.parent.hasShrinkwrap || n.parent.inShrinkwrap())
}

// loadDependencies makes the edges. Where a name is in several groups the last one counts.
func (n *node) loadDependencies() {
	if n.isLink {
		return
	}
	if !n.b.options.LegacyPeers {
		meta := n.pkg.Object("peerDependenciesMeta")
		peers := n.pkg.Object("peerDependencies")
		for _, optional := range []bool{false, true} {
			for _, name := range peers.Keys() {
				if meta.Object(name).Flag("optional") != optional {
					continue
				}
				kind := peerEdge
				if optional {
					kind = peerOptionalEdge
				}
				n.addDependency(name, peers, kind)
			}
		}
	}
	for _, group := range []struct {
		name string
		kind edgeKind
	}{{"dependencies", prodEdge}, {"optionalDependencies", optionalEdge}, {"devDependencies", devEdge}} {
		if group.kind == devEdge && !(n.isTop() && n.path != "" && (n.source == nil || n.source.isTop() && n.source.path != "")) {
			continue
		}
		deps := n.pkg.Object(group.name)
		for _, name := range deps.Keys() {
			n.addDependency(name, deps, group.kind)
		}
	}
}

func (n *node) addDependency(name string, deps *ordered.Object, kind edgeKind) {
	text, is := deps.Get(name).(string)
	if !is || name == "" {
		return
	}
	if current := n.edgesOut.get(name); current == nil || current.kind != workspaceEdge {
		n.b.newEdge(n, name, text, kind, n.pkg.Object("acceptDependencies").Text(name))
	}
}

func (n *node) loadWorkspaces() {
	for _, w := range n.workspaces {
		n.b.newEdge(n, w.name, "file:"+w.path, workspaceEdge, "")
	}
}

// setPackage gives the node another package.json.
func (n *node) setPackage(pkg *ordered.Object) {
	for _, e := range n.edgesOut.all() {
		e.detach()
	}
	n.pkg = pkg
	n.loadWorkspaces()
	n.loadDependencies()
	for _, e := range slices.Clone(n.edgesIn) {
		e.reload(true)
	}
}

func (n *node) resetFlags() {
	n.extraneous, n.dev, n.optional, n.devOptional, n.peer = true, true, true, true, true
}

func (n *node) unsetFlags() {
	n.extraneous, n.dev, n.optional, n.devOptional, n.peer = false, false, false, false, false
}

// relative is the path from a directory to another, both absolute and with slashes.
func relative(from, to string) string {
	if from == to {
		return ""
	}
	if rest, is := strings.CutPrefix(to, from); is && strings.HasPrefix(rest, "/") {
		return rest[1:]
	}
	if from == "/" {
		return strings.TrimPrefix(to, "/")
	}
	left, right := strings.Split(strings.Trim(from, "/"), "/"), strings.Split(strings.Trim(to, "/"), "/")
	same := 0
	for same < len(left) && same < len(right) && left[same] == right[same] {
		same++
	}
	up := strings.Repeat("../", len(left)-same)
	return strings.TrimSuffix(up+strings.Join(right[same:], "/"), "/")
}
