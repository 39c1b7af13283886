package types

import (
	"strings"

	"github.com/deskjs/deskjs/bridge/shape"
)

// Names of TypeScript's own declarations, and of the web's and Node's, by what their values are where they arrive.
var (
	arrayNames   = names("Array ReadonlyArray ArrayLike ConcatArray")
	promiseNames = names("Promise PromiseLike")
	mapNames     = names("Map ReadonlyMap")
	setNames     = names("Set ReadonlySet")
	streamNames  = names("AsyncIterable AsyncIterator AsyncIterableIterator AsyncGenerator AsyncIteratorObject ReadableStream")
	// A generator does not cross; what can be iterated does as far as it is an array, a Map, a Set or a string.
	iterableNames = names("Iterable")
	errorNames    = names("Error EvalError RangeError ReferenceError SyntaxError TypeError URIError ErrnoException DOMException AggregateError")
	bufferNames   = names("ArrayBufferLike")
	// uncrossing are classes whose instances can't be sent.
	uncrossing = names("WeakMap WeakSet WeakRef Window Document Element HTMLElement Node Event EventTarget Request Response Headers FormData " +
		"WritableStream TransformStream WebSocket Worker Generator Iterator IterableIterator IteratorObject URL URLSearchParams AbortController")
)

func names(text string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(text) {
		set[name] = true
	}
	return set
}

// builtin works out a type that no file of the app declares; nil if it is none.
func (e *evaluator) builtin(name string, arguments []*lazy, node *typeNode, c context) *typ {
	argument := func(i int) *lazy {
		if i < len(arguments) {
			return arguments[i]
		}
		return ready(vagueAt(c, node, writeType, "%s lacks a type argument", name))
	}
	isClass := func(name string) bool { _, known := shape.Classes[name]; return known }
	switch {
	case arrayNames[name]:
		return arrayOf(argument(0))
	case promiseNames[name]:
		return &typ{kind: promiseType, of: []*lazy{argument(0)}}
	case mapNames[name]:
		return &typ{kind: classType, name: "Map", of: []*lazy{argument(0), argument(1)}}
	case setNames[name]:
		return &typ{kind: classType, name: "Set", of: []*lazy{argument(0)}}
	case streamNames[name]:
		return &typ{kind: streamType, name: "", of: []*lazy{argument(0)}}
	case iterableNames[name]:
		return &typ{kind: iterableType, of: []*lazy{argument(0)}}
	case errorNames[name]:
		return e.class("Error")
	case bufferNames[name]:
		return e.union(e.class("ArrayBuffer"), e.class("SharedArrayBuffer"))
	case uncrossing[name]:
		return vagueAt(c, node, "pass what it is made from instead", "a %s can't be sent", name)
	case isClass(name):
		return e.class(name)
	}
	switch name {
	case "Buffer":
		return e.class("Uint8Array") // as which it arrives
	case "TypedArray":
		return e.class("ArrayBufferView")
	case "BufferSource":
		return e.union(e.class("ArrayBuffer"), e.class("ArrayBufferView"))
	case "Function", "CallableFunction", "NewableFunction":
		return theFunction
	case "Object":
		return theDefined
	case "Symbol":
		return theSymbol
	case "PropertyKey":
		return e.union(theString, theNumber, theSymbol)
	case "TemplateStringsArray":
		return arrayOf(ready(theString))
	}
	return e.utility(name, arguments, argument, node, c)
}

// class returns the one type of a built-in class without type arguments.
func (e *evaluator) class(name string) *typ {
	key := "class " + name
	t := e.literals[key]
	if t == nil {
		t = &typ{kind: classType, name: name}
		e.literals[key] = t
	}
	return t
}

// utility works out TypeScript's utility types; nil if the name is none.
func (e *evaluator) utility(name string, arguments []*lazy, argument func(int) *lazy, node *typeNode, c context) *typ {
	switch name {
	case "Partial":
		return e.modify(argument(0).get(), func(p *prop) *prop { return &prop{name: p.name, of: p.of, optional: true} })
	case "Required":
		return e.modify(argument(0).get(), func(p *prop) *prop { return &prop{name: p.name, of: e.without(p.of, theUndefined)} })
	case "Readonly", "NoInfer", "ThisParameterType", "OmitThisParameter":
		return argument(0).get()
	case "ThisType":
		return theDefined
	case "Pick", "Omit":
		return e.pick(argument(0).get(), argument(1).get(), name == "Pick")
	case "Record":
		return e.record(argument(0).get(), argument(1))
	case "Exclude", "Extract":
		return e.filter(argument(0).get(), argument(1).get(), name == "Extract")
	case "NonNullable":
		return e.filter(argument(0).get(), e.union(theNull, theUndefined), false)
	case "Parameters", "ReturnType":
		return e.ofFunction(name, argument(0).get(), node, c)
	case "Awaited":
		return e.awaited(argument(0).get(), 0)
	case "InstanceType", "ConstructorParameters":
		return e.ofClass(name, node, c)
	case "Uppercase", "Lowercase", "Capitalize", "Uncapitalize":
		return e.changeCase(name, argument(0).get())
	}
	return nil
}

// modify changes each member of an object, or of each of a union.
func (e *evaluator) modify(t *typ, change func(*prop) *prop) *typ {
	switch t.kind {
	case objectType:
		changed := &typ{kind: objectType, indexes: t.indexes, why: t.why}
		for _, p := range t.members {
			changed.members = append(changed.members, change(p))
		}
		return changed
	case unionType:
		types := make([]*typ, len(t.types))
		for i, part := range t.types {
			types[i] = e.modify(part, change)
		}
		return e.union(types...)
	case intersectType:
		types := make([]*typ, len(t.types))
		for i, part := range t.types {
			types[i] = e.modify(part, change)
		}
		return &typ{kind: intersectType, types: types}
	case tupleType:
		changed := *t
		changed.name = ""
		changed.required = 0
		for range t.of[:len(t.of)-min(t.rest, 1)] {
			if p := change(&prop{}); !p.optional {
				changed.required++
			}
		}
		return &changed
	}
	return t
}

// pick takes the members of some keys, or of all others.
func (e *evaluator) pick(t, keys *typ, wanted bool) *typ {
	if t.isVague() {
		return t
	}
	if t.kind == unionType {
		t = e.common(t)
	}
	if t.kind == intersectType {
		return e.pick(t.types[len(t.types)-1], keys, wanted)
	}
	if t.kind != objectType {
		return theDefined
	}
	picked := &typ{kind: objectType, why: t.why}
	isKey := func(name string) answer {
		if keys.isVague() {
			return maybe
		}
		result := no
		for _, key := range keys.parts() {
			switch found := e.assignable(e.stringLiteral(name), key, map[string][]*typ{}, 0); {
			case found == yes, key.kind == literalType && key.text == name:
				return yes
			case found == maybe:
				result = maybe
			}
		}
		return result
	}
	for _, p := range t.members {
		switch found := isKey(p.name); {
		case found == maybe:
			picked.members = append(picked.members, &prop{name: p.name, of: p.of, optional: true})
		case (found == yes) == wanted:
			picked.members = append(picked.members, p)
		}
	}
	for _, i := range t.indexes {
		if !wanted || e.assignable(i.key, keys, nil, 0) != no {
			picked.indexes = append(picked.indexes, i)
		}
	}
	return picked
}

// common is an object with the members that all of a union have.
func (e *evaluator) common(t *typ) *typ {
	first := t.types[0]
	shared := &typ{kind: objectType}
	for _, p := range first.members {
		of, optional := []*lazy{p.of}, p.optional
		for _, other := range t.types[1:] {
			for _, q := range other.members {
				if q.name == p.name {
					of, optional = append(of, q.of), optional || q.optional
				}
			}
		}
		if len(of) == len(t.types) {
			shared.members = append(shared.members, &prop{name: p.name, optional: optional, of: later(func() *typ {
				types := make([]*typ, len(of))
				for i, of := range of {
					types[i] = of.get()
				}
				return e.union(types...)
			})})
		}
	}
	return shared
}

// record is an object with keys of one type and values of another.
func (e *evaluator) record(keys *typ, of *lazy) *typ {
	t := &typ{kind: objectType}
	if keys.isVague() {
		keys = theString
	}
	for _, key := range keys.parts() {
		switch {
		case key.kind == literalType:
			t.members = append(t.members, &prop{name: key.text, of: of})
		case key != theSymbol:
			t.indexes = append(t.indexes, index{key, of})
		}
	}
	return t
}

// filter keeps the members of a union that extend a type, or those that don't.
func (e *evaluator) filter(t, by *typ, wanted bool) *typ {
	if t.isVague() {
		return t
	}
	var types []*typ
	for _, part := range t.parts() {
		found := e.assignable(part, by, map[string][]*typ{}, 0)
		if found == maybe || (found == yes) == wanted {
			types = append(types, part)
			continue
		}
		if wanted && e.assignable(by, part, map[string][]*typ{}, 0) == maybe {
			types = append(types, part)
		}
	}
	return e.union(types...)
}

func (e *evaluator) ofFunction(name string, t *typ, node *typeNode, c context) *typ {
	if t.isVague() {
		return t
	}
	if t.kind == functionType && len(t.calls) > 0 {
		last := t.calls[len(t.calls)-1]
		if name == "Parameters" {
			return e.parametersOf(last)
		}
		if result := e.resultOf(last); result != nil {
			return result
		}
	}
	return vagueAt(c, node, "write the type of what the function takes or returns", "%s is not known", node.text(c))
}

// awaited is what a promise gives.
func (e *evaluator) awaited(t *typ, depth int) *typ {
	switch {
	case depth > maxCompare:
		return t
	case t.kind == promiseType:
		return e.awaited(t.of[0].get(), depth+1)
	case t.kind == unionType:
		types := make([]*typ, len(t.types))
		for i, part := range t.types {
			types[i] = e.awaited(part, depth+1)
		}
		return e.union(types...)
	}
	return t
}

// ofClass is InstanceType<typeof X>.
func (e *evaluator) ofClass(name string, node *typeNode, c context) *typ {
	if name == "InstanceType" && len(node.of) == 1 && node.of[0].kind == typeQuery {
		if found := e.library.path(c.scope, node.of[0].path); found != nil {
			return e.declared(found, nil, &typeNode{kind: typeReference, path: node.of[0].path}, c)
		}
	}
	return vagueAt(c, node, writeType, "%s is not known", node.text(c))
}

func (e *evaluator) changeCase(name string, t *typ) *typ {
	var types []*typ
	for _, part := range t.parts() {
		if part.kind != literalType {
			return theString
		}
		text := part.text
		switch {
		case name == "Uppercase":
			text = strings.ToUpper(text)
		case name == "Lowercase":
			text = strings.ToLower(text)
		case text == "":
		case name == "Capitalize":
			text = strings.ToUpper(text[:1]) + text[1:]
		default:
			text = strings.ToLower(text[:1]) + text[1:]
		}
		types = append(types, e.stringLiteral(text))
	}
	return e.union(types...)
}
