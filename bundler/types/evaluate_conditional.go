package types

import (
	"slices"
	"strings"
)

// answer is what can be said of whether one type extends another.
type answer uint8

const (
	maybe answer = iota
	no
	yes
)

// maxCompare is how deep two types are compared.
const maxCompare = 12

// conditional works out A extends B ? C : D. Where it can't be decided it is either: no value is refused that tsc would pass.
func (e *evaluator) conditional(node *typeNode, c context) *typ {
	checked := node.of[0]
	t := e.typeOf(checked, c)
	isParameter := checked.kind == typeReference && len(checked.path) == 1 && len(checked.of) == 0 && c.find(checked.path[0]) != nil
	if !isParameter || t.kind != unionType && t.kind != never {
		return e.decide(node, t, c)
	}
	types := make([]*typ, 0, len(t.parts()))
	for _, part := range t.parts() {
		types = append(types, e.decide(node, part, c.bind(checked.path[0], ready(part))))
	}
	return e.union(types...)
}

func (e *evaluator) decide(node *typeNode, t *typ, c context) *typ {
	bound := map[string][]*typ{}
	then := func() *typ {
		inner := c
		for _, name := range inferred(node.of[1], nil) {
			of := e.union(bound[name]...)
			if len(bound[name]) == 0 {
				of = vagueAt(c, node, writeType, "what is inferred for %s is not known", name)
			}
			inner = inner.bind(name, ready(of))
		}
		return e.typeOf(node.of[2], inner)
	}
	switch e.assignable(t, e.typeOf(node.of[1], c), bound, 0) {
	case yes:
		return then()
	case no:
		return e.typeOf(node.of[3], c)
	}
	if t.isVague() && t.kind == anything && t.why != nil && t.why.file != nil {
		return t
	}
	return e.union(then(), e.typeOf(node.of[3], c))
}

// inferred lists the names that a pattern infers.
func inferred(node *typeNode, names []string) []string {
	if node == nil {
		return names
	}
	if node.kind == typeInfer {
		names = append(names, node.name)
	}
	for _, of := range node.of {
		names = inferred(of, names)
	}
	for _, part := range node.elements {
		names = inferred(part.of, names)
	}
	for _, m := range node.members {
		names = inferred(m.of, names)
		names = inferredIn(m.signature, names)
	}
	return inferredIn(node.signature, names)
}

func inferredIn(s *signature, names []string) []string {
	if s == nil {
		return names
	}
	for _, q := range s.parameters {
		names = inferred(q.of, names)
	}
	return inferred(s.result, names)
}

// assignable says whether every value of a is one of b, and binds what b infers.
func (e *evaluator) assignable(a, b *typ, bound map[string][]*typ, depth int) answer {
	e.steps++
	if bound == nil {
		bound = map[string][]*typ{}
	}
	switch {
	case b.kind == inferType:
		bound[b.text] = append(bound[b.text], a)
		return yes
	case a == b:
		return yes
	case depth > maxCompare || e.steps > maxSteps:
		return maybe
	case b.isVague():
		return yes
	case a.kind == never:
		return yes
	case a.kind == anything:
		return maybe
	case a.kind == unknown:
		return no
	case a.kind == unionType:
		return all(a.types, func(part *typ) answer { return e.assignable(part, b, bound, depth+1) })
	case b.kind == unionType && slices.Contains(b.types, a):
		return yes
	case b.kind == unionType:
		return anyOf(b.types, func(part *typ) answer { return e.assignable(a, part, bound, depth+1) })
	case b.kind == intersectType:
		return all(b.types, func(part *typ) answer { return e.assignable(a, part, bound, depth+1) })
	case a.kind == intersectType:
		return anyOf(a.types, func(part *typ) answer { return e.assignable(part, b, bound, depth+1) })
	}
	switch b.kind {
	case never:
		return no
	case defined:
		return when(a.kind != null && a.kind != undefined)
	case nonPrimitive:
		return when(a.kind > defined && a.kind != literalType && a.kind != templateType || a.kind == nonPrimitive)
	case stringType, numberType, booleanType, bigintType:
		return when(a.kind == literalType && a.base == b.kind || a.kind == templateType && b.kind == stringType)
	case undefined, null, symbolType:
		return no
	case literalType:
		return no
	case templateType:
		return e.matchTemplate(a, b, bound)
	case arrayType:
		if a.kind == arrayType || a.kind == tupleType {
			items := e.itemsOf(a)
			return e.assignable(items, b.of[0].get(), bound, depth+1)
		}
	case tupleType:
		return e.matchTuple(a, b, bound, depth)
	case functionType:
		return e.matchFunction(a, b, bound, depth)
	case promiseType, streamType, iterableType, classType:
		return e.matchClass(a, b, bound, depth)
	case objectType:
		return e.matchObject(a, b, bound, depth)
	}
	return when(false)
}

func when(condition bool) answer {
	if condition {
		return yes
	}
	return no
}

func all(types []*typ, each func(*typ) answer) answer {
	result := yes
	for _, t := range types {
		switch each(t) {
		case no:
			return no
		case maybe:
			result = maybe
		}
	}
	return result
}

func anyOf(types []*typ, each func(*typ) answer) answer {
	result := no
	for _, t := range types {
		switch each(t) {
		case yes:
			return yes
		case maybe:
			result = maybe
		}
	}
	return result
}

func (e *evaluator) matchTuple(a, b *typ, bound map[string][]*typ, depth int) answer {
	if a.kind == arrayType {
		if b.rest > 0 && len(b.of) == 1 {
			return e.assignable(a, restOf(b.of[0].get()), bound, depth+1)
		}
		return no
	}
	if a.kind != tupleType {
		return no
	}
	if a.rest > 0 || a.required != len(a.of) {
		return maybe
	}
	fixed := len(b.of)
	if b.rest > 0 {
		fixed--
	}
	if len(a.of) < b.required || len(a.of) > fixed && b.rest == 0 {
		return no
	}
	result := yes
	note := func(found answer) bool {
		if found != yes {
			result = found
		}
		return found != no
	}
	before := len(b.of)
	if b.rest > 0 {
		before = b.rest - 1
	}
	after := 0
	if b.rest > 0 {
		after = len(b.of) - b.rest
	}
	for i := 0; i < before && i < len(a.of); i++ {
		if !note(e.assignable(a.of[i].get(), b.of[i].get(), bound, depth+1)) {
			return no
		}
	}
	if b.rest == 0 {
		return result
	}
	middle := a.of[min(before, len(a.of)):max(min(before, len(a.of)), len(a.of)-after)]
	if spread := b.of[b.rest-1].get(); spread.kind == inferType {
		bound[spread.text] = append(bound[spread.text], &typ{kind: tupleType, of: middle, required: len(middle), labels: make([]string, len(middle))})
	} else {
		for _, of := range middle {
			if !note(e.assignable(of.get(), spread, bound, depth+1)) {
				return no
			}
		}
	}
	for i := range after {
		if !note(e.assignable(a.of[len(a.of)-after+i].get(), b.of[b.rest+i].get(), bound, depth+1)) {
			return no
		}
	}
	return result
}

// restOf is what a rest element stands for as a whole: what is inferred, or an array.
func restOf(t *typ) *typ {
	if t.kind == inferType {
		return t
	}
	return arrayOf(ready(t))
}

// matchFunction binds what a function type infers of parameters and result; whether one function is another it leaves open.
func (e *evaluator) matchFunction(a, b *typ, bound map[string][]*typ, depth int) answer {
	if a.kind != functionType {
		return no
	}
	if len(a.calls) == 0 || len(b.calls) == 0 {
		return when(len(b.calls) == 0)
	}
	from, to := a.calls[len(a.calls)-1], b.calls[len(b.calls)-1]
	result := yes
	taken, given := e.parametersOf(to), e.parametersOf(from)
	if taken.rest == 1 && len(taken.of) == 1 && taken.of[0].get().kind == inferType {
		bound[taken.of[0].get().text] = append(bound[taken.of[0].get().text], given)
	} else if !isLoose(taken) {
		result = maybe
		for i := 0; i < len(taken.of) && i < len(given.of); i++ {
			if t := taken.of[i].get(); t.kind == inferType {
				bound[t.text] = append(bound[t.text], given.of[i].get())
				result = yes
			}
		}
	}
	if to := e.resultOf(to); to != nil {
		from := e.resultOf(from)
		if from == nil {
			from = e.vague("what the function returns is not declared", "write its return type")
		}
		if to != theUndefined {
			if found := e.assignable(from, to, bound, depth+1); found != yes {
				return found
			}
		}
	}
	return result
}

// isLoose reports whether parameters are (...args: any).
func isLoose(t *typ) bool { return t.rest == 1 && len(t.of) == 1 && t.of[0].get().isVague() }

func (e *evaluator) matchClass(a, b *typ, bound map[string][]*typ, depth int) answer {
	if b.kind == iterableType && (a.kind == arrayType || a.kind == tupleType) {
		return e.assignable(e.itemsOf(a), b.of[0].get(), bound, depth+1)
	}
	if a.kind != b.kind || a.kind == classType && a.name != b.name {
		if a.kind == objectType {
			return maybe // it may have all that the class has
		}
		return no
	}
	result := yes
	for i := range min(len(a.of), len(b.of)) {
		switch e.assignable(a.of[i].get(), b.of[i].get(), bound, depth+1) {
		case no:
			return no
		case maybe:
			result = maybe
		}
	}
	return result
}

func (e *evaluator) matchObject(a, b *typ, bound map[string][]*typ, depth int) answer {
	switch a.kind {
	case objectType:
	case null, undefined:
		return no
	case functionType, arrayType, tupleType, classType, promiseType, streamType, iterableType, stringType, literalType:
		if len(b.members) == 0 && len(b.indexes) == 0 {
			return yes
		}
		return maybe // its methods
	default:
		return when(len(b.members) == 0 && len(b.indexes) == 0)
	}
	result := yes
	note := func(found answer) bool {
		if found != yes {
			result = found
		}
		return found != no
	}
	for _, want := range b.members {
		i := slices.IndexFunc(a.members, func(p *prop) bool { return p.name == want.name })
		if i < 0 {
			if want.optional {
				continue
			}
			if len(a.indexes) > 0 || a.why != nil {
				result = maybe
				continue
			}
			return no
		}
		have := a.members[i]
		if have.optional && !want.optional {
			return no
		}
		if !note(e.assignable(have.of.get(), want.of.get(), bound, depth+1)) {
			return no
		}
	}
	for _, want := range b.indexes {
		for _, have := range a.indexes {
			if !note(e.assignable(have.of.get(), want.of.get(), bound, depth+1)) {
				return no
			}
		}
		for _, have := range a.members {
			if !note(e.assignable(have.of.get(), want.of.get(), bound, depth+1)) {
				return no
			}
		}
	}
	return result
}

// matchTemplate compares a string with `${infer A}text${infer B}`, where only texts and what is inferred are in it.
func (e *evaluator) matchTemplate(a, b *typ, bound map[string][]*typ) answer {
	if a.kind != literalType || a.base != stringType {
		return when(false)
	}
	rest := a.text
	if !strings.HasPrefix(rest, b.texts[0]) {
		return no
	}
	rest = rest[len(b.texts[0]):]
	for i, of := range b.of {
		after := b.texts[i+1]
		var part string
		switch last := i == len(b.of)-1; {
		case last:
			if !strings.HasSuffix(rest, after) {
				return no
			}
			part, rest = rest[:len(rest)-len(after)], ""
		case after == "":
			if rest == "" {
				return no
			}
			part, rest = rest[:1], rest[1:]
		default:
			at := strings.Index(rest, after)
			if at < 0 {
				return no
			}
			part, rest = rest[:at], rest[at+len(after):]
		}
		switch t := of.get(); t.kind {
		case inferType:
			bound[t.text] = append(bound[t.text], e.stringLiteral(part))
		case stringType:
		default:
			return maybe
		}
	}
	return yes
}
