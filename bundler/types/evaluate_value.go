package types

import (
	"slices"
	"strconv"
)

// query works out typeof x.
func (e *evaluator) query(node *typeNode, c context) *typ {
	if node.imported {
		s := e.library.module(node.value, c.file)
		if s == nil {
			return vagueAt(c, node, "install or correct it", "the module %s is not found", node.value)
		}
		if len(node.path) == 0 {
			return e.namespaceType(s, c)
		}
		found := e.library.exported(s, node.path[0], 0)
		return e.queryPath(found, node.path[1:], node, c)
	}
	if len(node.path) == 0 {
		return vagueAt(c, node, writeType, "its type is written in a way that is not understood")
	}
	return e.queryPath(e.library.lookup(c.scope, node.path[0]), node.path[1:], node, c)
}

// queryPath is the type of a value's member's member.
func (e *evaluator) queryPath(found []*declaration, rest []string, node *typeNode, c context) *typ {
	for len(rest) > 0 {
		i := slices.IndexFunc(found, func(d *declaration) bool { return d.inner != nil })
		if i < 0 {
			break
		}
		inside := e.library.exported(found[i].inner, rest[0], 0)
		if inside == nil {
			break
		}
		found, rest = inside, rest[1:]
	}
	t := e.declaredValue(found, node, c)
	for _, name := range rest {
		t = e.member(t, e.stringLiteral(name), node, c)
	}
	return t
}

// declaredValue is the type of what declarations declare, as a value.
func (e *evaluator) declaredValue(found []*declaration, node *typeNode, c context) *typ {
	var calls []*call
	for _, d := range found {
		inner := context{file: d.file, scope: d.scope, depth: c.depth}
		switch d.kind {
		case declareVariable:
			if d.of != nil {
				return e.typeOf(d.of, inner)
			}
			if d.initial != nil {
				return e.valueType(d.initial, inner, d.constant)
			}
		case declareFunction:
			calls = append(calls, &call{d.signature, inner})
		case declareEnum:
			t := &typ{kind: objectType}
			for _, m := range d.enum {
				t.members = append(t.members, &prop{name: m.name, of: later(func() *typ { return e.enum(d, found, inner) })})
			}
			return t
		case declareNamespace:
			return e.namespaceType(d.inner, c)
		}
	}
	if calls != nil {
		return &typ{kind: functionType, calls: calls}
	}
	return vagueAt(c, node, writeType, "the type of %s is not known", node.text(c))
}

// namespaceType is the type of a module's exports.
func (e *evaluator) namespaceType(s *scope, c context) *typ {
	t := &typ{kind: objectType}
	for _, name := range e.library.exportedNames(s, map[*scope]bool{}) {
		found := e.library.exported(s, name, 0)
		isValue := slices.ContainsFunc(found, func(d *declaration) bool { return d.kind != declareInterface && d.kind != declareAlias })
		if isValue {
			t.members = append(t.members, &prop{name: name, of: later(func() *typ {
				return e.declaredValue(found, &typeNode{path: []string{name}}, c)
			})})
		}
	}
	return t
}

// valueType is the type of an expression. constant keeps literals what they are; otherwise they are widened, as those of let and of parameters are.
func (e *evaluator) valueType(x *expression, c context, constant bool) *typ {
	node := &typeNode{start: x.start, end: x.end}
	if e.values[x] || e.stack > maxStack {
		return vagueAt(c, node, writeType, "its value is defined by itself")
	}
	e.values[x] = true
	e.stack++
	defer func() { delete(e.values, x); e.stack-- }()
	if x.as != nil {
		return e.typeOf(x.as, c)
	}
	deep := x.constant // as const
	switch x.kind {
	case expressionLiteral:
		return e.literalValue(x, constant || deep)
	case expressionNamed:
		return primitives[x.name]
	case expressionFunction:
		return &typ{kind: functionType, calls: []*call{{x.signature, c}}}
	case expressionObject:
		return e.objectValue(x, c, deep)
	case expressionArray:
		return e.arrayValue(x, c, deep)
	case expressionName:
		found := e.library.lookup(c.scope, x.path[0])
		t := e.queryPath(found, x.path[1:], &typeNode{start: x.start, end: x.end, path: x.path}, c)
		if !constant && t.kind == literalType {
			return map[kind]*typ{stringType: theString, numberType: theNumber, booleanType: theBoolean, bigintType: theBigInt}[t.base]
		}
		return t
	case expressionCall:
		t := e.queryPath(e.library.lookup(c.scope, x.path[0]), x.path[1:], &typeNode{start: x.start, end: x.end, path: x.path}, c)
		if t.kind == functionType && len(t.calls) == 1 {
			if result := e.called(t.calls[0], x, c); result != nil {
				return result
			}
		}
	case expressionNew:
		if len(x.path) == 1 {
			arguments := make([]*lazy, len(x.typeArguments))
			for i, of := range x.typeArguments {
				arguments[i] = e.lazily(of, c)
			}
			if found := e.library.lookup(c.scope, x.path[0]); found != nil {
				return e.declared(found, arguments, &typeNode{path: x.path}, c)
			}
			if t := e.builtin(x.path[0], arguments, node, c); t != nil {
				return t
			}
		}
	}
	return vagueAt(c, node, writeType, "its type is not written, and not plain from its value")
}

// called is what a call gives: by the declared result, or by the function that is returned. nil if neither is known.
func (e *evaluator) called(f *call, x *expression, c context) *typ {
	inner := f.context
	for _, g := range f.signature.generics {
		inner = inner.bind(g.name, ready(&typ{kind: inferType, text: g.name}))
	}
	bound := map[string][]*typ{}
	for i, q := range f.signature.parameters {
		if i < len(x.of) && !x.of[i].spread && q.of != nil && !q.rest {
			e.assignable(e.valueType(x.of[i], c, false), e.typeOf(q.of, inner), bound, 0)
		}
	}
	inner = f.context
	for i, g := range f.signature.generics {
		switch {
		case i < len(x.typeArguments):
			inner = inner.bind(g.name, e.lazily(x.typeArguments[i], c))
		case len(bound[g.name]) > 0:
			inner = inner.bind(g.name, ready(e.union(bound[g.name]...)))
		default:
			inner = inner.bind(g.name, ready(e.vague("what "+g.name+" stands for is not plain to see", writeType)))
		}
	}
	switch {
	case f.signature.result != nil:
		return e.typeOf(f.signature.result, inner)
	case f.signature.returns != nil:
		return &typ{kind: functionType, calls: []*call{{f.signature.returns, inner}}}
	}
	return nil
}

func (e *evaluator) literalValue(x *expression, constant bool) *typ {
	switch x.name {
	case "null":
		return theNull
	case "undefined":
		return theUndefined
	}
	if !constant {
		return primitives[x.name]
	}
	return e.literalOf(primitives[x.name].kind, x.value)
}

// fixed marks what lies within `as const` as constant too.
func fixed(x *expression, constant bool) *expression {
	if !constant || x.constant {
		return x
	}
	copied := *x
	copied.constant = true
	return &copied
}

func (e *evaluator) objectValue(x *expression, c context, constant bool) *typ {
	t := &typ{kind: objectType}
	for _, p := range x.properties {
		if p.spread {
			more := e.valueType(fixed(p.of, constant), c, constant)
			if more.kind != objectType {
				return vagueAt(c, &typeNode{start: x.start, end: x.end}, writeType, "its type is not written, and not plain from its value")
			}
			t.members = mergeMembers(slices.Clone(more.members), t.members)
			continue
		}
		if p.of == nil {
			continue
		}
		t.members = slices.DeleteFunc(t.members, func(q *prop) bool { return q.name == p.name })
		t.members = append(t.members, &prop{name: p.name, of: later(func() *typ { return e.valueType(fixed(p.of, constant), c, constant) })})
	}
	return t
}

func (e *evaluator) arrayValue(x *expression, c context, constant bool) *typ {
	t := &typ{kind: tupleType}
	for _, item := range x.of {
		of := e.valueType(fixed(item, constant), c, constant)
		if item.spread {
			e.addSpread(t, of, "")
			continue
		}
		e.addElement(t, ready(of), false, false, "")
	}
	if constant {
		return t
	}
	if len(t.of) == 0 {
		return arrayOf(ready(vagueAt(c, &typeNode{start: x.start, end: x.end}, "write the array's type", "the items of [] have no type")))
	}
	return arrayOf(ready(e.itemsOf(t)))
}

// importType works out import('module').Name<T>.
func (e *evaluator) importType(node *typeNode, c context) *typ {
	s := e.library.module(node.value, c.file)
	if s == nil {
		return vagueAt(c, node, "install or correct it", "the module %s is not found", node.value)
	}
	if len(node.path) == 0 {
		return e.namespaceType(s, c)
	}
	found := e.library.exported(s, node.path[0], 0)
	for _, name := range node.path[1:] {
		var inside []*declaration
		for _, d := range found {
			if d.inner != nil {
				inside = append(inside, e.library.exported(d.inner, name, 0)...)
			}
		}
		found = inside
	}
	arguments := make([]*lazy, len(node.of))
	for i, of := range node.of {
		arguments[i] = e.lazily(of, c)
	}
	return e.declared(found, arguments, &typeNode{kind: typeReference, start: node.start, end: node.end, path: node.path, of: node.of}, c)
}

// enum is the union of an enum's values. What is made with bit operators is any number: flags are joined.
func (e *evaluator) enum(d *declaration, all []*declaration, c context) *typ {
	var types []*typ
	for _, part := range all {
		if part.kind == declareEnum {
			for _, value := range e.enumValues(part, c) {
				if value == theNumber {
					return theNumber
				}
				types = append(types, value)
			}
		}
	}
	return e.union(types...)
}

// enumValues are the types of an enum's members, in their order.
func (e *evaluator) enumValues(d *declaration, c context) []*typ {
	values := make([]*typ, len(d.enum))
	nextValue, known := 0.0, true
	for i, m := range d.enum {
		switch {
		case m.flags && (m.initial.kind != expressionLiteral || m.initial.name != "string"):
			values[i], known = theNumber, false
		case m.initial == nil:
			values[i] = theNumber
			if known {
				values[i] = e.literalOf(numberType, formatNumber(nextValue))
				nextValue++
			}
		case m.initial.kind == expressionLiteral && m.initial.name == "string":
			values[i], known = e.stringLiteral(m.initial.value), false
		case m.initial.kind == expressionLiteral && m.initial.name == "number":
			values[i] = e.literalOf(numberType, m.initial.value)
			number, err := strconv.ParseFloat(m.initial.value, 64)
			nextValue, known = number+1, err == nil
		default:
			values[i], known = e.enumReference(d, values[:i], m.initial), false
		}
	}
	return values
}

// enumReference is the type of a member that is defined by another, or by an expression.
func (e *evaluator) enumReference(d *declaration, before []*typ, x *expression) *typ {
	if x.kind == expressionName {
		name := x.path[len(x.path)-1]
		for i, value := range before {
			if d.enum[i].name == name {
				return value
			}
		}
	}
	if x.kind == expressionNamed && x.name == "string" {
		return theString
	}
	return theNumber
}

// enumMember is Color.Red as a type; nil if it is none.
func (e *evaluator) enumMember(c context, path []string) *typ {
	if len(path) < 2 {
		return nil
	}
	for _, d := range e.library.path(c.scope, path[:len(path)-1]) {
		if d.kind != declareEnum {
			continue
		}
		for i, value := range e.enumValues(d, c) {
			if d.enum[i].name == path[len(path)-1] {
				return value
			}
		}
	}
	return nil
}

// parameter is what a function's parameter may be. Of one with a default value undefined is taken care of by its being optional.
func (e *evaluator) parameter(q parameter, c context) *lazy {
	switch {
	case q.of != nil:
		return e.lazily(q.of, c)
	case q.initial != nil && q.initial.name != "null" && q.initial.name != "undefined":
		return later(func() *typ { return e.valueType(q.initial, c, false) })
	}
	name := q.name
	if q.pattern {
		name = "a parameter"
	}
	return ready(&typ{kind: anything, why: &reason{file: c.file, start: q.start, end: q.end, text: name + " has no type", hint: typeHint(q, c)}})
}

// typeHint says how a parameter is given a type.
func typeHint(q parameter, c context) string {
	if c.file.javascript {
		return "write its type above the function: `@param {...} " + shownName(q) + "`"
	}
	return "write its type behind it: `" + shownName(q) + ": ...`"
}

func shownName(q parameter) string {
	if q.pattern {
		return "{ ... }"
	}
	return q.name
}

// parametersOf is the tuple that a signature takes.
func (e *evaluator) parametersOf(f *call) *typ {
	t := &typ{kind: tupleType}
	c := e.bindConstraints(f)
	for _, q := range f.signature.parameters {
		of := e.parameter(q, c)
		if !q.rest {
			e.addElement(t, of, q.optional, false, q.name)
			continue
		}
		if q.of == nil {
			e.addElement(t, of, false, true, q.name)
			continue
		}
		e.addSpread(t, of.get(), q.name)
	}
	for i, q := range f.signature.parameters {
		if q.optional && i < t.required { // one with a default value before others
			of := t.of[i]
			t.of[i] = later(func() *typ { return e.union(of.get(), theUndefined) })
		}
	}
	return t
}

// bindConstraints lets a function's own type parameters stand for what they extend.
func (e *evaluator) bindConstraints(f *call) context {
	c := f.context
	for _, g := range f.signature.generics {
		if g.constraint != nil {
			// In its own constraint it stands for nothing yet.
			inner := c.bind(g.name, ready(e.vague("the type parameter "+g.name+" extends itself", writeType)))
			c = c.bind(g.name, e.lazily(g.constraint, inner))
			continue
		}
		c = c.bind(g.name, ready(&typ{kind: anything, why: &reason{
			text: "its type is the type parameter " + g.name + ", which may be anything", hint: "write `" + g.name + " extends ...`",
		}}))
	}
	return c
}

// resultOf is what a signature returns; nil if it is not declared.
func (e *evaluator) resultOf(f *call) *typ {
	if f.signature.result == nil {
		return nil
	}
	return e.typeOf(f.signature.result, e.bindConstraints(f))
}
