// Package power is Electron's powerMonitor and powerSaveBlocker.
//
// Only runtime/backend's table imports it.
package power

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed power.js
var source string

//go:embed power.d.ts
var types string

// Module is "internal/deskjs/power".
var Module = &engine.Module{Name: "internal/deskjs/power", Internal: true, Source: source, Types: types}
