package tree

import (
	"slices"

	"github.com/deskjs/deskjs/bundler/npm/semver"
)

// verdict is whether a package can go to a place.
type verdict int

const (
	undecided  verdict = iota
	canPlace           // there is nothing at the place
	canReplace         // what is there gives way
	canKeep            // what is there does as well
	conflict           // it can't
)

// check is the question whether a package, with its peers, can go into a node's node_modules. It changes nothing.
type check struct {
	dep, target  *node
	edge         *edge
	parent       *check
	peerPath     []*node
	preferDedupe bool
	explicit     bool
	children     []*check

	current    *node
	targetEdge *edge
	overridden bool // the peer set has another version than the edge wants

	result, self verdict // with its peers, and by itself
	peersDone    bool
	peersResult  verdict
}

func newCheck(c check) *check {
	c.preferDedupe = c.preferDedupe || c.edge.peer()
	if !c.target.isLink {
		c.current = c.target.children.get(c.edge.name)
	}
	c.targetEdge = c.target.edgesOut.get(c.edge.name)
	c.overridden = !c.dep.satisfies(c.edge)
	c.result = c.decide()
	if c.self == undecided {
		c.self = c.result
	}
	return &c
}

func (c *check) decide() verdict {
	if c.dep.failure != nil {
		if c.current != nil {
			return canReplace
		}
		return canPlace
	}
	if c.targetEdge != nil && c.targetEdge.peer() && !c.target.isTop() {
		return conflict
	}
	if c.current == nil && c.targetEdge != nil && c.targetEdge != c.edge && !c.dep.satisfies(c.targetEdge) {
		return conflict
	}
	if c.current != nil {
		return c.decideCurrent()
	}
	entry := c.top().edge
	if c.target != entry.from {
		if current := c.target.resolve(c.edge.name); current != nil {
			for _, e := range current.edgesIn {
				if e.from.isDescendantOf(c.target) && e.valid() && !c.dep.satisfies(e) {
					return conflict
				}
			}
		}
	}
	return c.placePeers(canPlace)
}

// decideCurrent decides where there is a package of the name.
func (c *check) decideCurrent() verdict {
	current, dep := c.current, c.dep
	if dep.matches(current) && (current.satisfies(c.edge) || c.overridden) {
		if c.explicit {
			return canReplace
		}
		return canKeep
	}
	newer := current.version() != "" && dep.version() != "" && semver.Compare(dep.version(), current.version()) >= 0
	if newer && dep.canReplace(current, nil) {
		if result := c.placePeers(canReplace); result != conflict {
			return result
		}
	}
	if current.satisfies(c.edge) && (!c.explicit || c.preferDedupe) {
		return canKeep
	}
	if c.preferDedupe && !newer && dep.canReplace(current, nil) {
		if result := c.placePeers(canReplace); result != conflict {
			return result
		}
	}
	if c.target != c.deepest() {
		return conflict
	}
	if !c.edge.peer() && c.target == c.edge.from {
		return c.placePeers(canReplace)
	}
	if c.parent == nil && !c.edge.peer() {
		return conflict
	}
	if c.currentCanMove() {
		return c.placePeers(canReplace)
	}
	return conflict
}

// currentCanMove reports whether the sets of peers that the present package is in can be replaced or go deeper.
func (c *check) currentCanMove() bool {
	possible := true
	for _, set := range peerEntrySets(c.current) {
		if set.entry == c.edge || set.entry == c.top().edge {
			continue
		}
		entry := set.entry.to
		var replacement *node
		if c.dep.parent != nil {
			replacement = c.dep.parent.children.get(entry.name)
		}
		if replacement != nil {
			ignored := map[string]bool{}
			for _, child := range c.dep.parent.children.all() {
				ignored[child.name] = true
			}
			if replacement.canReplace(entry, ignored) {
				continue
			}
		} else if c.clobbers(entry) {
			continue
		}
		for _, peer := range set.peers {
			deep := deepest(set.entry.from, peer.name)
			if deep == c.target || c.target.isDescendantOf(deep) {
				possible = false
				break
			}
		}
	}
	return possible
}

// clobbers reports whether the new set of peers can take the place of the present one.
func (c *check) clobbers(entry *node) bool {
	walk := []*node{entry}
	for i := 0; i < len(walk); i++ {
		for _, e := range walk[i].edgesOut.all() {
			if !e.peer() || !e.valid() {
				continue
			}
			var replacement *node
			if c.dep.parent != nil {
				replacement = c.dep.parent.children.get(e.name)
			}
			if replacement == nil {
				if e.to != nil {
					walk = with(walk, e.to)
				}
				continue
			}
			if !replacement.satisfies(e) {
				return false
			}
		}
	}
	return true
}

func (c *check) deepest() *node {
	start := c.edge.from
	if c.parent != nil {
		start = c.parent.deepest()
	}
	return deepest(start, c.edge.name)
}

func (c *check) top() *check {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// placePeers reports whether the package's peers can go to the place or above; then it is the state that was given.
func (c *check) placePeers(state verdict) verdict {
	c.self = state
	if c.peersDone {
		return c.peersResult
	}
	peerPath := append(slices.Clone(c.peerPath), c.dep)
	saw := false
	for _, e := range c.dep.edgesOut.all() {
		if !e.peer() || e.to == nil || slices.Contains(peerPath, e.to) {
			continue
		}
		child := newCheck(check{dep: e.to, target: deepest(c.target, e.to.name), parent: c, edge: e, peerPath: peerPath, preferDedupe: true})
		c.children = append(c.children, child)
		saw = saw || child.result == conflict
	}
	c.peersDone, c.peersResult = true, state
	if saw {
		c.peersResult = conflict
	}
	return c.peersResult
}

// conflicts are the checks of peers that failed.
func (c *check) conflicts() []*check {
	var found []*check
	all := slices.Clone(c.children)
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].children...)
		if all[i].result == conflict {
			found = append(found, all[i])
		}
	}
	return found
}
