package types

import (
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bridge/shape"
)

// maxNodes is how many nodes one function may need; what lies beyond is not checked.
const maxNodes = 5000

// emitter writes types into a table.
type emitter struct {
	evaluator *evaluator
	table     *shape.Table
	known     map[*typ]int
	leaves    map[string]int
	notes     *notes

	// Of the function at hand:
	budget int
	spent  int      // steps of those before
	path   []string // from its parameters
	place  place    // of the parameter
	name   string
}

// place is where a parameter is.
type place struct {
	file       *file
	start, end int
}

// leaf writes a node that refers to no other; the same one is there once.
func (m *emitter) leaf(n shape.Node) int {
	key := string(n.Kind) + "\x00" + n.Name + "\x00" + n.Type + "\x00" + n.Class + "\x00" + n.Pattern + "\x00" + strings.Join(n.Values, "\x00")
	at, known := m.leaves[key]
	if !known {
		at = m.add(n)
		m.leaves[key] = at
	}
	return at
}

func (m *emitter) add(n shape.Node) int {
	m.table.Shapes = append(m.table.Shapes, n)
	return len(m.table.Shapes) - 1
}

// reserve makes room for a node that will be set when those that it refers to are there.
func (m *emitter) reserve(t *typ) int {
	at := m.add(shape.Node{Kind: shape.Any})
	m.known[t] = at
	return at
}

// under writes a type that is at a step from the one at hand.
func (m *emitter) under(step string, of *lazy) int {
	m.path = append(m.path, step)
	at := m.emit(of.get())
	m.path = m.path[:len(m.path)-1]
	return at
}

// loose notes that a value is not checked, and why.
func (m *emitter) loose(why *reason) int {
	m.notes.add(m.name, strings.Join(m.path, ""), m.place, why)
	return m.leaf(shape.Node{Kind: shape.Any})
}

var leafKinds = map[kind]shape.Kind{
	never: shape.Never, undefined: shape.Undefined, null: shape.Null, stringType: shape.String, numberType: shape.Number, booleanType: shape.Boolean,
	bigintType: shape.BigInt, nonPrimitive: shape.NonPrimitive, defined: shape.Defined, symbolType: shape.Never, // which does not cross
}

// emit writes a type and returns its place.
func (m *emitter) emit(t *typ) int {
	if at, known := m.known[t]; known {
		return at
	}
	if m.budget--; m.budget < 0 || len(m.table.Shapes) > shape.MaxNodes-10 {
		return m.loose(&reason{text: "its type is too large", hint: "write a smaller one"})
	}
	if kind, leaf := leafKinds[t.kind]; leaf {
		return m.leaf(shape.Node{Kind: kind})
	}
	switch t.kind {
	case literalType:
		return m.leaf(shape.Node{Kind: shape.Literal, Type: string(leafKinds[t.base]), Values: []string{t.text}})
	case templateType:
		return m.leaf(shape.Node{Kind: shape.Template, Name: t.name, Pattern: "^(?:" + m.evaluator.pattern(t, 0) + ")$"})
	case classType:
		if len(t.of) == 0 {
			return m.leaf(shape.Node{Kind: shape.Class, Class: t.name})
		}
	case objectType:
		if len(t.members) == 0 && len(t.indexes) == 0 && t.why == nil {
			return m.leaf(shape.Node{Kind: shape.Defined})
		}
	case functionType:
		if len(t.calls) == 0 {
			return m.leaf(shape.Node{Kind: shape.Function})
		}
	case promiseType:
		return m.loose(&reason{text: "its type is a Promise, and that can't be sent", hint: "take what the promise gives; the page awaits it first"})
	case inferType:
		return m.loose(&reason{text: "its type infers " + t.text + " where nothing is compared", hint: writeType})
	case anything, unknown:
		return m.loose(t.why)
	}
	if t.kind == unionType && isOneLiteral(t) {
		at := m.leaf(literals(t.types))
		m.known[t] = at
		return at
	}
	at := m.reserve(t)
	n := m.node(t)
	m.table.Shapes[at] = n
	return at
}

// node writes a type that refers to others.
func (m *emitter) node(t *typ) shape.Node {
	n := shape.Node{Name: t.name}
	switch t.kind {
	case classType:
		n.Kind, n.Name, n.Class = shape.Class, "", t.name
		for _, of := range t.of {
			n.Of = append(n.Of, m.under("[]", of))
		}
	case arrayType, streamType, iterableType:
		n.Kind = map[kind]shape.Kind{arrayType: shape.Array, streamType: shape.Stream, iterableType: shape.Iterable}[t.kind]
		n.Of = []int{m.under("[]", t.of[0])}
	case tupleType:
		m.tuple(&n, t)
	case objectType:
		m.object(&n, t)
	case unionType:
		m.union(&n, t)
	case intersectType:
		n.Kind = shape.Intersection
		for _, part := range t.types {
			n.Of = append(n.Of, m.emit(part))
		}
	case functionType:
		n.Kind = shape.Function
		if of := m.result(t); of >= 0 {
			n.Of = []int{of}
		}
	}
	return n
}

func (m *emitter) tuple(n *shape.Node, t *typ) {
	n.Kind, n.Required, n.Rest = shape.Tuple, t.required, t.rest
	for _, of := range t.of {
		n.Of = append(n.Of, m.under("[]", of))
	}
}

func (m *emitter) object(n *shape.Node, t *typ) {
	n.Kind = shape.Object
	if t.why != nil {
		m.loose(t.why)
	}
	for i, p := range t.members {
		if p.optional {
			n.Optional = append(n.Optional, i)
		}
		step := "." + p.name
		if !shape.IsIdentifier(p.name) {
			step = "[" + shape.Quote(p.name) + "]"
		}
		n.Keys, n.Of = append(n.Keys, p.name), append(n.Of, m.under(step, p.of))
	}
	for _, i := range t.indexes {
		if i.key.kind == symbolType {
			continue
		}
		n.Index = append(n.Index, [2]int{m.emit(i.key), m.under("[]", i.of)})
	}
}

// isOneLiteral reports whether a union is of literals of one type, and so needs one node.
func isOneLiteral(t *typ) bool {
	return !slices.ContainsFunc(t.types, func(part *typ) bool { return part.kind != literalType || part.base != t.types[0].base })
}

func literals(types []*typ) shape.Node {
	n := shape.Node{Kind: shape.Literal, Type: string(leafKinds[types[0].base])}
	for _, t := range types {
		n.Values = append(n.Values, t.text)
	}
	return n
}

// union gathers literals of one type in one node, and looks for a member by which objects can be told apart.
func (m *emitter) union(n *shape.Node, t *typ) {
	n.Kind = shape.Union
	byType := map[kind][]*typ{}
	for _, part := range t.types {
		if part.kind == literalType {
			byType[part.base] = append(byType[part.base], part)
		}
	}
	done := map[kind]bool{}
	var objects []*typ
	for _, part := range t.types {
		switch {
		case part.kind != literalType:
			n.Of = append(n.Of, m.emit(part))
			if part.kind == objectType {
				objects = append(objects, part)
			}
		case !done[part.base]:
			done[part.base] = true
			n.Of = append(n.Of, m.leaf(literals(byType[part.base])))
		}
	}
	n.Tag = tagOf(objects)
	if len(objects) == 0 && len(done) > 0 {
		n.Name = "" // its values say more
	}
}

// tagOf returns the name of a member that all objects have, and that is a literal in each, another in each.
func tagOf(objects []*typ) string {
	if len(objects) < 2 {
		return ""
	}
	for _, candidate := range objects[0].members {
		seen := map[*typ]bool{}
		isTag := !slices.ContainsFunc(objects, func(o *typ) bool {
			i := slices.IndexFunc(o.members, func(p *prop) bool { return p.name == candidate.name })
			if i < 0 || o.members[i].optional || len(o.indexes) > 0 {
				return true
			}
			for _, value := range o.members[i].of.get().parts() {
				if value.kind != literalType && value.kind != null || seen[value] {
					return true
				}
				seen[value] = true
			}
			return false
		})
		if isTag {
			return candidate.name
		}
	}
	return ""
}

// result writes what a callback gives, if that is declared and is anything; -1 if not.
func (m *emitter) result(t *typ) int {
	e := m.evaluator
	var types []*typ
	for _, c := range t.calls {
		of := e.resultOf(c)
		if of == nil {
			return -1
		}
		types = append(types, e.awaited(of, 0))
	}
	of := e.union(types...)
	if of.isVague() || of == theUndefined || of.kind == unionType && slices.Contains(of.types, theUndefined) && len(of.types) == 1 {
		return -1
	}
	return m.under("()", ready(of))
}
