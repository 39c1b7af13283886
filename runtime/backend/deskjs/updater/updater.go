// Package updater is `autoUpdater` of the module "deskjs". No build has an update feed yet, and it says so; what will ask one is the function
// `check` in updater.js.
//
// Only runtime/backend's table imports it.
package updater

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed updater.js
var source string

//go:embed updater.d.ts
var types string

// Module is "internal/deskjs/updater".
var Module = &engine.Module{Name: "internal/deskjs/updater", Source: source, Types: types, Internal: true}
