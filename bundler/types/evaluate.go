package types

import (
	"fmt"
	"strings"
)

// Limits of what is worked out for one function; beyond them a type is unconstrained.
const (
	maxSteps = 200_000
	// maxTotal is that for all functions together.
	maxTotal = 2_000_000
	// maxDepth is how deep instantiations of generic types may lie within one another.
	maxDepth = 60
	// maxStack is how deep types may need one another at once.
	maxStack = 400
)

// evaluator works types out.
type evaluator struct {
	library  *library
	literals map[string]*typ
	unions   map[string]*typ
	numbers  map[*typ]int
	named    map[string]*lazy // declared types by declaration and arguments
	ids      map[*declaration]int
	values   map[*expression]bool // those that are being worked out
	steps    int
	stack    int
}

func newEvaluator(l *library) *evaluator {
	return &evaluator{
		library: l, literals: map[string]*typ{}, unions: map[string]*typ{}, numbers: map[*typ]int{}, named: map[string]*lazy{},
		ids: map[*declaration]int{}, values: map[*expression]bool{},
	}
}

// context is what a type's names depend on: where it is written, and what type parameters stand for.
type context struct {
	file  *file
	scope *scope
	bound *binding
	this  *lazy
	depth int // of instantiations
}

// binding is a type parameter and what it stands for.
type binding struct {
	name  string
	of    *lazy
	outer *binding
}

func (c context) bind(name string, of *lazy) context {
	c.bound = &binding{name, of, c.bound}
	return c
}

func (c context) find(name string) *lazy {
	for b := c.bound; b != nil; b = b.outer {
		if b.name == name {
			return b.of
		}
	}
	return nil
}

// vague is a type of which nothing is known, for a reason that has no place of its own.
func (e *evaluator) vague(text, hint string) *typ {
	return &typ{kind: anything, why: &reason{text: text, hint: hint}}
}

// vagueAt is one whose reason is what is written at a node.
func vagueAt(c context, node *typeNode, hint, format string, values ...any) *typ {
	return &typ{kind: anything, why: &reason{file: c.file, start: node.start, end: node.end, text: fmt.Sprintf(format, values...), hint: hint}}
}

const writeType = "write a type that says what the page may pass"

// lazily works a node out when it is asked for.
func (e *evaluator) lazily(node *typeNode, c context) *lazy {
	return later(func() *typ { return e.typeOf(node, c) })
}

// typeOf works a type out; nil is a type that is not written.
func (e *evaluator) typeOf(node *typeNode, c context) *typ {
	if node == nil {
		return e.vague("it has no type", writeType)
	}
	e.steps++
	if e.steps > maxSteps || e.stack > maxStack {
		return vagueAt(c, node, "write a simpler type", "its type takes too long to work out")
	}
	e.stack++
	defer func() { e.stack-- }()
	switch node.kind {
	case typeKeyword:
		return e.keyword(node, c)
	case typeReference:
		return e.reference(node, c)
	case typeLiteral:
		return e.literalOf(map[string]kind{"string": stringType, "number": numberType, "bigint": bigintType, "boolean": booleanType}[node.name], node.value)
	case typeTemplate:
		return e.template(node, c)
	case typeArray:
		return arrayOf(e.lazily(node.of[0], c))
	case typeTuple:
		return e.tuple(node, c)
	case typeObject:
		return e.objectOf(node.members, c)
	case typeFunction:
		if node.name == "new" {
			return vagueAt(c, node, "pass data instead", "it is a class, and classes don't cross")
		}
		return &typ{kind: functionType, calls: []*call{{node.signature, c}}}
	case typeUnion:
		types := make([]*typ, len(node.of))
		for i, of := range node.of {
			types[i] = e.typeOf(of, c)
		}
		return e.union(types...)
	case typeIntersection:
		types := make([]*typ, len(node.of))
		for i, of := range node.of {
			types[i] = e.typeOf(of, c)
		}
		return e.intersection(types)
	case typeOperator:
		return e.operator(node, c)
	case typeQuery:
		return e.query(node, c)
	case typeIndexed:
		return e.indexed(e.typeOf(node.of[0], c), e.typeOf(node.of[1], c), node, c)
	case typeConditional:
		return e.conditional(node, c)
	case typeInfer:
		return &typ{kind: inferType, text: node.name}
	case typeMapped:
		return e.mapped(node, c)
	case typeImport:
		return e.importType(node, c)
	case typePredicate:
		return theBoolean
	case typeThis:
		if c.this != nil {
			return c.this.get()
		}
		return theObject
	}
	return vagueAt(c, node, writeType, "its type is written in a way that is not understood")
}

func (e *evaluator) keyword(node *typeNode, c context) *typ {
	switch node.name {
	case "any":
		return vagueAt(c, node, writeType, "its type is any")
	case "unknown":
		t := vagueAt(c, node, "write a type that says what the page may pass, or check it with `validated`", "its type is unknown")
		t.kind = unknown
		return t
	}
	if t := primitives[node.name]; t != nil {
		return t
	}
	return vagueAt(c, node, writeType, "its type is %s", node.name)
}

// reference works out a name with its type arguments.
func (e *evaluator) reference(node *typeNode, c context) *typ {
	if len(node.path) == 0 {
		return vagueAt(c, node, writeType, "its type is written in a way that is not understood")
	}
	if len(node.path) == 1 && len(node.of) == 0 {
		if bound := c.find(node.path[0]); bound != nil {
			return bound.get()
		}
	}
	arguments := make([]*lazy, len(node.of))
	for i, of := range node.of {
		arguments[i] = e.lazily(of, c)
	}
	if found := e.library.path(c.scope, node.path); found != nil {
		return e.declared(found, arguments, node, c)
	}
	if t := e.enumMember(c, node.path); t != nil {
		return t
	}
	name := node.path[len(node.path)-1]
	if len(node.path) == 1 || node.path[0] == "globalThis" || node.path[0] == "NodeJS" {
		if t := e.builtin(name, arguments, node, c); t != nil {
			return t
		}
	}
	return vagueAt(c, node, "declare or import it where it is used", "its type, %s, is not declared", strings.Join(node.path, "."))
}

// declared works out a declared type. Several declarations of an interface are one.
func (e *evaluator) declared(found []*declaration, arguments []*lazy, node *typeNode, c context) *typ {
	var first *declaration
	for _, d := range found {
		switch d.kind {
		case declareInterface, declareAlias, declareClass, declareEnum:
			if first == nil {
				first = d
			}
		}
	}
	name := node.text(c)
	if first == nil {
		for _, d := range found {
			if d.kind == declareNamespace || d.kind == declareVariable || d.kind == declareFunction {
				return vagueAt(c, node, writeType, "%s is a value, and not a type", name)
			}
		}
		return e.missing(node, name, c)
	}
	if c.depth > maxDepth {
		return vagueAt(c, node, "write a type that comes to an end", "its type, %s, goes on without end", first.name)
	}
	key := fmt.Sprint(e.id(first))
	inner := context{file: first.file, scope: first.scope, depth: c.depth}
	if len(first.generic) > 0 {
		inner.depth++
		for i, g := range first.generic {
			of := e.argument(g, i, arguments, inner)
			if i < len(arguments) {
				key += "," + e.identity(of.get())
			}
			inner = inner.bind(g.name, of)
		}
	}
	known := e.named[key]
	if known == nil {
		known = later(func() *typ {
			shown := name
			if len(shown) > 60 || strings.Contains(shown, "\n") {
				shown = first.name
			}
			return named(e.declare(first, found, inner), shown)
		})
		e.named[key] = known
	}
	if known.busy {
		return vagueAt(c, node, "put what repeats into a member, or into an array", "its type, %s, is defined by itself", first.name)
	}
	return known.get()
}

// missing says why an imported type is not known.
func (e *evaluator) missing(node *typeNode, name string, c context) *typ {
	var imported *declaration
	for s := c.scope; s != nil && imported == nil && len(node.path) > 0; s = s.outer {
		for _, d := range s.names[node.path[0]] {
			if d.kind == declareImport {
				imported = d
			}
		}
	}
	module := node.value
	if imported != nil {
		module = imported.module
	}
	switch {
	case module == "":
		return vagueAt(c, node, "declare or import it where it is used", "its type, %s, is not declared", name)
	case e.library.module(module, c.file) == nil:
		return vagueAt(c, node, "install what it comes from, or write another type", "its type, %s, comes from %q, which is not found or has no types", name, module)
	}
	return vagueAt(c, node, writeType, "its type, %s, is no type that %q exports", name, module)
}

// argument is what a type parameter of a declaration stands for.
func (e *evaluator) argument(g typeParameter, at int, arguments []*lazy, c context) *lazy {
	switch {
	case at < len(arguments):
		return arguments[at]
	case g.initial != nil:
		return e.lazily(g.initial, c)
	case g.constraint != nil:
		return e.lazily(g.constraint, c)
	}
	return ready(e.vague("the type parameter "+g.name+" has no constraint", "write `"+g.name+" extends ...`"))
}

func (e *evaluator) id(d *declaration) int {
	number, known := e.ids[d]
	if !known {
		number = len(e.ids) + 1
		e.ids[d] = number
	}
	return number
}

// declare works out what a declaration says, with those that add to it.
func (e *evaluator) declare(d *declaration, all []*declaration, c context) *typ {
	switch d.kind {
	case declareAlias:
		return e.typeOf(d.of, c)
	case declareEnum:
		return e.enum(d, all, c)
	}
	// An interface's own members come before those that it inherits.
	var this *typ
	c.this = later(func() *typ { return this })
	this = &typ{kind: objectType}
	var bases []*typ
	for _, part := range all {
		if part.kind != declareInterface && part.kind != declareClass {
			continue
		}
		inner := c
		inner.file, inner.scope = part.file, part.scope
		if part != d { // it may call its type parameters differently
			for i, g := range part.generic {
				if i < len(d.generic) && g.name != d.generic[i].name {
					inner = inner.bind(g.name, c.find(d.generic[i].name))
				}
			}
		}
		own := e.objectOf(part.members, inner)
		if own.kind == functionType {
			return own
		}
		this.members, this.indexes = mergeMembers(this.members, own.members), append(this.indexes, own.indexes...)
		for _, base := range part.extends {
			bases = append(bases, e.typeOf(base, inner))
		}
	}
	if len(bases) == 0 && len(this.members) == 0 && len(this.indexes) == 0 {
		return theDefined
	}
	return e.extend(this, bases)
}

// extend adds what an interface or a class inherits.
func (e *evaluator) extend(this *typ, bases []*typ) *typ {
	for _, base := range bases {
		switch base.kind {
		case objectType:
			this.members, this.indexes = mergeMembers(this.members, base.members), append(this.indexes, base.indexes...)
		case defined, nonPrimitive:
		case classType:
			if base.name == "Error" {
				return &typ{kind: intersectType, types: []*typ{base, this}}
			}
			return base
		case anything, unknown:
			this.why = base.why // its own members are known
		case unionType, intersectType:
			return e.intersection([]*typ{base, this})
		default:
			return base
		}
	}
	return this
}

// mergeMembers adds those of more that list has not.
func mergeMembers(list, more []*prop) []*prop {
	known := map[string]bool{}
	for _, p := range list {
		known[p.name] = true
	}
	for _, p := range more {
		if !known[p.name] {
			known[p.name] = true
			list = append(list, p)
		}
	}
	return list
}

// text is how the author wrote a node, on one line.
func (n *typeNode) text(c context) string {
	if n.kind == typeReference && len(n.of) == 0 && len(n.path) > 0 {
		return strings.Join(n.path, ".")
	}
	source := c.file.source
	if n.start < 0 || n.end > len(source) || n.start >= n.end {
		return strings.Join(n.path, ".")
	}
	return strings.Join(strings.Fields(source[n.start:n.end]), " ")
}

// objectOf works out members.
func (e *evaluator) objectOf(members []*member, c context) *typ {
	t := &typ{kind: objectType}
	for _, m := range members {
		switch m.kind {
		case memberCall:
			t.calls = append(t.calls, &call{m.signature, c})
		case memberConstruct:
		case memberIndex:
			t.indexes = append(t.indexes, index{e.typeOf(m.key, c), e.lazily(m.of, c)})
		case memberMethod:
			if m.name == "constructor" && m.signature != nil {
				for _, q := range m.signature.parameters {
					t.members = mergeMembers(t.members, []*prop{{name: q.name, of: e.parameter(q, c), optional: q.optional && q.initial == nil}})
				}
				continue
			}
			if m.computed == nil {
				t.members = mergeMembers(t.members, []*prop{{name: m.name, of: ready(&typ{kind: functionType, calls: []*call{{m.signature, c}}}), optional: m.optional}})
			}
		default:
			if m.computed != nil || isBrand(m.name) {
				continue // a symbol's does not cross; a brand is there for tsc only
			}
			t.members = mergeMembers(t.members, []*prop{{name: m.name, of: e.memberType(m, c), optional: m.optional}})
		}
	}
	if len(t.calls) > 0 {
		t.kind = functionType // its members are not looked at, but may be referred to
	}
	return t
}

func (e *evaluator) memberType(m *member, c context) *lazy {
	switch {
	case m.of != nil:
		return e.lazily(m.of, c)
	case m.initial != nil:
		return later(func() *typ { return e.valueType(m.initial, c, false) })
	}
	return ready(&typ{kind: anything, why: &reason{file: c.file, start: m.start, end: m.start + len(m.name), text: "the member " + m.name + " has no type", hint: writeType}})
}

// isBrand reports whether a member is one that types are told apart by, and no value has.
func isBrand(name string) bool {
	trimmed := strings.ToLower(strings.TrimLeft(name, "_$"))
	if len(trimmed) == len(name) {
		return false
	}
	for _, word := range [...]string{"brand", "nominal", "opaque", "flavor", "flavour"} {
		if strings.HasPrefix(trimmed, word) {
			return true
		}
	}
	return false
}
