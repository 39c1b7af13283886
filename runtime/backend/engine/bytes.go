package engine

import (
	"reflect"

	"github.com/dop251/goja"
)

var (
	typeOfBytes       = reflect.TypeFor[[]byte]()
	typeOfArrayBuffer = reflect.TypeFor[goja.ArrayBuffer]()
)

// Bytes returns the memory of an ArrayBuffer, typed array or DataView, shared and
// not copied; ok is false if value is none.
func Bytes(value goja.Value) (bytes []byte, ok bool) {
	object, isObject := value.(*goja.Object)
	if !isObject {
		return nil, false
	}
	if direct, patched := any(object).(interface{ Uint8s() ([]byte, bool) }); patched {
		if bytes, ok = direct.Uint8s(); ok {
			return bytes, true
		}
	}
	// ExportType looks at the kind of object only; Export would copy a plain one.
	switch exported := object.ExportType(); exported {
	case typeOfBytes:
		return notNil(object.Export().([]byte)), true
	case typeOfArrayBuffer:
		return notNil(object.Export().(goja.ArrayBuffer).Bytes()), true
	default:
		if exported != nil && (exported.Kind() == reflect.Slice || exported.Kind() == reflect.Map) && object.ClassName() == "Object" {
			return viewBytes(object)
		}
	}
	return nil, false
}

// viewBytes returns what a DataView or a typed array of wider elements looks at.
func viewBytes(object *goja.Object) ([]byte, bool) {
	holder, ok := object.Get("buffer").(*goja.Object)
	if !ok || holder.ExportType() != typeOfArrayBuffer {
		return nil, false
	}
	memory := holder.Export().(goja.ArrayBuffer).Bytes()
	offset, length := object.Get("byteOffset"), object.Get("byteLength")
	if offset == nil || length == nil {
		return nil, false
	}
	from := offset.ToInteger()
	to := from + length.ToInteger()
	if from < 0 || to < from || to > int64(len(memory)) {
		return nil, false
	}
	return notNil(memory[from:to]), true
}

// notNil keeps an empty view apart from an absent one.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
