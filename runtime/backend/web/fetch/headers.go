package fetch

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// headerNatives are headers.js's binding. A list is a *headerList that JavaScript only passes around. Names and values are strings.
func headerNatives(e *engine.Engine) map[string]any {
	vm := e.VM
	h := headersOf{e}
	return map[string]any{
		"create": func(goja.FunctionCall) goja.Value { return vm.ToValue(&headerList{}) },
		"clone":  func(call goja.FunctionCall) goja.Value { return vm.ToValue(listOf(call.Argument(0)).clone()) },
		// complete(list, url, mode) is a list with what every request has.
		"complete": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(completed(listOf(call.Argument(0)), call.Argument(1).String(), call.Argument(2).String()))
		},
		"size": func(call goja.FunctionCall) goja.Value { return vm.ToValue(len(listOf(call.Argument(0)).entries)) },
		// append(list, name, value)
		"append": func(call goja.FunctionCall) goja.Value {
			name, value := h.pair(call, "Headers.append")
			listOf(call.Argument(0)).append(name, value)
			return goja.Undefined()
		},
		// set(list, name, value)
		"set": func(call goja.FunctionCall) goja.Value {
			name, value := h.pair(call, "Headers.set")
			listOf(call.Argument(0)).set(name, value)
			return goja.Undefined()
		},
		// check(name, value) throws what append would.
		"check": func(call goja.FunctionCall) goja.Value {
			h.pair(goja.FunctionCall{Arguments: append([]goja.Value{goja.Undefined()}, call.Arguments...)}, call.Argument(2).String())
			return goja.Undefined()
		},
		"delete": func(call goja.FunctionCall) goja.Value {
			listOf(call.Argument(0)).remove(h.name(call, "Headers.delete"))
			return goja.Undefined()
		},
		"get": func(call goja.FunctionCall) goja.Value {
			value, ok := listOf(call.Argument(0)).get(h.name(call, "Headers.get"))
			if !ok {
				return goja.Null()
			}
			return latin1(vm, value)
		},
		"has": func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(listOf(call.Argument(0)).find(h.name(call, "Headers.has")) >= 0)
		},
		"cookies": func(call goja.FunctionCall) goja.Value {
			var cookies []any
			for _, entry := range listOf(call.Argument(0)).entries {
				if entry.lower == setCookie {
					cookies = append(cookies, latin1(vm, entry.value))
				}
			}
			return vm.NewArray(cookies...)
		},
		// sorted(list) is names, in lower case, and values in turn.
		"sorted": func(call goja.FunctionCall) goja.Value {
			entries := listOf(call.Argument(0)).sorted()
			items := make([]any, 0, 2*len(entries))
			for _, entry := range entries {
				items = append(items, entry.lower, latin1(vm, entry.value))
			}
			return vm.NewArray(items...)
		},
		// raw(list) is names as they were given and values in turn.
		"raw": func(call goja.FunctionCall) goja.Value {
			entries := listOf(call.Argument(0)).entries
			items := make([]any, 0, 2*len(entries))
			for _, entry := range entries {
				items = append(items, entry.name, latin1(vm, entry.value))
			}
			return vm.NewArray(items...)
		},
		// mimeType(list) is the standard's "extract a MIME type": [essence, serialization, boundary], undefined on failure.
		"mimeType": func(call goja.FunctionCall) goja.Value {
			value, ok := listOf(call.Argument(0)).get("content-type")
			if !ok {
				return goja.Undefined()
			}
			m := extractMIME(value)
			if m == nil {
				return goja.Undefined()
			}
			boundary := goja.Undefined()
			if given, ok := m.parameter("boundary"); ok {
				boundary = latin1(vm, given)
			}
			return vm.NewArray(m.essence, latin1(vm, m.String()), boundary)
		},
		"isToken": func(call goja.FunctionCall) goja.Value { return vm.ToValue(isToken(call.Argument(0).String())) },
		// byteString(string) throws if it is none.
		"byteString": func(call goja.FunctionCall) goja.Value {
			h.bytes(call.Argument(0))
			return call.Argument(0)
		},
	}
}

func listOf(value goja.Value) *headerList {
	if list, ok := value.Export().(*headerList); ok {
		return list
	}
	return &headerList{}
}

// latin1 is a string of bytes as a JavaScript string.
func latin1(vm *goja.Runtime, s string) goja.Value {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return text.Decode(vm, []byte(s), text.Latin1)
		}
	}
	return vm.ToValue(s)
}

// headersOf reads arguments and throws what is wrong with them.
type headersOf struct{ engine *engine.Engine }

// bytes is a ByteString.
func (h headersOf) bytes(value goja.Value) string {
	given := text.Of(value)
	bytes, ok := given.Bytes()
	if ok {
		return string(bytes)
	}
	for i, unit := range given.Units() {
		if unit > 0xFF {
			h.fail(fmt.Sprintf("Cannot convert argument to a ByteString because the character at index %d has a value of %d which is greater than 255.", i, unit))
		}
	}
	return ""
}

func (h headersOf) fail(message string) {
	h.engine.Throw(&op.Error{Type: "TypeError", Message: message})
}

func (h headersOf) invalid(method, value, kind string) {
	h.fail(method + `: "` + text.DecodeString([]byte(value), text.Latin1) + `" is an invalid ` + kind + ".")
}

// name is the second argument, in lower case.
func (h headersOf) name(call goja.FunctionCall, method string) string {
	name := h.bytes(call.Argument(1))
	if !isToken(name) {
		h.invalid(method, name, "header name")
	}
	return strings.ToLower(name)
}

// pair is the second and third argument, the value trimmed.
func (h headersOf) pair(call goja.FunctionCall, method string) (name, value string) {
	name, value = h.bytes(call.Argument(1)), trimHTTP(h.bytes(call.Argument(2)))
	if !isToken(name) {
		h.invalid(method, name, "header name")
	}
	if !isHeaderValue(value) {
		h.invalid(method, value, "header value")
	}
	return name, value
}
