package intl

import (
	"math"
	"math/big"
	"reflect"
	"slices"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

func (r *realm) toString(value goja.Value) string {
	if _, ok := value.(*goja.Symbol); ok {
		panic(r.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return value.String()
}

func (r *realm) toObject(value goja.Value) *goja.Object {
	if goja.IsUndefined(value) || goja.IsNull(value) {
		panic(r.vm.NewTypeError("Cannot convert undefined or null to object"))
	}
	return value.ToObject(r.vm)
}

func (r *realm) toNumber(value goja.Value) float64 {
	if _, ok := value.(*goja.Symbol); ok {
		panic(r.vm.NewTypeError("Cannot convert a Symbol value to a number"))
	}
	value = r.toPrimitive(value)
	if _, ok := value.Export().(*big.Int); ok {
		panic(r.vm.NewTypeError("Cannot convert a BigInt value to a number"))
	}
	return value.ToNumber().ToFloat()
}

// toPrimitive is the specification's ToPrimitive with the hint "number".
func (r *realm) toPrimitive(value goja.Value) goja.Value {
	object, ok := value.(*goja.Object)
	if !ok {
		return value
	}
	if exotic := object.GetSymbol(goja.SymToPrimitive); exotic != nil && !goja.IsUndefined(exotic) && !goja.IsNull(exotic) {
		call, ok := goja.AssertFunction(exotic)
		if !ok {
			panic(r.vm.NewTypeError("Symbol.toPrimitive is not a function"))
		}
		result := r.must(call(object, r.vm.ToValue("number")))
		if _, ok := result.(*goja.Object); ok {
			panic(r.vm.NewTypeError("Cannot convert object to primitive value"))
		}
		return result
	}
	for _, name := range []string{"valueOf", "toString"} {
		if call, ok := goja.AssertFunction(object.Get(name)); ok {
			result := r.must(call(object))
			if _, ok := result.(*goja.Object); !ok {
				return result
			}
		}
	}
	panic(r.vm.NewTypeError("Cannot convert object to primitive value"))
}

// must passes an exception on to the script that called.
func (r *realm) must(value goja.Value, err error) goja.Value {
	if err != nil {
		r.engine.Throw(err)
	}
	return value
}

// decimal is ToIntlMathematicalValue.
func (r *realm) decimal(value goja.Value) format.Decimal {
	value = r.toPrimitive(value)
	if _, ok := value.(*goja.Symbol); ok {
		panic(r.vm.NewTypeError("Cannot convert a Symbol value to a number"))
	}
	if n, ok := value.Export().(*big.Int); ok {
		return format.FromBig(n)
	}
	if t := value.ExportType(); t != nil && t.Kind() == reflect.String {
		return format.FromString(value.String())
	}
	return format.FromFloat(value.ToFloat())
}

// options is an options object, nil if there is none.
type options struct {
	r      *realm
	object *goja.Object
}

// options returns the options of a constructor that takes what there is for an object; absent ones
// are an object that has none, whatever Object.prototype may have.
func (r *realm) options(value goja.Value) options {
	if goja.IsUndefined(value) {
		return options{r, nil}
	}
	return options{r, r.toObject(value)}
}

// strictOptions returns those of a constructor that takes objects only.
func (r *realm) strictOptions(value goja.Value) options {
	if goja.IsUndefined(value) {
		return options{r, nil}
	}
	object, ok := value.(*goja.Object)
	if !ok {
		panic(r.vm.NewTypeError("Incorrect options information provided"))
	}
	return options{r, object}
}

func (o options) get(name string) goja.Value {
	if o.object == nil {
		return goja.Undefined()
	}
	value := o.object.Get(name)
	if value == nil {
		return goja.Undefined()
	}
	return value
}

// string returns the option called name: one of allowed, if any are given; fallback if undefined.
func (o options) string(name, fallback string, allowed ...string) string {
	value := o.get(name)
	if goja.IsUndefined(value) {
		return fallback
	}
	text := o.r.toString(value)
	if len(allowed) > 0 && !slices.Contains(allowed, text) {
		o.r.throw("RangeError", "Value %s out of range for Intl options property %s", text, name)
	}
	return text
}

// boolean returns the option as "true" or "false", "" if undefined.
func (o options) boolean(name string) string {
	value := o.get(name)
	if goja.IsUndefined(value) {
		return ""
	}
	if value.ToBoolean() {
		return "true"
	}
	return "false"
}

// number returns the option called name, an integer; absent is what it is if undefined.
func (o options) number(name string, low, high, absent int) int {
	return o.r.defaultNumber(o.get(name), name, low, high, absent)
}

func (r *realm) defaultNumber(value goja.Value, name string, low, high, absent int) int {
	if goja.IsUndefined(value) {
		return absent
	}
	n := r.toNumber(value)
	if math.IsNaN(n) || n < float64(low) || n > float64(high) {
		r.throw("RangeError", "%s value is out of range.", name)
	}
	return int(math.Floor(n))
}

// typed returns a keyword's type given as an option ("calendar"), "" if undefined.
func (o options) typed(name string) string {
	value := o.get(name)
	if goja.IsUndefined(value) {
		return ""
	}
	text := o.r.toString(value)
	if !cldr.IsType(text) {
		o.r.throw("RangeError", "Invalid %s : %s", name, text)
	}
	return text
}
