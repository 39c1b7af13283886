package ordered

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// SyntaxError says where a text stops being JSON.
type SyntaxError struct {
	// Offset is the byte at which it does; Text says why.
	Offset int
	Text   string
}

// Error is the reason; the place is for who has the file's name.
func (e *SyntaxError) Error() string { return e.Text }

// maxDepth is how deep values may lie within one another.
const maxDepth = 1000

// Parse reads one JSON value; the error is a *SyntaxError. A byte order mark is passed over, as npm does.
func Parse(data []byte) (value any, err error) {
	p := &parser{data: data}
	if len(data) >= 3 && string(data[:3]) == "\xef\xbb\xbf" {
		p.at = 3
	}
	defer func() {
		if cause := recover(); cause != nil {
			syntax, is := cause.(*SyntaxError)
			if !is {
				panic(cause)
			}
			value, err = nil, syntax
		}
	}()
	value = p.value(0)
	p.space()
	if p.at < len(data) {
		p.fail("there is more after the end")
	}
	return value, nil
}

// ParseObject reads a JSON object.
func ParseObject(data []byte) (*Object, error) {
	value, err := Parse(data)
	if err != nil {
		return nil, err
	}
	object, is := value.(*Object)
	if !is {
		return nil, &SyntaxError{Text: "this is no object"}
	}
	return object, nil
}

type parser struct {
	data []byte
	at   int
}

func (p *parser) fail(format string, values ...any) {
	panic(&SyntaxError{Offset: p.at, Text: fmt.Sprintf(format, values...)})
}

func (p *parser) space() {
	for p.at < len(p.data) && (p.data[p.at] == ' ' || p.data[p.at] == '\n' || p.data[p.at] == '\r' || p.data[p.at] == '\t') {
		p.at++
	}
}

// next is the next character that is no space, without taking it.
func (p *parser) next() byte {
	p.space()
	if p.at >= len(p.data) {
		p.fail("it ends too early")
	}
	return p.data[p.at]
}

func (p *parser) value(depth int) any {
	if depth > maxDepth {
		p.fail("it is nested too deeply")
	}
	switch c := p.next(); {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.text()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for word, value := range map[string]any{"true": true, "false": false, "null": nil} {
		if len(p.data)-p.at >= len(word) && string(p.data[p.at:p.at+len(word)]) == word {
			p.at += len(word)
			return value
		}
	}
	r, _ := utf8.DecodeRune(p.data[p.at:])
	p.fail("%q can't stand here", r)
	return nil
}

func (p *parser) object(depth int) *Object {
	o := NewObject()
	p.at++
	if p.next() == '}' {
		p.at++
		return o
	}
	for {
		if p.next() != '"' {
			if p.data[p.at] == '}' {
				p.fail("there is a comma before }")
			}
			p.fail("a key in double quotes is missing")
		}
		key := p.text()
		if p.next() != ':' {
			p.fail("the colon after the key %q is missing", key)
		}
		p.at++
		o.Set(key, p.value(depth+1))
		switch p.next() {
		case ',':
			p.at++
		case '}':
			p.at++
			return o
		default:
			p.fail("a comma or } is missing")
		}
	}
}

func (p *parser) array(depth int) []any {
	list := []any{}
	p.at++
	if p.next() == ']' {
		p.at++
		return list
	}
	for {
		list = append(list, p.value(depth+1))
		switch p.next() {
		case ',':
			p.at++
		case ']':
			p.at++
			return list
		default:
			p.fail("a comma or ] is missing")
		}
	}
}

func (p *parser) number() Number {
	start := p.at
	for p.at < len(p.data) {
		c := p.data[p.at]
		if c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E' {
			p.at++
			continue
		}
		break
	}
	text := string(p.data[start:p.at])
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		p.at = start
		p.fail("%s is no number", text)
	}
	return Number(text)
}

func (p *parser) text() string {
	p.at++
	start := p.at
	for p.at < len(p.data) && p.data[p.at] != '"' && p.data[p.at] != '\\' && p.data[p.at] >= ' ' {
		p.at++
	}
	if p.at < len(p.data) && p.data[p.at] == '"' {
		p.at++
		return string(p.data[start : p.at-1])
	}
	made := append([]byte(nil), p.data[start:p.at]...)
	for {
		if p.at >= len(p.data) {
			p.fail("a string has no end")
		}
		c := p.data[p.at]
		switch {
		case c == '"':
			p.at++
			return string(made)
		case c < ' ':
			p.fail("a string has no end on its line")
		case c != '\\':
			made = append(made, c)
			p.at++
		default:
			made = p.escape(made)
		}
	}
}

func (p *parser) escape(made []byte) []byte {
	if p.at+1 >= len(p.data) {
		p.fail("a string has no end")
	}
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := p.data[p.at+1]
	for i := range len(from) {
		if from[i] == c {
			p.at += 2
			return append(made, to[i])
		}
	}
	if c != 'u' {
		p.fail(`\%c is no escape`, c)
	}
	r := p.unit()
	if utf16.IsSurrogate(r) && p.at+1 < len(p.data) && p.data[p.at] == '\\' && p.data[p.at+1] == 'u' {
		here := p.at
		if pair := utf16.DecodeRune(r, p.unit()); pair != utf8.RuneError {
			return utf8.AppendRune(made, pair)
		}
		p.at = here
	}
	return utf8.AppendRune(made, r)
}

// unit takes an escape \uXXXX.
func (p *parser) unit() rune {
	if p.at+6 > len(p.data) {
		p.fail("a string has no end")
	}
	n, err := strconv.ParseUint(string(p.data[p.at+2:p.at+6]), 16, 32)
	if err != nil {
		p.fail(`\u needs four hexadecimal digits`)
	}
	p.at += 6
	return rune(n)
}
