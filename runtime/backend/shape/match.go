package shape

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	table "github.com/deskjs/deskjs/bridge/shape"
)

// Limits of one check.
const (
	// maxDepth is how deep values may be nested where a type describes them.
	maxDepth = 10_000
	// maxSteps is how many times a value may be held against a node.
	maxSteps = 200_000_000
	// memoAfter is the number of steps after which it is remembered what was found of an object: values may refer to one another
	// in cycles, and to one part from many places.
	memoAfter = 10_000
)

// matching is one check.
type matching struct {
	reader *reader
	steps  int
	depth  int
	// problem says why the check was given up.
	problem string

	memo map[known]found
	// proven are the keys of memo that are matched, in order: what was proven while something was assumed that proves false is forgotten.
	proven []known
}

type known struct {
	node   *node
	object *goja.Object
}

type found uint8

const (
	assumed found = iota + 1
	matched
	refused
)

var yes, no = goja.New().ToValue(true), goja.New().ToValue(false)

// match reports whether a value is what a node says.
func (m *matching) match(n *node, value goja.Value) bool {
	if m.steps++; m.steps > maxSteps {
		m.problem = "is too large to be checked"
		return false
	}
	switch n.kind {
	case table.Any:
		return true
	case table.Never:
		return false
	case table.Undefined:
		return goja.IsUndefined(value)
	case table.Null:
		return goja.IsNull(value)
	case table.String:
		return goja.IsString(value)
	case table.Number:
		return goja.IsNumber(value)
	case table.Boolean:
		return value == yes || value == no
	case table.BigInt:
		return goja.IsBigInt(value)
	case table.NonPrimitive:
		_, ok := value.(*goja.Object)
		return ok
	case table.Defined:
		return !goja.IsUndefined(value) && !goja.IsNull(value)
	case table.Literal:
		return n.isLiteral(value)
	case table.Template:
		return goja.IsString(value) && n.pattern().MatchString(value.String())
	case table.Union:
		return m.union(n, value)
	case table.Intersection:
		for _, of := range n.of {
			if !m.match(of, value) {
				return false
			}
		}
		return true
	}
	object, ok := value.(*goja.Object)
	if !ok {
		return m.primitive(n, value)
	}
	if m.steps > memoAfter {
		return m.remembered(n, object)
	}
	return m.object(n, object)
}

// isLiteral reports whether a value is one of a Literal's.
func (n *node) isLiteral(value goja.Value) bool {
	switch {
	case goja.IsString(value):
		return n.strings[value.String()]
	case goja.IsNumber(value):
		return n.numbers[value.ToFloat()]
	case goja.IsBigInt(value):
		return n.literals[literalKey("bigint", value.String())]
	case value == yes, value == no:
		return n.literals[literalKey("boolean", value.String())]
	}
	return false
}

// keyOf is the key of a value as a tag; "" if it can't be one.
func keyOf(value goja.Value) string {
	switch {
	case value == nil:
		return ""
	case goja.IsString(value):
		return literalKey("string", value.String())
	case goja.IsNumber(value):
		return literalKey("number", value.String())
	case goja.IsBigInt(value):
		return literalKey("bigint", value.String())
	case value == yes, value == no:
		return literalKey("boolean", value.String())
	case goja.IsNull(value):
		return literalKey("null", "")
	}
	return ""
}

func (m *matching) union(n *node, value goja.Value) bool {
	alternatives := n.of
	if n.byTag != nil {
		alternatives = n.untagged
		if object, ok := value.(*goja.Object); ok {
			properties := m.reader.propertiesOf(object)
			if of := n.tagged(properties.get(n.tag)); of != nil && m.match(of, value) {
				return true
			}
		}
	}
	for _, of := range alternatives {
		if m.match(of, value) {
			return true
		}
	}
	return false
}

// primitive holds what is no object against a node that is about objects.
func (m *matching) primitive(n *node, value goja.Value) bool {
	switch n.kind {
	case table.Iterable:
		return goja.IsString(value)
	case table.Object: // a string has a length
		for i, key := range n.keys {
			if !n.optional[i] && (key != "length" || !goja.IsString(value)) {
				return false
			}
		}
		return goja.IsString(value) && len(n.keys) > 0
	case table.Class:
		switch n.class {
		case "String":
			return goja.IsString(value)
		case "Number":
			return goja.IsNumber(value)
		case "Boolean":
			return value == yes || value == no
		case "BigInt":
			return goja.IsBigInt(value)
		}
	}
	return false
}

// remembered is object, with what was found before.
func (m *matching) remembered(n *node, object *goja.Object) bool {
	key := known{n, object}
	switch m.memo[key] {
	case assumed, matched:
		return true
	case refused:
		return false
	}
	if m.memo == nil {
		m.memo = map[known]found{}
	}
	m.memo[key] = assumed
	before := len(m.proven)
	if m.object(n, object) {
		m.memo[key] = matched
		m.proven = append(m.proven, key)
		return true
	}
	for _, key := range m.proven[before:] {
		delete(m.memo, key)
	}
	m.proven = m.proven[:before]
	m.memo[key] = refused
	return false
}

func (m *matching) object(n *node, object *goja.Object) bool {
	if m.depth++; m.depth > maxDepth {
		m.problem = "is nested more than " + strconv.Itoa(maxDepth) + " deep"
		return false
	}
	defer func() { m.depth-- }()
	switch n.kind {
	case table.Object:
		return m.members(n, object)
	case table.Array:
		return m.array(n, object)
	case table.Tuple:
		items, ok := m.itemsOf(object)
		return ok && m.tuple(n, items) < 0
	case table.Class:
		return m.class(n, object)
	case table.Function:
		_, callable := goja.AssertFunction(object)
		return callable
	case table.Stream:
		return m.reader.is("isStream", object) || m.reader.tag(object) == "ReadableStream"
	case table.Iterable:
		return m.iterable(n, object)
	}
	return false
}

func (m *matching) itemsOf(object *goja.Object) ([]goja.Value, bool) {
	if m.reader.kindOf(object) != "Array" {
		return nil, false
	}
	return m.reader.items(object, maxHoles)
}

// maxHoles is how many holes of an array are looked at: a page can send an array of 4 thousand million with a line of text.
const maxHoles = 1 << 20

func (m *matching) array(n *node, object *goja.Object) bool {
	if m.reader.kindOf(object) != "Array" {
		return false
	}
	if n.of[0].kind == table.Any {
		return true
	}
	items, ok := m.reader.items(object, maxHoles)
	if !ok {
		m.problem = "has too many holes to be checked"
		return false
	}
	for _, item := range items {
		if !m.match(n.of[0], item) {
			return false
		}
	}
	return true
}

// tuple returns the place of the first item that is not what it should be, -1 if there is none. The place may be behind the last.
func (m *matching) tuple(n *node, items []goja.Value) int {
	after := 0 // how many follow the rest element
	if n.rest > 0 {
		after = len(n.of) - n.rest
	}
	for i, item := range items {
		of := n.item(i, len(items), after)
		if of == nil {
			return i
		}
		if !m.match(of, item) && !(i >= n.required && n.rest == 0 && goja.IsUndefined(item)) && !(n.rest > 0 && i >= n.required && i < n.rest-1 && goja.IsUndefined(item)) {
			return i
		}
	}
	for i := len(items); i < n.required; i++ {
		if n.rest > 0 && i >= n.rest-1 || i >= len(n.of) || !m.match(n.of[i], goja.Undefined()) {
			return i
		}
	}
	return -1
}

// item is the node of the item at a place; nil if there should be none.
func (n *node) item(i, count, after int) *node {
	switch {
	case n.rest == 0 && i < len(n.of), n.rest > 0 && i < n.rest-1:
		return n.of[i]
	case n.rest == 0:
		return nil
	case i >= count-after && i >= n.rest-1:
		return n.of[len(n.of)-(count-i)]
	}
	return n.of[n.rest-1]
}

func (m *matching) members(n *node, object *goja.Object) bool {
	properties := m.reader.propertiesOf(object)
	for i, key := range n.keys {
		if !m.member(n, i, properties.get(key)) {
			return false
		}
	}
	if len(n.index) == 0 {
		return true
	}
	if !n.indexesAll() && m.reader.kindOf(object) != "Object" {
		return false
	}
	return properties.each(func(name string, value goja.Value) bool {
		return m.indexed(n, name, value) == nil
	})
}

// indexesAll reports whether arrays, dates and so on have the index too: those by numbers, and those that say nothing.
func (n *node) indexesAll() bool {
	for _, pair := range n.index {
		if pair[0].kind != table.Number && pair[1].kind != table.Any {
			return false
		}
	}
	return true
}

// inherited are the functions that every object has, so that declarations that name them ask for nothing.
var inherited = map[string]bool{
	"toString": true, "toLocaleString": true, "valueOf": true, "hasOwnProperty": true, "isPrototypeOf": true, "propertyIsEnumerable": true, "constructor": true,
}

// member holds a property against the declared member; nil is one that is missing.
func (m *matching) member(n *node, i int, value goja.Value) bool {
	if value == nil {
		if n.optional[i] || n.of[i].kind == table.Function && inherited[n.keys[i].String()] {
			return true
		}
		value = goja.Undefined()
	}
	return m.match(n.of[i], value) || n.optional[i] && goja.IsUndefined(value)
}

// indexed returns the node that a property of this name should be and is not.
func (m *matching) indexed(n *node, name string, value goja.Value) *node {
	for _, pair := range n.index {
		if pair[0].isKey(name) && !m.match(pair[1], value) {
			return pair[1]
		}
	}
	return nil
}

// isKey reports whether a name is one of those that an index is about.
func (n *node) isKey(name string) bool {
	switch n.kind {
	case table.String, table.Any:
		return true
	case table.Number:
		number, err := strconv.ParseFloat(name, 64)
		return err == nil && !strings.ContainsAny(name, "xXpP_") && number == number
	case table.Template:
		return n.pattern().MatchString(name)
	case table.Literal:
		number, err := strconv.ParseFloat(name, 64)
		return n.strings[name] || err == nil && n.numbers[number]
	case table.Union:
		for _, of := range n.of {
			if of.isKey(name) {
				return true
			}
		}
	}
	return false
}

func (m *matching) class(n *node, object *goja.Object) bool {
	kind := m.reader.kindOf(object)
	switch n.class {
	case "Map", "Set":
		return kind == n.class && m.entries(n, object) < 0
	case "ArrayBufferView":
		return kind == "DataView" || strings.HasSuffix(kind, "Array") && kind != "Array"
	case "Blob":
		tag := m.reader.tag(object)
		return tag == "Blob" || tag == "File"
	case "File", "AbortSignal", "MessagePort":
		return m.reader.tag(object) == n.class
	}
	return kind == n.class
}

// entries returns the place, among keys and values in turn, of the first that is not what it should be; -1 if there is none.
func (m *matching) entries(n *node, object *goja.Object) int {
	if len(n.of) == 0 {
		return -1
	}
	for i, value := range m.reader.entries(object, n.class) {
		if !m.match(n.of[i%len(n.of)], value) {
			return i
		}
	}
	return -1
}

func (m *matching) iterable(n *node, object *goja.Object) bool {
	kind := m.reader.kindOf(object)
	switch kind {
	case "Array":
		if len(n.of) == 0 {
			return true
		}
		return m.array(n, object)
	case "Set":
		if len(n.of) == 0 {
			return true
		}
		for _, value := range m.reader.entries(object, kind) {
			if !m.match(n.of[0], value) {
				return false
			}
		}
		return true
	}
	return kind == "Map" || kind == "String" || strings.HasSuffix(kind, "Array")
}
