package tree

import (
	"slices"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
)

// placement puts a package, and then its peers, where a dependency finds them.
type placement struct {
	b        *builder
	dep      *node
	edge     *edge
	explicit bool
	parent   *placement

	check, checkSelf *check
	children         []*placement
	needEvaluation   []*node
	placed, old      *node
}

// place places a package for an edge.
func (b *builder) place(dep *node, e *edge, explicit bool, parent *placement) *placement {
	p := &placement{b: b, dep: dep, edge: e, explicit: explicit, parent: parent}
	if e.to != nil && e.valid() && !explicit {
		return p
	}
	for target := p.start(); target != nil; target = target.resolveParent() {
		if te := target.edgesOut.get(e.name); !target.isTop() && te != nil && te.peer() {
			continue
		}
		var above *check
		if parent != nil {
			above = parent.check
		}
		c := newCheck(check{dep: dep, edge: e, parent: above, target: target, preferDedupe: b.options.PreferDedupe, explicit: explicit})
		if c.self != conflict {
			p.checkSelf = c
		}
		if c.result == conflict {
			break
		}
		p.check = c
		if dep.failure != nil {
			break
		}
	}
	if p.check == nil {
		if p.mine() || b.options.StrictPeers {
			b.fail(p.conflictError())
			return p
		}
		if p.checkSelf == nil {
			e.conflicted = true
			return p
		}
		p.check = p.checkSelf
	}
	target := p.check.target
	state := p.check.result
	if state == conflict {
		state = p.check.self
	}
	if state == canKeep {
		if e.peer() && !e.valid() {
			e.conflicted = true
		}
		p.pruneDuplicates(target, true)
		return p
	}
	// A package that would lie in itself without end is a link to where it lies already.
	for at := target; at != nil; at = at.resolveParent() {
		if at.matches(dep) && !at.isTop() {
			p.placed = b.newLink(nodeOptions{name: dep.name, parent: target, target: at, pkg: at.pkg})
			return p
		}
	}
	p.put(target)
	return p
}

// put makes the node at its place, and cleans up after it.
func (p *placement) put(target *node) {
	b, dep, e := p.b, p.dep, p.edge
	options := nodeOptions{name: dep.name, pkg: dep.pkg, resolved: dep.resolved, integrity: dep.integrity, failure: dep.failure, overrides: dep.overrides}
	if dep.isLink {
		options.target, options.realpath = dep.to, dep.realpath
		p.placed = b.newLink(options)
	} else {
		p.placed = b.newNode(options)
	}
	virtual := dep.parent
	if p.old = target.children.get(e.name); p.old != nil {
		p.replaceOld()
	} else {
		p.placed.setParent(target)
	}
	if e.peer() && !p.placed.satisfies(e) {
		e.conflicted = true
	}
	if e.valid() && e.to != nil && e.to != p.placed {
		p.pruneDuplicates(e.to, false)
	}
	root := target.root
	for _, n := range slices.Clone(root.inventory.named[e.name]) {
		if root.inventory.has(n) && n.isDescendantOf(target) && !n.isTop() {
			p.pruneDuplicates(n, false)
			if n.root == root {
				for _, child := range n.childNodes() {
					p.pruneDuplicates(child, false)
				}
			}
		}
	}
	for _, peer := range p.placed.edgesOut.all() {
		if peer.from == nil || peer.valid() || !peer.peer() || peer.conflicted || virtual == nil {
			continue
		}
		found := virtual.children.get(peer.name)
		if found == nil || !found.satisfies(peer) {
			continue
		}
		p.children = append(p.children, b.place(found, peer, p.explicit, p))
		if b.failed != nil {
			return
		}
	}
}

// replaceOld takes the place of what is there, and prunes what only that needed.
func (p *placement) replaceOld() {
	target := p.old.parent
	var oldDeps []*node
	for _, e := range p.old.edgesOut.all() {
		if !p.placed.edgesOut.has(e.name) && e.to != nil {
			_, list := gatherOrdered([]*node{e.to}, func(x *edge) bool { return x.to != e.to })
			oldDeps = append(oldDeps, list...)
		}
	}
	var prune []*node
	for _, e := range p.old.edgesIn {
		if p.placed.satisfies(e) || !e.peer() || e.from.parent != target || e.conflicted {
			continue
		}
		for _, set := range peerEntrySets(e.from) {
			entry := set.entry.to
			if deepest(entry, "") != target && !set.entry.from.isProjectRoot() && !set.entry.from.isWorkspace() {
				_, list := gatherOrdered([]*node{entry}, func(x *edge) bool { return x.to != entry && !x.conflicted })
				prune = append(prune, list...)
			} else {
				e.conflicted = true
			}
		}
	}
	p.placed.replace(p.old)
	p.pruneForReplacement(p.placed, oldDeps)
	for _, dep := range prune {
		for _, e := range dep.edgesIn {
			p.needEvaluation = with(p.needEvaluation, e.from)
		}
		dep.setRoot(nil)
	}
}

func (p *placement) pruneForReplacement(n *node, oldDeps []*node) {
	var stale []*node
	for _, e := range n.edgesOut.all() {
		if e.to != nil && !e.valid() {
			stale = with(stale, e.to)
		}
	}
	for _, dep := range oldDeps {
		_, list := gatherOrdered([]*node{dep}, func(e *edge) bool { return e.to != dep && e.valid() })
		for _, other := range list {
			stale = with(stale, other)
		}
	}
	_, list := gatherOrdered(stale, func(e *edge) bool { return e.from != n && e.to != n && e.valid() })
	for _, dep := range list {
		dep.setRoot(nil)
	}
}

// pruneDuplicates takes out the node, or what lies in it, where something further up does as well.
func (p *placement) pruneDuplicates(n *node, descend bool) {
	if n.canDedupe(p.b.options.PreferDedupe, p.explicit) {
		_, list := gatherOrdered([]*node{n}, func(e *edge) bool { return e.to != n && e.valid() })
		for _, dep := range list {
			dep.setRoot(nil)
		}
		return
	}
	if !descend {
		return
	}
	byLocation := func(a, b *node) int { return ordered.Compare(a.location, b.location) }
	children := n.childNodes()
	slices.SortStableFunc(children, byLocation)
	for _, child := range children {
		p.pruneDuplicates(child, true)
	}
	tops := slices.Clone(n.fsChildren)
	slices.SortStableFunc(tops, byLocation)
	for _, top := range tops {
		children := top.childNodes()
		slices.SortStableFunc(children, byLocation)
		for _, child := range children {
			p.pruneDuplicates(child, true)
		}
	}
}

// start is the deepest place that the package can go to; a peer, no deeper than what it is a peer of.
func (p *placement) start() *node {
	from := p.edge.from
	if p.parent != nil {
		from = p.parent.start()
	}
	return deepest(from, p.edge.name)
}

func (p *placement) topmost() *placement {
	for p.parent != nil {
		p = p.parent
	}
	return p
}

// mine reports whether the project itself asks for it, so that a conflict is its author's to mend.
func (p *placement) mine() bool {
	e := p.topmost().edge
	own := func(n *node) bool { return n.isWorkspace() || n.isProjectRoot() }
	if own(e.from) {
		return true
	}
	if !e.peer() {
		return false
	}
	peers := false
	for _, in := range e.from.edgesIn {
		if in.peer() {
			peers = true
			continue
		}
		if own(in.from) {
			return true
		}
	}
	if peers {
		return slices.ContainsFunc(peerEntrySets(e.from), func(s peerSet) bool { return own(s.entry.from) })
	}
	return false
}
