// Package console is Node's console module and the global console. Only
// runtime/backend/builtins.go imports it.
package console

import (
	_ "embed"
	"io"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed console.js
	source string
	//go:embed methods.js
	methods string
	//go:embed table.js
	table string
	//go:embed console.d.ts
	declarations string
)

// Module is console. It is small, so that printing text starts fast: everything but log and
// its kin is in the other modules.
var Module = &engine.Module{
	Name:    "console",
	Source:  source,
	Types:   declarations,
	Natives: natives,
	Globals: map[string]string{"console": ""},
}

// Methods is internal/console/methods: the Console class.
var Methods = &engine.Module{Name: "internal/console/methods", Source: methods, Internal: true}

// Terminal is internal/console/terminal: what the process's streams can show, without making them.
var Terminal = &engine.Module{
	Name:     "internal/console/terminal",
	Source:   "exports.takesColor = binding.terminal",
	Natives:  natives,
	Internal: true,
}

// Table is internal/console/table: the drawing of console.table.
var Table = &engine.Module{Name: "internal/console/table", Source: table, Internal: true}

func natives(e *engine.Engine) map[string]any {
	return map[string]any{
		// write(fd, text, plain, level) writes a line to the process's stream; false if the program has looked
		// at process.stdout or stderr, and may have changed how it writes, unless plain says that it has not; and if
		// writing fails.
		"write": func(call goja.FunctionCall) goja.Value {
			if e.Loaded("internal/stdio") != nil && !call.Argument(2).ToBoolean() {
				return e.VM.ToValue(false)
			}
			if e.Host.Log != nil {
				e.Host.Log(call.Argument(3).String(), call.Argument(1).String(), e.Caller())
				return e.VM.ToValue(true)
			}
			writer := e.Host.Stdout
			if call.Argument(0).ToInteger() == 2 {
				writer = e.Host.Stderr
			}
			if writer != nil {
				// What the stream does with an error, such as a reader that is gone, is the stream's.
				if _, err := io.WriteString(writer, call.Argument(1).String()+"\n"); err != nil {
					return e.VM.ToValue(false)
				}
			}
			return e.VM.ToValue(true)
		},
		// terminal(fd) reports whether the process's stream is a terminal that takes colours.
		"terminal": func(call goja.FunctionCall) goja.Value {
			if e.Host.Log != nil {
				return e.VM.ToValue(e.Host.LogColor)
			}
			writer := e.Host.Stdout
			if call.Argument(0).ToInteger() == 2 {
				writer = e.Host.Stderr
			}
			return e.VM.ToValue(takesColor(writer))
		},
	}
}
