package regexp

import (
	"unicode/utf16"
)

// follow says what may come after a node: any is "not known", as at the end of a pattern.
type follow struct {
	set charSet
	any bool
}

var anything = follow{any: true}

// compiler turns a tree into a program.
type compiler struct {
	program *Program
	sets    map[string]int32
	plain   bool // without what only makes it quicker
}

func compile(p *parser, tree *node, program *Program, plain bool) {
	c := &compiler{program: program, sets: map[string]int32{}, plain: plain}
	program.groups = len(p.names)
	program.registers = 2 * program.groups
	program.unicode = p.unicode
	if p.named {
		program.names = p.names
	}
	c.node(tree, false, anything)
	c.emit(opMatch, 0, 0)
	if !plain {
		c.findStart(tree)
	}
}

func (c *compiler) emit(op opcode, x, y int32) int {
	c.program.code = append(c.program.code, instruction{op, x, y})
	return len(c.program.code) - 1
}

func (c *compiler) here() int32 { return int32(len(c.program.code)) }

func (c *compiler) register() int32 {
	c.program.registers++
	return int32(c.program.registers - 1)
}

func (c *compiler) setIndex(set charSet) int32 {
	key := encodeText(set)
	if index, ok := c.sets[key]; ok {
		return index
	}
	index := int32(len(c.program.sets))
	c.program.sets = append(c.program.sets, newMatchSet(set))
	c.sets[key] = index
	return index
}

// units returns the code units that a match of the set may begin with.
func (c *compiler) units(set charSet) charSet {
	n := len(set)
	if n == 0 || set[n-1] <= 0xFFFF {
		return set
	}
	result := set.intersect(charSet{0, 0xFFFF})
	if c.program.unicode {
		high := set.intersect(charSet{0x10000, maxRune})
		for i := 0; i < len(high); i += 2 {
			first, _ := utf16.EncodeRune(high[i])
			last, _ := utf16.EncodeRune(high[i+1])
			result = append(result, first, last)
		}
	}
	return result.normal()
}

// filterFor returns the filter of what begins with the set, then if it may be empty with what follows.
func (c *compiler) filterFor(set charSet, empty bool, after follow) filter {
	if c.plain {
		return nil
	}
	if empty {
		if after.any {
			return nil
		}
		set = set.union(after.set)
	}
	set = c.units(set)
	if len(set) >= 2 && set[0] == 0 && set[1] >= 0xFFFF {
		// What needs any character is not worth asking.
		return nil
	}
	return c.program.sets[c.setIndex(set)]
}

// wide says that the set must be asked for code points: it has characters of two units, or
// surrogates, which must not match half a character.
func (c *compiler) wide(set charSet) bool {
	return c.program.unicode && !set.disjoint(charSet{0xD800, 0xDFFF, 0x10000, maxRune})
}

// before says what may come where the node begins, if after is what may come after it.
func (c *compiler) before(n *node, after follow) follow {
	if n.kind == nodeLook && !n.negative && !n.behind {
		// What follows must begin as the assertion does.
		if set, empty := n.nodes[0].first(); !empty {
			return follow{set: set}
		}
	}
	set, empty := n.first()
	if !empty {
		return follow{set: set}
	}
	if after.any {
		return after
	}
	return follow{set: set.union(after.set)}
}

func (c *compiler) node(n *node, back bool, after follow) {
	switch n.kind {
	case nodeSet:
		c.set(n.set, back)
	case nodeSequence:
		c.sequence(n.nodes, back, after)
	case nodeAlternatives:
		c.alternatives(n, back, after)
	case nodeGroup:
		first, second := int32(2*n.group), int32(2*n.group+1)
		if back {
			first, second = second, first
		}
		c.emit(opSave, first, 0)
		c.node(n.nodes[0], back, after)
		c.emit(opSave, second, 0)
	case nodeBackreference:
		c.program.references = append(c.program.references, backreference{groups: n.groups, fold: n.fold, back: back})
		c.emit(opReference, int32(len(c.program.references)-1), 0)
	case nodeLook:
		if body := n.nodes[0]; body.kind == nodeSet && !c.wide(body.set) && !c.plain {
			c.emit(pick(n.behind, opPeekBack, opPeek), c.setIndex(body.set), flag(n.negative))
			return
		}
		look := c.emit(opLook, 0, flag(n.negative))
		c.node(n.nodes[0], n.behind, anything)
		c.emit(opLookMatched, 0, 0)
		c.program.code[look].x = c.here()
	case nodeLineStart:
		c.emit(pick(n.multiline, opLineStart, opTextStart), 0, 0)
	case nodeLineEnd:
		c.emit(pick(n.multiline, opLineEnd, opTextEnd), 0, 0)
	case nodeBoundary:
		set := wordSet
		if n.fold {
			set = foldedWordSet
		}
		c.emit(opBoundary, flag(n.negative), c.setIndex(set))
	case nodeRepeat:
		c.repeat(n, back, after)
	}
}

func flag(on bool) int32 {
	if on {
		return 1
	}
	return 0
}

func pick(on bool, yes, no opcode) opcode {
	if on {
		return yes
	}
	return no
}

func (c *compiler) set(set charSet, back bool) {
	if len(set) == 0 {
		c.emit(opFail, 0, 0)
		return
	}
	if c.wide(set) {
		c.emit(pick(back, opWideBack, opWide), c.setIndex(set), 0)
		return
	}
	if single, ok := set.single(); ok {
		c.emit(pick(back, opCharBack, opChar), single, 0)
		return
	}
	c.emit(pick(back, opSetBack, opSet), c.setIndex(set), 0)
}

func (c *compiler) sequence(nodes []*node, back bool, after follow) {
	if back {
		for i := len(nodes) - 1; i >= 0; i-- {
			c.node(nodes[i], true, anything)
		}
		return
	}
	afters := make([]follow, len(nodes))
	for i := len(nodes) - 1; i >= 0; i-- {
		afters[i] = after
		after = c.before(nodes[i], after)
	}
	for i := 0; i < len(nodes); i++ {
		var text []uint16
		end := i
		for ; end < len(nodes); end++ {
			units := c.literal(nodes[end])
			if units == nil {
				break
			}
			text = append(text, units...)
		}
		if len(text) > 1 {
			c.program.literals = append(c.program.literals, text)
			c.emit(opLiteral, int32(len(c.program.literals)-1), 0)
			i = end - 1
			continue
		}
		c.node(nodes[i], false, afters[i])
	}
}

// literal returns the code units of a node that stands for one character, if comparing them
// one by one is enough.
func (c *compiler) literal(n *node) []uint16 {
	if n.kind != nodeSet {
		return nil
	}
	single, ok := n.set.single()
	switch {
	case !ok:
		return nil
	case single > 0xFFFF:
		lead, trail := utf16.EncodeRune(single)
		return []uint16{uint16(lead), uint16(trail)}
	case c.program.unicode && utf16.IsSurrogate(single):
		return nil
	}
	return []uint16{uint16(single)}
}

func (c *compiler) alternatives(n *node, back bool, after follow) {
	index := int32(len(c.program.many))
	c.program.many = append(c.program.many, branches{})
	c.emit(opAlternatives, index, 0)
	made := branches{targets: make([]int32, len(n.nodes)), filters: make([]filter, len(n.nodes))}
	var jumps []int
	for i, each := range n.nodes {
		made.targets[i] = c.here()
		if !back {
			set, empty := each.first()
			made.filters[i] = c.filterFor(set, empty, after)
		}
		c.node(each, back, after)
		if i < len(n.nodes)-1 {
			jumps = append(jumps, c.emit(opJump, 0, 0))
		}
	}
	for _, jump := range jumps {
		c.program.code[jump].x = c.here()
	}
	made.byUnit = new([129][]int32)
	lists := map[string][]int32{}
	for unit := range made.byUnit {
		var list []int32
		key := make([]byte, 0, 2*len(made.targets))
		for i, filter := range made.filters {
			// The last entry is for the end of the text.
			if filter == nil || unit < 128 && filter.low[unit] {
				list = append(list, made.targets[i])
				key = append(key, byte(i), byte(i>>8))
			}
		}
		if known, ok := lists[string(key)]; ok {
			list = known
		}
		lists[string(key)] = list
		made.byUnit[unit] = list
	}
	c.program.many[index] = made
}

func (c *compiler) repeat(n *node, back bool, after follow) {
	body := n.nodes[0]
	maximum := int32(maxRepeat)
	if n.maximum >= 0 {
		maximum = int32(n.maximum)
	}
	if body.kind == nodeSet && !back && len(body.set) > 0 {
		c.repeatSet(n, body.set, maximum, after)
		return
	}
	set, empty := body.first()
	inner := anything
	if !after.any && !back {
		inner = follow{set: set.union(after.set), any: false}
	}
	var bodyFilter, exitFilter filter
	if !back {
		if !empty {
			bodyFilter = c.filterFor(set, false, after)
		}
		exitFilter = c.filterFor(nil, true, after)
	}
	if n.minimum > 1 || n.maximum > 1 {
		c.counted(n, back, inner, empty, maximum)
		return
	}
	if n.minimum == 1 {
		// Once for certain, then any number of times.
		if nodeSize(body, copyLimit) > copyLimit {
			c.counted(n, back, inner, empty, maximum)
			return
		}
		c.node(body, back, inner)
	}
	split := c.emit(opSplit, int32(len(c.program.choices)), 0)
	made := choice{firstFilter: bodyFilter, secondFilter: exitFilter}
	index := len(c.program.choices)
	c.program.choices = append(c.program.choices, made)
	start := c.here()
	c.forget(n)
	mark := int32(-1)
	if empty {
		mark = c.register()
		c.emit(opMark, mark, 0)
	}
	if n.maximum == 1 {
		inner = after
	}
	c.node(body, back, inner)
	if mark >= 0 {
		c.emit(opMoved, mark, 0)
	}
	if n.maximum != 1 {
		c.emit(opJump, int32(split), 0)
	}
	exit := c.here()
	made.first, made.second = start, exit
	if n.lazy {
		made.first, made.second = exit, start
		made.firstFilter, made.secondFilter = exitFilter, bodyFilter
	}
	c.program.choices[index] = made
}

// copyLimit is how large the body of a + may be to be compiled twice.
const copyLimit = 12

// nodeSize is about how much code a node makes, counted up to a limit.
func nodeSize(n *node, limit int) int {
	size := 1
	for _, each := range n.nodes {
		if size > limit {
			break
		}
		size += nodeSize(each, limit-size)
	}
	return size
}

// forget unsets the groups of a repetition's body before each time.
func (c *compiler) forget(n *node) {
	if n.lastGroup > n.firstGroup {
		c.emit(opForget, int32(2*n.firstGroup), int32(2*n.lastGroup))
	}
}

// counted repeats with a counter. The counter of a repetition that may be entered
// again within itself is saved by the matcher's trail like any register.
func (c *compiler) counted(n *node, back bool, inner follow, empty bool, maximum int32) {
	made := loop{counter: c.register(), minimum: int32(n.minimum), maximum: maximum, lazy: n.lazy}
	index := int32(len(c.program.loops))
	c.program.loops = append(c.program.loops, made)
	c.emit(opCount, made.counter, 0)
	at := c.emit(opLoop, index, 0)
	made.body = c.here()
	c.forget(n)
	mark := int32(-1)
	if empty {
		mark = c.register()
		c.emit(opMark, mark, 0)
	}
	c.node(n.nodes[0], back, inner)
	if empty {
		c.emit(opMoved, mark, index+1)
	}
	c.emit(opJump, int32(at), 0)
	made.exit = c.here()
	c.program.loops[index] = made
}

func (c *compiler) repeatSet(n *node, set charSet, maximum int32, after follow) {
	made := repeat{
		set: c.program.sets[c.setIndex(set)], minimum: int32(n.minimum), maximum: maximum, wide: c.wide(set), lazy: n.lazy,
	}
	if !after.any && !c.plain {
		made.next = c.filterFor(nil, true, after)
		made.possessive = !n.lazy && c.units(after.set).disjoint(c.units(set))
	}
	c.program.repeats = append(c.program.repeats, made)
	c.emit(opRepeat, int32(len(c.program.repeats)-1), 0)
}

// findStart finds out how matches begin, so that the search can skip where none can.
func (c *compiler) findStart(tree *node) {
	p := c.program
	p.anchored, p.lines = startsAt(tree, false), startsAt(tree, true)
	nodes := []*node{tree}
	for len(nodes) > 0 {
		switch n := nodes[0]; n.kind {
		case nodeSequence:
			nodes = append(append([]*node(nil), n.nodes...), nodes[1:]...)
			continue
		case nodeGroup:
			nodes = append([]*node{n.nodes[0]}, nodes[1:]...)
			continue
		case nodeSet:
			if units := c.literal(n); units != nil {
				p.prefix = append(p.prefix, units...)
				nodes = nodes[1:]
				continue
			}
		}
		break
	}
	ascii := true
	for _, unit := range p.prefix {
		p.prefixBytes = append(p.prefixBytes, byte(unit))
		ascii = ascii && unit < 0x80
	}
	if !ascii {
		p.prefixBytes = nil
	}
	if len(p.prefix) == 0 {
		set, empty := tree.first()
		if !empty {
			p.start = c.filterFor(set, false, anything)
		}
	}
}

// startsAt says that the node matches only where ^ does, of the text or with multiline of a line.
func startsAt(n *node, multiline bool) bool {
	switch n.kind {
	case nodeLineStart:
		return multiline || !n.multiline
	case nodeSequence:
		return startsAt(n.nodes[0], multiline)
	case nodeGroup:
		return startsAt(n.nodes[0], multiline)
	case nodeAlternatives:
		for _, each := range n.nodes {
			if !startsAt(each, multiline) {
				return false
			}
		}
		return true
	}
	return false
}
