package types

import (
	"slices"
	"strings"
)

// comment is a documentation comment: from "/**" to behind "*/".
type comment struct{ start, end int }

// tag is a part of one that begins with "@" at the start of a line.
type tag struct {
	name       string
	start, end int // of what follows the name
}

// findComments fills in comments and documented.
func (f *file) findComments() {
	s := scanner{source: f.source, broken: new(bool), jsx: true, comments: &f.comments}
	for s.next().kind != tokenEnd {
		continue
	}
	text := []byte(f.source)
	for _, c := range f.comments {
		for at := c.start + 3; at < c.end-2; at++ {
			if text[at] != '\n' {
				continue
			}
			for at+1 < c.end-2 && (text[at+1] == ' ' || text[at+1] == '\t' || text[at+1] == '\r') {
				at++
			}
			if at+1 < c.end-2 && text[at+1] == '*' {
				text[at+1] = ' '
			}
		}
	}
	f.documented = string(text)
}

// wordsBetween are what may stand between a comment and what it is about.
var wordsBetween = []string{"export", "default", "async", "const", "let", "var", "declare", "function", "*"}

// maxBetween is how far from it a comment may be: other comments may lie between.
const maxBetween = 2000

// commentBefore returns the one that documents what is at a place.
func (f *file) commentBefore(at int) (comment, bool) {
	i, _ := slices.BinarySearchFunc(f.comments, at, func(c comment, at int) int { return c.end - at })
	if i < len(f.comments) && f.comments[i].end == at {
		i++
	}
	if i == 0 {
		return comment{}, false
	}
	c := f.comments[i-1]
	if at-c.end > maxBetween {
		return comment{}, false
	}
	between := scanner{source: f.source[:at], at: c.end, broken: new(bool)}
	for {
		switch t := between.next(); {
		case t.kind == tokenEnd:
			return c, true
		case !slices.Contains(wordsBetween, t.text):
			return comment{}, false
		}
	}
}

// tags splits a comment.
func (f *file) tags(c comment) []tag {
	var list []tag
	end := c.end - 2
	lineStart := true
	for at := min(c.start+3, end); at < end; at++ {
		switch b := f.documented[at]; {
		case b == '\n':
			lineStart = true
		case b == '@' && lineStart:
			lineStart = false
			name := at + 1
			for at+1 < end && (isNameStart(f.documented[at+1]) || f.documented[at+1] == '-') {
				at++
			}
			if len(list) > 0 {
				list[len(list)-1].end = name - 1
			}
			list = append(list, tag{f.documented[name : at+1], at + 1, end})
		case b != ' ' && b != '\t' && b != '\r':
			lineStart = false
		}
	}
	return list
}

// inside returns a parser for what a tag says.
func (p *parser) inside(t tag) *parser {
	inner := &parser{file: p.file, scanner: scanner{source: p.file.documented[:t.end], at: t.start, broken: new(bool)}, jsdoc: true, depth: p.depth}
	inner.next()
	return inner
}

// braced reads {T}, {...T} and what is optional by {T=}; nil if there is no brace.
func (p *parser) braced() (of *typeNode, rest bool) {
	if !p.accept("{") {
		return nil, false
	}
	rest = p.accept("...")
	of = p.typ()
	p.expect("}")
	if p.lost {
		return &typeNode{kind: typeUnknown, start: of.start, end: of.end}, rest
	}
	return of, rest
}

// documentFunction gives a function the types that its comment says.
func (p *parser) documentFunction(d *declaration, at int) {
	s := d.signature
	s.extra = strings.Contains(p.text(s.start, p.last.end), "arguments")
	c, found := p.file.commentBefore(at)
	if !found {
		looseParameters(s)
		return
	}
	p.document(s, c)
	for _, t := range p.file.tags(c) {
		if t.name == "type" {
			d.of, _ = p.inside(t).braced()
		}
	}
}

// documentVariable does so for a variable, which may hold a function.
func (p *parser) documentVariable(d *declaration) {
	c, found := p.file.commentBefore(d.start)
	isFunction := d.initial != nil && d.initial.kind == expressionFunction
	if isFunction {
		s := d.initial.signature
		s.extra = strings.Contains(p.text(d.initial.start, d.initial.end), "arguments")
		if found {
			p.document(s, c)
		} else {
			looseParameters(s)
		}
	}
	if !found {
		return
	}
	for _, t := range p.file.tags(c) {
		if t.name == "type" {
			d.of, _ = p.inside(t).braced()
		}
	}
}

// looseParameters makes all of a JavaScript function's undocumented parameters optional, as TypeScript does.
func looseParameters(s *signature) {
	for i := range s.parameters {
		if s.parameters[i].of == nil {
			s.parameters[i].optional = true
		}
	}
}

// document fills in a signature from a comment.
func (p *parser) document(s *signature, c comment) {
	for _, t := range p.file.tags(c) {
		switch t.name {
		case "template":
			s.generics = append(s.generics, p.inside(t).templates()...)
		case "returns", "return":
			if of, _ := p.inside(t).braced(); of != nil && s.result == nil {
				s.result = of
			}
		}
	}
	order := 0
	for _, t := range p.file.tags(c) {
		if t.name != "param" && t.name != "arg" && t.name != "argument" {
			continue
		}
		q, path := p.inside(t).documentedName()
		if len(path) == 0 {
			continue
		}
		if len(path) > 1 {
			for i := range s.parameters {
				if s.parameters[i].name == path[0] || s.parameters[i].name == "" && i == order-1 {
					s.parameters[i].of = addProperty(s.parameters[i].of, path[1:], q)
				}
			}
			continue
		}
		for i := range s.parameters {
			known := &s.parameters[i]
			if known.name != path[0] && (known.name != "" || i != order) {
				continue
			}
			known.of, known.optional = q.of, known.optional || q.optional
			if known.rest || q.rest && i == len(s.parameters)-1 {
				if known.rest = true; q.rest && q.of != nil {
					known.of = &typeNode{kind: typeArray, start: q.of.start, end: q.of.end, of: []*typeNode{q.of}}
				}
			}
		}
		order++
	}
	looseParameters(s)
}

// templates reads {Constraint} T, U = V.
func (p *parser) templates() []typeParameter {
	constraint, _ := p.braced()
	var list []typeParameter
	for p.token.kind == tokenName || p.at("[") {
		bracket := p.accept("[")
		t := typeParameter{name: p.next().text, constraint: constraint}
		if bracket {
			if p.accept("=") {
				t.initial = p.typ()
			}
			p.accept("]")
		}
		list = append(list, t)
		if !p.accept(",") {
			break
		}
	}
	return list
}

// documentedName reads {T} name, {T} [name.name=initial].
func (p *parser) documentedName() (parameter, []string) {
	q := parameter{start: p.token.start}
	q.of, q.rest = p.braced()
	if q.of != nil && q.of.kind == typeUnion && q.of.of[len(q.of.of)-1].kind == typeKeyword && p.last.is("}") && strings.HasSuffix(strings.TrimSpace(p.text(q.of.start, q.of.end)), "=") {
		q.optional = true
	}
	q.optional = p.accept("[") || q.optional
	var path []string
	for p.token.kind == tokenName {
		path = append(path, p.next().text)
		if p.at("[") && p.peek().is("]") {
			p.next()
			p.next()
			path[len(path)-1] += "[]"
		}
		if !p.accept(".") {
			break
		}
	}
	if q.of == nil && p.at("{") { // @param name {T}
		q.of, q.rest = p.braced()
	}
	return q, path
}

// addProperty puts a documented member into what `Object` says of its holder, or into its items.
func addProperty(of *typeNode, path []string, q parameter) *typeNode {
	if of == nil {
		of = &typeNode{kind: typeObject, start: q.start}
	}
	if of.kind == typeArray {
		of.of[0] = addProperty(of.of[0], path, q)
		return of
	}
	if of.kind == typeKeyword {
		of = &typeNode{kind: typeObject, start: of.start, end: of.end}
	}
	if of.kind != typeObject {
		return of
	}
	for _, m := range of.members {
		if len(path) > 1 && m.name == strings.TrimSuffix(path[0], "[]") {
			m.of = addProperty(m.of, path[1:], q)
			return of
		}
	}
	of.members = append(of.members, &member{start: q.start, name: path[0], optional: q.optional, of: q.of})
	return of
}

// typedefs declares the types that comments define.
func (p *parser) typedefs(s *scope) {
	for _, c := range p.file.comments {
		var generic []typeParameter
		var current *declaration
		tags := p.file.tags(c)
		for i, t := range tags {
			inner := p.inside(t)
			switch t.name {
			case "template":
				generic = append(generic, inner.templates()...)
			case "import":
				inner = p.inside(tag{t.name, t.start - len(t.name), t.end})
				inner.importStatement(s)
			case "typedef":
				of, _ := inner.braced()
				current = &declaration{kind: declareAlias, start: inner.token.start, name: inner.next().text, of: of, generic: generic}
				if of == nil {
					current.of = &typeNode{kind: typeObject, start: t.start, end: t.end}
				}
				p.declareType(s, current)
			case "property", "prop":
				if q, path := inner.documentedName(); current != nil && len(path) > 0 {
					current.of = addProperty(current.of, path, q)
				}
			case "callback":
				current = &declaration{kind: declareAlias, start: inner.token.start, name: inner.next().text, generic: generic}
				current.of = &typeNode{kind: typeFunction, start: t.start, end: t.end, signature: p.callback(tags[i+1:])}
				p.declareType(s, current)
			}
		}
	}
}

func (p *parser) declareType(s *scope, d *declaration) {
	if d.name == "" {
		return
	}
	p.file.module = true
	s.declare(d)
	s.exports[d.name] = export{local: d.name}
}

// callback reads the tags behind @callback.
func (p *parser) callback(tags []tag) *signature {
	s := &signature{}
	for _, t := range tags {
		switch t.name {
		case "param", "arg", "argument":
			q, path := p.inside(t).documentedName()
			if len(path) == 1 {
				q.name = path[0]
				s.parameters = append(s.parameters, q)
			}
		case "returns", "return":
			s.result, _ = p.inside(t).braced()
		case "typedef", "callback":
			return s
		}
	}
	return s
}

// closureNames are the names of JSDoc that mean something else in TypeScript.
func closureName(t *typeNode) {
	if t.kind != typeReference || len(t.path) != 1 {
		return
	}
	switch t.path[0] {
	case "String", "Number", "Boolean", "Symbol", "BigInt":
		t.kind, t.name = typeKeyword, strings.ToLower(t.path[0])
	case "Undefined", "Null", "Void":
		t.kind, t.name = typeKeyword, strings.ToLower(t.path[0])
	case "Object", "object":
		if len(t.of) == 2 {
			t.path = []string{"Record"}
			return
		}
		t.kind, t.name = typeKeyword, "any"
	case "Array", "array":
		t.path = []string{"Array"}
		if len(t.of) == 0 {
			t.of = []*typeNode{keywordNode("any", t.start, t.end)}
		}
	case "function":
		t.path = []string{"Function"}
	case "Promise":
		if len(t.of) == 0 {
			t.of = []*typeNode{keywordNode("any", t.start, t.end)}
		}
	}
}
