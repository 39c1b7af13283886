package process

import (
	"os"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// environment is process.env: a copy of the process's variables, made at first use, whose
// values are strings whatever is assigned. On Windows names are found in any case.
type environment struct {
	vm     *goja.Runtime
	engine *engine.Engine
	names  []string          // in order, as first spelled
	values map[string]string // by key
}

func newEnvironment(of *engine.Engine) goja.Value {
	e := &environment{vm: of.VM, engine: of, values: map[string]string{}}
	for _, entry := range os.Environ() {
		// Windows keeps drives' directories as "=C:=C:\dir".
		at := strings.IndexByte(entry[1:], '=') + 1
		if at > 0 {
			e.put(entry[:at], entry[at+1:])
		}
	}
	return of.VM.NewDynamicObject(e)
}

func key(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}

func (e *environment) put(name, value string) {
	k := key(name)
	if _, known := e.values[k]; !known {
		e.names = append(e.names, name)
	}
	e.values[k] = value
}

// Get implements goja.DynamicObject, as do the others.
func (e *environment) Get(name string) goja.Value {
	if value, ok := e.values[key(name)]; ok {
		return e.vm.ToValue(value)
	}
	return nil
}

// Set keeps value as a string, by JavaScript's own conversion.
func (e *environment) Set(name string, value goja.Value) bool {
	if _, ok := value.(*goja.Symbol); ok {
		panic(e.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	text := value.String()
	e.put(name, text)
	if key(name) == "TZ" {
		e.engine.SetTimeZone(text, true)
	}
	return true
}

// Has reports whether the variable exists.
func (e *environment) Has(name string) bool {
	_, ok := e.values[key(name)]
	return ok
}

// Delete removes the variable; as in Node it succeeds if there is none.
func (e *environment) Delete(name string) bool {
	k := key(name)
	if _, ok := e.values[k]; !ok {
		return true
	}
	delete(e.values, k)
	if k == "TZ" {
		e.engine.SetTimeZone("", false)
	}
	for i, known := range e.names {
		if key(known) == k {
			e.names = append(e.names[:i], e.names[i+1:]...)
			break
		}
	}
	return true
}

// Keys lists the names in order.
func (e *environment) Keys() []string { return append([]string(nil), e.names...) }
