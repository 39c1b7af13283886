package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// kind is what a JSON value is.
type kind string

const (
	kindNull    kind = "null"
	kindBoolean kind = "a boolean"
	kindNumber  kind = "a number"
	kindString  kind = "a string"
	kindArray   kind = "an array"
	kindObject  kind = "an object"
)

// node is a parsed value with its place in the file.
type node struct {
	kind       kind
	start, end int     // byte offsets
	text       string  // of a string: its value; of a number: its digits
	items      []*node // of an array
	fields     []field // of an object, in order
}

type field struct {
	key   *node // a string
	value *node
}

// syntaxError is where and why the text is not JSON.
type syntaxError struct {
	offset int
	text   string
	hint   string
}

// maxDepth keeps a hostile file from exhausting the stack.
const maxDepth = 64

// parser reads JSON with comments and trailing commas.
type parser struct {
	source []byte
	at     int
	failed *syntaxError
}

// parseJSONC parses source, or says at which byte it stops being JSON.
func parseJSONC(source []byte) (*node, *syntaxError) {
	p := &parser{source: source}
	if bytes.HasPrefix(source, []byte("\xef\xbb\xbf")) {
		p.at = 3
	}
	if !utf8.Valid(source) {
		for i := 0; i < len(source); {
			r, size := utf8.DecodeRune(source[i:])
			if r == utf8.RuneError && size == 1 {
				return nil, &syntaxError{i, "the file is not UTF-8 text", "save it as UTF-8"}
			}
			i += size
		}
	}
	root := p.value(0)
	if p.failed == nil {
		if p.space(); p.at < len(source) {
			p.fail(p.at, "there is more after the end of the value", "")
		}
	}
	if p.failed != nil {
		return nil, p.failed
	}
	return root, nil
}

func (p *parser) fail(offset int, text, hint string) {
	if p.failed == nil {
		p.failed = &syntaxError{offset, text, hint}
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.source) {
		return p.source[p.at]
	}
	return 0
}

// space skips white space and comments.
func (p *parser) space() {
	for p.at < len(p.source) {
		rest := p.source[p.at:]
		switch {
		case bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0:
			p.at++
		case bytes.HasPrefix(rest, []byte("//")):
			end := bytes.IndexByte(rest, '\n')
			if end < 0 {
				end = len(rest)
			}
			p.at += end
		case bytes.HasPrefix(rest, []byte("/*")):
			end := bytes.Index(rest, []byte("*/"))
			if end < 0 {
				p.fail(p.at, "this comment has no end", `close it with "*/"`)
				p.at = len(p.source)
				return
			}
			p.at += end + 2
		default:
			return
		}
	}
}

// value parses one value; after a failure it returns a node of no consequence.
func (p *parser) value(depth int) *node {
	p.space()
	n := &node{start: p.at}
	defer func() { n.end = p.at }()
	if depth > maxDepth {
		p.fail(p.at, "this is nested too deeply", "")
		return n
	}
	switch c := p.peek(); {
	case p.at >= len(p.source):
		p.fail(p.at, "the file ends where a value is expected", "")
	case c == '{':
		p.object(n, depth)
	case c == '[':
		p.array(n, depth)
	case c == '"':
		n.kind, n.text = kindString, p.string()
	case c == '-' || c >= '0' && c <= '9':
		n.kind, n.text = kindNumber, p.number()
	default:
		p.word(n)
	}
	return n
}

func (p *parser) object(n *node, depth int) {
	n.kind = kindObject
	p.at++
	for p.failed == nil {
		p.space()
		if p.peek() == '}' {
			p.at++
			return
		}
		if p.peek() != '"' {
			p.expected(`a key in double quotes, or "}"`, n.start)
			return
		}
		key := &node{kind: kindString, start: p.at}
		key.text = p.string()
		key.end = p.at
		if p.space(); p.peek() != ':' {
			p.expected(`":" after the key`, n.start)
			return
		}
		p.at++
		value := p.value(depth + 1)
		n.fields = append(n.fields, field{key, value})
		if !p.comma('}', n.start) {
			return
		}
	}
}

func (p *parser) array(n *node, depth int) {
	n.kind = kindArray
	p.at++
	for p.failed == nil {
		if p.space(); p.peek() == ']' {
			p.at++
			return
		}
		if p.at >= len(p.source) {
			p.expected("a value", n.start)
			return
		}
		n.items = append(n.items, p.value(depth+1))
		if !p.comma(']', n.start) {
			return
		}
	}
}

// comma skips what separates entries. It reports whether parsing goes on; the closing bracket itself is left there.
func (p *parser) comma(closing byte, opened int) bool {
	if p.failed != nil {
		return false
	}
	before := p.at
	p.space()
	switch p.peek() {
	case ',':
		p.at++
		return true
	case closing:
		return true
	case '"', '{', '[':
		p.fail(before, `a "," is missing here`, `separate entries with ","`)
		return false
	}
	p.expected(fmt.Sprintf(`"," or "%c"`, closing), opened)
	return false
}

// expected fails at the next token; at the end of the file it says which bracket is open.
func (p *parser) expected(what string, opened int) {
	if p.at >= len(p.source) {
		p.fail(opened, fmt.Sprintf(`this "%c" is never closed`, p.source[opened]), "")
		return
	}
	hint := ""
	if p.source[p.at] == '\'' {
		hint = "strings are in double quotes"
	}
	r, _ := utf8.DecodeRune(p.source[p.at:])
	p.fail(p.at, fmt.Sprintf("expected %s but found %q", what, string(r)), hint)
}

func (p *parser) string() string {
	start := p.at
	for p.at++; p.at < len(p.source); p.at++ {
		switch c := p.source[p.at]; {
		case c == '"':
			p.at++
			var text string
			if err := json.Unmarshal(p.source[start:p.at], &text); err != nil {
				p.fail(start, "this string has an escape that JSON doesn't know", `write a backslash as "\\"`)
			}
			return text
		case c == '\\':
			p.at++
		case c == '\n' || c == '\r':
			p.fail(start, "this string has no end on its line", `close it with a double quote`)
			return ""
		case c < ' ':
			p.fail(p.at, "a control character can't stand in a string", `write it as an escape, such as "\t"`)
			return ""
		}
	}
	p.at = len(p.source)
	p.fail(start, "this string has no end", "close it with a double quote")
	return ""
}

func (p *parser) number() string {
	start := p.at
	for p.at < len(p.source) && strings.IndexByte("+-.eE0123456789", p.source[p.at]) >= 0 {
		p.at++
	}
	text := p.source[start:p.at]
	if !json.Valid(text) {
		p.fail(start, fmt.Sprintf("%s is not a JSON number", text), "")
	}
	return string(text)
}

func (p *parser) word(n *node) {
	start := p.at
	for p.at < len(p.source) && (p.source[p.at] >= 'a' && p.source[p.at] <= 'z' || p.source[p.at] >= 'A' && p.source[p.at] <= 'Z' || p.source[p.at] == '_') {
		p.at++
	}
	switch word := string(p.source[start:p.at]); word {
	case "true", "false":
		n.kind, n.text = kindBoolean, word
	case "null":
		n.kind = kindNull
	case "":
		p.expected("a value", start)
	default:
		p.fail(start, fmt.Sprintf("%s is not a JSON value", word), "strings are in double quotes")
	}
}
