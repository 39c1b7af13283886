package engine

import (
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Module is one builtin: a native half and a JavaScript half. Each lives in a
// folder of its own and is listed in runtime/backend/builtins.go.
type Module struct {
	// Name is what require takes, without "node:": "fs", "fs/promises".
	Name string
	// Source is the JavaScript half: the body of a CommonJS function with the
	// parameters exports, require, module and binding. Its require sees every builtin, internal
	// ones too. goja runs it as it is: no import, no async generators, no for await.
	Source string
	// Types is the module's .d.ts.
	Types string
	// Ops become functions of binding (see package op).
	Ops op.Table
	// Natives become functions or values of binding too: what needs the engine
	// itself, such as a promise's state or the loop.
	Natives func(*Engine) map[string]any
	// Globals names the exports that are global too: global name -> export name; "" is
	// the module itself. They are read at first use.
	Globals map[string]string
	// Internal modules are for other builtins only; their names begin with "internal/".
	Internal bool
	// Scheme modules are required with "node:" only, as node:test is.
	Scheme bool

	once    sync.Once
	program *goja.Program
	err     error
}

// Native is a function written against goja itself.
type Native = func(goja.FunctionCall) goja.Value

// compile compiles the JavaScript half once for all engines.
func (m *Module) compile() (*goja.Program, error) {
	m.once.Do(func() {
		var b strings.Builder
		b.Grow(len(m.Source) + 64)
		b.WriteString("(function (exports, require, module, binding) {")
		b.WriteString(m.Source)
		b.WriteString("\n})")
		m.program, m.err = compile("node:"+m.Name, b.String(), true)
	})
	return m.program, m.err
}

// Load runs the JavaScript half and returns its module.exports. Package
// require calls it, once for an engine and module.
func (e *Engine) Load(m *Module, require goja.Value) (goja.Value, error) {
	program, err := m.compile()
	if err != nil {
		return nil, err
	}
	wrapped, err := e.VM.RunProgram(program)
	if err != nil {
		return nil, err
	}
	function, _ := goja.AssertFunction(wrapped)
	exports := e.VM.NewObject()
	module := e.VM.NewObject()
	if err := module.Set("exports", exports); err != nil {
		return nil, err
	}
	if _, err := function(exports, exports, require, module, e.binding(m)); err != nil {
		return nil, err
	}
	return module.Get("exports"), nil
}

// binding is what a module's JavaScript half sees of its native half.
func (e *Engine) binding(m *Module) *goja.Object {
	binding := e.VM.CreateObject(nil)
	for i := range m.Ops {
		e.bindOp(binding, &m.Ops[i])
	}
	if m.Natives != nil {
		for name, value := range m.Natives(e) {
			if err := binding.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	return binding
}
