// Package asynchooks is Node's module "async_hooks": AsyncLocalStorage, AsyncResource and createHook.
// The context that they look at is the engine's. Only runtime/backend's table imports it.
package asynchooks

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed async_hooks.js
var source string

//go:embed async_hooks.d.ts
var types string

// Module is "async_hooks".
var Module = &engine.Module{
	Name:    "async_hooks",
	Source:  source,
	Types:   types,
	Natives: natives,
}
