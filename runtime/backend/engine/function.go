package engine

import "github.com/dop251/goja"

// Function returns a JavaScript function that runs native, with the name and length
// that JavaScript is to see: goja itself would name it after the Go function.
func (e *Engine) Function(name string, length int, native Native) *goja.Object {
	function := e.VM.ToValue(native).(*goja.Object)
	define := func(property string, value any) {
		if err := function.DefineDataProperty(property, e.VM.ToValue(value), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
			panic(err)
		}
	}
	define("name", name)
	define("length", length)
	return function
}
