// Package events is Node's module "events": EventEmitter and what goes with it.
// Only runtime/backend's table imports it.
package events

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed events.js
var source string

//go:embed events.d.ts
var types string

// Module is "events". Calling listeners is native, see native.go; the rest is JavaScript.
var Module = &engine.Module{
	Name:    "events",
	Source:  source,
	Types:   types,
	Natives: natives,
}

//go:embed async_resource.js
var asyncResourceSource string

// AsyncResource is "internal/events/async_resource", apart because few programs need it.
var AsyncResource = &engine.Module{
	Name:     "internal/events/async_resource",
	Source:   asyncResourceSource,
	Internal: true,
}
