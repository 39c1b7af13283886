package types

import "slices"

// typeParameters reads <T, const U extends V = W>; nil if there are none.
func (p *parser) typeParameters() []typeParameter {
	if !p.at("<") {
		return nil
	}
	var list []typeParameter
	for p.next(); !p.at(">") && !p.ended(); {
		for (p.at("const") || p.at("in") || p.at("out")) && p.peek().kind == tokenName && !p.peek().is("extends") {
			p.next()
		}
		t := typeParameter{name: p.next().text}
		if p.accept("extends") {
			t.constraint = p.typ()
		}
		if p.accept("=") {
			t.initial = p.typ()
		}
		list = append(list, t)
		if !p.accept(",") {
			break
		}
	}
	p.expect(">")
	return list
}

var parameterModifiers = []string{"public", "private", "protected", "readonly", "override"}

// parameters reads (a, b?: T, { c }: U = {}, ...rest: V[]), without the one that is called this.
func (p *parser) parameters() []parameter {
	list := []parameter{}
	for p.expect("("); !p.at(")") && !p.ended(); {
		for p.at("@") {
			p.decorator()
		}
		for slices.Contains(parameterModifiers, p.token.text) && (p.peek().kind == tokenName || p.peek().is("{") || p.peek().is("[")) {
			p.next()
		}
		q := parameter{start: p.token.start, rest: p.accept("...")}
		switch {
		case p.token.kind == tokenName:
			q.name = p.next().text
		case p.at("{"), p.at("["):
			q.pattern = true
			p.skipGroup()
		default:
			p.lose()
			return list
		}
		q.end = p.last.end
		q.optional = p.accept("?")
		q.of = p.typeAnnotation()
		if p.accept("=") {
			q.initial = p.expression()
			q.optional = true
		}
		if q.name != "this" {
			list = append(list, q)
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	return list
}

// objectMembers reads the members of an interface or an object type, braces included.
func (p *parser) objectMembers() []*member {
	list := []*member{}
	for p.expect("{"); !p.at("}") && !p.ended(); {
		if p.accept(";") || p.accept(",") {
			continue
		}
		if m := p.objectMember(); m != nil {
			list = append(list, m)
		}
	}
	p.expect("}")
	return list
}

func (p *parser) objectMember() *member {
	m := &member{start: p.token.start}
	switch {
	case p.at("("), p.at("<"):
		m.kind, m.signature = memberCall, p.memberSignature(m.start)
		return m
	case p.at("new") && (p.peek().is("(") || p.peek().is("<")):
		p.next()
		m.kind, m.signature = memberConstruct, p.memberSignature(m.start)
		return m
	}
	for p.at("readonly") && p.startsName(p.peek()) {
		p.next()
	}
	accessor := ""
	if (p.at("get") || p.at("set")) && p.startsName(p.peek()) {
		accessor = p.next().text
	}
	if p.at("[") && p.isIndex() {
		return p.indexMember(m)
	}
	if !p.memberName(m) {
		p.lose()
		return nil
	}
	m.optional = p.accept("?")
	if accessor != "" {
		s := p.memberSignature(m.start)
		m.of = s.result
		if accessor == "set" && len(s.parameters) > 0 {
			m.of = s.parameters[0].of
		}
		return m
	}
	if p.at("(") || p.at("<") {
		m.kind, m.signature = memberMethod, p.memberSignature(m.start)
		return m
	}
	m.of = p.typeAnnotation()
	if !p.at(";") && !p.at(",") && !p.at("}") && !p.token.line {
		p.lose()
	}
	return m
}

func (p *parser) memberSignature(start int) *signature {
	s := &signature{start: start, generics: p.typeParameters(), parameters: p.parameters()}
	s.result = p.typeAnnotation()
	return s
}

// startsName reports whether the name of a member begins with a token, so that the word before it is a modifier.
func (p *parser) startsName(t token) bool {
	switch t.kind {
	case tokenName, tokenPrivate, tokenString, tokenNumber:
		return true
	}
	return t.is("[") || t.is("{") || t.is("*")
}

// isIndex reports whether a bracket begins [key: T].
func (p *parser) isIndex() bool {
	before := p.save()
	defer p.restore(before)
	p.next()
	return p.token.kind == tokenName && p.peek().is(":")
}

func (p *parser) indexMember(m *member) *member {
	m.kind = memberIndex
	p.expect("[")
	p.next()
	m.key = p.typeAnnotation()
	p.expect("]")
	p.accept("?")
	m.of = p.typeAnnotation()
	return m
}

// memberName reads a name: an identifier, a string, a number, or an expression in brackets.
func (p *parser) memberName(m *member) bool {
	switch p.token.kind {
	case tokenName, tokenPrivate:
		m.name = p.next().text
	case tokenString:
		m.name = unquoted(p.text(p.token.start, p.token.end))
		p.next()
	case tokenNumber:
		m.name, _, _ = numberText(p.text(p.token.start, p.token.end))
		p.next()
	default:
		if !p.accept("[") {
			return false
		}
		m.computed = p.expression()
		p.expect("]")
		if m.computed.kind == expressionLiteral {
			m.name, m.computed = m.computed.value, nil
		}
	}
	return true
}

var classModifiers = []string{"public", "private", "protected", "static", "readonly", "abstract", "override", "declare", "accessor", "async"}

// classMembers reads a class's body: its own public fields are all that matters of an instance that crosses.
func (p *parser) classMembers() []*member {
	list := []*member{}
	for p.expect("{"); !p.at("}") && !p.ended(); {
		if p.accept(";") {
			continue
		}
		before := p.token.start
		if m := p.classMember(); m != nil {
			list = append(list, m)
		}
		if p.token.start == before {
			p.next()
		}
	}
	p.expect("}")
	return list
}

func (p *parser) classMember() *member {
	for p.at("@") {
		p.decorator()
	}
	m := &member{start: p.token.start}
	hidden := false
	for slices.Contains(classModifiers, p.token.text) && p.startsName(p.peek()) || p.at("static") && p.peek().is("{") {
		if p.at("static") && p.peek().is("{") {
			p.next()
			p.skipGroup()
			return nil
		}
		word := p.next().text
		hidden = hidden || word == "private" || word == "protected" || word == "static"
	}
	method := p.accept("*")
	if (p.at("get") || p.at("set")) && p.startsName(p.peek()) {
		p.next()
		method = true // accessors are the prototype's, and don't cross
	}
	if p.at("[") && p.isIndex() {
		m = p.indexMember(m)
		p.accept(";")
		return m
	}
	if p.token.kind == tokenPrivate {
		hidden = true
	}
	if !p.memberName(m) {
		return nil
	}
	m.optional = p.accept("?")
	p.accept("!")
	if p.at("(") || p.at("<") || method {
		return p.classMethod(m)
	}
	m.of = p.typeAnnotation()
	if p.accept("=") {
		m.initial = p.expression()
	}
	p.accept(";")
	if hidden {
		return nil
	}
	return m
}

// classMethod skips a method. Of a constructor, the fields that its parameters declare would be members; they are found here.
func (p *parser) classMethod(m *member) *member {
	m.kind = memberMethod
	p.typeParameters()
	if m.name == "constructor" {
		m.signature = &signature{start: m.start, parameters: p.constructorFields()}
	} else {
		p.parameters()
		m = nil
	}
	p.typeAnnotation()
	if p.at("{") {
		p.skipGroup()
	}
	p.accept(";")
	return m
}

// constructorFields reads a constructor's parameters and returns those that are public fields as well.
func (p *parser) constructorFields() []parameter {
	ahead := p.save()
	var public []int
	for open := 0; !p.ended(); {
		switch {
		case p.at("("), p.at("["), p.at("{"):
			open++
		case p.at(")"), p.at("]"), p.at("}"):
			open--
		case open == 1 && (p.last.is("(") || p.last.is(",")) && (p.at("public") || p.at("readonly")) && p.peek().kind == tokenName:
			for slices.Contains(parameterModifiers, p.token.text) && p.peek().kind == tokenName {
				p.next()
			}
			if p.last.is("private") || p.last.is("protected") {
				break
			}
			public = append(public, p.token.start)
		}
		p.next()
		if open == 0 {
			break
		}
	}
	p.restore(ahead)
	return slices.DeleteFunc(p.parameters(), func(q parameter) bool { return !slices.Contains(public, q.start) })
}

// decorator skips @name.name(...).
func (p *parser) decorator() {
	p.next()
	if p.at("(") {
		p.skipGroup()
		return
	}
	for p.token.kind == tokenName {
		p.next()
		if !p.accept(".") {
			break
		}
	}
	if p.at("(") {
		p.skipGroup()
	}
}
