package bundler

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a piece of JavaScript or TypeScript.
type token struct {
	kind       tokenKind
	start, end int
	text       string
	// match is the index of the bracket that belongs to this one, -1 for all else.
	match int
	// fresh says that a line begins with it.
	fresh bool
}

type tokenKind int

const (
	tokenWord   tokenKind = iota // a name or a keyword
	tokenNumber                  // 1, 0x1f, 10n
	tokenString                  // "a", 'a'
	// tokenTemplate is a piece of a template literal, from its ` or behind a }, to a ${ or its end.
	tokenTemplate
	tokenRegexp
	tokenMark // brackets, operators, commas
)

// marks are the operators of more than one character, longer ones first.
var marks = strings.Fields(`>>>= ... === !== **= <<= >>= >>> &&= ||= ??= => == != <= >= && || ?? ?. ++ -- += -= *= /= %= &= |= ^= << >> ** ${`)

// beforeRegexp are the words behind which a slash begins a regular expression.
var beforeRegexp = strings.Fields("return typeof case do else in instanceof new of void delete throw await yield extends default")

// scan splits code into tokens, without blanks and comments. It reads what esbuild prints; of an author's own file it reads all but
// JSX. Code that makes no sense ends the list.
func scan(code string) []token {
	s := scanner{code: code}
	for s.next() {
		continue
	}
	return s.tokens
}

type scanner struct {
	code   string
	at     int
	tokens []token
	open   []int // the brackets that are open, by index
}

// next reads a token; false means the end.
func (s *scanner) next() bool {
	fresh, ok := s.blanks()
	if !ok || s.at >= len(s.code) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.code[s.at:])
	switch {
	case strings.HasPrefix(s.code[s.at:], "${") && len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].kind == tokenTemplate:
		return s.mark(fresh)
	case isNamePart(first) && !isDigit(first) || first == '#' || first == '\\':
		s.add(tokenWord, s.run(s.at+1, func(r rune) bool { return isNamePart(r) || r == '\\' }), fresh)
	case isDigit(first) || first == '.' && s.at+1 < len(s.code) && isDigit(rune(s.code[s.at+1])):
		s.add(tokenNumber, s.number(), fresh)
	case first == '"' || first == '\'':
		return s.closed(tokenString, s.text(byte(first)), fresh)
	case first == '`':
		return s.closed(tokenTemplate, s.template(s.at+1), fresh)
	case first == '/' && s.expectsValue(fresh):
		return s.closed(tokenRegexp, s.regexp(), fresh)
	default:
		return s.mark(fresh)
	}
	return true
}

func (s *scanner) add(kind tokenKind, end int, fresh bool) {
	s.tokens = append(s.tokens, token{kind: kind, start: s.at, end: end, text: s.code[s.at:end], match: -1, fresh: fresh})
	s.at = end
}

// closed adds a token that ends at end, or not at all.
func (s *scanner) closed(kind tokenKind, end int, fresh bool) bool {
	if end < 0 {
		return false
	}
	s.add(kind, end, fresh)
	return true
}

// blanks skips white space and comments, and reports whether a line ended among them; ok is false if a comment never ends.
func (s *scanner) blanks() (fresh, ok bool) {
	fresh = s.at == 0
	for s.at < len(s.code) {
		rest := s.code[s.at:]
		switch {
		case strings.HasPrefix(rest, "//"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				s.at = len(s.code)
				return fresh, true
			}
			s.at += end
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest, "*/")
			if end < 0 {
				return fresh, false
			}
			fresh = fresh || strings.Contains(rest[:end], "\n")
			s.at += end + 2
		default:
			r, size := utf8.DecodeRuneInString(rest)
			if !unicode.IsSpace(r) && r != '\ufeff' {
				return fresh, true
			}
			fresh = fresh || r == '\n'
			s.at += size
		}
	}
	return fresh, true
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isNamePart reports whether r can be part of a name.
func isNamePart(r rune) bool {
	return r == '$' || r == '_' || r == '\u200c' || r == '\u200d' || unicode.IsLetter(r) || unicode.IsDigit(r) ||
		unicode.In(r, unicode.Nl, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Start, unicode.Other_ID_Continue)
}

// isIdentifier reports whether name is one, be it a reserved word.
func isIdentifier(name string) bool {
	for i, r := range name {
		if !isNamePart(r) || i == 0 && (unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc) || r == '\u200c' || r == '\u200d') {
			return false
		}
	}
	return name != ""
}

// run returns where the characters of a kind end that begin at a place.
func (s *scanner) run(at int, kind func(rune) bool) int {
	for at < len(s.code) {
		r, size := utf8.DecodeRuneInString(s.code[at:])
		if !kind(r) && utf8.RuneStart(s.code[at]) {
			break
		}
		at += size
	}
	return at
}

func (s *scanner) number() int {
	at := s.at
	for at < len(s.code) {
		c := s.code[at]
		signed := (c == '+' || c == '-') && strings.ContainsRune("eE", rune(s.code[at-1])) && !strings.HasPrefix(s.code[s.at:], "0x")
		if !signed && c != '.' && c != '_' && !isDigit(rune(c)) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			break
		}
		at++
	}
	return at
}

func (s *scanner) text(quote byte) int {
	for at := s.at + 1; at < len(s.code); at++ {
		switch s.code[at] {
		case quote:
			return at + 1
		case '\\':
			at++
		case '\n':
			return -1
		}
	}
	return -1
}

// template returns where the piece of a template ends that begins at a place.
func (s *scanner) template(at int) int {
	for ; at < len(s.code); at++ {
		switch {
		case s.code[at] == '`':
			return at + 1
		case s.code[at] == '\\':
			at++
		case strings.HasPrefix(s.code[at:], "${"):
			return at
		}
	}
	return -1
}

func (s *scanner) regexp() int {
	class := false
	for at := s.at + 1; at < len(s.code); at++ {
		switch s.code[at] {
		case '\\':
			at++
		case '[':
			class = true
		case ']':
			class = false
		case '\n':
			return -1
		case '/':
			if !class {
				return s.run(at+1, isNamePart)
			}
		}
	}
	return -1
}

// expectsValue reports whether an operand comes next, so that a slash begins a regular expression.
func (s *scanner) expectsValue(fresh bool) bool {
	if len(s.tokens) == 0 {
		return true
	}
	switch last := s.tokens[len(s.tokens)-1]; last.kind {
	case tokenMark:
		return fresh || last.text != ")" && last.text != "]" && last.text != "}" && last.text != "++" && last.text != "--"
	case tokenWord:
		return slices.Contains(beforeRegexp, last.text)
	}
	return false
}

func (s *scanner) mark(fresh bool) bool {
	end := s.at + 1
	for _, m := range marks {
		// "a?.5:b" has no optional chain.
		if strings.HasPrefix(s.code[s.at:], m) && (m != "?." || s.at+2 >= len(s.code) || !isDigit(rune(s.code[s.at+2]))) {
			end = s.at + len(m)
			break
		}
	}
	s.add(tokenMark, end, fresh)
	index := len(s.tokens) - 1
	switch text := s.tokens[index].text; text {
	case "(", "[", "{", "${":
		s.open = append(s.open, index)
	case ")", "]", "}":
		if len(s.open) == 0 {
			return false
		}
		opening := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		pairs := map[string]string{"(": ")", "[": "]", "{": "}", "${": "}"}
		if pairs[s.tokens[opening].text] != text {
			return false
		}
		s.tokens[opening].match, s.tokens[index].match = index, opening
		if s.tokens[opening].text == "${" {
			return s.closed(tokenTemplate, s.template(s.at), false)
		}
	}
	return true
}
