// Package shape checks what a page calls the backend's functions with against their TypeScript declarations, before they run.
//
// runtime/backend's dispatcher asks it. The declarations come as a table (package bridge/shape) that the build has made; here they
// are held against decoded values. A function of which nothing is declared costs a look-up.
package shape

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	table "github.com/deskjs/deskjs/bridge/shape"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Checker holds an app's table. It belongs to the goroutine of its runtime.
type Checker struct {
	reader    *reader
	table     *table.Table
	functions map[string]*function
}

type function struct {
	name      string  // without its module, for messages
	overloads []*node // tuples of parameters
	extra     bool
}

// New reads a table for the values of a runtime. The error says that it is damaged.
func New(rt *goja.Runtime, data []byte) (*Checker, error) {
	t, err := table.Decode(data)
	if err != nil {
		return nil, err
	}
	r, err := newReader(rt)
	if err != nil {
		return nil, err
	}
	c := &Checker{reader: r, table: t, functions: map[string]*function{}}
	nodes := compile(t)
	for name, signature := range t.Functions {
		f := &function{name: name[strings.LastIndexByte(name, '.')+1:], extra: signature.Extra}
		for _, at := range signature.Of {
			f.overloads = append(f.overloads, nodes[at])
		}
		c.functions[name] = f
	}
	return c, nil
}

// Arguments checks those of a call, an array as the page sent it, and takes away what is behind the last declared one: a page's
// `ids.map(remove)` passes more than remove takes, and tsc lets it. The error is a *op.Error with CodeInvalidArgument; the function
// must not run then. A nil Checker accepts everything.
func (c *Checker) Arguments(name string, arguments goja.Value) error {
	if c == nil {
		return nil
	}
	f := c.functions[name]
	if f == nil {
		return nil
	}
	m := &matching{reader: c.reader}
	array, ok := arguments.(*goja.Object)
	if !ok || c.reader.kindOf(array) != "Array" {
		return refuse(f.name + ": the arguments must be an array, not " + c.came(arguments))
	}
	items, ok := c.reader.items(array, maxHoles)
	if !ok {
		return refuse(f.name + ": there are too many arguments")
	}
	most := 0
	for _, overload := range f.overloads {
		most = max(most, overload.most())
		if m.tuple(overload, f.declared(items, overload)) < 0 {
			if err := f.cut(array, len(items), overload.most()); err != nil {
				return err
			}
			return c.guard(f, overload, array)
		}
	}
	e := &explaining{checker: c, matching: m, open: map[*goja.Object]bool{}}
	return refuse(e.arguments(f, items))
}

// most is how many items a tuple may have.
func (n *node) most() int {
	if n.rest > 0 {
		return maxHoles
	}
	return len(n.of)
}

// declared are the arguments as far as a signature declares them.
func (f *function) declared(items []goja.Value, overload *node) []goja.Value {
	return items[:min(len(items), overload.most())]
}

// cut takes away the arguments that are not declared.
func (f *function) cut(array *goja.Object, count, most int) error {
	if count <= most || f.extra {
		return nil
	}
	return array.Set("length", most)
}

func refuse(message string) error {
	return &op.Error{Type: "TypeError", Code: bridge.CodeInvalidArgument, Message: message}
}

// came says what a value is, for messages.
func (c *Checker) came(value goja.Value) string {
	switch {
	case value == nil || goja.IsUndefined(value):
		return "undefined"
	case goja.IsNull(value):
		return "null"
	case goja.IsString(value):
		return "string " + table.Quote(value.String())
	case goja.IsNumber(value):
		return "number " + value.String()
	case goja.IsBigInt(value):
		text := value.String()
		if len(text) > 40 {
			text = text[:40] + "..."
		}
		return "bigint " + text + "n"
	case value == yes, value == no:
		return "boolean " + value.String()
	}
	object, ok := value.(*goja.Object)
	if !ok {
		return "symbol"
	}
	switch kind := c.reader.kindOf(object); kind {
	case "Array":
		return "an array of " + strconv.FormatInt(object.Get("length").ToInteger(), 10)
	case "Function":
		return "a function"
	case "Object", "", "Host", "Proxy":
		if tag := c.reader.tag(object); tag != "Object" && tag != "" {
			return "a " + tag
		}
		return "an object"
	default:
		if strings.ContainsRune("AEIOU", rune(kind[0])) && kind[0] != 'U' {
			return "an " + kind
		}
		return "a " + kind
	}
}
