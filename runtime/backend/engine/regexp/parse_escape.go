package regexp

import "unicode/utf16"

// atomEscape reads what follows a backslash outside a class.
func (p *parser) atomEscape() *node {
	c := p.peek()
	switch {
	case c == endOfPattern:
		p.fail("\\ at end of pattern")
	case c >= '1' && c <= '9':
		start := p.at
		number, _ := p.decimal()
		if number <= p.total {
			return &node{kind: nodeBackreference, groups: []int{number}, fold: p.ignoreCase}
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
		p.at = start
	case c == '0' && p.unicode && isDigit(p.peekAt(1)):
		p.fail("Invalid decimal escape")
	case c == 'k':
		if !p.named && !p.unicode {
			break
		}
		p.at++
		if !p.eat('<') {
			p.fail("Invalid named reference")
		}
		name := p.groupName()
		result := &node{kind: nodeBackreference, fold: p.ignoreCase}
		p.pending = append(p.pending, reference{result, name})
		return result
	}
	if set, ok := p.classEscape(false); ok {
		return p.contentsNode(set, false)
	}
	return p.character(p.characterEscape(false))
}

// classEscape reads \d, \s, \w, \p and their opposites.
func (p *parser) classEscape(inClass bool) (contents, bool) {
	c := p.peekAt(0)
	var set charSet
	switch c {
	case 'd', 'D':
		set = digitSet
	case 's', 'S':
		set = spaceSet
	case 'w', 'W':
		set = wordSet
		if p.unicode && p.ignoreCase {
			set = foldedWordSet
		}
	case 'p', 'P':
		if !p.unicode {
			return contents{}, false
		}
		p.at++
		return p.property(c == 'P', inClass), true
	default:
		return contents{}, false
	}
	p.at++
	set = p.maybeFold(set)
	if c < 'a' {
		set = p.complement(set)
	}
	return contents{set: set}, true
}

// property reads what follows \p.
func (p *parser) property(negative, inClass bool) contents {
	message := "Invalid property name"
	if inClass {
		message = "Invalid property name in character class"
	}
	if !p.eat('{') {
		p.fail(message)
	}
	var parts [2]string
	part := 0
	for {
		c := p.peekAt(0)
		p.at++
		if c == '}' {
			break
		}
		if c == '=' && part == 0 {
			part = 1
			continue
		}
		if c < 0 || c > 0x7F || !wordSet.contains(c) {
			p.fail(message)
		}
		parts[part] += string(c)
	}
	set, ok := propertySet(parts[0], parts[1], part == 1)
	if ok {
		set = p.maybeFold(set)
		if negative {
			set = p.complement(set)
		}
		return contents{set: set}
	}
	if p.sets && part == 0 {
		if result, ok := stringProperty(parts[0]); ok {
			if negative {
				p.fail(message)
			}
			return p.foldContents(result)
		}
	}
	p.fail(message)
	return contents{}
}

// characterEscape reads what follows a backslash and stands for one character.
func (p *parser) characterEscape(inClass bool) rune {
	c := p.next()
	switch c {
	case endOfPattern:
		p.fail("\\ at end of pattern")
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'c':
		letter := p.peekAt(0)
		if letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' {
			p.at++
			return letter & 31
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		if inClass && (isDigit(letter) || letter == '_') {
			p.at++
			return letter & 31
		}
		p.at--
		return '\\'
	case 'x':
		if value, ok := p.hexadecimal(2); ok {
			return value
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
		return 'x'
	case 'u':
		if value, ok := p.unicodeEscape(p.unicode); ok {
			return value
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		return 'u'
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if p.unicode {
			if c == '0' && !isDigit(p.peekAt(0)) {
				return 0
			}
			if inClass {
				p.fail("Invalid class escape")
			}
			p.fail("Invalid decimal escape")
		}
		value := c - '0'
		for range 2 {
			digit := p.peekAt(0)
			if digit < '0' || digit > '7' || value*8+digit-'0' > 0xFF {
				break
			}
			value = value*8 + digit - '0'
			p.at++
		}
		return value
	}
	if p.unicode {
		if isSyntax(c) || c == '/' || c == '-' && inClass {
			return c
		}
		p.fail("Invalid escape")
	}
	if c == 'k' && p.named {
		p.fail("Invalid escape")
	}
	return c
}

func isSyntax(c rune) bool {
	switch c {
	case '^', '$', '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|':
		return true
	}
	return false
}

// hexadecimal reads that many digits or none.
func (p *parser) hexadecimal(digits int) (rune, bool) {
	var value rune
	for i := range digits {
		digit := hexDigit(p.peekAt(i))
		if digit < 0 {
			return 0, false
		}
		value = value<<4 | digit
	}
	p.at += digits
	return value, true
}

func hexDigit(c rune) rune {
	switch {
	case isDigit(c):
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// unicodeEscape reads what follows \u: four digits, with points also two such escapes of
// a surrogate pair and digits in braces.
func (p *parser) unicodeEscape(points bool) (rune, bool) {
	start := p.at
	if points && p.eat('{') {
		var value rune
		for digits := 0; ; digits++ {
			if p.eat('}') && digits > 0 {
				return value, true
			}
			digit := hexDigit(p.peekAt(0))
			if digit < 0 || value<<4|digit > maxRune {
				p.at = start
				return 0, false
			}
			value = value<<4 | digit
			p.at++
		}
	}
	value, ok := p.hexadecimal(4)
	if ok && points && value >= 0xD800 && value <= 0xDBFF {
		middle := p.at
		if p.eatText("\\u") {
			if trail, ok := p.hexadecimal(4); ok && trail >= 0xDC00 && trail <= 0xDFFF {
				return utf16.DecodeRune(value, trail), true
			}
		}
		p.at = middle
	}
	return value, ok
}
