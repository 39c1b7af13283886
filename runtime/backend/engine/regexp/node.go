package regexp

type nodeKind uint8

const (
	nodeEmpty nodeKind = iota
	nodeSet
	nodeSequence
	nodeAlternatives
	nodeGroup
	nodeBackreference
	nodeLook
	nodeLineStart
	nodeLineEnd
	nodeBoundary
	nodeRepeat
)

// node is a part of a parsed pattern. Flags that modifiers may change are resolved: sets
// are closed over case, the others say how they match.
type node struct {
	kind  nodeKind
	nodes []*node

	set charSet // nodeSet

	groups                []int // nodeBackreference: the groups of its name or number
	group                 int   // nodeGroup: its number
	minimum, maximum      int   // nodeRepeat; a maximum below zero is none
	firstGroup, lastGroup int   // nodeRepeat: groups within are from firstGroup up to before lastGroup

	lazy      bool // nodeRepeat
	negative  bool // nodeLook, nodeBoundary
	behind    bool // nodeLook
	fold      bool // nodeBackreference, nodeBoundary: without case
	multiline bool // nodeLineStart, nodeLineEnd

	firstKnown, firstEmpty bool // what first returned
	firstSet               charSet
}

func sequence(nodes []*node) *node {
	switch len(nodes) {
	case 0:
		return &node{kind: nodeEmpty}
	case 1:
		return nodes[0]
	}
	return &node{kind: nodeSequence, nodes: nodes}
}

// alternatives joins choices; those of one character become a set, which cannot be told from them.
func alternatives(nodes []*node) *node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	var set charSet
	for _, each := range nodes {
		if each.kind != nodeSet {
			return &node{kind: nodeAlternatives, nodes: nodes}
		}
		set = append(set, each.set...)
	}
	return &node{kind: nodeSet, set: set.normal()}
}

// first returns the characters that a match of the node, forwards, may begin with and
// whether it may be empty. It may name too many characters, never too few.
func (n *node) first() (set charSet, empty bool) {
	if !n.firstKnown {
		n.firstSet, n.firstEmpty = n.findFirst()
		n.firstKnown = true
	}
	return n.firstSet, n.firstEmpty
}

func (n *node) findFirst() (set charSet, empty bool) {
	switch n.kind {
	case nodeSet:
		return n.set, false
	case nodeSequence:
		for _, each := range n.nodes {
			more, mayBeEmpty := each.first()
			set = set.union(more)
			if !mayBeEmpty {
				return set, false
			}
		}
		return set, true
	case nodeAlternatives:
		for _, each := range n.nodes {
			more, mayBeEmpty := each.first()
			set = append(set, more...)
			empty = empty || mayBeEmpty
		}
		return set.normal(), empty
	case nodeGroup:
		return n.nodes[0].first()
	case nodeRepeat:
		if n.maximum == 0 {
			return nil, true
		}
		set, empty = n.nodes[0].first()
		return set, empty || n.minimum == 0
	case nodeBackreference:
		return allSet(), true
	}
	return nil, true
}
