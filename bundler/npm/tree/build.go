package tree

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/packument"
	"github.com/deskjs/deskjs/bundler/npm/spec"
	"github.com/deskjs/deskjs/internal/diag"
)

// builder makes one tree.
type builder struct {
	ctx       context.Context
	options   *Options
	source    Source
	documents *packument.Client
	dir       string // the project's, absolute, with slashes
	file      string // its package.json, as errors name it

	root    *node
	lock    *lockfile.File // what was there before, nil if nothing was
	bundles bool           // a package comes with others in its archive

	queue    []*node
	sorted   bool
	seen     map[*node]bool
	explicit map[*edge]bool
	added    []*addition
	mutated  bool

	links     []*node
	failures  []*node
	virtual   map[*node]*node
	peerFrom  map[*node]*node
	manifests map[string]*fetched
	specs     map[specKey]*parsedSpec
	have      map[string][]string // versions of the old tree, by name
	failed    error
	depth     int // of peers' peers

	prefetched sync.Map
	fetching   sync.WaitGroup
}

type specKey struct{ name, raw, where string }

type parsedSpec struct {
	spec *spec.Spec
	err  error
}

type fetched struct {
	pkg *ordered.Object
	err error
}

// fail keeps the first problem; the build then ends as soon as it can.
func (b *builder) fail(err error) {
	if b.failed == nil {
		b.failed = err
	}
}

// spec reads a request; those of registries mean the same everywhere and are kept.
func (b *builder) spec(name, raw, where string) (*spec.Spec, error) {
	key := specKey{name: name, raw: raw}
	found := b.specs[key]
	if found == nil {
		key.where = where
		found = b.specs[key]
	}
	if found == nil {
		s, err := spec.Resolve(name, raw, filepath.FromSlash(where))
		found = &parsedSpec{s, err}
		if err == nil && s.Registry() {
			key.where = ""
		}
		b.specs[key] = found
	}
	return found.spec, found.err
}

func (b *builder) push(n *node) {
	if !slices.Contains(b.queue, n) {
		b.sorted = false
		b.queue = append(b.queue, n)
	}
}

// pop takes the node that lies highest: what is there decides on what can be below.
func (b *builder) pop() *node {
	if !b.sorted {
		depths := make(map[*node]int, len(b.queue))
		for _, n := range b.queue {
			depths[n] = n.depth()
		}
		slices.SortStableFunc(b.queue, func(x, y *node) int {
			if d := depths[x] - depths[y]; d != 0 {
				return d
			}
			return ordered.Compare(x.path, y.path)
		})
		b.sorted = true
	}
	n := b.queue[0]
	b.queue = b.queue[1:]
	return n
}

// build completes the tree: every dependency finds what it asks for.
func (b *builder) build() error {
	b.push(b.root)
	for steps := 0; b.failed == nil; steps++ {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if steps > maxSteps {
			return errRestless
		}
		if len(b.queue) == 0 {
			if b.resolveLinks(); len(b.queue) == 0 {
				break
			}
		}
		b.step(b.pop())
	}
	return b.failed
}

// Limits of what is tried: far more than any tree needs. There are sets of peers that replace one another for ever.
const (
	maxSteps = 200_000
	maxDepth = 2_000
)

var errRestless = diag.New(diag.Message{Text: "the packages' peers replace one another without end", Hint: peerHint})

// task is a dependency and the package found for it.
type task struct {
	edge *edge
	dep  *node
}

// step sees to the dependencies of one node.
func (b *builder) step(n *node) {
	if b.seen[n] || n.root != b.root {
		return
	}
	b.seen[n] = true
	if n != b.root && n.resolved != "" && !n.inert && n.failure == nil && (n.hasShrinkwrap || n.pkg.Has("bundleDependencies") && len(n.pkg.List("bundleDependencies")) > 0) {
		if err := b.open(n); err != nil {
			b.fail(err)
			return
		}
	}
	problems := b.problems(n)
	for _, e := range problems {
		b.prefetch(e)
	}
	peerSource := b.peerFrom[n]
	if peerSource == nil {
		peerSource = n
	}
	var tasks []task
	for _, e := range problems {
		if e.conflicted || e.from == nil {
			continue
		}
		source := n
		if e.peer() {
			source = peerSource
		}
		virtual := b.virtualRoot(source, true)
		var dep *node
		if ve := virtual.edgesOut.get(e.name); ve != nil && ve.valid() && ve.to != nil && ve.to.satisfies(e) {
			dep = ve.to
		}
		if dep == nil && e.kind == peerOptionalEdge && !b.explicit[e] {
			from := e.from.resolveParent()
			if from == nil {
				from = e.from
			}
			dep = hoistable(from, e)
		}
		if dep == nil {
			var parent *node
			if e.peer() {
				parent = virtual
			}
			dep = b.nodeFromEdge(e, parent, nil, map[*node]bool{e.from: true})
		}
		if b.failed != nil {
			return
		}
		tasks = append(tasks, task{e, dep})
	}
	slices.SortStableFunc(tasks, func(x, y task) int { return ordered.Compare(x.edge.name, y.edge.name) })
	for _, t := range tasks {
		p := b.place(t.dep, t.edge, b.explicit[t.edge], nil)
		if b.failed != nil {
			return
		}
		b.placed(p)
	}
	for _, e := range n.edgesOut.all() {
		if e.to != nil && e.to.isLink && e.to.to != nil {
			b.links = with(b.links, e.to)
		}
	}
}

// placed notes what a placement, and those of its peers, mean for the rest of the tree.
func (b *builder) placed(p *placement) {
	if n := p.placed; n != nil {
		if n.failure != nil {
			b.failures = with(b.failures, n)
		}
		b.mutated = true
		for _, e := range slices.Clone(n.edgesIn) {
			if e != p.edge && !e.valid() && !e.conflicted {
				delete(b.seen, e.from)
				b.push(e.from)
			}
		}
		b.push(n)
		for _, dep := range p.needEvaluation {
			delete(b.seen, dep)
			b.push(dep)
		}
		for _, e := range b.problems(n) {
			b.prefetch(e)
		}
	}
	for _, child := range p.children {
		b.placed(child)
	}
}

// hoistable finds a node further down that would do for a peer that need not be there.
func hoistable(root *node, e *edge) *node {
	queue := root.childNodes()
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		if n.name == e.name && !n.inDepBundle() && n.satisfies(e) {
			return n
		}
		queue = append(queue, n.childNodes()...)
	}
	return nil
}

// problems are the edges of a node that need work.
func (b *builder) problems(n *node) []*edge {
	var bundled []string
	if !n.isProjectRoot() && !n.isWorkspace() {
		bundled = n.pkg.List("bundleDependencies")
	}
	var found []*edge
	for _, e := range n.edgesOut.all() {
		switch {
		case slices.Contains(bundled, e.name):
		case e.to != nil && (slices.Contains(b.failures, e.to) || e.to.inShrinkwrap()):
		case e.to == nil:
			if e.kind != peerOptionalEdge || b.explicit[e] {
				found = append(found, e)
			}
		case !e.valid():
			found = append(found, e)
		case e.to.isWorkspace():
		case b.explicit[e]:
			found = append(found, e)
		}
	}
	return found
}

// virtualRoot is a tree with the dependencies of a node, in which its packages and their peers come together before they are placed.
func (b *builder) virtualRoot(n *node, reuse bool) *node {
	if found := b.virtual[n]; reuse && found != nil {
		return found
	}
	v := b.newNode(nodeOptions{path: n.realpath, source: n, overrides: n.overrides})
	for _, child := range n.childNodes() {
		if child.isLink && child.to != nil {
			b.newNode(nodeOptions{path: child.realpath, source: child.to, root: v})
		}
	}
	b.virtual[n] = v
	return v
}

// nodeFromEdge makes the node that an edge asks for, with its peers beside it. A second edge is one that should be content, too.
func (b *builder) nodeFromEdge(e *edge, parent *node, second *edge, required map[*node]bool) *node {
	if parent == nil {
		parent = b.virtualRoot(e.from, false)
	}
	if b.depth++; b.depth > maxDepth {
		b.fail(errRestless)
	}
	if err := b.ctx.Err(); err != nil {
		b.fail(err)
	}
	defer func() { b.depth-- }()
	n := b.nodeFromSpec(e, e, parent)
	if second != nil && !second.valid() {
		if other := b.nodeFromSpec(e, second, parent); e.valid() {
			n = other
		}
	}
	if b.failed != nil {
		return n
	}
	n.setParent(parent)
	if required[e.from] && e.kind != peerOptionalEdge || second != nil && required[second.from] && second.kind != peerOptionalEdge {
		required[n] = true
	}
	if parent.source != nil {
		b.peerFrom[n] = parent.source
	}
	return b.loadPeers(n, required)
}

// loadPeers puts the peers of a node, and theirs, beside it.
func (b *builder) loadPeers(n *node, required map[*node]bool) *node {
	var edges []*edge
	for _, e := range n.edgesOut.all() {
		if e.peer() && !(e.valid() && e.to != nil) {
			edges = append(edges, e)
		}
	}
	slices.SortStableFunc(edges, func(x, y *edge) int { return ordered.Compare(x.name, y.name) })
	for _, e := range edges {
		if n.parent == nil || b.failed != nil {
			break
		}
		if e.from == nil || e.valid() && e.to != nil {
			continue
		}
		parentEdge := n.parent.edgesOut.get(e.name)
		tolerable := !b.options.StrictPeers
		if source := n.parent.source; source != nil && (source.isProjectRoot() || source.isWorkspace()) {
			tolerable = false
		}
		if e.to == nil {
			if parentEdge == nil {
				b.nodeFromEdge(e, n.parent, nil, required)
				continue
			}
			dep := b.nodeFromEdge(parentEdge, n.parent, e, required)
			if b.failed != nil || e.valid() {
				continue
			}
			if tolerable || !required[dep] {
				e.conflicted = true
				continue
			}
			if n.parent == nil {
				break
			}
			b.fail(b.peerConflict(e, parentEdge))
			break
		}
		current := e.to
		dep := b.nodeFromEdge(e, nil, nil, required)
		if b.failed != nil {
			break
		}
		if dep.canReplace(current, nil) {
			b.nodeFromEdge(e, n.parent, nil, required)
			continue
		}
		if tolerable || !required[e.from] {
			continue
		}
		b.fail(b.peerConflict(e, parentEdge))
	}
	return n
}

// nodeFromSpec makes a node for what asker asks for, under the name of an edge.
func (b *builder) nodeFromSpec(e, asker *edge, parent *node) *node {
	name := e.name
	wanted, err := b.spec(name, asker.spec(), asker.from.fromPathOf(asker))
	if err != nil {
		return b.failureNode(name, parent, err, asker)
	}
	if wanted.Kind == spec.Directory {
		real := filepath.ToSlash(realPath(wanted.Fetch))
		pkg, err := readManifest(wanted.Fetch)
		if err != nil {
			if isMissing(err) {
				return b.failureNode(name, parent, missingFolder(asker, wanted.Fetch), asker)
			}
			b.fail(err)
			pkg = ordered.NewObject()
		}
		link := b.newLink(nodeOptions{name: name, parent: parent, realpath: real, pkg: pkg})
		b.links = with(b.links, link)
		return link
	}
	if slices.ContainsFunc(b.root.workspaces, func(w workspace) bool { return w.name == name }) {
		if own := b.root.edgesOut.get(name); own != nil && own.to != nil && own.to.isWorkspace() && own.to.satisfies(asker) {
			return own.to
		}
	}
	pkg, err := b.manifest(wanted)
	if err != nil {
		if b.ctx.Err() != nil {
			b.fail(b.ctx.Err())
		}
		return b.failureNode(name, parent, err, asker)
	}
	return b.newNode(nodeOptions{name: name, pkg: pkg, parent: parent})
}

// fromPathOf is the directory that paths of an edge are relative to.
func (n *node) fromPathOf(e *edge) string {
	if n.source != nil {
		return n.source.fromPath(e)
	}
	return n.fromPath(e)
}

// failureNode stands for a package that can't be had; that is an error only if it is not optional.
func (b *builder) failureNode(name string, parent *node, err error, e *edge) *node {
	n := b.newNode(nodeOptions{name: name, parent: parent, failure: &loadError{err: err, edge: e, asked: b.explicit[e] && e.from.isRoot()}})
	b.failures = append(b.failures, n)
	return n
}

// resolveLinks sees to the dependencies of the folders that links lead to.
func (b *builder) resolveLinks() {
	links := b.links
	b.links = nil
	for _, link := range links {
		if link.root != b.root || link.to == nil {
			continue
		}
		if !link.to.isDescendantOf(b.root) {
			continue
		}
		if (link.to.parent != nil || link.to.fsParent != nil) && !b.seen[link.to] {
			if link.overrides != nil {
				link.to.overridesAdded(link.overrides)
			}
			b.push(link.to)
		}
	}
}

// finish sets the flags and takes out what nothing needs any more.
func (b *builder) finish() error {
	if b.lock != nil && b.mutated {
		for _, n := range b.root.inventory.all() {
			n.resetFlags()
		}
	}
	if b.lock == nil || b.mutated {
		b.root.unsetFlags()
		calculateFlags(b.root)
	}
	b.root.unsetFlags()
	if b.lock != nil {
		for _, n := range b.root.inventory.all() {
			if n.extraneous {
				n.setParent(nil)
			}
		}
	}
	for _, n := range b.failures {
		if n.root != b.root {
			continue
		}
		if !n.optional {
			return n.failure
		}
		for _, other := range optionalSet(n) {
			other.inert = true
		}
	}
	return nil
}

// workspace is a folder of the project that is a package of its own.
type workspace struct{ name, path string }
