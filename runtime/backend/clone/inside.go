package clone

import (
	"math/big"
	"reflect"
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// insider is what a patched goja tells of objects without running JavaScript; see its deskjs_clone.go.
type insider interface {
	KindOf(o *goja.Object) string
	PlainData(o *goja.Object) (names []unistring.String, values []goja.Value, ok bool)
	OwnData(o *goja.Object, each func(name unistring.String, value goja.Value)) bool
	HasSymbol(o *goja.Object, symbol *goja.Symbol) bool
	ArrayData(o *goja.Object) (items []goja.Value, named, ok bool)
	StringData(s goja.String) (ascii string, units []uint16)
	NewASCII(s string) goja.String
	EntriesOf(o *goja.Object) []goja.Value
	AddEntry(o *goja.Object, key, value goja.Value)
	PrimitiveOf(o *goja.Object) goja.Value
	ViewOf(o *goja.Object) (buffer *goja.Object, offset, length int, tracking bool)
	PutData(o *goja.Object, name, value goja.Value)
	NewArrayOf(items []goja.Value) *goja.Object
}

// insiderOf returns rt's own answers, or those that can be had from outside of a released goja.
func insiderOf(rt *goja.Runtime) insider {
	if patched, ok := any(rt).(insider); ok {
		return patched
	}
	return &outsider{rt: rt}
}

// outsider answers with the help of intrinsics.js.
type outsider struct{ rt *goja.Runtime }

func (o *outsider) list(function string, args ...goja.Value) []goja.Value {
	items, err := intrinsicsOf(o.rt).list(o.rt, function, args...)
	if err != nil {
		panic(err)
	}
	return items
}

func (o *outsider) call(function string, args ...goja.Value) {
	if _, err := intrinsicsOf(o.rt).call(o.rt, function, args...); err != nil {
		panic(err)
	}
}

func (o *outsider) KindOf(object *goja.Object) string {
	exported := object.ExportType()
	if exported == proxyType {
		if _, callable := goja.AssertFunction(object); callable {
			return "Function"
		}
		return "Proxy"
	}
	if _, callable := goja.AssertFunction(object); callable {
		return "Function"
	}
	switch class := object.ClassName(); class {
	case "Array", "Date", "RegExp", "Error", "Boolean", "Number", "String":
		return class
	case "Arguments":
		return ""
	}
	switch exported {
	case mapType:
		return "Map"
	case setType:
		return "Set"
	case arrayBufferType:
		return "ArrayBuffer"
	case promiseType:
		return ""
	case bigIntType:
		return "BigInt"
	}
	if exported == objectType || exported != nil && exported.Kind() == reflect.Slice {
		list := o.list("view", object)
		if len(list) > 1 {
			return list[0].String()
		}
		if unsendable[list[0].String()] {
			return ""
		}
	}
	return "Object"
}

func (*outsider) PlainData(o *goja.Object) (names []unistring.String, values []goja.Value, ok bool) {
	if !goLayout.isPlain(o) {
		return nil, nil, false
	}
	names, byName := goLayout.properties(o)
	values = make([]goja.Value, len(names))
	for i, name := range names {
		values[i] = byName[name]
		// The names are in the order of their definition, numbers too.
		if _, isIndex := arrayIndex(name.String()); isIndex || goLayout.isProperty(values[i]) {
			return nil, nil, false
		}
	}
	return names, values, true
}

func (*outsider) OwnData(*goja.Object, func(unistring.String, goja.Value)) bool { return false }

func (*outsider) HasSymbol(o *goja.Object, symbol *goja.Symbol) bool {
	return o.GetSymbol(symbol) != nil
}

func (*outsider) ArrayData(o *goja.Object) (items []goja.Value, named, ok bool) {
	if items, ok := goLayout.items(o); ok && dense(items) {
		return items, false, true
	}
	return nil, false, false
}

func (*outsider) StringData(s goja.String) (ascii string, units []uint16) {
	units = make([]uint16, s.Length())
	wide := false
	for i := range units {
		units[i] = s.CharAt(i)
		wide = wide || units[i] > 0x7f
	}
	if wide {
		return "", units
	}
	return s.String(), nil
}

func (o *outsider) NewASCII(s string) goja.String { return o.rt.ToValue(s).(goja.String) }

func (o *outsider) EntriesOf(object *goja.Object) []goja.Value {
	if object.ExportType() == mapType {
		return o.list("mapEntries", object)
	}
	return o.list("setValues", object)
}

func (o *outsider) AddEntry(object *goja.Object, key, value goja.Value) {
	if object.ExportType() == mapType {
		o.call("fillMap", object, o.rt.ToValue([]goja.Value{key, value}))
		return
	}
	o.call("fillSet", object, o.rt.ToValue([]goja.Value{key}))
}

func (o *outsider) PrimitiveOf(object *goja.Object) goja.Value {
	if object.ClassName() == "Date" {
		return object.ToNumber()
	}
	class := object.ClassName()
	if _, ok := object.Export().(*big.Int); ok {
		class = "BigInt"
	}
	return o.list("primitive", o.rt.ToValue(class), object)[0]
}

func (o *outsider) ViewOf(object *goja.Object) (buffer *goja.Object, offset, length int, tracking bool) {
	list := o.list("view", object)
	buffer, _ = list[1].(*goja.Object)
	return buffer, int(list[2].ToInteger()), int(list[4].ToInteger()), false
}

func (*outsider) PutData(o *goja.Object, name, value goja.Value) {
	if err := o.DefineDataProperty(name.String(), value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

func (o *outsider) NewArrayOf(items []goja.Value) *goja.Object {
	array := o.rt.NewArray()
	for i, item := range items {
		if err := array.Set(strconv.Itoa(i), item); err != nil {
			panic(err)
		}
	}
	return array
}
