package regexp

import "strings"

// contents is what a class stands for: characters and, with v, strings of other lengths than one.
type contents struct {
	set     charSet
	strings map[string]bool
	// mayContainStrings is the specification's MayContainStrings, which is about the syntax.
	mayContainStrings bool
}

// maybeFold replaces characters by their case folding where set operations need it.
func (p *parser) maybeFold(set charSet) charSet {
	if p.sets && p.ignoreCase {
		return set.foldSet()
	}
	return set
}

func (p *parser) foldContents(c contents) contents {
	if !p.sets || !p.ignoreCase {
		return c
	}
	result := contents{set: c.set.foldSet(), mayContainStrings: c.mayContainStrings}
	for text := range c.strings {
		result.addString(foldString(text))
	}
	return result
}

func (p *parser) complement(set charSet) charSet {
	if p.sets && p.ignoreCase {
		return foldedAll().subtract(set)
	}
	return set.invert()
}

func (c *contents) addString(text string) {
	if c.strings == nil {
		c.strings = map[string]bool{}
	}
	c.strings[text] = true
}

// contentsNode makes a class's node. A negative class of v has been inverted before.
func (p *parser) contentsNode(c contents, negative bool) *node {
	set := c.set
	if p.ignoreCase {
		set = set.closeOver(p.unicode)
	}
	if negative {
		set = set.invert()
	}
	if len(c.strings) == 0 {
		return &node{kind: nodeSet, set: set}
	}
	return p.stringsNode(set, c.strings)
}

// class reads a class; its bracket has been read.
func (p *parser) class() *node {
	if p.sets {
		result, negative := p.setClass()
		if negative {
			result.set = p.complement(result.set)
		}
		return p.contentsNode(result, false)
	}
	negative := p.eat('^')
	var set charSet
	for {
		if p.peekAt(0) == endOfPattern {
			p.fail("Unterminated character class")
		}
		if p.eat(']') {
			break
		}
		first, single := p.classAtom()
		if p.peekAt(0) != '-' || p.peekAt(1) == ']' || p.peekAt(1) == endOfPattern {
			set = append(set, first...)
			continue
		}
		p.at++
		last, alsoSingle := p.classAtom()
		if !single || !alsoSingle {
			if p.unicode {
				p.fail("Invalid character class")
			}
			set = append(append(append(set, first...), '-', '-'), last...)
			continue
		}
		if first[0] > last[0] {
			p.fail("Range out of order in character class")
		}
		set = set.add(first[0], last[0])
	}
	return p.contentsNode(contents{set: set.normal()}, negative)
}

// classAtom reads a class's character, or an escape that stands for several.
func (p *parser) classAtom() (set charSet, single bool) {
	if !p.eat('\\') {
		return singleSet(p.next()), true
	}
	if p.peekAt(0) == endOfPattern {
		p.fail("\\ at end of pattern")
	}
	if p.eat('b') {
		return singleSet('\b'), true
	}
	if result, ok := p.classEscape(true); ok {
		return result.set, false
	}
	return singleSet(p.characterEscape(true)), true
}

// setClass reads a class of v; its bracket has been read.
func (p *parser) setClass() (result contents, negative bool) {
	p.enter()
	negative = p.eat('^')
	result = p.setOperations()
	p.nesting--
	if negative && result.mayContainStrings {
		p.fail("Negated character class may contain strings")
	}
	return result, negative
}

func (p *parser) setOperations() contents {
	if p.eat(']') {
		return contents{}
	}
	operand, character := p.setOperand()
	switch {
	case p.startsWith("--"):
		for p.eatText("--") {
			right, _ := p.setOperand()
			operand.set = operand.set.subtract(right.set)
			kept := contents{set: operand.set, mayContainStrings: operand.mayContainStrings}
			for text := range operand.strings {
				if !right.strings[text] {
					kept.addString(text)
				}
			}
			operand = kept
		}
		p.endOperations()
		return operand
	case p.startsWith("&&"):
		for p.eatText("&&") {
			if p.peekAt(0) == '&' {
				p.fail("Invalid character in character class")
			}
			right, _ := p.setOperand()
			kept := contents{set: operand.set.intersect(right.set), mayContainStrings: operand.mayContainStrings && right.mayContainStrings}
			for text := range operand.strings {
				if right.strings[text] {
					kept.addString(text)
				}
			}
			operand = kept
		}
		p.endOperations()
		return operand
	}
	return p.setUnion(operand, character)
}

func (p *parser) startsWith(text string) bool {
	for i := range len(text) {
		if p.peekAt(i) != rune(text[i]) {
			return false
		}
	}
	return true
}

func (p *parser) endOperations() {
	if p.eat(']') {
		return
	}
	if p.peekAt(0) == endOfPattern {
		p.fail("Unterminated character class")
	}
	p.fail("Invalid set operation in character class")
}

// setUnion reads the rest of a class that has no operators; what it begins with has been read.
func (p *parser) setUnion(operand contents, character rune) contents {
	result := contents{}
	for {
		if p.startsWith("--") || p.startsWith("&&") {
			p.fail("Invalid set operation in character class")
		}
		if character >= 0 && p.eat('-') {
			_, last := p.setOperand()
			if last < 0 {
				p.fail("Invalid character class")
			}
			if character > last {
				p.fail("Range out of order in character class")
			}
			operand = contents{set: p.maybeFold(charSet{character, last})}
		}
		result.set = append(result.set, operand.set...)
		result.mayContainStrings = result.mayContainStrings || operand.mayContainStrings
		for text := range operand.strings {
			result.addString(text)
		}
		if p.eat(']') {
			break
		}
		if p.peekAt(0) == '-' && !p.startsWith("--") {
			p.fail("Invalid character class")
		}
		operand, character = p.setOperand()
	}
	result.set = result.set.normal()
	return result
}

// setOperand reads a nested class, an escape, \q{} or a character, which it also returns as
// written; for the others that is -1.
func (p *parser) setOperand() (contents, rune) {
	if p.peekAt(0) == endOfPattern {
		p.fail("Unterminated character class")
	}
	if p.eat('[') {
		result, negative := p.setClass()
		if negative {
			result.set = p.complement(result.set)
		}
		return result, -1
	}
	if p.peekAt(0) == '\\' {
		switch {
		case p.peekAt(1) == 'q' && p.peekAt(2) == '{':
			p.at += 3
			return p.classStrings(), -1
		case p.peekAt(1) == endOfPattern:
			p.fail("\\ at end of pattern")
		}
		p.at++
		if result, ok := p.classEscape(true); ok {
			return result, -1
		}
		p.at--
	}
	c := p.setCharacter()
	return contents{set: p.maybeFold(singleSet(c))}, c
}

// setCharacter reads a ClassSetCharacter.
func (p *parser) setCharacter() rune {
	if p.eat('\\') {
		if p.eat('b') {
			return '\b'
		}
		if c := p.peekAt(0); isSetPunctuator(c) {
			p.at++
			return c
		}
		return p.characterEscape(true)
	}
	c := p.next()
	switch c {
	case '(', ')', '[', ']', '{', '}', '/', '-', '|', endOfPattern:
		p.fail("Invalid character in character class")
	}
	if p.peekAt(0) == c && isDouble(c) {
		p.fail("Invalid set operation in character class")
	}
	return c
}

func isSetPunctuator(c rune) bool {
	return c > 0 && c < 0x80 && strings.ContainsRune("&-!#%,:;<=>@`~", c)
}

// isDouble says that the character twice in a row is reserved.
func isDouble(c rune) bool {
	return c > 0 && c < 0x80 && strings.ContainsRune("&!#$%*+,.:;<=>?@^`~", c)
}

// classStrings reads the alternatives of \q{.
func (p *parser) classStrings() contents {
	var result contents
	var text []rune
	for {
		c := p.peekAt(0)
		if c == endOfPattern {
			p.fail("Unterminated character class")
		}
		if c != '|' && c != '}' {
			text = append(text, p.setCharacter())
			continue
		}
		p.at++
		if len(text) == 1 {
			result.set = result.set.add(text[0], text[0])
		} else {
			result.addString(encodeText(text))
			result.mayContainStrings = true
		}
		text = text[:0]
		if c == '}' {
			result.set = result.set.normal()
			return p.foldContents(result)
		}
	}
}
