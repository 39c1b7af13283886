package types

// importStatement reads import a, { b as c, type d } from "m", import * as ns from "m", import x = require("m"), import A = B.C.
func (p *parser) importStatement(s *scope) {
	p.file.module = p.file.module || s == p.file.root
	p.next()
	if p.token.kind == tokenString {
		p.next()
		p.importEnd()
		return
	}
	if (p.at("type") || p.at("defer")) && (p.peek().is("{") || p.peek().is("*") || p.peek().kind == tokenName && !p.peek().is("from")) {
		p.next()
	}
	var list []*declaration
	add := func(start int, name, imported string) {
		list = append(list, &declaration{kind: declareImport, start: start, name: name, imported: imported})
	}
	if p.token.kind == tokenName {
		start, name := p.token.start, p.token.text
		p.next()
		if p.accept("=") {
			p.importEquals(s, start, name)
			return
		}
		add(start, name, "default")
		p.accept(",")
	}
	switch {
	case p.accept("*"):
		p.expect("as")
		add(p.token.start, p.next().text, "*")
	case p.at("{"):
		p.specifiers(func(start int, name, as string) { add(start, as, name) })
	}
	p.expect("from")
	module := p.moduleName()
	p.importEnd()
	for _, d := range list {
		d.module = module
		s.declare(d)
	}
}

// importEnd goes past `with { type: 'json' }`.
func (p *parser) importEnd() {
	if (p.at("with") || p.at("assert")) && p.peek().is("{") {
		p.next()
		p.skipGroup()
	}
	p.accept(";")
}

func (p *parser) moduleName() string {
	if p.token.kind != tokenString {
		p.lose()
		return ""
	}
	name := unquoted(p.text(p.token.start, p.token.end))
	p.next()
	return name
}

func (p *parser) importEquals(s *scope, start int, name string) {
	d := &declaration{kind: declareImport, start: start, name: name}
	if p.at("require") && p.peek().is("(") {
		p.next()
		p.next()
		d.module, d.imported = p.moduleName(), "="
		p.expect(")")
	} else {
		d.path = p.path()
	}
	p.accept(";")
	s.declare(d)
}

// specifiers reads { a, b as c, type d, "e" as f }.
func (p *parser) specifiers(each func(start int, name, as string)) {
	read := func() string {
		t := p.next()
		if t.kind == tokenString {
			return unquoted(p.text(t.start, t.end))
		}
		return t.text
	}
	for p.expect("{"); !p.at("}") && !p.ended(); {
		if after := p.peek(); p.at("type") && (after.kind == tokenString || after.kind == tokenName && !after.is("as")) {
			p.next()
		} else if p.at("type") && after.is("as") {
			// `type as` is a name; `type as as x` too; `type as x`: the name type.
			ahead := p.save()
			p.next()
			p.next()
			isModifier := p.at(",") || p.at("}")
			p.restore(ahead)
			if isModifier {
				p.next()
			}
		}
		start := p.token.start
		name := read()
		as := name
		if p.accept("as") {
			start = p.token.start
			as = read()
		}
		each(start, name, as)
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
}

func (p *parser) exportStatement(s *scope) {
	p.file.module = p.file.module || s == p.file.root
	p.next()
	if p.at("type") && (p.peek().is("{") || p.peek().is("*")) {
		p.next()
	}
	switch {
	case p.accept("*"):
		name := ""
		if p.accept("as") {
			if name = p.token.text; p.token.kind == tokenString {
				name = unquoted(p.text(p.token.start, p.token.end))
			}
			p.next()
		}
		p.expect("from")
		module := p.moduleName()
		if name != "" {
			s.exports[name] = export{module: module, name: "*"}
		} else {
			s.stars = append(s.stars, module)
		}
		p.importEnd()
	case p.at("{"):
		list := map[string]string{}
		p.specifiers(func(_ int, name, as string) { list[as] = name })
		module := ""
		if p.accept("from") {
			module = p.moduleName()
		}
		for as, name := range list {
			if module == "" {
				s.exports[as] = export{local: name}
			} else {
				s.exports[as] = export{module: module, name: name}
			}
		}
		p.importEnd()
	case p.accept("="):
		s.equals = p.expression()
		p.accept(";")
	case p.at("as") && p.peek().is("namespace"):
		p.next()
		p.next()
		p.next()
		p.accept(";")
	case p.accept("default"):
		p.exportDefault(s)
	case p.at("import"):
		p.importStatement(s)
	default:
		p.accept("declare")
		for p.at("@") {
			p.decorator()
		}
		if !p.declaration(s, true) {
			p.skipStatement()
		}
	}
}

func (p *parser) exportDefault(s *scope) {
	start := p.token.start
	named := func(d *declaration) {
		if d.name == "" {
			d.name, d.start = "default", start
		}
		s.declare(d)
		s.exports["default"] = export{local: d.name}
	}
	p.accept("abstract")
	switch {
	case p.at("class"):
		named(p.class())
	case p.at("interface") && p.peek().kind == tokenName:
		named(p.interfaceDeclaration())
	case p.at("function"):
		named(p.function(false))
	case p.at("async") && p.peek().is("function"):
		p.next()
		named(p.function(true))
	default:
		s.exports["default"] = export{expression: p.expression()}
		p.accept(";")
	}
}

func (f *file) isDeclarations() bool { return kindOf(f.path).declarations }
