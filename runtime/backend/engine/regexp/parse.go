package regexp

import (
	"unicode/utf16"
)

// maxNesting bounds how deep groups and classes nest, so that a pattern cannot exhaust the stack.
const maxNesting = 5000

// maxGroups is how many capture groups a pattern may have, as in V8.
const maxGroups = 1<<16 - 1

// parser reads a pattern by the grammar of ECMAScript 22.2.1, without u and v as Annex B.1.2 extends it.
type parser struct {
	pattern []uint16
	at      int

	unicode, sets                 bool // u or v; v
	ignoreCase, multiline, dotAll bool // as modifiers say where the parser is

	total   int      // how many capture groups the pattern has
	named   bool     // whether any has a name
	names   []string // by number, those read so far
	scopes  []map[string]bool
	pending []reference
	nesting int
}

// reference is a backreference by name, resolved at the end.
type reference struct {
	node *node
	name string
}

// parseError is what a pattern's early error says.
type parseError string

func (e parseError) Error() string { return string(e) }

// fail ends parsing; parse recovers it.
func (p *parser) fail(message string) { panic(parseError(message)) }

const endOfPattern = rune(-1)

// peek returns the next character: a code point with u or v, else a code unit.
func (p *parser) peek() rune {
	c, _ := p.decode(p.at, p.unicode)
	return c
}

func (p *parser) decode(at int, points bool) (rune, int) {
	if at >= len(p.pattern) {
		return endOfPattern, 0
	}
	c := rune(p.pattern[at])
	if points && utf16.IsSurrogate(c) && at+1 < len(p.pattern) {
		if pair := utf16.DecodeRune(c, rune(p.pattern[at+1])); pair != 0xFFFD {
			return pair, 2
		}
	}
	return c, 1
}

func (p *parser) next() rune {
	c, size := p.decode(p.at, p.unicode)
	p.at += size
	return c
}

// peekAt returns the code unit at an offset from the next.
func (p *parser) peekAt(offset int) rune {
	if p.at+offset >= len(p.pattern) {
		return endOfPattern
	}
	return rune(p.pattern[p.at+offset])
}

func (p *parser) eat(c rune) bool {
	if p.peekAt(0) == c {
		p.at++
		return true
	}
	return false
}

func (p *parser) eatText(text string) bool {
	for i := range len(text) {
		if p.peekAt(i) != rune(text[i]) {
			return false
		}
	}
	p.at += len(text)
	return true
}

// parse returns the pattern's tree.
func (p *parser) parse() (tree *node, err error) {
	defer func() {
		if caught := recover(); caught != nil {
			message, ok := caught.(parseError)
			if !ok {
				panic(caught)
			}
			err = message
		}
	}()
	p.countGroups()
	p.names = []string{""}
	tree = p.disjunction()
	if p.at < len(p.pattern) {
		p.fail("Unmatched ')'")
	}
	for _, each := range p.pending {
		for number, name := range p.names {
			if name == each.name {
				each.node.groups = append(each.node.groups, number)
			}
		}
		if each.node.groups == nil {
			p.fail("Invalid named capture referenced")
		}
	}
	return tree, nil
}

// countGroups looks ahead: what \1 and \k mean depends on all groups.
func (p *parser) countGroups() {
	depth := 0
	for i := 0; i < len(p.pattern); i++ {
		switch p.pattern[i] {
		case '\\':
			i++
		case '[':
			if depth == 0 || p.sets {
				depth++
			}
		case ']':
			if depth > 0 {
				depth--
			}
		case '(':
			if depth > 0 {
				continue
			}
			p.at = i + 1
			switch {
			case p.peekAt(0) != '?':
				p.total++
			case p.peekAt(1) == '<' && p.peekAt(2) != '=' && p.peekAt(2) != '!':
				p.total++
				p.named = true
			}
		}
	}
	p.at = 0
}

func (p *parser) enter() {
	if p.nesting++; p.nesting > maxNesting {
		p.fail("Regular expression too large")
	}
}

func (p *parser) disjunction() *node {
	p.enter()
	var choices []*node
	all := map[string]bool{}
	for {
		p.scopes = append(p.scopes, nil)
		choices = append(choices, p.alternative())
		last := len(p.scopes) - 1
		for name := range p.scopes[last] {
			all[name] = true
		}
		p.scopes = p.scopes[:last]
		if !p.eat('|') {
			break
		}
	}
	for name := range all {
		p.declare(name, false)
	}
	p.nesting--
	return alternatives(choices)
}

// declare notes a group's name in the innermost alternative.
func (p *parser) declare(name string, check bool) {
	if check {
		for _, scope := range p.scopes {
			if scope[name] {
				p.fail("Duplicate capture group name")
			}
		}
	}
	if last := len(p.scopes) - 1; last >= 0 {
		if p.scopes[last] == nil {
			p.scopes[last] = map[string]bool{}
		}
		p.scopes[last][name] = true
	}
}

func (p *parser) alternative() *node {
	var terms []*node
	for {
		c := p.peek()
		if c == endOfPattern || c == '|' || c == ')' {
			return sequence(terms)
		}
		if term := p.term(c); term.kind != nodeEmpty {
			terms = append(terms, term)
		}
	}
}

// term reads an assertion or an atom and its quantifier.
func (p *parser) term(c rune) *node {
	before := len(p.names)
	quantifiable := true
	var term *node
	switch c {
	case '^':
		p.at++
		return &node{kind: nodeLineStart, multiline: p.multiline}
	case '$':
		p.at++
		return &node{kind: nodeLineEnd, multiline: p.multiline}
	case '(':
		switch {
		case p.startsWith("(?<=") || p.startsWith("(?<!"):
			quantifiable = false
		case p.startsWith("(?=") || p.startsWith("(?!"):
			quantifiable = !p.unicode
		}
		term = p.group()
	case '*', '+', '?':
		p.fail("Nothing to repeat")
	case '{':
		if _, _, ok := p.braces(); ok {
			p.fail("Nothing to repeat")
		}
		if p.unicode {
			p.fail("Lone quantifier brackets")
		}
		p.at++
		term = p.character(c)
	case '}', ']':
		if p.unicode {
			p.fail("Lone quantifier brackets")
		}
		p.at++
		term = p.character(c)
	case '.':
		p.at++
		if p.dotAll {
			term = &node{kind: nodeSet, set: allSet()}
		} else {
			term = &node{kind: nodeSet, set: terminatorSet.invert()}
		}
	case '[':
		p.at++
		term = p.class()
	case '\\':
		switch p.peekAt(1) {
		case 'b', 'B':
			term = &node{kind: nodeBoundary, negative: p.peekAt(1) == 'B', fold: p.ignoreCase && p.unicode}
			p.at += 2
			return term
		}
		p.at++
		term = p.atomEscape()
	default:
		term = p.character(p.next())
	}
	return p.quantified(term, before, quantifiable)
}

// character returns a node for one character, whose cases are equal if case is ignored.
func (p *parser) character(c rune) *node {
	set := singleSet(c)
	if p.ignoreCase {
		set = set.closeOver(p.unicode)
	}
	return &node{kind: nodeSet, set: set}
}

func (p *parser) quantified(term *node, before int, quantifiable bool) *node {
	minimum, maximum := 0, -1
	switch p.peekAt(0) {
	case '*':
		p.at++
	case '+':
		minimum = 1
		p.at++
	case '?':
		maximum = 1
		p.at++
	case '{':
		var ok bool
		start := p.at
		if minimum, maximum, ok = p.braces(); !ok {
			p.at = start
			if p.unicode {
				p.fail("Incomplete quantifier")
			}
			return term
		}
		if maximum >= 0 && maximum < minimum {
			p.fail("numbers out of order in {} quantifier")
		}
	default:
		return term
	}
	if !quantifiable {
		p.fail("Invalid quantifier")
	}
	repeat := &node{kind: nodeRepeat, nodes: []*node{term}, minimum: minimum, maximum: maximum, firstGroup: before, lastGroup: len(p.names)}
	repeat.lazy = p.eat('?')
	if maximum == 0 {
		return &node{kind: nodeEmpty}
	}
	if minimum == 1 && maximum == 1 || term.kind == nodeEmpty {
		return term
	}
	return repeat
}

// maxRepeat stands for all numbers of repetitions that are larger: no string is as long.
const maxRepeat = 1<<31 - 1

// braces reads {n}, {n,} or {n,m}.
func (p *parser) braces() (minimum, maximum int, ok bool) {
	start := p.at
	p.at++
	minimum, ok = p.decimal()
	maximum = minimum
	if ok && p.eat(',') {
		maximum = -1
		if n, given := p.decimal(); given {
			maximum = n
		}
	}
	if !ok || !p.eat('}') {
		p.at = start
		return 0, 0, false
	}
	return minimum, maximum, true
}

func (p *parser) decimal() (n int, ok bool) {
	for ; isDigit(p.peekAt(0)); p.at++ {
		n = min(n*10+int(p.peekAt(0)-'0'), maxRepeat)
		ok = true
	}
	return n, ok
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// group reads what begins with a parenthesis.
func (p *parser) group() *node {
	p.at++
	var result *node
	ignoreCase, multiline, dotAll := p.ignoreCase, p.multiline, p.dotAll
	switch {
	case p.eatText("?:"):
		result = p.disjunction()
	case p.eatText("?="), p.eatText("?!"), p.eatText("?<="), p.eatText("?<!"):
		result = &node{kind: nodeLook, negative: p.pattern[p.at-1] == '!', behind: p.pattern[p.at-2] == '<'}
		result.firstGroup = len(p.names)
		result.nodes = []*node{p.disjunction()}
		result.lastGroup = len(p.names)
	case p.eatText("?<"):
		name := p.groupName()
		p.declare(name, true)
		result = p.capture(name)
	case p.eatText("?"):
		p.modifiers()
		result = p.disjunction()
	default:
		result = p.capture("")
	}
	if !p.eat(')') {
		p.fail("Unterminated group")
	}
	p.ignoreCase, p.multiline, p.dotAll = ignoreCase, multiline, dotAll
	return result
}

func (p *parser) capture(name string) *node {
	result := &node{kind: nodeGroup, group: len(p.names)}
	if result.group > maxGroups {
		p.fail("Too many captures")
	}
	p.names = append(p.names, name)
	result.nodes = []*node{p.disjunction()}
	return result
}

// modifiers reads the flags of (?ims-ims: and sets them.
func (p *parser) modifiers() {
	value, dash, any := true, false, false
	seen := map[rune]bool{}
	for {
		c := p.peekAt(0)
		p.at++
		switch c {
		case 'i', 'm', 's':
			if seen[c] {
				p.fail("Invalid flag group")
			}
			seen[c], any = true, true
			switch c {
			case 'i':
				p.ignoreCase = value
			case 'm':
				p.multiline = value
			case 's':
				p.dotAll = value
			}
		case '-':
			if dash {
				p.fail("Invalid group")
			}
			dash, value = true, false
		case ':':
			if !any {
				p.fail("Invalid group")
			}
			return
		default:
			p.fail("Invalid group")
		}
	}
}

// groupName reads a name and the > after it; what is before has been read.
func (p *parser) groupName() string {
	var name []rune
	for {
		c, size := p.decode(p.at, true)
		p.at += size
		switch {
		case c == '>':
			if len(name) == 0 {
				p.fail("Invalid capture group name")
			}
			return string(name)
		case c == '\\':
			var ok bool
			if p.eat('u') {
				c, ok = p.unicodeEscape(true)
			}
			if !ok {
				p.fail("Invalid Unicode escape")
			}
		}
		if c < 0 || !isIdentifier(c, len(name) == 0) {
			p.fail("Invalid capture group name")
		}
		name = append(name, c)
	}
}

func isIdentifier(c rune, start bool) bool {
	if c < 0x80 {
		return c == '$' || wordSet.contains(c) && !(start && isDigit(c))
	}
	name := "bin ID_Continue"
	if start {
		name = "bin ID_Start"
	} else if c == 0x200C || c == 0x200D {
		return true
	}
	return unicodeIndex()[name].ranges().contains(c)
}
