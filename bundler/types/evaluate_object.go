package types

import (
	"slices"
	"strconv"
)

// maxProduct is how many combinations an intersection of unions is multiplied out to.
const maxProduct = 400

// intersection joins types of which a value has all.
func (e *evaluator) intersection(types []*typ) *typ {
	if e.steps += len(types); e.steps > maxSteps {
		return e.vague("its type takes too long to work out", "write a simpler type")
	}
	var flat []*typ
	for _, t := range types {
		if t.kind == intersectType {
			flat = append(flat, t.types...)
		} else {
			flat = append(flat, t)
		}
	}
	for i, t := range flat {
		if t.kind != unionType {
			continue
		}
		if len(t.types) > maxProduct {
			break
		}
		var products []*typ
		for _, part := range t.types {
			combined := slices.Clone(flat)
			combined[i] = part
			if products = append(products, e.intersection(combined)); len(products) > maxProduct {
				return e.vague("it is an intersection of too many types", writeType)
			}
		}
		return e.union(products...)
	}
	return e.meet(flat)
}

// meet joins types none of which is a union.
func (e *evaluator) meet(types []*typ) *typ {
	var base, vague *typ
	var objects []*typ
	for _, t := range types {
		switch t.kind {
		case never:
			return theNever
		case anything:
			vague = t
		case unknown, defined:
		case objectType:
			objects = append(objects, t)
		case nonPrimitive:
			if base == nil && len(objects) == 0 {
				base = t
			}
		default:
			if base == nil || base.kind == nonPrimitive {
				base = t
				continue
			}
			if base = e.narrower(base, t); base == theNever {
				return theNever
			}
		}
	}
	switch {
	case vague != nil:
		return vague
	case base != nil && base.kind == nonPrimitive && len(objects) > 0:
	case base != nil && base.kind == classType && base.name == "Error" && len(objects) > 0:
		return &typ{kind: intersectType, types: []*typ{base, e.mergeObjects(objects)}}
	case base != nil:
		return base // the objects are brands: no value of the base has such members
	}
	switch len(objects) {
	case 0:
		if slices.ContainsFunc(types, func(t *typ) bool { return t.kind == defined }) {
			return theDefined
		}
		return types[0]
	case 1:
		return objects[0]
	}
	return e.mergeObjects(objects)
}

// narrower is what two types that are no objects have in common.
func (e *evaluator) narrower(a, b *typ) *typ {
	switch {
	case a == b:
		return a
	case a.kind == literalType && (b.kind == a.base || b.kind == templateType):
		return a
	case b.kind == literalType && (a.kind == b.base || a.kind == templateType):
		return b
	case a.kind == templateType && b.kind == stringType:
		return a
	case b.kind == templateType && (a.kind == stringType || a.kind == templateType):
		return b
	}
	isPrimitive := func(t *typ) bool { return t.kind <= symbolType || t.kind == literalType || t.kind == templateType }
	if isPrimitive(a) || isPrimitive(b) {
		return theNever
	}
	return a
}

func (e *evaluator) mergeObjects(objects []*typ) *typ {
	merged := &typ{kind: objectType}
	at := map[string]int{}
	for _, o := range objects {
		merged.indexes = append(merged.indexes, o.indexes...)
		if o.why != nil {
			merged.why = o.why
		}
		for _, p := range o.members {
			i, known := at[p.name]
			if !known {
				at[p.name] = len(merged.members)
				merged.members = append(merged.members, p)
				continue
			}
			first := merged.members[i]
			merged.members[i] = &prop{name: p.name, optional: first.optional && p.optional, of: later(func() *typ {
				return e.intersection([]*typ{first.of.get(), p.of.get()})
			})}
		}
	}
	return merged
}

func (e *evaluator) operator(node *typeNode, c context) *typ {
	switch node.name {
	case "keyof":
		return e.keyOf(e.typeOf(node.of[0], c), node, c)
	case "unique":
		return theSymbol
	}
	return e.typeOf(node.of[0], c)
}

// keyOf lists the keys of a type's values.
func (e *evaluator) keyOf(t *typ, node *typeNode, c context) *typ {
	switch t.kind {
	case objectType:
		var keys []*typ
		for _, p := range t.members {
			keys = append(keys, e.key(p.name)...)
		}
		for _, i := range t.indexes {
			keys = append(keys, i.key)
			if i.key == theString {
				keys = append(keys, theNumber)
			}
		}
		return e.union(keys...)
	case intersectType:
		return e.keyOf(t.types[len(t.types)-1], node, c)
	case unionType: // those that all have
		var common []*typ
		for i, part := range t.types {
			keys := e.keyOf(part, node, c).parts()
			if i == 0 {
				common = keys
				continue
			}
			common = slices.DeleteFunc(slices.Clone(common), func(k *typ) bool { return !slices.Contains(keys, k) })
		}
		return e.union(common...)
	case arrayType, tupleType:
		return e.union(theNumber, e.stringLiteral("length"))
	case defined, nonPrimitive, never, null, undefined:
		return theNever
	}
	if t.isVague() && t.why != nil && t.why.file != nil {
		return t
	}
	return vagueAt(c, node, "name the keys in a union", "the keys of %s are not known", node.of[0].text(c))
}

// key is the type of a member's name; one that is a number may be passed as such.
func (e *evaluator) key(name string) []*typ {
	keys := []*typ{e.stringLiteral(name)}
	if number, err := strconv.ParseFloat(name, 64); err == nil && formatNumber(number) == name {
		keys = append(keys, e.literalOf(numberType, name))
	}
	return keys
}

// indexed is T[K].
func (e *evaluator) indexed(t, k *typ, node *typeNode, c context) *typ {
	var types []*typ
	if e.steps += len(t.parts()) * len(k.parts()); e.steps > maxSteps {
		return vagueAt(c, node, "write a simpler type", "its type takes too long to work out")
	}
	for _, object := range t.parts() {
		for _, key := range k.parts() {
			types = append(types, e.member(object, key, node, c))
		}
	}
	return e.union(types...)
}

func (e *evaluator) member(t, key *typ, node *typeNode, c context) *typ {
	if t.isVague() {
		return t
	}
	if key.isVague() {
		return key
	}
	switch t.kind {
	case objectType, functionType:
		if key.kind == literalType {
			for _, p := range t.members {
				if p.name != key.text {
					continue
				}
				if p.optional {
					return e.union(p.of.get(), theUndefined)
				}
				return p.of.get()
			}
		}
		for _, i := range t.indexes {
			if e.assignable(key, i.key, nil, 0) != no || key.base == numberType && i.key == theString || key == theNumber && i.key == theString {
				return i.of.get()
			}
		}
	case arrayType:
		if key == theNumber || key.kind == literalType && key.base == numberType {
			return t.of[0].get()
		}
	case tupleType:
		if place, err := strconv.Atoi(key.text); err == nil && key.kind == literalType && place >= 0 {
			return e.tupleItem(t, place)
		}
		if key == theNumber {
			return e.itemsOf(t)
		}
	case intersectType:
		return e.member(t.types[len(t.types)-1], key, node, c)
	}
	if t.kind == tupleType && t.rest == 0 && key.text == "length" {
		var lengths []*typ
		for length := t.required; length <= len(t.of); length++ {
			lengths = append(lengths, e.literalOf(numberType, strconv.Itoa(length)))
		}
		return e.union(lengths...)
	}
	if (t.kind == arrayType || t.kind == tupleType || t == theString) && key.text == "length" {
		return theNumber
	}
	return vagueAt(c, node, writeType, "%s is not known", node.text(c))
}

func (e *evaluator) tupleItem(t *typ, place int) *typ {
	switch {
	case t.rest > 0 && place >= t.rest-1:
		return t.of[t.rest-1].get()
	case place >= len(t.of):
		return theUndefined
	case place >= t.required:
		return e.union(t.of[place].get(), theUndefined)
	}
	return t.of[place].get()
}

// itemsOf is the union of an array's or a tuple's items.
func (e *evaluator) itemsOf(t *typ) *typ {
	types := make([]*typ, len(t.of))
	for i, of := range t.of {
		types[i] = of.get()
	}
	return e.union(types...)
}

// tuple works out [A, b?: B, ...C[]].
func (e *evaluator) tuple(node *typeNode, c context) *typ {
	t := &typ{kind: tupleType}
	for _, part := range node.elements {
		if !part.rest {
			e.addElement(t, e.lazily(part.of, c), part.optional, false, part.name)
			continue
		}
		e.addSpread(t, e.typeOf(part.of, c), part.name)
	}
	return t
}

// maxTuple is how many items a tuple may have.
const maxTuple = 1000

// addSpread adds the items of an array or a tuple.
func (e *evaluator) addSpread(t, spread *typ, name string) {
	if e.steps += len(spread.of); len(t.of)+len(spread.of) > maxTuple {
		spread = e.vague("it has too many items", "write an array")
	}
	switch spread.kind {
	case tupleType:
		for i, of := range spread.of {
			e.addElement(t, of, i >= spread.required && spread.rest != i+1, spread.rest == i+1, "")
		}
	case arrayType:
		e.addElement(t, spread.of[0], false, true, name)
	default:
		if spread.kind == unionType {
			spread = e.vague("it is spread from a type that is no array", writeType)
		}
		e.addElement(t, ready(spread), false, true, name)
	}
}

func (e *evaluator) addElement(t *typ, of *lazy, optional, rest bool, name string) {
	if t.rest > 0 && rest { // only one can be checked: both together are the union
		first := t.of[t.rest-1]
		t.of[t.rest-1] = later(func() *typ { return e.union(first.get(), of.get()) })
		return
	}
	t.of, t.labels = append(t.of, of), append(t.labels, name)
	switch {
	case rest:
		t.rest = len(t.of)
	case !optional:
		t.required = len(t.of)
		if t.rest > 0 {
			t.required = len(t.of) - 1
		}
	}
}

// mapped works out { [K in keys as name]: T }.
func (e *evaluator) mapped(node *typeNode, c context) *typ {
	keys, as, of := node.of[0], node.of[1], node.of[2]
	var source *typ // of a homomorphic one: what is mapped
	if keys.kind == typeOperator && keys.name == "keyof" {
		source = e.typeOf(keys.of[0], c)
	}
	value := func(key *typ) *lazy { return e.lazily(of, c.bind(node.name, ready(key))) }
	if source != nil && as == nil {
		if t := e.mapItems(source, node, value, c); t != nil {
			return t
		}
	}
	if source == nil {
		source = e.indexedBy(node, c)
	}
	known := e.typeOf(keys, c)
	if known.isVague() {
		return known
	}
	t := &typ{kind: objectType}
	if e.steps += len(known.parts()); e.steps > maxSteps {
		return vagueAt(c, node, "write a simpler type", "its type takes too long to work out")
	}
	for _, key := range known.parts() {
		names := []*typ{key}
		if as != nil {
			names = e.typeOf(as, c.bind(node.name, ready(key))).parts()
		}
		for _, name := range names {
			if name.kind == literalType {
				optional := e.isOptional(source, key.text)
				if node.optional != "" {
					optional = node.optional == "+"
				}
				of := value(key)
				if node.optional == "-" {
					of = e.without(of, theUndefined)
				}
				t.members = mergeMembers(t.members, []*prop{{name: name.text, of: of, optional: optional}})
				continue
			}
			if name.isVague() {
				return name
			}
			if name != theSymbol {
				t.indexes = append(t.indexes, index{name, value(key)})
			}
		}
	}
	return t
}

// indexedBy is the object whose members a mapped type's values are: in { [K in Keys]: T[K] } what is optional in T stays so.
func (e *evaluator) indexedBy(node *typeNode, c context) *typ {
	of := node.of[2]
	if of == nil || of.kind != typeIndexed || of.of[1].kind != typeReference || len(of.of[1].path) != 1 || of.of[1].path[0] != node.name {
		return nil
	}
	return e.typeOf(of.of[0], c)
}

func (e *evaluator) isOptional(t *typ, name string) bool {
	if t == nil {
		return false
	}
	for _, part := range t.parts() {
		for _, p := range part.members {
			if p.name == name {
				return p.optional
			}
		}
	}
	return false
}

// without takes a type out of a union.
func (e *evaluator) without(of *lazy, part *typ) *lazy {
	return later(func() *typ {
		t := of.get()
		if t.kind != unionType {
			return t
		}
		return e.union(slices.DeleteFunc(slices.Clone(t.types), func(u *typ) bool { return u == part })...)
	})
}

// mapItems maps what is no object: of arrays the items, of unions each, of primitives nothing. It returns nil of an object.
func (e *evaluator) mapItems(source *typ, node *typeNode, value func(key *typ) *lazy, c context) *typ {
	switch source.kind {
	case objectType, intersectType, defined:
		return nil
	case functionType:
		return theDefined
	case arrayType:
		return arrayOf(value(theNumber))
	case tupleType:
		t := *source
		t.of = make([]*lazy, len(source.of))
		for i := range source.of {
			t.of[i] = value(e.literalOf(numberType, strconv.Itoa(i)))
		}
		if node.optional == "+" {
			t.required = 0
		}
		t.name = ""
		return &t
	case unionType:
		// Each member is mapped by itself; that needs the type parameter bound to it.
		inner := node.of[0].of[0]
		if inner.kind != typeReference || len(inner.path) != 1 || c.find(inner.path[0]) == nil {
			return nil
		}
		types := make([]*typ, len(source.types))
		for i, part := range source.types {
			types[i] = e.mapped(node, c.bind(inner.path[0], ready(part)))
		}
		return e.union(types...)
	}
	return source
}
