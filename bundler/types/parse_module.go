package types

// statements reads declarations into a scope, up to the end or a closing brace. ambient says that all of them are exported, as in a
// declaration file's namespaces.
func (p *parser) statements(s *scope, ambient bool) {
	for !p.ended() && !p.at("}") {
		before := p.save()
		p.statement(s, ambient)
		if p.lost || p.token.start == before.token.start {
			// What made no sense is skipped as an expression.
			exhausted := p.work > maxWork*(len(p.file.source)+100)
			p.restore(before)
			if exhausted {
				p.lose()
				return
			}
			start := p.token.start
			p.skipExpression()
			if p.token.start == start || p.at(",") || p.at(";") || p.at(")") || p.at("]") {
				p.next()
			}
		}
	}
}

// statement reads one.
func (p *parser) statement(s *scope, ambient bool) {
	if !p.enter() {
		return
	}
	defer p.leave()
	for p.at("@") {
		p.decorator()
	}
	switch {
	case p.accept(";"):
	case p.at("import") && !p.peek().is("(") && !p.peek().is("."):
		p.importStatement(s)
	case p.at("export"):
		p.exportStatement(s)
	case p.at("declare") && p.peek().kind == tokenName && !p.peek().line:
		p.next()
		if p.at("global") {
			p.globalStatement()
			return
		}
		p.declaration(s, ambient)
	default:
		if !p.declaration(s, ambient) {
			p.skipStatement()
		}
	}
}

func (p *parser) skipStatement() {
	if p.at("{") {
		p.skipGroup()
		return
	}
	p.skipExpression()
	for p.accept(",") {
		p.skipExpression()
	}
	p.accept(";")
}

// declaration reads one, and reports whether there was any.
func (p *parser) declaration(s *scope, exported bool) bool {
	names := func(d *declaration) {
		s.declare(d)
		if exported {
			s.exports[d.name] = export{local: d.name}
		}
	}
	after := p.peek()
	isNamed := after.kind == tokenName && !after.line
	switch p.token.text {
	case "interface":
		if !isNamed {
			return false
		}
		names(p.interfaceDeclaration())
	case "type":
		if !isNamed {
			return false
		}
		names(p.aliasDeclaration())
	case "abstract":
		if !after.is("class") {
			return false
		}
		p.next()
		names(p.class())
	case "class":
		names(p.class())
	case "enum":
		if !isNamed {
			return false
		}
		names(p.enumDeclaration())
	case "const":
		if after.is("enum") {
			p.next()
			names(p.enumDeclaration())
			return true
		}
		p.variables(names)
	case "let", "var":
		p.variables(names)
	case "async":
		if !after.is("function") || after.line {
			return false
		}
		p.next()
		names(p.function(true))
	case "function":
		names(p.function(false))
	case "namespace", "module", "global":
		return p.namespace(s, names)
	default:
		return false
	}
	return true
}

func (p *parser) interfaceDeclaration() *declaration {
	p.next()
	d := &declaration{kind: declareInterface, start: p.token.start, name: p.next().text}
	d.generic = p.typeParameters()
	if p.accept("extends") {
		d.extends = p.heritage()
	}
	d.members = p.objectMembers()
	return d
}

// heritage reads the types behind extends or implements.
func (p *parser) heritage() []*typeNode {
	var list []*typeNode
	for {
		list = append(list, p.postfixType(p.token.start))
		if !p.accept(",") {
			return list
		}
	}
}

func (p *parser) aliasDeclaration() *declaration {
	p.next()
	d := &declaration{kind: declareAlias, start: p.token.start, name: p.next().text}
	d.generic = p.typeParameters()
	if p.expect("=") {
		d.of = p.typ()
	}
	p.accept(";")
	return d
}

// class reads one from its keyword on, as a declaration or an expression.
func (p *parser) class() *declaration {
	p.expect("class")
	d := &declaration{kind: declareClass, start: p.token.start}
	if p.token.kind == tokenName && !p.at("extends") && !p.at("implements") {
		d.name = p.next().text
	}
	d.generic = p.typeParameters()
	if p.accept("extends") {
		if isPlain := p.token.kind == tokenName; isPlain {
			d.extends = []*typeNode{p.postfixType(p.token.start)}
		}
		for !p.ended() && !p.at("{") && !p.at("implements") { // an expression: a mixin
			d.extends = []*typeNode{{kind: typeUnknown, start: p.token.start, end: p.token.end}}
			if p.at("(") {
				p.skipGroup()
				continue
			}
			p.next()
		}
	}
	if p.accept("implements") {
		p.heritage()
	}
	d.members = p.classMembers()
	return d
}

func (p *parser) enumDeclaration() *declaration {
	p.next()
	d := &declaration{kind: declareEnum, start: p.token.start, name: p.next().text}
	for p.expect("{"); !p.at("}") && !p.ended(); {
		m := &member{}
		if !p.memberName(m) {
			p.lose()
			return d
		}
		e := enumMember{name: m.name}
		if p.accept("=") {
			e.initial = p.expression()
			e.flags = hasBitOperator(p.text(e.initial.start, e.initial.end))
		}
		d.enum = append(d.enum, e)
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return d
}

func hasBitOperator(text string) bool {
	for _, c := range text {
		if c == '|' || c == '&' || c == '~' || c == '<' {
			return true
		}
	}
	return false
}

// variables reads const a = 1, b: T = 2.
func (p *parser) variables(names func(*declaration)) {
	constant := p.next().text == "const"
	for !p.ended() {
		d := &declaration{kind: declareVariable, start: p.token.start, constant: constant}
		pattern := p.at("{") || p.at("[")
		if pattern {
			p.skipGroup()
		} else if p.token.kind == tokenName {
			d.name = p.next().text
		} else {
			p.lose()
			return
		}
		p.accept("!")
		d.of = p.typeAnnotation()
		if p.accept("=") {
			if d.initial = p.expression(); pattern || d.of != nil && d.initial.kind != expressionFunction {
				d.initial = nil
			}
		}
		if p.file.javascript && d.of == nil {
			p.documentVariable(d)
		}
		if !pattern {
			names(d)
		}
		if !p.accept(",") {
			break
		}
	}
	p.accept(";")
}

func (p *parser) function(async bool) *declaration {
	keyword := p.token.start
	p.expect("function")
	d := &declaration{kind: declareFunction}
	generator := p.accept("*")
	d.start = p.token.start
	if p.token.kind == tokenName {
		d.name = p.next().text
	}
	s := &signature{start: d.start, async: async, generator: generator, generics: p.typeParameters(), parameters: p.parameters()}
	s.result = p.typeAnnotation()
	if p.at("{") {
		d.body = true
		s.returns = p.body()
	}
	if d.signature = s; p.file.javascript {
		p.documentFunction(d, keyword)
	}
	p.accept(";")
	return d
}

// namespace reads namespace A.B { }, module "name" { } and, in a declaration file, global { }.
func (p *parser) namespace(s *scope, names func(*declaration)) bool {
	after := p.peek()
	switch {
	case after.kind == tokenString && p.at("module"):
		p.next()
		name := unquoted(p.text(p.token.start, p.token.end))
		p.next()
		inner := p.file.ambient[name]
		if inner == nil {
			inner = newScope(p.file, s)
			p.file.ambient[name] = inner
		}
		p.block(inner, true)
		return true
	case p.at("global"):
		if !after.is("{") {
			return false
		}
		p.globalStatement()
		return true
	case after.kind != tokenName || after.line:
		return false
	}
	p.next()
	for {
		d := &declaration{kind: declareNamespace, start: p.token.start, name: p.next().text}
		names(d)
		d.inner = newScope(p.file, s)
		if !p.accept(".") {
			p.block(d.inner, p.file.isDeclarations())
			return true
		}
		inner := d.inner
		s, names = inner, func(d *declaration) {
			inner.declare(d)
			inner.exports[d.name] = export{local: d.name}
		}
	}
}

func (p *parser) globalStatement() {
	p.next()
	if p.file.global == nil {
		p.file.global = newScope(p.file, p.file.root)
	}
	p.block(p.file.global, true)
}

// block reads the statements between braces.
func (p *parser) block(s *scope, ambient bool) {
	if p.accept(";") {
		return // declare module "*.svg";
	}
	if p.expect("{") {
		p.statements(s, ambient)
		p.expect("}")
	}
}
