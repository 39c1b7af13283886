// Package timers is Node's "timers" and "timers/promises", whose functions are
// also globals. Only runtime/backend's table imports it.
package timers

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed timers.js
var source string

//go:embed promises.js
var promisesSource string

//go:embed legacy.js
var legacySource string

//go:embed timers.d.ts
var types string

//go:embed promises.d.ts
var promisesTypes string

// Module is "timers". Its functions are native, see timeout.go and immediate.go.
var Module = &engine.Module{
	Name:    "timers",
	Source:  source,
	Types:   types,
	Natives: natives,
	Globals: map[string]string{
		"setTimeout": "setTimeout", "clearTimeout": "clearTimeout",
		"setInterval": "setInterval", "clearInterval": "clearInterval",
		"setImmediate": "setImmediate", "clearImmediate": "clearImmediate",
	},
}

// Promises is "timers/promises".
var Promises = &engine.Module{
	Name:   "timers/promises",
	Source: promisesSource,
	Types:  promisesTypes,
}

// Legacy is "internal/timers/legacy": deprecated functions that few programs use.
var Legacy = &engine.Module{
	Name:     "internal/timers/legacy",
	Source:   legacySource,
	Internal: true,
}
