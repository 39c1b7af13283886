// Package assert is Node's assert and assert/strict. Only runtime/backend/builtins.go
// imports it.
package assert

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed assert.js
	source string
	//go:embed assertion-error.js
	assertionError string
	//go:embed difference.js
	difference string
	//go:embed calltracker.js
	callTracker string
	//go:embed assert.d.ts
	declarations string
	//go:embed strict.d.ts
	strictDeclarations string
)

// Module is assert.
var Module = &engine.Module{Name: "assert", Source: source, Types: declarations, Natives: natives}

// Strict is assert/strict.
var Strict = &engine.Module{Name: "assert/strict", Source: "module.exports = require('assert').strict", Types: strictDeclarations}

// Error is internal/assert/assertion-error: the class, and the messages it makes.
var Error = &engine.Module{Name: "internal/assert/assertion-error", Source: assertionError, Internal: true}

// Difference is internal/assert/difference: two inspected values side by side.
var Difference = &engine.Module{Name: "internal/assert/difference", Source: difference, Internal: true}

// CallTracker is internal/assert/calltracker.
var CallTracker = &engine.Module{Name: "internal/assert/calltracker", Source: callTracker, Internal: true}

func natives(e *engine.Engine) map[string]any {
	return map[string]any{
		// expression(stack) is the source text of the call that a stack's first frame of the
		// user's is at, undefined if it can't be had.
		"expression": func(call goja.FunctionCall) goja.Value {
			if text, ok := expressionOf(e.FormatStack(call.Argument(0).String())); ok {
				return e.VM.ToValue(text)
			}
			return goja.Undefined()
		},
	}
}
