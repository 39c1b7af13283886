package types

import "strings"

// element skips a JSX element and reports whether there was one: in a .tsx file, "<T,>(x: T) => x" is none.
func (s *scanner) element() bool {
	if s.depth >= maxNesting || *s.broken || s.isTypeParameters() {
		return false
	}
	inner := scanner{source: s.source, at: s.at, jsx: true, broken: s.broken, depth: s.depth + 1}
	if !inner.skipElement() {
		*s.broken = true
		return false
	}
	s.at = inner.at
	return true
}

// isTypeParameters reports whether "<" begins those of an arrow function.
func (s *scanner) isTypeParameters() bool {
	ahead := scanner{source: s.source, at: s.at + 1}
	name := ahead.next()
	if name.is("const") {
		name = ahead.next()
	}
	then := ahead.next()
	return name.kind == tokenName && (then.is(",") || then.is("extends") || then.is("="))
}

// skipElement skips from "<" to behind the end of the element.
func (s *scanner) skipElement() bool {
	s.at++ // <
	s.space()
	s.elementName()
	for {
		s.space()
		if s.at >= len(s.source) {
			return false
		}
		switch c := s.source[s.at]; {
		case strings.HasPrefix(s.source[s.at:], "/>"):
			s.at += 2
			return true
		case c == '>':
			s.at++
			return s.children()
		case c == '"' || c == '\'':
			end := strings.IndexByte(s.source[s.at+1:], c)
			if end < 0 {
				return false
			}
			s.at += end + 2
		case c == '{':
			s.embedded()
		case c == '<':
			if !s.typeArguments() {
				return false
			}
		case c == '=':
			s.at++
		case isNameStart(c) || c >= 0x80:
			s.elementName()
		default:
			return false
		}
	}
}

// typeArguments skips those of a generic component.
func (s *scanner) typeArguments() bool {
	inner := scanner{source: s.source, at: s.at}
	for open := 0; ; {
		t := inner.next()
		switch {
		case t.kind == tokenEnd:
			return false
		case t.is("<"):
			open++
		case t.is(">"):
			if open--; open == 0 {
				s.at = t.end
				return true
			}
		}
	}
}

func (s *scanner) elementName() {
	for s.at < len(s.source) {
		before := s.at
		s.name()
		if s.at < len(s.source) && strings.IndexByte("-.:", s.source[s.at]) >= 0 {
			s.at++
		}
		if s.at == before {
			return
		}
	}
}

// children skips text, elements and embedded code up to the closing tag, and that.
func (s *scanner) children() bool {
	for s.at < len(s.source) {
		switch {
		case strings.HasPrefix(s.source[s.at:], "</"):
			end := strings.IndexByte(s.source[s.at:], '>')
			if end < 0 {
				return false
			}
			s.at += end + 1
			return true
		case s.source[s.at] == '<':
			if s.depth++; s.depth > maxNesting || !s.skipElement() {
				return false
			}
			s.depth--
		case s.source[s.at] == '{':
			s.embedded()
		default:
			s.at++
		}
	}
	return false
}
