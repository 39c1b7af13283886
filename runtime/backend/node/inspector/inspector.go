// Package inspector is Node's module inspector, as far as it goes without one. Only runtime/backend's table imports it.
package inspector

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed inspector.js
var source string

//go:embed promises.js
var promisesSource string

//go:embed inspector.d.ts
var types string

// Module is require('inspector').
var Module = &engine.Module{Name: "inspector", Source: source, Types: types}

// Promises is require('inspector/promises').
var Promises = &engine.Module{Name: "inspector/promises", Source: promisesSource}
