package hot

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// token is a piece of what esbuild has printed. Brackets and operators are single characters, but for "=>".
type token struct {
	kind       tokenKind
	start, end int
	depth      int // how many brackets are open around it; a bracket's own is that of what is outside
}

type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenText           // strings, numbers, regular expressions, pieces of templates
	tokenMark
)

func (t token) text(code string) string { return code[t.start:t.end] }

// beforeRegexp are the words behind which a slash begins a regular expression.
var beforeRegexp = strings.Fields("return typeof case do else in instanceof new of void delete throw await yield extends default")

// scan splits code into tokens, without blanks and comments. Code that makes no sense ends the list.
func scan(code string) []token {
	tokens := make([]token, 0, len(code)/5)
	depth := 0
	var templates []int // the depths at which templates go on
	add := func(kind tokenKind, start, end int) { tokens = append(tokens, token{kind, start, end, depth}) }
	for at := 0; at < len(code); {
		c := code[at]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			at++
		case strings.HasPrefix(code[at:], "//"):
			end := strings.IndexByte(code[at:], '\n')
			if end < 0 {
				return tokens
			}
			at += end
		case strings.HasPrefix(code[at:], "/*"):
			end := strings.Index(code[at+2:], "*/")
			if end < 0 {
				return tokens
			}
			at += end + 4
		case isWord(c):
			end := at + 1
			for end < len(code) && (isWord(code[end]) || code[end] >= '0' && code[end] <= '9') {
				end++
			}
			add(tokenWord, at, end)
			at = end
		case c >= '0' && c <= '9':
			end := at + 1
			for end < len(code) && (isWord(code[end]) || code[end] >= '0' && code[end] <= '9' || code[end] == '.') {
				end++
			}
			add(tokenText, at, end)
			at = end
		case c == '"' || c == '\'':
			end := endOfString(code, at)
			if end < 0 {
				return tokens
			}
			add(tokenText, at, end)
			at = end
		case c == '`' || c == '}' && len(templates) > 0 && templates[len(templates)-1] == depth-1:
			if c == '}' {
				depth--
				templates = templates[:len(templates)-1]
			}
			end, goesOn := endOfTemplate(code, at+1)
			if end < 0 {
				return tokens
			}
			add(tokenText, at, end)
			at = end
			if goesOn {
				templates = append(templates, depth)
				depth++
			}
		case c == '/' && expectsValue(code, tokens):
			end := endOfRegexp(code, at)
			if end < 0 {
				return tokens
			}
			add(tokenText, at, end)
			at = end
		case c == '(' || c == '[' || c == '{':
			add(tokenMark, at, at+1)
			depth++
			at++
		case c == ')' || c == ']' || c == '}':
			depth--
			add(tokenMark, at, at+1)
			at++
		case strings.HasPrefix(code[at:], "=>"):
			add(tokenMark, at, at+2)
			at += 2
		default:
			add(tokenMark, at, at+1)
			at++
		}
	}
	return tokens
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' || c == '#' || c == '\\' || c >= utf8.RuneSelf
}

func endOfString(code string, start int) int {
	for at := start + 1; at < len(code); at++ {
		switch code[at] {
		case code[start]:
			return at + 1
		case '\\':
			at++
		}
	}
	return -1
}

// endOfTemplate returns where the piece of a template ends that begins at a place, and whether an expression follows.
func endOfTemplate(code string, at int) (end int, goesOn bool) {
	for ; at < len(code); at++ {
		switch {
		case code[at] == '`':
			return at + 1, false
		case code[at] == '\\':
			at++
		case strings.HasPrefix(code[at:], "${"):
			return at + 2, true
		}
	}
	return -1, false
}

func endOfRegexp(code string, start int) int {
	class := false
	for at := start + 1; at < len(code); at++ {
		switch code[at] {
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
				for at++; at < len(code) && isWord(code[at]); {
					at++
				}
				return at
			}
		}
	}
	return -1
}

// expectsValue reports whether an operand comes next, so that a slash begins a regular expression.
func expectsValue(code string, tokens []token) bool {
	if len(tokens) == 0 {
		return true
	}
	last := tokens[len(tokens)-1]
	switch text := last.text(code); last.kind {
	case tokenMark:
		return text != ")" && text != "]" && text != "}"
	case tokenWord:
		return slices.Contains(beforeRegexp, text)
	}
	return false
}

// closing returns the index of the bracket that closes the one at index open, or the number of tokens.
func closing(tokens []token, open int) int {
	for i := open + 1; i < len(tokens); i++ {
		if tokens[i].depth == tokens[open].depth && tokens[i].kind == tokenMark {
			return i
		}
	}
	return len(tokens)
}
