package tree

import (
	"strings"
)

// edgeKind is why a package needs another.
type edgeKind string

const (
	prodEdge         edgeKind = "prod"
	devEdge          edgeKind = "dev"
	optionalEdge     edgeKind = "optional"
	peerEdge         edgeKind = "peer"
	peerOptionalEdge edgeKind = "peerOptional"
	workspaceEdge    edgeKind = "workspace"
)

// edge is a dependency of a package.
type edge struct {
	name, raw string
	kind      edgeKind
	accept    string
	overrides *overrideSet

	from, to *node
	state    edgeState
	// conflicted says that it is a peer that could not be had, and that this was accepted.
	conflicted bool
}

type edgeState int

const (
	unknown edgeState = iota
	fine
	absent // missing though optional
	missing
	peerLocal
	invalid
	detached
)

func (b *builder) newEdge(from *node, name, raw string, kind edgeKind, accept string) *edge {
	e := &edge{name: name, raw: raw, kind: kind, accept: accept, from: from}
	if old := from.edgesOut.get(name); old != nil {
		old.detach()
	}
	if from.overrides != nil {
		e.overrides = from.overrides.edgeRule(e)
	}
	from.edgesOut.set(name, e)
	e.reload(true)
	return e
}

func (e *edge) peer() bool     { return e.kind == peerEdge || e.kind == peerOptionalEdge }
func (e *edge) optional() bool { return e.kind == optionalEdge || e.kind == peerOptionalEdge }
func (e *edge) dev() bool      { return e.kind == devEdge }

// spec is what is asked for, after overrides.
func (e *edge) spec() string {
	o := e.overrides
	if o == nil || o.value == "" || o.value == "*" || o.name != e.name {
		return e.raw
	}
	reference, is := strings.CutPrefix(o.value, "$")
	if !is {
		return o.value
	}
	root := e.from.root
	if e.from.source != nil {
		root = e.from.source.root
	}
	for _, pkg := range []*node{root, e.from} {
		for _, group := range []string{"devDependencies", "optionalDependencies", "dependencies", "peerDependencies"} {
			if text := pkg.pkg.Object(group).Text(reference); text != "" {
				return text
			}
		}
	}
	e.from.b.fail(overrideError(e, reference))
	return e.raw
}

// satisfiedBy reports whether a node is what is asked for.
func (e *edge) satisfiedBy(n *node) bool {
	if n.name != e.name || e.from == nil {
		return false
	}
	valid := func(text string) bool { return depValid(n, text, e.accept, e.from) }
	if n.hasShrinkwrap || n.inShrinkwrap() || n.inBundle() {
		return valid(e.raw)
	}
	if e.overrides == nil || e.overrides.keySpec == "" {
		return valid(e.spec())
	}
	if valid(e.spec()) {
		return true
	}
	return valid(e.raw) && !valid(e.overrides.keySpec)
}

func (e *edge) problem() edgeState {
	if e.state == unknown {
		switch {
		case e.to == nil && e.optional():
			e.state = absent
		case e.to == nil:
			e.state = missing
		case e.peer() && e.from == e.to.parent && !e.from.isTop():
			e.state = peerLocal
		case !e.satisfiedBy(e.to):
			e.state = invalid
		case e.overrides != nil && e.to.overrides != nil && e.to.edgesOut.len() > 0 && overridesConflict(e.overrides, e.to.overrides):
			e.state = invalid
		default:
			e.state = fine
		}
	}
	return e.state
}

func (e *edge) valid() bool { return e.problem() == fine || e.problem() == absent }

// reload looks again what the name means; hard forgets whether that is what is asked for.
func (e *edge) reload(hard bool) {
	var fresh, old *overrideSet
	update := false
	if e.from != nil && e.from.overrides != nil {
		fresh = e.from.overrides.edgeRule(e)
		if fresh != nil && !fresh.equal(e.overrides) {
			update, old = true, e.overrides
			e.overrides = fresh
		}
	} else {
		e.overrides = nil
	}
	var to *node
	if e.from != nil {
		to = e.from.resolve(e.name)
	}
	switch {
	case to != e.to:
		if e.to != nil {
			e.to.deleteEdgeIn(e)
		}
		e.to, e.state = to, unknown
		if to != nil {
			to.addEdgeIn(e)
		}
	case hard:
		e.state = unknown
	case update && e.to != nil:
		e.to.overridesRemoved(old)
		e.to.overridesAdded(fresh)
	}
}

func (e *edge) detach() {
	if e.to != nil {
		e.to.deleteEdgeIn(e)
	}
	if e.from != nil && e.from.edgesOut.get(e.name) == e {
		e.from.edgesOut.delete(e.name)
	}
	e.to, e.from, e.state = nil, nil, detached
}

func (n *node) addEdgeIn(e *edge) {
	if n.overrides == nil || !n.overrides.equal(e.overrides) {
		n.overridesAdded(e.overrides)
	}
	n.edgesIn = with(n.edgesIn, e)
}

func (n *node) deleteEdgeIn(e *edge) {
	n.edgesIn = without(n.edgesIn, e)
	if e.overrides != nil {
		n.overridesRemoved(e.overrides)
	}
}

// overridesRemoved takes note of a dependent with certain overrides that is gone.
func (n *node) overridesRemoved(other *overrideSet) {
	if n.overrides == nil || !n.overrides.equal(other) {
		return
	}
	var fresh *overrideSet
	for _, e := range n.edgesIn {
		if fresh != nil && e.overrides != nil {
			fresh = specificOverrides(e.overrides, fresh)
		} else {
			fresh = e.overrides
		}
	}
	if n.overrides.equal(fresh) {
		return
	}
	n.overrides = fresh
	if fresh != nil {
		n.passOverrides()
	}
}

// overridesAdded takes note of a new dependent with certain overrides: the more specific ones count.
func (n *node) overridesAdded(other *overrideSet) {
	if other == nil {
		return
	}
	if n.overrides == nil {
		n.overrides = other
		n.passOverrides()
		return
	}
	if n.overrides.equal(other) {
		return
	}
	if fresh := specificOverrides(n.overrides, other); fresh != nil && !n.overrides.equal(fresh) {
		n.overrides = fresh
		n.passOverrides()
	}
}

// passOverrides hands the overrides on to what the node depends on.
func (n *node) passOverrides() {
	if n.isLink {
		if n.to != nil && n.overrides != nil && n.overrides.reaches(n.to) {
			n.to.overridesAdded(n.overrides)
		}
		return
	}
	for _, e := range n.edgesOut.all() {
		e.reload(true)
		if e.to != nil {
			e.to.overridesAdded(e.overrides)
		}
	}
}
