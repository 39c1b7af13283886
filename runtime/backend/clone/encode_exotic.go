package clone

import (
	"math/big"
	"reflect"
	"time"

	"github.com/dop251/goja"
)

var (
	mapType         = reflect.TypeFor[[][2]any]()
	setType         = reflect.TypeFor[[]any]()
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
	proxyType       = reflect.TypeFor[goja.Proxy]()
	promiseType     = reflect.TypeFor[*goja.Promise]()
	bigIntType      = reflect.TypeFor[*big.Int]()
	objectType      = reflect.TypeFor[map[string]any]()
)

// exotic writes what is neither an ordinary object nor an ordinary array.
func (e *encoder) exotic(object *goja.Object) error {
	exported := object.ExportType()
	if exported == proxyType {
		return e.proxy(object)
	}
	if blob := blobOf(object); blob != nil {
		return e.file(blob)
	}
	switch class := object.ClassName(); class {
	case "Array":
		return e.unevenArray(object)
	case "Date":
		return e.date(object)
	case "RegExp":
		return e.regExp(object)
	case "Error":
		return e.error(object)
	case "Boolean", "Number", "String":
		return e.boxed(class, object)
	case "Arguments":
		return e.properties(object)
	}
	switch exported {
	case mapType:
		return e.entries("map", "mapEntries", 2, object)
	case setType:
		return e.entries("set", "setValues", 1, object)
	case arrayBufferType:
		buffer := object.Export().(goja.ArrayBuffer)
		return e.bytes(bytesForm{"ArrayBuffer", 0, len(buffer.Bytes()), false}, object, buffer, len(buffer.Bytes()))
	case promiseType:
		return e.refuse("is a Promise and can't be sent; await it first")
	case bigIntType:
		return e.boxed("BigInt", object)
	}
	if exported == objectType || exported.Kind() == reflect.Slice {
		return e.view(object)
	}
	if err := e.instance(object); err != nil {
		return err
	}
	return e.properties(object) // an object that Go code provides
}

// proxy writes what a proxy looks like through its traps.
func (e *encoder) proxy(object *goja.Object) error {
	own := e.intrinsics()
	array, err := own.list(e.rt, "isArray", object) // throws for a revoked one
	if err != nil {
		return err
	}
	if array[0].ToBoolean() {
		return e.unevenArray(object)
	}
	return e.properties(object)
}

// unevenArray writes an array with holes, getters or other properties, or one that isn't really an array.
func (e *encoder) unevenArray(object *goja.Object) error {
	own := e.intrinsics()
	length, err := own.list(e.rt, "length", object)
	if err != nil {
		return err
	}
	list, err := own.list(e.rt, "properties", object)
	if err != nil {
		return err
	}
	if items, ok := even(list, length[0].ToInteger()); ok {
		return e.items(items)
	}
	e.write(`{"$":"array","n":`)
	e.number(length[0].ToFloat())
	e.write(`,"v":[`)
	e.path = append(e.path, step{})
	for i := 0; i < len(list); i += 2 {
		if i > 0 {
			e.write(",")
		}
		e.write("[")
		if index, ok := arrayIndex(list[i].String()); ok {
			e.number(float64(index))
			e.path[len(e.path)-1] = step{index: index}
		} else {
			e.string(list[i].(goja.String))
			e.path[len(e.path)-1] = step{key: list[i].String(), index: notIndex}
		}
		e.write(",")
		if err := e.value(list[i+1]); err != nil {
			return err
		}
		e.write("]")
	}
	e.path = e.path[:len(e.path)-1]
	e.write("]}")
	return nil
}

// even returns the values of [key, value, ...] if the keys are 0, 1, ... length-1.
func even(list []goja.Value, length int64) (items []goja.Value, ok bool) {
	if int64(len(list)) != 2*length {
		return nil, false
	}
	items = make([]goja.Value, 0, length)
	for i := 0; i < len(list); i += 2 {
		index, ok := arrayIndex(list[i].String())
		if !ok || index != i/2 {
			return nil, false
		}
		items = append(items, list[i+1])
	}
	return items, true
}

// arrayIndex returns the index that a key is: a whole number below 2^32-1 as JavaScript prints it.
func arrayIndex(key string) (index int, ok bool) {
	if key == "" || len(key) > 10 || (key[0] == '0' && len(key) > 1) {
		return 0, false
	}
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return 0, false
		}
		index = index*10 + int(key[i]-'0')
	}
	return index, index < 1<<32-1
}

func (e *encoder) date(object *goja.Object) error {
	e.write(`{"$":"date","v":`)
	if at, ok := object.Export().(time.Time); ok {
		e.number(float64(at.UnixMilli()))
	} else {
		e.write("null")
	}
	e.write("}")
	return nil
}

func (e *encoder) regExp(object *goja.Object) error {
	list, err := e.intrinsics().list(e.rt, "regExp", object)
	if err != nil {
		return err
	}
	e.write(`{"$":"regexp","s":`)
	e.string(list[0].(goja.String))
	e.write(`,"f":`)
	e.string(list[1].(goja.String))
	e.write("}")
	return nil
}

func (e *encoder) boxed(class string, object *goja.Object) error {
	list, err := e.intrinsics().list(e.rt, "primitive", e.rt.ToValue(class), object)
	if err != nil {
		return err
	}
	e.write(`{"$":"boxed","v":`)
	if err := e.value(list[0]); err != nil {
		return err
	}
	e.write("}")
	return nil
}

// entries writes a Map's or a Set's. In errors they are called as the methods that would give them.
func (e *encoder) entries(kind, function string, width int, object *goja.Object) error {
	list, err := e.intrinsics().list(e.rt, function, object)
	if err != nil {
		return err
	}
	e.write(`{"$":"` + kind + `","v":[`)
	e.path = append(e.path, step{})
	for i, value := range list {
		if i > 0 {
			e.write(",")
		}
		name := ".values()"
		if width == 2 && i%2 == 0 {
			e.write("[")
			name = ".keys()"
		}
		e.path[len(e.path)-1] = step{key: name, index: i / width, fixed: true}
		if err := e.value(value); err != nil {
			return err
		}
		if width == 2 && i%2 == 1 {
			e.write("]")
		}
	}
	e.path = e.path[:len(e.path)-1]
	e.write("]}")
	return nil
}

// unsendable are the tags of objects whose properties say nothing about what they are.
var unsendable = map[string]bool{
	"WeakMap": true, "WeakSet": true, "WeakRef": true, "FinalizationRegistry": true, "Generator": true,
	"AsyncGenerator": true, "Map Iterator": true, "Set Iterator": true, "Array Iterator": true, "String Iterator": true,
	"RegExp String Iterator": true, "Iterator Helper": true, "Promise": true,
}

// view writes a typed array or a DataView.
func (e *encoder) view(object *goja.Object) error {
	list, err := e.intrinsics().list(e.rt, "view", object)
	if err != nil {
		return err
	}
	if len(list) == 1 {
		if tag := list[0].String(); unsendable[tag] {
			return e.refuse("is " + withArticle(tag) + " and can't be sent")
		}
		if err := e.instance(object); err != nil {
			return err
		}
		return e.properties(object)
	}
	holder := list[1].(*goja.Object)
	buffer, ok := holder.Export().(goja.ArrayBuffer)
	if !ok {
		return e.refuse("is a view of memory that can't be sent")
	}
	form := bytesForm{class: list[0].String(), offset: int(list[2].ToInteger()), length: int(list[3].ToInteger())}
	_, _, _, form.tracks = e.in.ViewOf(object)
	return e.bytes(form, holder, buffer, int(list[4].ToInteger()))
}

// error writes an Error. Unlike structured clone it keeps a name of its own, the code and the other properties, except
// those that can't be sent.
func (e *encoder) error(object *goja.Object) error {
	if tag, ok := object.GetSymbol(goja.SymToStringTag).(goja.String); ok && tag.String() == "DOMException" {
		return e.exception(object)
	}
	e.write(`{"$":"error","name":`)
	name := stringOf(object.Get("name"), "Error")
	e.string(name)
	e.write(`,"message":`)
	e.string(stringOf(object.Get("message"), ""))
	e.write(`,"stack":`)
	e.string(stringOf(object.Get("stack"), ""))
	for _, key := range []string{"code", "cause", "errors"} {
		value := object.Get(key)
		if value == nil || (goja.IsUndefined(value) && key != "cause") || (key == "errors" && name.String() != "AggregateError") {
			continue
		}
		e.optional(`,"`+key+`":`, key, value)
	}
	list, err := e.intrinsics().list(e.rt, "properties", object)
	if err != nil {
		return err
	}
	return e.errorProperties(list)
}

// exception writes a DOMException.
func (e *encoder) exception(object *goja.Object) error {
	opening := `{"$":"exception","name":`
	for _, key := range []string{"name", "message", "stack"} {
		e.write(opening)
		e.string(stringOf(object.Get(key), ""))
		opening = map[string]string{"name": `,"message":`, "message": `,"stack":`}[key]
	}
	e.write("}")
	return nil
}

// stringOf returns value if it is a string, and otherwise the text.
func stringOf(value goja.Value, otherwise string) goja.String {
	if text, ok := value.(goja.String); ok {
		return text
	}
	return goja.StringFromUTF16(utf16Of(otherwise))
}

func (e *encoder) errorProperties(list []goja.Value) error {
	before := len(e.buffer)
	e.write(`,"props":{"$":"object","v":[`)
	empty := len(e.buffer)
	for i := 0; i < len(list); i += 2 {
		key := list[i].(goja.String)
		switch key.String() {
		case "name", "message", "stack", "code", "cause", "errors":
			continue
		}
		start := e.checkpoint()
		if len(e.buffer) > empty {
			e.write(",")
		}
		e.write("[")
		e.string(key)
		e.write(",")
		e.path = append(e.path, step{key: key.String(), index: notIndex})
		if e.value(list[i+1]) != nil {
			e.rollBack(start)
			continue
		}
		e.path = e.path[:len(e.path)-1]
		e.write("]")
	}
	if len(e.buffer) == empty {
		e.buffer = e.buffer[:before]
	} else {
		e.write("]}")
	}
	e.write("}")
	return nil
}

// optional writes a value after text, or neither if the value can't be sent.
func (e *encoder) optional(text, name string, value goja.Value) {
	start := e.checkpoint()
	e.write(text)
	if e.within(name, value) != nil {
		e.rollBack(start)
	}
}
