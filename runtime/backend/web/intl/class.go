package intl

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

var sprintf = fmt.Sprintf

// class is a constructor and its prototype.
type class struct {
	name        string
	constructor *goja.Object
	prototype   *goja.Object
}

// function returns a built-in function, with the name and length that JavaScript shows.
func (r *realm) function(name string, length int, call engineFunction) *goja.Object {
	return function(r.vm, name, length, call)
}

type engineFunction = func(goja.FunctionCall) goja.Value

func function(vm *goja.Runtime, name string, length int, call engineFunction) *goja.Object {
	f := vm.ToValue(call).(*goja.Object)
	define(f, "length", vm.ToValue(length), false, true)
	define(f, "name", vm.ToValue(name), false, true)
	return f
}

// define defines a property that is not enumerable.
func define(object *goja.Object, name string, value goja.Value, writable, configurable bool) {
	if err := object.DefineDataProperty(name, value, flag(writable), flag(configurable), goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

func flag(b bool) goja.Flag {
	if b {
		return goja.FLAG_TRUE
	}
	return goja.FLAG_FALSE
}

func (r *realm) method(object *goja.Object, name string, length int, call engineFunction) {
	define(object, name, r.function(name, length, call), true, true)
}

func (r *realm) getter(object *goja.Object, name string, call engineFunction) {
	if err := object.DefineAccessorProperty(name, r.function("get "+name, 0, call), goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

func (r *realm) tag(object *goja.Object, name string) {
	if err := object.DefineDataPropertySymbol(goja.SymToStringTag, r.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(err)
	}
}

// class makes a constructor of Intl. make gets the arguments and returns what the object is inside;
// callable classes may be called without new.
func (r *realm) class(name string, length int, callable bool, make func(arguments []goja.Value) any) *class {
	c := &class{name: name}
	// Without this method new and a call look the same.
	maker, told := any(r.vm).(interface {
		NewConstructor(string, int, func(goja.ConstructorCall) *goja.Object) *goja.Object
	})
	construct := func(call goja.ConstructorCall) *goja.Object {
		isNew := call.NewTarget != nil
		if !isNew && !told {
			isNew = call.This.Prototype() == c.prototype && r.slot(call.This) == nil
		}
		if !isNew && !callable {
			panic(r.vm.NewTypeError("Constructor Intl.%s requires 'new'", name))
		}
		object := call.This
		legacy := call.This
		if !isNew {
			object = r.vm.CreateObject(c.prototype)
		} else if call.NewTarget != nil {
			if _, ok := call.NewTarget.Get("prototype").(*goja.Object); !ok {
				_ = object.SetPrototype(c.prototype)
			}
		}
		r.keep(object, make(call.Arguments))
		if !isNew && (name == "NumberFormat" || name == "DateTimeFormat") && legacy != r.intl && r.inherits(legacy, c) {
			// ECMA-402, ChainNumberFormat: what was made the old way, by calling on an instance.
			if err := legacy.DefineDataPropertySymbol(r.fallback, object, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
				panic(r.vm.NewTypeError("Cannot redefine property: Symbol(IntlLegacyConstructedSymbol)"))
			}
			return legacy
		}
		return object
	}
	if told {
		c.constructor = maker.NewConstructor(name, length, construct)
	} else {
		c.constructor = r.vm.ToValue(construct).(*goja.Object)
	}
	c.prototype = c.constructor.Get("prototype").(*goja.Object)
	define(c.constructor, "length", r.vm.ToValue(length), false, true)
	define(c.constructor, "name", r.vm.ToValue(name), false, true)
	define(c.constructor, "prototype", c.prototype, false, false)
	r.tag(c.prototype, "Intl."+name)
	if name == "Locale" {
		r.tag(c.prototype, "Intl.Locale")
	} else {
		r.method(c.constructor, "supportedLocalesOf", 1, r.supportedLocalesOf)
	}
	define(r.intl, name, c.constructor, true, true)
	r.classes[name] = c
	return c
}

// inherits is OrdinaryHasInstance: Symbol.hasInstance has no say in it.
func (r *realm) inherits(object *goja.Object, c *class) bool {
	for object = object.Prototype(); object != nil; object = object.Prototype() {
		if object == c.prototype {
			return true
		}
	}
	return false
}

// unwrap follows the legacy key from an object that is none of the class itself.
func (r *realm) unwrap(this goja.Value, c *class) goja.Value {
	object, ok := this.(*goja.Object)
	if !ok || r.slot(this) != nil {
		return this
	}
	if r.inherits(object, c) {
		if inner := object.GetSymbol(r.fallback); inner != nil {
			return inner
		}
	}
	return this
}

// create makes an object of a class without its constructor.
func (r *realm) create(c *class, inside any) *goja.Object {
	object := r.vm.CreateObject(c.prototype)
	r.keep(object, inside)
	return object
}

// object makes a plain object of names and values; nil values are left out.
func (r *realm) object(pairs ...any) *goja.Object {
	object := r.vm.NewObject()
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != nil {
			r.put(object, pairs[i].(string), pairs[i+1])
		}
	}
	return object
}

// put defines a property, whatever Object.prototype has of that name.
func (r *realm) put(object *goja.Object, name string, value any) {
	if err := object.DefineDataProperty(name, r.vm.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE); err != nil {
		panic(err)
	}
}

func (r *realm) strings(list []string) *goja.Object {
	values := make([]any, len(list))
	for i, value := range list {
		values[i] = value
	}
	return r.vm.NewArray(values...)
}

func (r *realm) getCanonicalLocales(call goja.FunctionCall) goja.Value {
	var list []string
	for _, tag := range r.localeList(call.Argument(0)) {
		list = append(list, tag.String())
	}
	return r.strings(list)
}

func (r *realm) supportedLocalesOf(call goja.FunctionCall) goja.Value {
	requested := r.localeList(call.Argument(0))
	if o := call.Argument(1); !goja.IsUndefined(o) {
		options{r, r.toObject(o)}.string("localeMatcher", "best fit", "lookup", "best fit")
	}
	var list []string
	for _, tag := range requested {
		if cldr.BestAvailable(tag.BaseName()) != "" {
			list = append(list, tag.String())
		}
	}
	return r.strings(list)
}

func (r *realm) supportedValuesOf(call goja.FunctionCall) goja.Value {
	key := r.toString(call.Argument(0))
	switch key {
	case "calendar", "collation", "currency", "numberingSystem", "timeZone", "unit":
		return r.strings(supportedValues(key))
	}
	r.throw("RangeError", "Invalid key : %s", key)
	return nil
}
