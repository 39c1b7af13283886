package shape

import (
	"fmt"
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/deskjs/deskjs/bridge"
	table "github.com/deskjs/deskjs/bridge/shape"
)

// guarding puts checks around the functions and streams among the arguments of one call: what they give later has to be what is
// declared as well. Those within a Map or a Set are left as they are.
type guarding struct {
	checker  *Checker
	matching *matching
	function *function
	seen     map[known]bool
}

// guard does so for arguments that fit a signature.
func (c *Checker) guard(f *function, overload *node, array *goja.Object) error {
	if !overload.later {
		return nil
	}
	g := &guarding{checker: c, matching: &matching{reader: c.reader}, function: f, seen: map[known]bool{}}
	if exception := c.reader.rt.Try(func() { g.value(overload, array, "arguments") }); exception != nil {
		return exception
	}
	return nil
}

// value returns what is to take the place of a value.
func (g *guarding) value(n *node, value goja.Value, path string) goja.Value {
	object, ok := value.(*goja.Object)
	if !ok || !n.later || g.seen[known{n, object}] {
		return value
	}
	g.seen[known{n, object}] = true
	switch n.kind {
	case table.Union:
		for _, of := range n.of {
			if of.later && g.matching.match(of, value) {
				return g.value(of, value, path)
			}
		}
	case table.Intersection:
		for _, of := range n.of {
			value = g.value(of, value, path)
		}
	case table.Object:
		g.members(n, object, path)
	case table.Array, table.Tuple:
		g.items(n, object, path)
	case table.Function:
		return g.made("guardFunction", object, g.check(n.of[0], func() string { return path + "()" }))
	case table.Stream:
		count := 0
		check := g.check(n.of[0], func() string { count++; return fmt.Sprintf("(item %d of %s)", count-1, path) })
		if g.checker.reader.tag(object) == "ReadableStream" {
			return g.made("guardStream", object, check)
		}
		return g.made("guardIterator", object, check)
	}
	return value
}

func (g *guarding) members(n *node, object *goja.Object, path string) {
	properties := g.checker.reader.propertiesOf(object)
	for i, key := range n.keys {
		if value := properties.get(key); value != nil && n.of[i].later {
			g.put(object, key.String(), value, g.value(n.of[i], value, path+step(key.String())))
		}
	}
	if len(n.index) == 0 {
		return
	}
	type change struct {
		name         string
		old, guarded goja.Value
	}
	var changes []change
	properties.each(func(name string, value goja.Value) bool {
		for _, pair := range n.index {
			if pair[1].later && pair[0].isKey(name) && indexOf(n.keys, unistring.NewFromString(name)) < 0 {
				changes = append(changes, change{name, value, g.value(pair[1], value, path+step(name))})
			}
		}
		return true
	})
	for _, c := range changes {
		g.put(object, c.name, c.old, c.guarded)
	}
}

func (g *guarding) items(n *node, array *goja.Object, path string) {
	items, _ := g.matching.itemsOf(array)
	after := 0
	if n.rest > 0 {
		after = len(n.of) - n.rest
	}
	for i, item := range items {
		of := n.of[0]
		if n.kind == table.Tuple {
			of = n.item(i, len(items), after)
		}
		if of != nil && of.later {
			g.put(array, strconv.Itoa(i), item, g.value(of, item, path+"["+strconv.Itoa(i)+"]"))
		}
	}
}

// put replaces a property, as one of its own whatever its name is.
func (g *guarding) put(object *goja.Object, name string, old, value goja.Value) {
	before, _ := old.(*goja.Object)
	if after, ok := value.(*goja.Object); !ok || before == after {
		return
	}
	if err := object.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

// made runs one of the functions of intrinsics.js that put a check around something.
func (g *guarding) made(name string, object *goja.Object, check goja.Value) goja.Value {
	guarded, err := g.checker.reader.rt.New(g.checker.reader.functions[name], object, check)
	if err != nil {
		panic(err)
	}
	return guarded
}

// check is a JavaScript function that returns its argument if it is what a node says, and throws otherwise.
func (g *guarding) check(n *node, path func() string) goja.Value {
	c, f := g.checker, g.function
	return c.reader.rt.ToValue(func(call goja.FunctionCall) goja.Value {
		value := call.Argument(0)
		m := &matching{reader: c.reader}
		where := path()
		if m.match(n, value) {
			return value
		}
		e := &explaining{checker: c, matching: m, open: map[*goja.Object]bool{}}
		refusal := c.reader.rt.NewTypeError(f.name + ": " + e.value(n, value, where))
		if err := refusal.Set("code", bridge.CodeInvalidArgument); err != nil {
			panic(err)
		}
		panic(refusal)
	})
}
