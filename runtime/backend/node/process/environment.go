package process

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// environment is process.env: the engine's variables, whose values are strings whatever is assigned.
type environment struct {
	vm        *goja.Runtime
	engine    *engine.Engine
	variables *engine.Environment
	warned    bool // of a value that is no string
}

func newEnvironment(of *engine.Engine) goja.Value {
	return of.VM.NewDynamicObject(&environment{vm: of.VM, engine: of, variables: of.Environment()})
}

// isTimeZone reports whether a variable says where the program is.
func isTimeZone(name string) bool { return name == "TZ" }

// Get implements goja.DynamicObject, as do the others.
func (e *environment) Get(name string) goja.Value {
	if value, ok := e.variables.Get(name); ok {
		return e.vm.ToValue(value)
	}
	return nil
}

// Set keeps value as a string, by JavaScript's own conversion.
func (e *environment) Set(name string, value goja.Value) bool {
	if _, ok := value.(*goja.Symbol); ok {
		panic(e.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	e.warnOfConversion(value)
	text := value.String()
	// The system has no variables with such names.
	if name == "" || strings.Contains(name[1:], "=") {
		return true
	}
	e.variables.Set(name, text)
	if isTimeZone(name) {
		e.engine.SetTimeZone(text, true)
	}
	return true
}

// Has reports whether the variable exists.
func (e *environment) Has(name string) bool {
	_, ok := e.variables.Get(name)
	return ok
}

// Delete removes the variable; as in Node it succeeds if there is none.
func (e *environment) Delete(name string) bool {
	if !e.Has(name) {
		return true
	}
	e.variables.Delete(name)
	if isTimeZone(name) {
		e.engine.SetTimeZone("", false)
	}
	return true
}

// Keys lists the names in order.
func (e *environment) Keys() []string { return e.variables.Names() }

// DefineProperty is Object.defineProperty: only what an assignment would make can be made. It takes a patched goja to be asked.
func (e *environment) DefineProperty(name string, property goja.PropertyDescriptor) bool {
	message := ""
	switch {
	case property.Getter != nil || property.Setter != nil:
		message = "'process.env' does not accept an accessor(getter/setter) descriptor"
	case property.Value != nil && (property.Configurable != goja.FLAG_TRUE || property.Writable != goja.FLAG_TRUE || property.Enumerable != goja.FLAG_TRUE),
		property.Configurable == goja.FLAG_FALSE, property.Writable == goja.FLAG_FALSE, property.Enumerable == goja.FLAG_FALSE:
		message = "'process.env' only accepts a configurable, writable, and enumerable data descriptor"
	case property.Value == nil:
		return true
	default:
		return e.Set(name, property.Value)
	}
	panic(e.engine.NewError("TypeError", "ERR_INVALID_OBJECT_DEFINE_PROPERTY", message))
}

// warnOfConversion is the pending deprecation DEP0104.
func (e *environment) warnOfConversion(value goja.Value) {
	if _, pending := e.engine.Host.Options["--pending-deprecation"]; !pending {
		return
	}
	if goja.IsString(value) || goja.IsNumber(value) {
		return
	}
	if _, isBoolean := value.Export().(bool); isBoolean || e.warned {
		return
	}
	e.warned = true
	module, err := e.engine.Require("process")
	if err != nil {
		e.engine.Throw(err)
	}
	warn, _ := goja.AssertFunction(module.(*goja.Object).Get("emitWarning"))
	_, err = warn(module, e.vm.ToValue("Assigning any value other than a string, number, or boolean to a process.env property is deprecated. "+
		"Please make sure to convert the value to a string before setting process.env with it."),
		e.vm.ToValue("DeprecationWarning"), e.vm.ToValue("DEP0104"))
	if err != nil {
		e.engine.Throw(err)
	}
}
