package clone

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// goja gives out an object's properties one lookup and several allocations at a time. The encoder reads ordinary objects and
// arrays where they lie instead. What it needs of goja's layout is found, and checked, by reflection when the program starts;
// should a later goja differ, peek says no and the encoder goes the long way.

// layout says where goja keeps things. The zero layout finds nothing.
type layout struct {
	plain, array unsafe.Pointer // the interface tables of the two kinds of objects
	property     unsafe.Pointer // the interface table of a value that is a property with attributes
	names        uintptr        // offsets in either kind
	values       uintptr        // in a plain object
	elements     uintptr        // in an array
	length       uintptr
}

var goLayout = findLayout()

// interfaceWords is what a Go interface with methods is made of.
type interfaceWords struct {
	table, data unsafe.Pointer
}

func findLayout() layout {
	rt := goja.New()
	object, array := rt.NewObject(), rt.NewArray()
	self, ok := reflect.TypeFor[goja.Object]().FieldByName("self")
	if !ok || self.Offset != 0 || self.Type.Kind() != reflect.Interface {
		return layout{}
	}
	objectSelf := reflect.ValueOf(object).Elem().FieldByIndex(self.Index)
	arraySelf := reflect.ValueOf(array).Elem().FieldByIndex(self.Index)
	objectType, arrayType := objectSelf.Elem().Type(), arraySelf.Elem().Type()
	if objectType.Kind() != reflect.Pointer || arrayType.Kind() != reflect.Pointer {
		return layout{}
	}
	names, ok1 := offsetOf[[]unistring.String](objectType.Elem(), "propNames")
	values, ok2 := offsetOf[map[unistring.String]goja.Value](objectType.Elem(), "values")
	base, ok3 := arrayType.Elem().FieldByName(objectType.Elem().Name())
	elements, ok4 := offsetOf[[]goja.Value](arrayType.Elem(), "values")
	length, ok5 := offsetOf[uint32](arrayType.Elem(), "length")
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || base.Offset != 0 {
		return layout{}
	}
	found := layout{
		plain: words(object).table, array: words(array).table,
		names: names, values: values, elements: elements, length: length,
	}
	// A hidden property is kept as a property with attributes.
	if object.DefineDataProperty("hidden", rt.ToValue(1), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE) != nil {
		return layout{}
	}
	property, ok := (*(*map[unistring.String]goja.Value)(unsafe.Add(words(object).data, values)))["hidden"]
	if !ok {
		return layout{}
	}
	found.property = (*interfaceWords)(unsafe.Pointer(&property)).table
	return found
}

func offsetOf[T any](structure reflect.Type, name string) (uintptr, bool) {
	if structure.Kind() != reflect.Struct {
		return 0, false
	}
	field, ok := structure.FieldByName(name)
	return field.Offset, ok && field.Type == reflect.TypeFor[T]() && len(field.Index) == 1
}

// words returns the interface that is an Object's first field.
func words(object *goja.Object) *interfaceWords {
	return (*interfaceWords)(unsafe.Pointer(object))
}

// isPlain reports whether object is an ordinary object, of any class, rather than an array, a date, a proxy and so on.
func (l *layout) isPlain(object *goja.Object) bool { return words(object).table == l.plain }

// properties returns the own properties of an ordinary object, in order; see isProperty for their values.
func (l *layout) properties(object *goja.Object) (names []unistring.String, values map[unistring.String]goja.Value) {
	self := words(object).data
	return *(*[]unistring.String)(unsafe.Add(self, l.names)), *(*map[unistring.String]goja.Value)(unsafe.Add(self, l.values))
}

// items returns the elements of an array that has no holes at its end and no other properties. A hole is nil; see also
// isProperty.
func (l *layout) items(object *goja.Object) (items []goja.Value, ok bool) {
	self := words(object)
	if self.table != l.array || l.array == nil {
		return nil, false
	}
	names := *(*[]unistring.String)(unsafe.Add(self.data, l.names))
	items = *(*[]goja.Value)(unsafe.Add(self.data, l.elements))
	length := *(*uint32)(unsafe.Add(self.data, l.length))
	return items, len(names) == 1 && int(length) == len(items) // the one name is "length"
}

// isProperty reports whether value stands for a getter or for a property with attributes, not for itself.
func (l *layout) isProperty(value goja.Value) bool {
	return (*interfaceWords)(unsafe.Pointer(&value)).table == l.property
}

// dense reports whether there are no holes and getters among the items.
func dense(items []goja.Value) bool {
	for _, item := range items {
		if item == nil || goLayout.isProperty(item) {
			return false
		}
	}
	return true
}
