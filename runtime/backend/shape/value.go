package shape

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	table "github.com/deskjs/deskjs/bridge/shape"
)

//go:embed intrinsics.js
var intrinsicsSource string

// insider is what a patched goja tells of objects without running JavaScript; see its deskjs_clone.go.
type insider interface {
	KindOf(o *goja.Object) string
	PlainData(o *goja.Object) (names []unistring.String, values []goja.Value, ok bool)
	ArrayData(o *goja.Object) (items []goja.Value, named, ok bool)
	EntriesOf(o *goja.Object) []goja.Value
}

// reader looks into values.
type reader struct {
	rt        *goja.Runtime
	inside    insider // nil of a released goja
	functions map[string]*goja.Object
}

func newReader(rt *goja.Runtime) (*reader, error) {
	value, err := rt.RunScript("deskjs:shape", intrinsicsSource)
	if err != nil {
		return nil, fmt.Errorf("the checker's own script: %w", err)
	}
	r := &reader{rt: rt, functions: map[string]*goja.Object{}}
	r.inside, _ = any(rt).(insider)
	object := value.(*goja.Object)
	for _, name := range object.Keys() {
		r.functions[name], _ = object.Get(name).(*goja.Object)
	}
	return r, nil
}

// list runs one of the functions of intrinsics.js.
func (r *reader) list(name string, args ...goja.Value) []goja.Value {
	array, err := r.rt.New(r.functions[name], args...)
	if err != nil {
		return nil // a proxy that throws: it has nothing to show
	}
	items := make([]goja.Value, array.Get("length").ToInteger())
	for i := range items {
		items[i] = array.Get(strconv.Itoa(i))
	}
	return items
}

func (r *reader) is(name string, object *goja.Object) bool {
	found := r.list(name, object)
	return len(found) == 1 && found[0].ToBoolean()
}

// kindOf returns what an object is: "Object", "Array", "Function", "Map", the name of a typed array, ...
func (r *reader) kindOf(object *goja.Object) string {
	if r.inside != nil {
		return r.inside.KindOf(object)
	}
	if _, callable := goja.AssertFunction(object); callable {
		return "Function"
	}
	tag := r.tag(object)
	if _, known := table.Classes[tag]; known || tag == "Array" {
		return tag
	}
	return "Object"
}

// tag is what Object.prototype.toString says: values that a page made have no say in it.
func (r *reader) tag(object *goja.Object) string {
	found := r.list("tag", object)
	if len(found) != 1 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(found[0].String(), "[object "), "]")
}

// items returns an array's elements, undefined for holes, up to limit holes; ok is false if there are more.
func (r *reader) items(array *goja.Object, limit int) (items []goja.Value, ok bool) {
	if r.inside != nil {
		if items, _, ok := r.inside.ArrayData(array); ok {
			return items, true
		}
	}
	length := int(array.Get("length").ToInteger())
	pairs := r.list("properties", array)
	if length > len(pairs)/2+limit {
		return nil, false
	}
	items = make([]goja.Value, length)
	for i := range items {
		items[i] = goja.Undefined()
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if at, err := strconv.Atoi(pairs[i].String()); err == nil && at >= 0 && at < length {
			items[at] = pairs[i+1]
		}
	}
	return items, true
}

// entries returns a Map's keys and values in turn, or a Set's values.
func (r *reader) entries(object *goja.Object, kind string) []goja.Value {
	if r.inside != nil {
		return r.inside.EntriesOf(object)
	}
	if kind == "Map" {
		return r.list("entries", object)
	}
	return r.list("values", object)
}

// properties are the own ones of an object, or all that can be seen of one that is no plain object.
type properties struct {
	reader *reader
	object *goja.Object
	names  []unistring.String
	values []goja.Value
	hint   int
	// plain says that names and values are all there is.
	plain bool
}

func (r *reader) propertiesOf(object *goja.Object) properties {
	p := properties{reader: r, object: object}
	if r.inside == nil {
		return p
	}
	names, values, ok := r.inside.PlainData(object)
	if prototype := object.Prototype(); ok && (prototype == nil || r.isObjectPrototype(prototype)) {
		p.names, p.values, p.plain = names, values, true
	}
	return p
}

func (r *reader) isObjectPrototype(prototype *goja.Object) bool { return prototype.Prototype() == nil }

// get returns a property; nil if there is none.
func (p *properties) get(name unistring.String) goja.Value {
	if p.plain {
		for i := range p.names { // most often they come in the order of the declaration
			at := p.hint + i
			if at >= len(p.names) {
				at -= len(p.names)
			}
			if p.names[at] == name {
				p.hint = at + 1
				return p.values[at]
			}
		}
		return nil
	}
	key := name.String()
	if found := p.reader.list("own", p.object, p.reader.rt.ToValue(key)); len(found) == 1 {
		return found[0]
	}
	if p.reader.is("isPlain", p.object) {
		return nil
	}
	// Of a Map, a Blob, an array: what a program that is handed one sees.
	var value goja.Value
	if exception := p.reader.rt.Try(func() { value = p.object.Get(key) }); exception != nil {
		return nil
	}
	return value
}

// each calls do with the own properties until it returns false.
func (p *properties) each(do func(name string, value goja.Value) bool) bool {
	if p.plain {
		for i, name := range p.names {
			if p.values[i] != nil && !do(name.String(), p.values[i]) {
				return false
			}
		}
		return true
	}
	pairs := p.reader.list("properties", p.object)
	for i := 0; i+1 < len(pairs); i += 2 {
		if !do(pairs[i].String(), pairs[i+1]) {
			return false
		}
	}
	return true
}
