// Package app is the object `app` of the module "deskjs": what the app is called and where
// its files belong. Names and shapes are Electron's.
//
// Only runtime/backend's table imports it.
package app

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed app.js
var source string

//go:embed app.d.ts
var types string

// Module is "deskjs".
var Module = &engine.Module{Name: "deskjs", Source: source, Types: types, Natives: natives}
