package tree

import "slices"

// gather returns nodes and what only they need, among the edges that a filter lets in.
func gather(start []*node, filter func(e *edge) bool) map[*node]bool {
	set, _ := gatherOrdered(start, filter)
	return set
}

func gatherOrdered(start []*node, filter func(e *edge) bool) (map[*node]bool, []*node) {
	set := map[*node]bool{}
	var list []*node
	add := func(n *node) {
		if !set[n] {
			set[n] = true
			list = append(list, n)
		}
	}
	for _, n := range start {
		add(n)
	}
	for i := 0; i < len(list); i++ {
		for _, e := range list[i].edgesOut.all() {
			if e.to != nil && filter(e) {
				add(e.to)
			}
		}
	}
	for changed := true; changed && len(set) > 0; {
		changed = false
		for _, n := range list {
			if !set[n] {
				continue
			}
			for _, e := range n.edgesIn {
				if !set[e.from] && filter(e) {
					changed = true
					delete(set, n)
					break
				}
			}
		}
	}
	return set, slices.DeleteFunc(list, func(n *node) bool { return !set[n] })
}

// optionalSet is what goes when an optional package can't be had: what needs it, up to where it is optional, and what only those need.
func optionalSet(n *node) []*node {
	set := []*node{n}
	for i := 0; i < len(set); i++ {
		for _, e := range set[i].edgesIn {
			if !e.optional() {
				set = with(set, e.from)
			}
		}
	}
	inside := slices.Clone(set)
	_, list := gatherOrdered(set, func(e *edge) bool { return !slices.Contains(inside, e.to) && (e.from == nil || !e.from.inert) })
	return list
}

// peerSet is a set of peers and the edge that brings it in.
type peerSet struct {
	entry *edge
	peers []*node
}

// peerEntrySets returns the sets of peers that a node is in.
func peerEntrySets(n *node) []peerSet {
	union := []*node{n}
	in := map[*node]bool{n: true}
	for i := 0; i < len(union); i++ {
		add := func(other *node) {
			if !in[other] {
				in[other] = true
				union = append(union, other)
			}
		}
		for _, e := range union[i].edgesOut.all() {
			if e.valid() && e.peer() && e.to != nil {
				add(e.to)
			}
		}
		for _, e := range union[i].edgesIn {
			if e.valid() && e.peer() {
				add(e.from)
			}
		}
	}
	var sets []peerSet
	for _, peer := range union {
		for _, e := range peer.edgesIn {
			if !e.valid() || e.peer() && !e.from.isTop() {
				continue
			}
			sub := []*node{peer}
			for i := 0; i < len(sub); i++ {
				for _, e := range sub[i].edgesOut.all() {
					if e.valid() && e.peer() && e.to != nil {
						sub = with(sub, e.to)
					}
				}
			}
			if slices.Contains(sub, n) {
				sets = append(sets, peerSet{e, sub})
			}
		}
	}
	return sets
}

// deepest is the deepest place, from a node upwards, where a name can go: not into what has it as a peer.
func deepest(start *node, name string) *node {
	for target := start; target != nil; target = target.resolveParent() {
		if target.isProjectRoot() || target.resolveParent() == nil {
			return target
		}
		if e := target.edgesOut.get(name); e == nil || !e.peer() {
			return target
		}
	}
	return start
}

// calculateFlags finds which packages are needed only for development, as peers and so on; flags are set before, and unset where a path shows otherwise.
func calculateFlags(tree *node) {
	seen := map[*node]bool{}
	queue := []*node{tree}
	for len(queue) > 0 {
		n := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		seen[n] = true
		if !n.extraneous {
			for at := n.resolveParent(); at != nil && at.extraneous; at = at.resolveParent() {
				at.extraneous = false
			}
		}
		if n.isLink {
			if n.to == nil {
				continue
			}
			changed := unset(&n.to.dev, n.dev)
			changed = unset(&n.to.optional, n.optional) || changed
			changed = unset(&n.to.devOptional, n.devOptional) || changed
			changed = unset(&n.to.peer, n.peer) || changed
			changed = unset(&n.to.extraneous, n.extraneous) || changed
			if changed || !seen[n.to] {
				queue = append(queue, n.to)
			}
			continue
		}
		for _, e := range n.edgesOut.all() {
			to := e.to
			if to == nil {
				continue
			}
			changed := unset(&to.extraneous, n.extraneous || e.kind == peerOptionalEdge)
			changed = unset(&to.dev, n.dev || e.dev()) || changed
			changed = unset(&to.optional, n.optional || e.optional()) || changed
			changed = unset(&to.devOptional, n.devOptional || n.dev || n.optional || e.dev() || e.optional()) || changed
			changed = unset(&to.peer, n.peer || e.peer()) || changed
			if changed {
				queue = append(queue, to)
			}
		}
	}
	delete(seen, tree)
	for n := range seen {
		if n.devOptional && (n.dev || n.optional) {
			n.devOptional = false
		}
	}
}

// unset clears a flag unless it is to be kept, and reports whether it changed.
func unset(flag *bool, keep bool) bool {
	if !*flag || keep {
		return false
	}
	*flag = false
	return true
}
