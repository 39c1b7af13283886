package engine

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// Received names a wrong argument as Node's messages do after "Received ", for the few
// checks made in Go: "type number (5)", "an instance of Map".
func Received(value goja.Value) string {
	if value == nil || goja.IsUndefined(value) {
		return "undefined"
	}
	object, isObject := value.(*goja.Object)
	if !isObject {
		return receivedPrimitive(value)
	}
	if _, isFunction := goja.AssertFunction(object); isFunction {
		return "function " + textOf(object, "name")
	}
	if class, ok := object.Get("constructor").(*goja.Object); ok {
		return "an instance of " + textOf(class, "name")
	}
	return "[Object: null prototype] {}"
}

// textOf returns a string property, "" if it is none.
func textOf(object *goja.Object, name string) string {
	if value := object.Get(name); value != nil && goja.IsString(value) {
		return value.String()
	}
	return ""
}

func receivedPrimitive(value goja.Value) string {
	if symbol, ok := value.(*goja.Symbol); ok {
		return "type symbol (Symbol(" + symbol.String() + "))"
	}
	switch v := value.Export().(type) {
	case nil:
		return "null"
	case bool:
		return "type boolean (" + value.String() + ")"
	case string:
		return "type string (" + quoted(v) + ")"
	case float64:
		if v == 0 && math.Signbit(v) {
			return "type number (-0)"
		}
		return "type number (" + value.String() + ")"
	case *big.Int:
		return "type bigint (" + value.String() + "n)"
	}
	return "type number (" + value.String() + ")"
}

// quoted shows the beginning of a string as Node does.
func quoted(text string) string {
	if runes := []rune(text); len(runes) > 28 {
		text = string(runes[:25]) + "..."
	}
	if strings.Contains(text, "'") {
		return strconv.Quote(text)
	}
	return "'" + text + "'"
}
