package types

import "strings"

// expression reads an expression as far as its type is plain to see, and skips the rest. It never returns nil.
func (p *parser) expression() *expression {
	start := p.token.start
	if !p.enter() {
		return &expression{start: start, end: start}
	}
	defer p.leave()
	before := p.save()
	e := p.operand()
	p.assertions(e)
	if !p.lost && p.endsHere() {
		e.start, e.end = start, p.last.end
		return e
	}
	p.restore(before)
	p.skipExpression()
	unknown := &expression{start: start, end: p.last.end}
	p.asserted(unknown)
	return unknown
}

// assertions reads `as T`, `as const`, `satisfies T` and `!`.
func (p *parser) assertions(e *expression) {
	for !p.lost {
		switch {
		case p.at("as") && !p.token.line && p.peek().is("const"):
			p.next()
			p.next()
			e.constant = true
		case p.at("as") && !p.token.line:
			p.next()
			e.as = p.typ()
		case p.at("satisfies") && !p.token.line:
			p.next()
			e.satisfies = p.typ()
		case p.at("!") && !p.token.line:
			p.next()
		default:
			return
		}
	}
}

// asserted finds an `as T` at the end of an expression that is not understood otherwise.
func (p *parser) asserted(e *expression) {
	text := p.text(e.start, e.end)
	at := strings.LastIndex(text, " as ")
	if at < 0 || strings.ContainsAny(text[at:], "`'\"/)") {
		return
	}
	inner := &parser{file: p.file, scanner: scanner{source: p.file.source[:e.end], at: e.start + at + 4, broken: new(bool)}, depth: p.depth}
	inner.next()
	if of := inner.typ(); !inner.lost && inner.ended() {
		e.as = of
	}
}

func literal(name, value string) *expression {
	return &expression{kind: expressionLiteral, name: name, value: value}
}

func (p *parser) operand() *expression {
	t := p.token
	switch t.kind {
	case tokenString:
		p.next()
		return literal("string", unquoted(p.text(t.start, t.end)))
	case tokenNumber:
		return p.numberOperand("")
	case tokenTemplate:
		p.next()
		text := p.text(t.start, t.end)
		if strings.Contains(text, "${") {
			return &expression{kind: expressionNamed, name: "string"}
		}
		return literal("string", unquoted(text))
	case tokenRegExp:
		p.next()
		return &expression{kind: expressionNew, path: []string{"RegExp"}}
	case tokenName:
		return p.namedOperand()
	case tokenPunctuation:
	default:
		p.lose()
		return &expression{}
	}
	switch t.text {
	case "-", "+":
		p.next()
		return p.numberOperand(strings.TrimPrefix(t.text, "+"))
	case "!":
		for p.accept("!") {
			continue
		}
		p.operand()
		return &expression{kind: expressionNamed, name: "boolean"}
	case "{":
		return p.objectOperand()
	case "[":
		return p.arrayOperand()
	case "(":
		if p.isArrow() {
			return p.arrow(false)
		}
		p.next()
		e := p.expression()
		p.expect(")")
		return e
	case "<":
		return p.arrow(false)
	}
	p.lose()
	return &expression{}
}

func (p *parser) numberOperand(sign string) *expression {
	value, isBig, ok := numberText(p.text(p.token.start, p.token.end))
	if p.token.kind != tokenNumber || !ok {
		p.lose()
		return &expression{}
	}
	p.next()
	if value != "0" {
		value = sign + value
	}
	if isBig {
		return literal("bigint", value)
	}
	return literal("number", value)
}

func (p *parser) namedOperand() *expression {
	switch name := p.token.text; name {
	case "true", "false":
		p.next()
		return literal("boolean", name)
	case "null", "undefined":
		p.next()
		return literal(name, name)
	case "async":
		after := p.peek()
		if after.line {
			break
		}
		if after.is("function") {
			p.next()
			return p.functionOperand(true)
		}
		if after.is("(") || after.is("<") || after.kind == tokenName {
			before := p.save()
			p.next()
			if !p.at("(") || p.isArrow() {
				return p.arrow(true)
			}
			p.restore(before)
		}
	case "function":
		return p.functionOperand(false)
	case "class":
		return &expression{kind: expressionClass, class: p.class()}
	case "new":
		p.next()
		e := &expression{kind: expressionNew, path: p.path()}
		if p.at("<") {
			e.typeArguments = p.typeArguments()
		}
		if p.at("(") {
			p.skipGroup()
		}
		return e
	case "void", "typeof", "await", "yield", "delete", "import", "super", "this":
		p.lose()
		return &expression{}
	}
	if p.peek().is("=>") {
		return p.arrow(false)
	}
	e := &expression{kind: expressionName, path: p.path()}
	before := p.save()
	if p.at("<") {
		e.typeArguments = p.typeArguments()
		if p.lost || !p.at("(") {
			p.restore(before)
			e.typeArguments = nil
		}
	}
	if p.at("(") {
		e.kind = expressionCall
		e.of = p.arguments()
	}
	return e
}

// arguments reads those of a call.
func (p *parser) arguments() []*expression {
	list := []*expression{}
	for p.expect("("); !p.at(")") && !p.ended(); {
		spread := p.accept("...")
		e := p.expression()
		e.spread = spread
		list = append(list, e)
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	return list
}

// isArrow reports whether a parenthesis begins the parameters of an arrow function.
func (p *parser) isArrow() bool {
	before := p.save()
	defer p.restore(before)
	p.skipGroup()
	if p.at("=>") {
		return true
	}
	if !p.at(":") {
		return false
	}
	p.next()
	p.returnType()
	return !p.lost && p.at("=>")
}

func (p *parser) arrow(async bool) *expression {
	s := &signature{start: p.token.start, async: async}
	if p.token.kind == tokenName {
		s.parameters = []parameter{{start: p.token.start, end: p.token.end, name: p.next().text}}
	} else {
		s.generics = p.typeParameters()
		s.parameters = p.parameters()
		s.result = p.typeAnnotation()
	}
	if p.expect("=>") {
		s.returns = p.body()
	}
	return &expression{kind: expressionFunction, signature: s}
}

// body skips a function's, and returns the function that it returns, if that is plain to see.
func (p *parser) body() *signature {
	if !p.at("{") {
		if e := p.expression(); e.kind == expressionFunction {
			return e.signature
		}
		return nil
	}
	var returned []*expression
	for p.next(); !p.at("}") && !p.ended(); {
		switch {
		case p.at("(") || p.at("[") || p.at("{"):
			p.skipGroup()
		case p.at("return") && !p.last.is("."):
			p.next()
			if before := p.token.start; !p.at(";") && !p.at("}") {
				if returned = append(returned, p.expression()); p.token.start == before {
					p.next()
				}
			}
		default:
			p.next()
		}
	}
	p.accept("}")
	if len(returned) == 1 && returned[0].kind == expressionFunction {
		return returned[0].signature
	}
	return nil
}

func (p *parser) functionOperand(async bool) *expression {
	p.expect("function")
	s := &signature{start: p.token.start, async: async, generator: p.accept("*")}
	if p.token.kind == tokenName {
		p.next()
	}
	s.generics = p.typeParameters()
	s.parameters = p.parameters()
	s.result = p.typeAnnotation()
	s.returns = p.body()
	return &expression{kind: expressionFunction, signature: s}
}

func (p *parser) arrayOperand() *expression {
	e := &expression{kind: expressionArray}
	for p.expect("["); !p.at("]") && !p.ended(); {
		if p.accept(",") {
			continue
		}
		spread := p.accept("...")
		item := p.expression()
		item.spread = spread
		e.of = append(e.of, item)
		if !p.accept(",") {
			break
		}
	}
	p.expect("]")
	return e
}

func (p *parser) objectOperand() *expression {
	e := &expression{kind: expressionObject}
	for p.expect("{"); !p.at("}") && !p.ended(); {
		if p.accept("...") {
			e.properties = append(e.properties, property{spread: true, of: p.expression()})
		} else if !p.objectProperty(e) {
			p.lose()
			return e
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return e
}

func (p *parser) objectProperty(e *expression) bool {
	async, generator := false, false
	if p.at("async") && p.startsName(p.peek()) && !p.peek().is("{") {
		async = true
		p.next()
	}
	generator = p.accept("*")
	accessor := (p.at("get") || p.at("set")) && p.startsName(p.peek()) && !p.peek().is("{")
	if accessor {
		p.next()
	}
	m := &member{start: p.token.start}
	if !p.memberName(m) {
		return false
	}
	q := property{name: m.name}
	switch {
	case p.at("(") || p.at("<"):
		s := p.memberSignature(m.start)
		s.async, s.generator = async, generator
		if p.at("{") {
			p.skipGroup()
		}
		if !accessor {
			q.of = &expression{kind: expressionFunction, signature: s}
		}
	case p.accept(":"):
		q.of = p.expression()
	case p.at(",") || p.at("}"):
		q.of = &expression{kind: expressionName, path: []string{m.name}, start: m.start, end: p.last.end}
	default:
		return false
	}
	if m.computed == nil {
		e.properties = append(e.properties, q)
	} else {
		e.properties = append(e.properties, property{spread: true, of: &expression{}})
	}
	return true
}
