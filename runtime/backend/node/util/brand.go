package util

import (
	"cmp"
	"reflect"
	"slices"
	"unsafe"
	"weak"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// brandOf returns what kind of exotic object value is: "Map", "Proxy",
// "Uint8Array"'s "TypedArray", and so on; "" for primitives and plain objects. It looks at
// goja's own type of the object, which no property can fake.
func brandOf(value goja.Value) string {
	object, ok := value.(*goja.Object)
	if !ok || object == nil {
		return ""
	}
	self := reflect.ValueOf(object).Elem().FieldByName("self")
	if !self.IsValid() || self.IsNil() {
		return ""
	}
	name := self.Elem().Type().String()
	if brand, ok := brands[name]; ok {
		if brand == "ArrayBuffer" && engine.IsSharedArrayBuffer(object) {
			return "SharedArrayBuffer"
		}
		if async := self.Elem().Elem().FieldByName("async"); brand == "GeneratorFunction" && async.IsValid() && async.Bool() {
			return "AsyncGeneratorFunction"
		}
		return brand
	}
	switch name {
	case "*goja.primitiveValueObject":
		return boxedBrand(self.Elem())
	case "*goja.baseObject": // the arguments of strict functions are no type of their own
		if object.ClassName() == "Arguments" {
			return "Arguments"
		}
	}
	return ""
}

// brands maps goja's types of objects to brands.
var brands = map[string]string{
	"*goja.proxyObject":               "Proxy",
	"*goja.arrayObject":               "Array",
	"*goja.sparseArrayObject":         "Array",
	"*goja.templatedArrayObject":      "Array",
	"*goja.mapObject":                 "Map",
	"*goja.setObject":                 "Set",
	"*goja.mapIterObject":             "MapIterator",
	"*goja.setIterObject":             "SetIterator",
	"*goja.dateObject":                "Date",
	"*goja.regexpObject":              "RegExp",
	"*goja.errorObject":               "Error",
	"*goja.arrayBufferObject":         "ArrayBuffer",
	"*goja.dataViewObject":            "DataView",
	"*goja.typedArrayObject":          "TypedArray",
	"*goja.Promise":                   "Promise",
	"*goja.weakMapObject":             "WeakMap",
	"*goja.weakSetObject":             "WeakSet",
	"*goja.argumentsObject":           "Arguments",
	"*goja.generatorObject":           "Generator",
	"*goja.asyncGeneratorObject":      "AsyncGenerator",
	"*goja.moduleNamespace":           "Module",
	"*goja.stringObject":              "String",
	"*goja.generatorFuncObject":       "GeneratorFunction",
	"*goja.generatorMethodFuncObject": "GeneratorFunction",
	"*goja.asyncFuncObject":           "AsyncFunction",
	"*goja.asyncMethodFuncObject":     "AsyncFunction",
	"*goja.asyncArrowFuncObject":      "AsyncFunction",
	"*goja.classFuncObject":           "Class",
}

// boxedBrand tells boxed primitives apart by the value inside.
func boxedBrand(self reflect.Value) string {
	inside := self.Elem().FieldByName("pValue")
	if !inside.IsValid() || inside.IsNil() {
		return ""
	}
	switch inside.Elem().Type().String() {
	case "*goja.Symbol":
		return "Symbol"
	case "goja.valueBool":
		return "Boolean"
	case "goja.valueInt", "goja.valueFloat":
		return "Number"
	case "*goja.valueBigInt":
		return "BigInt"
	}
	return ""
}

// iterated returns what an iterator over a Map or Set has still to give, without moving
// it: keys, values, or keys and values in turn. pairs says which.
func iterated(iterator *goja.Object) (items []goja.Value, pairs bool) {
	defer func() {
		if recover() != nil { // goja's insides have changed: better to show nothing
			items, pairs = nil, false
		}
	}()
	self := reflect.ValueOf(iterator).Elem().FieldByName("self").Elem().Elem()
	kind := self.FieldByName("kind").Int()
	position := self.FieldByName("iter")
	if position.IsNil() || position.Elem().FieldByName("m").IsNil() {
		return nil, kind == kindEntry
	}
	table := position.Elem().FieldByName("m").Elem()
	entry := position.Elem().FieldByName("cur")
	for !entry.IsNil() && entry.Elem().FieldByName("key").IsNil() {
		entry = entry.Elem().FieldByName("iterPrev") // was deleted meanwhile
	}
	if entry.IsNil() {
		entry = table.FieldByName("iterFirst")
	} else {
		entry = entry.Elem().FieldByName("iterNext")
	}
	set := brandOf(iterator) == "SetIterator"
	for ; !entry.IsNil(); entry = entry.Elem().FieldByName("iterNext") {
		key := valueOf(entry.Elem().FieldByName("key"))
		value := key
		if !set {
			value = valueOf(entry.Elem().FieldByName("value"))
		}
		switch kind {
		case kindKey:
			items = append(items, key)
		case kindValue:
			items = append(items, value)
		default:
			items = append(items, key, value)
		}
	}
	return items, kind == kindEntry
}

// weakKeys returns the objects that are keys of a WeakMap or WeakSet, the youngest first as far as addresses tell.
func weakKeys(collection *goja.Object) (keys []*goja.Object) {
	defer func() {
		if recover() != nil { // another goja keeps them in another way
			keys = nil
		}
	}()
	name := "m"
	if brandOf(collection) == "WeakSet" {
		name = "s"
	}
	table := reflect.ValueOf(collection).Elem().FieldByName("self").Elem().Elem().FieldByName(name)
	field := table.FieldByName("keys").Elem().FieldByName("keys")
	pointers := *(*map[weak.Pointer[goja.Object]]struct{})(field.Addr().UnsafePointer())
	for pointer := range pointers {
		if key := pointer.Value(); key != nil {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b *goja.Object) int {
		return cmp.Compare(uintptr(unsafe.Pointer(b)), uintptr(unsafe.Pointer(a)))
	})
	return keys
}

// The values of goja's iterationKind.
const (
	kindKey int64 = iota
	kindValue
	kindEntry
)

// valueOf reads a field of goja's that is not exported.
func valueOf(field reflect.Value) goja.Value {
	value, _ := reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().Interface().(goja.Value)
	return value
}
