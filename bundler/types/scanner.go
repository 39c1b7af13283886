package types

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	tokenEnd     tokenKind = iota
	tokenName              // identifiers and keywords
	tokenPrivate           // #name
	tokenNumber
	tokenString
	tokenTemplate // the whole of it, with what it embeds
	tokenRegExp
	tokenElement // the whole of a JSX element
	tokenPunctuation
)

// token is a piece of source. Of punctuation only "=>", "...", "?." and "@" are more, or other, than one character of an operator.
type token struct {
	kind       tokenKind
	start, end int
	line       bool // a line ends before it
	text       string
}

func (t token) is(text string) bool {
	return t.text == text && (t.kind == tokenPunctuation || t.kind == tokenName)
}

// scanner splits source into tokens. It can be copied to look ahead.
type scanner struct {
	source string
	at     int
	jsx    bool
	// broken is shared by the scanners of a file: an element did not end, so that there is no use in looking for more.
	broken *bool
	// previous tells a regular expression from a division, and an element from a comparison.
	previous token
	// closedHead says that the last ")" belongs to an if, while, for or with, after which a statement begins.
	closedHead bool
	parens     *paren
	// comments, if set, takes the documentation comments.
	comments *[]comment
	depth    int // of templates and elements within one another
}

// paren is an open parenthesis, for closedHead.
type paren struct {
	head  bool
	outer *paren
}

// maxNesting is how deep templates, elements, types and expressions may be nested. What lies deeper is not understood.
const maxNesting = 200

// next returns the next token; at the end it is a tokenEnd, again and again.
func (s *scanner) next() token {
	line := s.space()
	t := token{start: s.at, line: line}
	if s.at >= len(s.source) {
		t.end = s.at
		return t
	}
	t.kind = s.scan()
	t.end = s.at
	if t.kind == tokenPunctuation || t.kind == tokenName || t.kind == tokenPrivate {
		t.text = s.source[t.start:t.end]
		if t.kind == tokenName && strings.ContainsRune(t.text, '\\') {
			t.text = unescape(t.text)
		}
	}
	s.track(t)
	return t
}

// track keeps what decides about the next "/" or "<".
func (s *scanner) track(t token) {
	if t.kind == tokenPunctuation {
		switch t.text {
		case "(":
			s.parens = &paren{head: s.previous.is("if") || s.previous.is("while") || s.previous.is("for") || s.previous.is("with"), outer: s.parens}
		case ")":
			s.closedHead = false
			if s.parens != nil {
				s.closedHead, s.parens = s.parens.head, s.parens.outer
			}
		}
	}
	s.previous = t
}

// space skips white space and comments and reports whether a line ended in them.
func (s *scanner) space() (line bool) {
	for s.at < len(s.source) {
		c := s.source[s.at]
		switch {
		case c == '\n' || c == '\r':
			line = true
			s.at++
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			s.at++
		case c == '/' && strings.HasPrefix(s.source[s.at:], "//"):
			s.restOfLine()
		case c == '/' && strings.HasPrefix(s.source[s.at:], "/*"):
			end := strings.Index(s.source[s.at+2:], "*/")
			if end < 0 {
				s.at = len(s.source)
				return line
			}
			line = line || strings.ContainsAny(s.source[s.at:s.at+2+end], "\n\r")
			if s.comments != nil && end > 0 && s.source[s.at+2] == '*' {
				*s.comments = append(*s.comments, comment{s.at, s.at + end + 4})
			}
			s.at += end + 4
		case c == '#' && s.at == 0 && strings.HasPrefix(s.source, "#!"):
			s.restOfLine()
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.source[s.at:])
			if r != '\u2028' && r != '\u2029' && r != '\ufeff' && !unicode.IsSpace(r) {
				return line
			}
			line = line || r == '\u2028' || r == '\u2029'
			s.at += size
		default:
			return line
		}
	}
	return line
}

func (s *scanner) restOfLine() {
	end := strings.IndexAny(s.source[s.at:], "\n\r")
	if end < 0 {
		s.at = len(s.source)
		return
	}
	s.at += end
}

func (s *scanner) scan() tokenKind {
	c := s.source[s.at]
	switch {
	case isNameStart(c) || c >= utf8.RuneSelf:
		s.name()
		return tokenName
	case c == '#':
		s.at++
		s.name()
		return tokenPrivate
	case c >= '0' && c <= '9', c == '.' && s.at+1 < len(s.source) && s.source[s.at+1] >= '0' && s.source[s.at+1] <= '9':
		s.number()
		return tokenNumber
	case c == '"' || c == '\'':
		s.string(c)
		return tokenString
	case c == '`':
		s.template()
		return tokenTemplate
	case c == '/' && s.operandExpected():
		s.regExp()
		return tokenRegExp
	case c == '<' && s.jsx && s.operandExpected() && s.element():
		return tokenElement
	}
	for _, long := range [...]string{"...", "=>", "?."} {
		if strings.HasPrefix(s.source[s.at:], long) && (long != "?." || !isDigitAt(s.source, s.at+2)) {
			s.at += len(long)
			return tokenPunctuation
		}
	}
	s.at++
	return tokenPunctuation
}

func isDigitAt(text string, at int) bool { return at < len(text) && text[at] >= '0' && text[at] <= '9' }

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c == '\\'
}

func (s *scanner) name() {
	for s.at < len(s.source) {
		c := s.source[s.at]
		switch {
		case c == '\\' && strings.HasPrefix(s.source[s.at:], `\u{`):
			end := strings.IndexByte(s.source[s.at:], '}')
			if end < 0 {
				end = 2
			}
			s.at += end + 1
		case isNameStart(c) || c >= '0' && c <= '9':
			s.at++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s.source[s.at:])
			if unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' {
				return
			}
			s.at += size
		default:
			return
		}
	}
}

func (s *scanner) number() {
	for s.at < len(s.source) {
		c := s.source[s.at]
		isSign := (c == '+' || c == '-') && s.source[s.at-1]|0x20 == 'e' && !strings.HasPrefix(strings.ToLower(s.source[s.previousStart():]), "0x")
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '.' || isSign) {
			return
		}
		s.at++
	}
}

// previousStart is where the number that is being read began.
func (s *scanner) previousStart() int {
	at := s.at
	for at > 0 && (s.source[at-1] >= '0' && s.source[at-1] <= '9' || s.source[at-1]|0x20 >= 'a' && s.source[at-1]|0x20 <= 'z' || s.source[at-1] == '_' || s.source[at-1] == '.') {
		at--
	}
	return at
}

func (s *scanner) string(quote byte) {
	for s.at++; s.at < len(s.source); s.at++ {
		switch s.source[s.at] {
		case quote:
			s.at++
			return
		case '\\':
			s.at++
		case '\n':
			return // it was none: go on with the line
		}
	}
	s.at = len(s.source)
}

// template skips a template, also those within it.
func (s *scanner) template() {
	for s.at++; s.at < len(s.source); s.at++ {
		switch s.source[s.at] {
		case '`':
			s.at++
			return
		case '\\':
			s.at++
		case '$':
			if strings.HasPrefix(s.source[s.at:], "${") {
				s.at++
				s.embedded()
				s.at--
			}
		}
	}
	s.at = len(s.source)
}

// embedded skips from "{" to behind its "}".
func (s *scanner) embedded() {
	inner := scanner{source: s.source, at: s.at, jsx: s.jsx, broken: s.broken, depth: s.depth + 1}
	if inner.depth > maxNesting {
		s.at = len(s.source)
		return
	}
	for open := 0; ; {
		t := inner.next()
		switch {
		case t.kind == tokenEnd:
			s.at = len(s.source)
			return
		case t.is("{"):
			open++
		case t.is("}"):
			if open--; open <= 0 {
				s.at = t.end
				return
			}
		}
	}
}

func (s *scanner) regExp() {
	class := false
	for s.at++; s.at < len(s.source); s.at++ {
		switch s.source[s.at] {
		case '\\':
			s.at++
		case '[':
			class = true
		case ']':
			class = false
		case '\n', '\r':
			return
		case '/':
			if !class {
				s.at++
				s.name()
				return
			}
		}
	}
	s.at = len(s.source)
}

// beforeOperand are the words after which an operand follows.
var beforeOperand = map[string]bool{
	"return": true, "typeof": true, "case": true, "in": true, "of": true, "instanceof": true, "new": true, "delete": true, "void": true,
	"throw": true, "do": true, "else": true, "yield": true, "await": true, "default": true, "extends": true,
}

// operandExpected reports whether a value may begin here, rather than an operator.
func (s *scanner) operandExpected() bool {
	switch s.previous.kind {
	case tokenEnd:
		return true
	case tokenName:
		return beforeOperand[s.previous.text]
	case tokenPunctuation:
		switch s.previous.text {
		case ")":
			return s.closedHead
		case "]":
			return false
		case "}":
			// After a block; an object or a function that is divided is rare.
			return true
		case "+", "-":
			// x++ / y
			return !strings.HasSuffix(s.source[:s.previous.end], s.previous.text+s.previous.text)
		case "!":
			return !s.afterValue(s.previous.start)
		}
		return true
	}
	return false
}

// afterValue reports whether the character before at ends a value: "x!" asserts, "!x" negates.
func (s *scanner) afterValue(at int) bool {
	if at == 0 {
		return false
	}
	c := s.source[at-1]
	return c == ')' || c == ']' || isNameStart(c) || c >= '0' && c <= '9'
}
