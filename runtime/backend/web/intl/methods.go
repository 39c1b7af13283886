package intl

import (
	"math/big"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/web/intl/format"
)

// installMethods replaces the methods of Number, BigInt, Date and String that depend on a locale. They make
// the realm at first use only.
func installMethods(e *engine.Engine, realm func() *realm) {
	vm := e.VM
	prototype := func(name string) *goja.Object {
		return vm.Get(name).(*goja.Object).Get("prototype").(*goja.Object)
	}
	method := func(of *goja.Object, name string, length int, call engineFunction) {
		define(of, name, function(vm, name, length, call), true, true)
	}
	number := prototype("Number")
	numberValue, _ := goja.AssertFunction(number.Get("valueOf"))
	method(number, "toLocaleString", 0, func(call goja.FunctionCall) goja.Value {
		r := realm()
		value, err := numberValue(call.This)
		if err != nil {
			panic(vm.NewTypeError("Number.prototype.toLocaleString requires that 'this' be a Number"))
		}
		f := r.cachedNumber(call.Argument(0), call.Argument(1))
		return vm.ToValue(format.Text(f.Format(format.FromFloat(value.ToFloat()))))
	})
	bigint := prototype("BigInt")
	bigintValue, _ := goja.AssertFunction(bigint.Get("valueOf"))
	method(bigint, "toLocaleString", 0, func(call goja.FunctionCall) goja.Value {
		r := realm()
		value, err := bigintValue(call.This)
		if err != nil {
			panic(vm.NewTypeError("BigInt.prototype.toLocaleString requires that 'this' be a BigInt"))
		}
		f := r.cachedNumber(call.Argument(0), call.Argument(1))
		return vm.ToValue(format.Text(f.Format(format.FromBig(value.Export().(*big.Int)))))
	})
	date := prototype("Date")
	dateValue, _ := goja.AssertFunction(date.Get("getTime"))
	for _, m := range []struct{ name, required, defaults string }{
		{"toLocaleString", "any", "all"}, {"toLocaleDateString", "date", "date"}, {"toLocaleTimeString", "time", "time"},
	} {
		method(date, m.name, 0, func(call goja.FunctionCall) goja.Value {
			value, err := dateValue(call.This)
			if err != nil {
				panic(vm.NewTypeError("this is not a Date object."))
			}
			ms := value.ToFloat()
			if ms != ms {
				return vm.ToValue("Invalid Date")
			}
			f := realm().cachedDate(call.Argument(0), call.Argument(1), m.required, m.defaults)
			return vm.ToValue(f.Text(ms))
		})
	}
	text := prototype("String")
	method(text, "localeCompare", 1, func(call goja.FunctionCall) goja.Value {
		r := realm()
		this := r.receiverString(call.This, "String.prototype.localeCompare")
		that := r.toString(call.Argument(0))
		return vm.ToValue(r.cachedCollator(call.Argument(1), call.Argument(2)).compare(this, that))
	})
	for _, name := range []string{"toLocaleUpperCase", "toLocaleLowerCase"} {
		upper := name == "toLocaleUpperCase"
		plain, _ := goja.AssertFunction(text.Get(strings.Replace(name, "Locale", "", 1)))
		method(text, name, 0, func(call goja.FunctionCall) goja.Value {
			if goja.IsUndefined(call.Argument(0)) {
				value, err := plain(call.This)
				if err != nil {
					e.Throw(err)
				}
				return value
			}
			r := realm()
			this := r.receiverString(call.This, "String.prototype."+name)
			language := ""
			if list := r.localeList(call.Argument(0)); len(list) > 0 {
				language = list[0].Language
			}
			if cased, ok := changeCase(this, language, upper); ok {
				return vm.ToValue(cased)
			}
			value, err := plain(vm.ToValue(call.This.ToString()))
			if err != nil {
				e.Throw(err)
			}
			return value
		})
	}
}

func (r *realm) receiverString(this goja.Value, method string) string {
	if this == nil || goja.IsUndefined(this) || goja.IsNull(this) {
		panic(r.vm.NewTypeError("%s called on null or undefined", method))
	}
	return r.toString(this)
}

// cached returns what make makes for the locales, anew only if there are options or the locales are no
// string: most calls have one of a few.
func cached[T any](r *realm, kind string, locales, options goja.Value, make func() T) T {
	if !goja.IsUndefined(options) || !goja.IsUndefined(locales) && !isString(locales) {
		return make()
	}
	key := kind
	if !goja.IsUndefined(locales) {
		key += " " + locales.String()
	}
	if found, ok := r.defaults[key].(T); ok {
		return found
	}
	made := make()
	if len(r.defaults) > 100 {
		clear(r.defaults)
	}
	r.defaults[key] = made
	return made
}

func (r *realm) cachedNumber(locales, options goja.Value) *numberFormat {
	return cached(r, "number", locales, options, func() *numberFormat { return r.newNumberFormat(locales, options) })
}

func (r *realm) cachedDate(locales, options goja.Value, required, defaults string) *dateTimeFormat {
	return cached(r, "date "+defaults, locales, options, func() *dateTimeFormat {
		return r.newDateTimeFormat(locales, options, required, defaults)
	})
}

func (r *realm) cachedCollator(locales, options goja.Value) *collator {
	return cached(r, "collator", locales, options, func() *collator { return r.newCollator(locales, options) })
}
