package shape

import (
	"fmt"
	"strconv"

	"github.com/dop251/goja"

	table "github.com/deskjs/deskjs/bridge/shape"
)

// explaining finds out what is wrong with a value that was refused.
type explaining struct {
	checker  *Checker
	matching *matching
	depth    int
	// open are the objects on the path to the value at hand: what is wrong with one is elsewhere in it.
	open map[*goja.Object]bool
}

// arguments says what is wrong with a call's: of the overload that fits their number, or the last.
func (e *explaining) arguments(f *function, items []goja.Value) string {
	if e.matching.problem != "" {
		return f.name + ": an argument " + e.matching.problem
	}
	overload := f.overloads[len(f.overloads)-1]
	for _, other := range f.overloads {
		if len(items) >= other.required && len(items) <= other.most() {
			overload = other
			break
		}
	}
	text := e.tuple(overload, f.declared(items, overload), "arguments")
	if len(f.overloads) > 1 {
		text += fmt.Sprintf(" (none of its %d overloads accepts these arguments)", len(f.overloads))
	}
	return f.name + ": " + text
}

func (e *explaining) words(n *node) string { return e.checker.table.Words(n.at) }

func (e *explaining) must(path string, n *node, value goja.Value) string {
	return path + " must be " + e.words(n) + ", not " + e.checker.came(value)
}

func (e *explaining) missing(path string, n *node) string {
	return path + " must be " + e.words(n) + ", and is missing"
}

func (e *explaining) tuple(n *node, items []goja.Value, path string) string {
	at := e.matching.tuple(n, items)
	after := 0
	if n.rest > 0 {
		after = len(n.of) - n.rest
	}
	inner := path + "[" + strconv.Itoa(max(at, 0)) + "]"
	switch {
	case at < 0:
		return path + " " + e.matching.problem
	case at >= len(items):
		if n.rest > 0 && at >= n.rest-1 {
			at += len(n.of) - n.required
		}
		return e.missing(inner, n.of[at])
	}
	of := n.item(at, len(items), after)
	if of == nil {
		return fmt.Sprintf("%s must have %d items, not %d", path, len(n.of), len(items))
	}
	return e.value(of, items[at], inner)
}

// value says what is wrong with a value, as deep inside it as can be told.
func (e *explaining) value(n *node, value goja.Value, path string) string {
	if e.matching.problem != "" {
		return path + " " + e.matching.problem
	}
	if e.depth++; e.depth > 100 {
		return e.must(path, n, value)
	}
	object, _ := value.(*goja.Object)
	switch n.kind {
	case table.Union:
		return e.union(n, value, path)
	case table.Intersection:
		for _, of := range n.of {
			if !e.matching.match(of, value) {
				return e.value(of, value, path)
			}
		}
	}
	if object == nil {
		return e.must(path, n, value)
	}
	if !e.isOpen(object) {
		e.open[object] = true
		defer delete(e.open, object)
	}
	kind := e.checker.reader.kindOf(object)
	switch {
	case n.kind == table.Object:
		return e.members(n, object, path)
	case n.kind == table.Array && kind == "Array", n.kind == table.Iterable && kind == "Array" && len(n.of) == 1:
		items, _ := e.matching.itemsOf(object)
		for i, item := range items {
			if !e.matching.match(n.of[0], item) && !e.isOpen(item) {
				return e.value(n.of[0], item, path+"["+strconv.Itoa(i)+"]")
			}
		}
	case n.kind == table.Tuple && kind == "Array":
		items, _ := e.matching.itemsOf(object)
		return e.tuple(n, items, path)
	case n.kind == table.Class && kind == n.class && len(n.of) > 0:
		return e.entries(n, object, path)
	}
	return e.must(path, n, value)
}

func (e *explaining) isOpen(value goja.Value) bool {
	object, ok := value.(*goja.Object)
	return ok && e.open[object]
}

func (e *explaining) members(n *node, object *goja.Object, path string) string {
	properties := e.checker.reader.propertiesOf(object)
	for i, key := range n.keys {
		value := properties.get(key)
		switch inner := path + step(key.String()); {
		case e.matching.member(n, i, value), e.isOpen(value):
		case value == nil:
			if kind := e.checker.reader.kindOf(object); kind != "Object" && kind != "Error" { // it is something else altogether
				return e.must(path, n, object)
			}
			return e.missing(inner, n.of[i])
		default:
			return e.value(n.of[i], value, inner)
		}
	}
	text := ""
	properties.each(func(name string, value goja.Value) bool {
		if of := e.matching.indexed(n, name, value); of != nil && !e.isOpen(value) {
			text = e.value(of, value, path+step(name))
		}
		return text == ""
	})
	if text == "" {
		return e.must(path, n, object)
	}
	return text
}

// step is how a member is written behind its object.
func step(key string) string {
	if table.IsIdentifier(key) {
		return "." + key
	}
	return "[" + table.Quote(key) + "]"
}

func (e *explaining) entries(n *node, object *goja.Object, path string) string {
	at := e.matching.entries(n, object)
	entries := e.checker.reader.entries(object, n.class)
	if at < 0 || at >= len(entries) {
		return e.must(path, n, object)
	}
	inner := fmt.Sprintf("%s.keys()[%d]", path, at/len(n.of))
	if n.class == "Map" && at%2 == 1 && len(n.of) == 2 {
		inner = path + ".values()[" + strconv.Itoa(at/2) + "]"
		if key := entries[at-1]; goja.IsString(key) {
			inner = path + ".get(" + table.Quote(key.String()) + ")"
		}
	}
	return e.value(n.of[at%len(n.of)], entries[at], inner)
}

// union says what is wrong with the one alternative that is meant, if that can be told.
func (e *explaining) union(n *node, value goja.Value, path string) string {
	object, _ := value.(*goja.Object)
	if object == nil {
		return e.must(path, n, value)
	}
	kind := e.checker.reader.kindOf(object)
	if n.byTag != nil && kind == "Object" {
		properties := e.checker.reader.propertiesOf(object)
		tag := properties.get(n.tag)
		if of := n.tagged(tag); of != nil {
			return e.value(of, value, path)
		}
		return e.tags(n, tag, path)
	}
	var candidates []*node
	for _, of := range n.of {
		isCandidate := of.kind == table.Object && kind == "Object" || (of.kind == table.Array || of.kind == table.Tuple) && kind == "Array" ||
			of.kind == table.Class && of.class == kind || of.kind == table.Union
		if isCandidate {
			candidates = append(candidates, of)
		}
	}
	if len(candidates) == 1 {
		return e.value(candidates[0], value, path)
	}
	return e.must(path, n, value)
}

// tags says what the member may be by which a union's objects are told apart.
func (e *explaining) tags(n *node, tag goja.Value, path string) string {
	words := &table.Table{Shapes: []table.Node{{Kind: table.Union}}}
	for _, of := range n.of {
		if from := &e.checker.table.Shapes[of.at]; of.kind == table.Object {
			member := from.Of[indexOf(from.Keys, n.tag.String())]
			words.Shapes[0].Of = append(words.Shapes[0].Of, len(words.Shapes))
			words.Shapes = append(words.Shapes, table.Node{Kind: table.Any, Name: e.checker.table.Words(member)})
		}
	}
	inner := path + step(n.tag.String())
	if tag == nil {
		return inner + " must be " + words.Words(0) + ", and is missing"
	}
	return inner + " must be " + words.Words(0) + ", not " + e.checker.came(tag)
}
