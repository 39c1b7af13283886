// Package app is the module "deskjs": the object `app`, what the app is called and where its files belong, with names and shapes
// that are Electron's; and the backend's side of events and of the context of calls.
//
// Only runtime/backend's table imports it.
package app

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed app.js
var source string

//go:embed exports.js
var exportsSource string

//go:embed pages.js
var pagesSource string

//go:embed app.d.ts
var types string

// Module is "deskjs".
var Module = &engine.Module{Name: "deskjs", Source: source, Types: types, Natives: natives}

// Exports is the table of what other folders have of it.
var Exports = &engine.Module{Name: "internal/deskjs/exports", Source: exportsSource, Internal: true}

// Pages is what of it has to do with the app's windows.
var Pages = &engine.Module{Name: "internal/deskjs/pages", Source: pagesSource, Natives: pagesNatives, Internal: true}
