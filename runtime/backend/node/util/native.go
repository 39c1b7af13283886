package util

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// inspectNatives is what util.inspect needs to see inside objects.
func inspectNatives(e *engine.Engine) map[string]any {
	vm := e.VM
	return map[string]any{
		// brand(value): see brandOf.
		"brand": func(call goja.FunctionCall) goja.Value { return vm.ToValue(brandOf(call.Argument(0))) },
		// proxy(value): [target, handler], [null, null] once revoked, undefined for what is no proxy.
		"proxy": func(call goja.FunctionCall) goja.Value {
			if brandOf(call.Argument(0)) != "Proxy" {
				return goja.Undefined()
			}
			proxy, ok := call.Argument(0).Export().(goja.Proxy)
			if !ok {
				return goja.Undefined()
			}
			return vm.NewArray(orNull(proxy.Target()), orNull(proxy.Handler()))
		},
		// promise(value): [state, result], state being 0 pending, 1 fulfilled, 2 rejected.
		"promise": func(call goja.FunctionCall) goja.Value {
			promise, ok := call.Argument(0).Export().(*goja.Promise)
			if !ok {
				return goja.Undefined()
			}
			return vm.NewArray(int(promise.State()), promise.Result())
		},
		// iterated(iterator): [items, whether they are keys and values in turn].
		"iterated": func(call goja.FunctionCall) goja.Value {
			items, pairs := iterated(call.Argument(0).ToObject(vm))
			values := make([]any, len(items))
			for i, item := range items {
				values[i] = item
			}
			return vm.NewArray(vm.NewArray(values...), pairs)
		},
		// weak(collection): the keys of a WeakMap or WeakSet that are alive.
		"weak": func(call goja.FunctionCall) goja.Value {
			keys := weakKeys(call.Argument(0).ToObject(vm))
			values := make([]any, len(keys))
			for i, key := range keys {
				values[i] = key
			}
			return vm.NewArray(values...)
		},
		// formerClass(object): the name of the class of an object that has lost its prototype, or "".
		"formerClass": func(call goja.FunctionCall) goja.Value {
			if p, ok := any(vm).(interface{ FormerClass(*goja.Object) string }); ok {
				return vm.ToValue(p.FormerClass(call.Argument(0).ToObject(vm)))
			}
			return vm.ToValue("")
		},
		// extraKeys(array, hidden): the own string keys that are no indices.
		"extraKeys": func(call goja.FunctionCall) goja.Value {
			object := call.Argument(0).ToObject(vm)
			if list, ok := any(object).(interface {
				NamedKeys(hidden bool) ([]string, bool)
			}); ok {
				if keys, ok := list.NamedKeys(call.Argument(1).ToBoolean()); ok {
					extras := make([]any, len(keys))
					for i := range keys {
						extras[i] = keys[i]
					}
					return vm.NewArray(extras...)
				}
			}
			var keys []string
			if known, ok := any(vm).(interface {
				ExtraKeys(o *goja.Object, hidden bool) ([]string, bool)
			}); ok {
				if keys, ok := known.ExtraKeys(object, call.Argument(1).ToBoolean()); ok {
					return e.ToValue(append([]string{}, keys...))
				}
			}
			if call.Argument(1).ToBoolean() {
				keys = object.GetOwnPropertyNames()
			} else {
				keys = object.Keys()
			}
			var extras []any
			for i := range keys {
				if !isIndex(keys[i]) {
					extras = append(extras, keys[i])
				}
			}
			return vm.NewArray(extras...)
		},
		"quote": func(call goja.FunctionCall) goja.Value {
			text, ok := call.Argument(0).(goja.String)
			if !ok {
				text = call.Argument(0).ToString().(goja.String)
			}
			return vm.ToValue(quote(text))
		},
		"formatStack": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(e.FormatStack(call.Argument(0).String()))
		},
		"stripControl": func(call goja.FunctionCall) goja.Value {
			text := call.Argument(0).String()
			if stripped := stripControl(text); stripped != text {
				return vm.ToValue(stripped)
			}
			return call.Argument(0)
		},
		"sameBytes": func(call goja.FunctionCall) goja.Value {
			a, _ := engine.Bytes(call.Argument(0))
			b, _ := engine.Bytes(call.Argument(1))
			return vm.ToValue(bytes.Equal(a, b))
		},
		// sameFloats(a, b, size) compares floats of 4 or 8 bytes by ===.
		"sameFloats": func(call goja.FunctionCall) goja.Value {
			a, _ := engine.Bytes(call.Argument(0))
			b, _ := engine.Bytes(call.Argument(1))
			return vm.ToValue(sameFloats(a, b, int(call.Argument(2).ToInteger())))
		},
		"width": func(call goja.FunctionCall) goja.Value { return vm.ToValue(width(call.Argument(0).String())) },
	}
}

// sameFloats reports whether the numbers in a and b, of size bytes each, are equal: 0 is -0, and no NaN is another.
func sameFloats(a, b []byte, size int) bool {
	if len(a) != len(b) {
		return false
	}
	if size == 4 {
		for i := 0; i+4 <= len(a); i += 4 {
			if math.Float32frombits(binary.NativeEndian.Uint32(a[i:])) != math.Float32frombits(binary.NativeEndian.Uint32(b[i:])) {
				return false
			}
		}
		return true
	}
	for i := 0; i+8 <= len(a); i += 8 {
		if math.Float64frombits(binary.NativeEndian.Uint64(a[i:])) != math.Float64frombits(binary.NativeEndian.Uint64(b[i:])) {
			return false
		}
	}
	return true
}

// isIndex reports whether key is an array index in its canonical form.
func isIndex(key string) bool {
	if key == "" || len(key) > 10 || key[0] == '0' && len(key) > 1 {
		return false
	}
	for i := 0; i < len(key); i++ {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
	}
	return len(key) < 10 || key < "4294967295"
}

func orNull(object *goja.Object) goja.Value {
	if object == nil {
		return goja.Null()
	}
	return object
}

// typeNatives are the checks of util.types that only the engine can make.
func typeNatives(e *engine.Engine) map[string]any {
	natives := map[string]any{}
	for name, accepted := range typeChecks {
		set := "," + accepted + ","
		natives[name] = func(call goja.FunctionCall) goja.Value {
			brand := brandOf(call.Argument(0))
			return e.VM.ToValue(brand != "" && strings.Contains(set, ","+brand+","))
		}
	}
	return natives
}

// typeChecks maps the names of util.types to the brands they accept.
var typeChecks = map[string]string{
	"isDate":                  "Date",
	"isArgumentsObject":       "Arguments",
	"isBigIntObject":          "BigInt",
	"isBooleanObject":         "Boolean",
	"isNumberObject":          "Number",
	"isStringObject":          "String",
	"isSymbolObject":          "Symbol",
	"isBoxedPrimitive":        "BigInt,Boolean,Number,String,Symbol",
	"isNativeError":           "Error",
	"isRegExp":                "RegExp",
	"isAsyncFunction":         "AsyncFunction,AsyncGeneratorFunction",
	"isGeneratorFunction":     "GeneratorFunction,AsyncGeneratorFunction",
	"isGeneratorObject":       "Generator,AsyncGenerator",
	"isModuleNamespaceObject": "Module",
	"isPromise":               "Promise",
	"isMap":                   "Map",
	"isSet":                   "Set",
	"isMapIterator":           "MapIterator",
	"isSetIterator":           "SetIterator",
	"isWeakMap":               "WeakMap",
	"isWeakSet":               "WeakSet",
	"isArrayBuffer":           "ArrayBuffer",
	"isSharedArrayBuffer":     "SharedArrayBuffer",
	"isAnyArrayBuffer":        "ArrayBuffer,SharedArrayBuffer",
	"isDataView":              "DataView",
	"isTypedArray":            "TypedArray",
	"isArrayBufferView":       "TypedArray,DataView",
	"isProxy":                 "Proxy",
}
