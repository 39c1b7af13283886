package types

import "strings"

// typeAnnotation reads ": T" if there is one.
func (p *parser) typeAnnotation() *typeNode {
	if !p.accept(":") {
		return nil
	}
	return p.returnType()
}

// returnType reads a type, or what may stand for one behind a function's parameters: `x is T`, `asserts x is T`.
func (p *parser) returnType() *typeNode {
	start := p.token.start
	if p.token.kind == tokenName {
		before := p.save()
		asserts := p.at("asserts") && p.peek().kind == tokenName && !p.peek().line && !p.peek().is("is")
		if asserts {
			p.next()
		}
		p.next()
		if p.at("is") && !p.token.line {
			p.next()
			of := p.typ()
			return &typeNode{kind: typePredicate, start: start, end: p.last.end, of: []*typeNode{of}}
		}
		if asserts {
			return &typeNode{kind: typePredicate, start: start, end: p.last.end}
		}
		p.restore(before)
	}
	return p.typ()
}

// typ reads a type. It never returns nil.
func (p *parser) typ() *typeNode {
	start := p.token.start
	if !p.enter() {
		return &typeNode{kind: typeUnknown, start: start, end: start}
	}
	defer p.leave()
	compared := p.compared
	p.compared = false
	defer func() { p.compared = compared }()
	if p.isFunctionType() {
		return p.functionType()
	}
	t := p.unionType()
	if p.at("extends") && !p.token.line {
		p.next()
		of := []*typeNode{t, p.extended()}
		if !p.expect("?") {
			return t
		}
		of = append(of, p.typ())
		p.expect(":")
		of = append(of, p.typ())
		return &typeNode{kind: typeConditional, start: start, end: p.last.end, of: of}
	}
	return t
}

// extended reads what a conditional type compares with: anything but another conditional type.
func (p *parser) extended() *typeNode {
	before := p.compared
	p.compared = true
	defer func() { p.compared = before }()
	if p.isFunctionType() {
		return p.functionType()
	}
	return p.unionType()
}

func (p *parser) isFunctionType() bool {
	switch {
	case p.at("new"), p.at("<"):
		return true
	case p.at("abstract"):
		return p.peek().is("new")
	case p.at("("):
		return p.isParameterList()
	}
	return p.jsdoc && p.at("function") && p.peek().is("(")
}

// isParameterList reports whether a parenthesis begins parameters with "=>" behind them.
func (p *parser) isParameterList() bool {
	before := p.save()
	defer p.restore(before)
	p.next()
	if p.at(")") || p.at("...") {
		return true
	}
	if p.token.kind != tokenName && !p.at("{") && !p.at("[") {
		return false
	}
	if p.token.kind == tokenName {
		p.next()
		if p.at(":") || p.at(",") || p.at("?") || p.at("=") {
			return true
		}
		if !p.at(")") {
			return false
		}
		p.next()
		return p.at("=>")
	}
	p.skipGroup()
	return p.at(":") || p.at(",") || p.at("?") || p.at("=") || p.at(")") && p.peek().is("=>")
}

func (p *parser) functionType() *typeNode {
	t := &typeNode{kind: typeFunction, start: p.token.start}
	if p.jsdoc && p.at("function") {
		return p.closureFunction(t)
	}
	p.accept("abstract")
	if p.accept("new") {
		t.name = "new"
	}
	t.signature = &signature{start: t.start}
	t.signature.generics = p.typeParameters()
	t.signature.parameters = p.parameters()
	if p.expect("=>") {
		t.signature.result = p.returnType()
	}
	t.end = p.last.end
	return t
}

// closureFunction reads function(string, number): void, as JSDoc may have it.
func (p *parser) closureFunction(t *typeNode) *typeNode {
	t.signature = &signature{start: t.start}
	p.next()
	for p.expect("("); !p.at(")") && !p.ended(); {
		rest := p.accept("...")
		if (p.at("this") || p.at("new")) && p.peek().is(":") {
			p.next()
			p.next()
			p.typ()
		} else {
			start := p.token.start
			t.signature.parameters = append(t.signature.parameters, parameter{start: start, of: p.typ(), rest: rest})
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	if p.accept(":") {
		t.signature.result = p.typ()
	}
	t.end = p.last.end
	return t
}

func (p *parser) unionType() *typeNode {
	return p.sequence("|", typeUnion, func() *typeNode { return p.sequence("&", typeIntersection, p.operatorType) })
}

// sequence reads types with an operator between them, and perhaps before the first.
func (p *parser) sequence(operator string, kind typeKind, read func() *typeNode) *typeNode {
	start := p.token.start
	p.accept(operator)
	first := read()
	if !p.at(operator) {
		return first
	}
	t := &typeNode{kind: kind, start: start, of: []*typeNode{first}}
	for p.accept(operator) {
		if p.isFunctionType() {
			t.of = append(t.of, p.functionType())
			continue
		}
		t.of = append(t.of, read())
	}
	t.end = p.last.end
	return t
}

func (p *parser) operatorType() *typeNode {
	start := p.token.start
	if !p.enter() {
		return &typeNode{kind: typeUnknown, start: start, end: start}
	}
	defer p.leave()
	switch {
	case (p.at("keyof") || p.at("readonly") || p.at("unique")) && p.startsType(p.peek()):
		name := p.next().text
		of := p.operatorType()
		return &typeNode{kind: typeOperator, name: name, start: start, end: p.last.end, of: []*typeNode{of}}
	case p.at("infer") && p.peek().kind == tokenName:
		p.next()
		t := &typeNode{kind: typeInfer, start: start, name: p.next().text}
		if p.at("extends") {
			// In parentheses, `infer T extends U ? X : Y` has no constraint: it is a conditional type.
			before := p.save()
			p.next()
			constraint := p.extended()
			if p.at("?") && !p.compared {
				p.restore(before)
			} else {
				t.of = []*typeNode{constraint}
			}
		}
		t.end = p.last.end
		return t
	}
	if p.jsdoc {
		return p.jsdocType()
	}
	return p.postfixType(start)
}

// startsType reports whether a type begins with a token, so that the word before it is an operator rather than a name.
func (p *parser) startsType(t token) bool {
	switch t.kind {
	case tokenName:
		return !t.is("extends") && !t.is("in") && !t.is("is") && !t.line
	case tokenString, tokenNumber, tokenTemplate:
		return true
	case tokenPunctuation:
		return t.is("(") || t.is("[") || t.is("{")
	}
	return false
}

// jsdocType reads what only JSDoc has: ?T, !T, T=, *.
func (p *parser) jsdocType() *typeNode {
	start := p.token.start
	nullable := false
	for p.at("?") || p.at("!") {
		nullable = p.at("?") || nullable
		p.next()
		if p.at("}") || p.at(",") || p.at(")") || p.at("|") || p.ended() {
			return keywordNode("any", start, p.last.end)
		}
	}
	t := p.postfixType(start)
	for p.at("?") || p.at("!") || p.at("=") && !p.peek().is(">") {
		if p.at("=") {
			t = &typeNode{kind: typeUnion, start: start, of: []*typeNode{t, keywordNode("undefined", start, p.token.end)}}
		}
		nullable = p.at("?") || nullable
		p.next()
		t.end = p.last.end
	}
	if nullable {
		t = &typeNode{kind: typeUnion, start: start, end: p.last.end, of: []*typeNode{t, keywordNode("null", start, p.last.end)}}
	}
	return t
}

func keywordNode(name string, start, end int) *typeNode {
	return &typeNode{kind: typeKeyword, name: name, start: start, end: end}
}

// postfixType reads a type and the brackets behind it.
func (p *parser) postfixType(start int) *typeNode {
	t := p.primaryType()
	for p.at("[") && !p.token.line {
		p.next()
		if p.accept("]") {
			t = &typeNode{kind: typeArray, start: start, end: p.last.end, of: []*typeNode{t}}
			continue
		}
		index := p.typ()
		p.expect("]")
		t = &typeNode{kind: typeIndexed, start: start, end: p.last.end, of: []*typeNode{t, index}}
		if p.lost {
			return t
		}
	}
	return t
}

var typeKeywords = map[string]bool{
	"any": true, "unknown": true, "never": true, "void": true, "undefined": true, "null": true, "string": true, "number": true, "boolean": true,
	"bigint": true, "symbol": true, "object": true, "intrinsic": true,
}

func (p *parser) primaryType() *typeNode {
	t := &typeNode{start: p.token.start}
	defer func() { t.end = p.last.end }()
	switch p.token.kind {
	case tokenString:
		t.kind, t.name, t.value = typeLiteral, "string", unquoted(p.text(p.token.start, p.token.end))
		p.next()
		return t
	case tokenNumber:
		p.numberLiteral(t, "")
		return t
	case tokenTemplate:
		p.templateType(t)
		return t
	case tokenName:
		p.namedType(t)
		return t
	case tokenPunctuation:
	default:
		p.lose()
		return t
	}
	switch p.token.text {
	case "-":
		p.next()
		p.numberLiteral(t, "-")
	case "(":
		p.next()
		inner := p.typ()
		p.expect(")")
		t = inner
	case "[":
		p.tupleType(t)
	case "{":
		if p.isMappedType() {
			p.mappedType(t)
		} else {
			t.kind, t.members = typeObject, p.objectMembers()
		}
	case "*":
		p.next()
		t.kind, t.name = typeKeyword, "any"
	default:
		p.lose()
	}
	return t
}

func (p *parser) numberLiteral(t *typeNode, sign string) {
	value, isBig, ok := numberText(p.text(p.token.start, p.token.end))
	if p.token.kind != tokenNumber || !ok {
		p.lose()
		return
	}
	p.next()
	t.kind, t.name, t.value = typeLiteral, "number", value
	if isBig {
		t.name = "bigint"
	}
	if value != "0" {
		t.value = sign + value
	}
}

func (p *parser) namedType(t *typeNode) {
	name := p.token.text
	switch {
	case name == "true" || name == "false":
		p.next()
		t.kind, t.name, t.value = typeLiteral, "boolean", name
	case typeKeywords[name] && !p.peek().is("."):
		p.next()
		t.kind, t.name = typeKeyword, name
	case name == "this" && !p.peek().is("."):
		p.next()
		t.kind = typeThis
	case name == "typeof":
		p.next()
		if p.at("import") {
			p.importType(t)
			t.kind, t.imported = typeQuery, true
			return
		}
		t.kind, t.path = typeQuery, p.path()
		p.queryArguments(t)
	case name == "import" && p.peek().is("("):
		p.importType(t)
	default:
		t.kind, t.path = typeReference, p.path()
		p.queryArguments(t)
		if p.jsdoc {
			closureName(t)
		}
	}
}

// queryArguments reads type arguments, which have to begin on the same line.
func (p *parser) queryArguments(t *typeNode) {
	if p.at("<") && !p.token.line {
		t.of = p.typeArguments()
	}
}

// path reads name.name.name; also JSDoc's "Array.<T>" up to its dot.
func (p *parser) path() []string {
	var path []string
	for p.token.kind == tokenName || p.token.kind == tokenPrivate {
		path = append(path, p.next().text)
		if !p.at(".") || p.jsdoc && p.peek().is("<") {
			break
		}
		p.next()
	}
	if p.jsdoc && p.at(".") && p.peek().is("<") {
		p.next()
	}
	return path
}

func (p *parser) typeArguments() []*typeNode {
	var of []*typeNode
	for p.expect("<"); !p.at(">") && !p.ended(); {
		of = append(of, p.typ())
		if !p.accept(",") {
			break
		}
	}
	p.expect(">")
	return of
}

// importType reads import("module", { with: ... }).name<T>.
func (p *parser) importType(t *typeNode) {
	t.kind = typeImport
	p.next()
	p.expect("(")
	if p.token.kind == tokenString {
		t.value = unquoted(p.text(p.token.start, p.token.end))
	}
	for !p.at(")") && !p.ended() {
		if p.at("{") {
			p.skipGroup()
			continue
		}
		p.next()
	}
	p.expect(")")
	if p.at(".") {
		p.next()
		t.path = p.path()
	}
	p.queryArguments(t)
}

func (p *parser) tupleType(t *typeNode) {
	t.kind = typeTuple
	for p.expect("["); !p.at("]") && !p.ended(); {
		e := element{rest: p.accept("...")}
		if p.token.kind == tokenName {
			before := p.save()
			name := p.next().text
			optional := p.accept("?")
			if p.at(":") {
				p.next()
				e.name, e.optional = name, optional
			} else {
				p.restore(before)
			}
		}
		e.of = p.typ()
		e.optional = p.accept("?") || e.optional
		t.elements = append(t.elements, e)
		if !p.accept(",") {
			break
		}
	}
	p.expect("]")
}

// templateType reads a template's texts and the types in it.
func (p *parser) templateType(t *typeNode) {
	t.kind = typeTemplate
	whole := p.token
	p.next()
	at, start := whole.start+1, whole.start+1
	end := whole.end - 1
	for at < end {
		switch {
		case p.file.source[at] == '\\':
			at += 2
		case strings.HasPrefix(p.file.source[at:end], "${"):
			t.texts = append(t.texts, unescape(p.text(start, at)))
			inner := &parser{file: p.file, scanner: scanner{source: p.file.source, at: at + 2, broken: new(bool)}, depth: p.depth + 1, jsdoc: p.jsdoc}
			inner.next()
			t.of = append(t.of, inner.typ())
			if !inner.at("}") {
				t.kind = typeUnknown
				return
			}
			at = inner.token.end
			start = at
		default:
			at++
		}
	}
	t.texts = append(t.texts, unescape(p.text(start, max(start, end))))
}

// isMappedType reports whether a brace begins { [name in ...]: ... }.
func (p *parser) isMappedType() bool {
	before := p.save()
	defer p.restore(before)
	p.next()
	if p.at("+") || p.at("-") {
		p.next()
	}
	if p.at("readonly") {
		p.next()
	}
	if !p.accept("[") || p.token.kind != tokenName {
		return false
	}
	p.next()
	return p.at("in")
}

func (p *parser) mappedType(t *typeNode) {
	t.kind = typeMapped
	p.expect("{")
	modifier := func(word string) string {
		sign := "+"
		if p.at("+") || p.at("-") {
			sign = p.next().text
		}
		if p.accept(word) {
			return sign
		}
		return ""
	}
	t.readonly = modifier("readonly")
	p.expect("[")
	t.name = p.next().text
	p.expect("in")
	keys := p.typ()
	var as *typeNode
	if p.accept("as") {
		as = p.typ()
	}
	p.expect("]")
	t.optional = modifier("?")
	of := p.typeAnnotation()
	p.accept(";")
	p.accept(",")
	p.expect("}")
	t.of = []*typeNode{keys, as, of}
}
