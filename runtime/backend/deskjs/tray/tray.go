// Package tray is Tray.
//
// Only runtime/backend's table imports it.
package tray

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed tray.js
	source string
	//go:embed tray.d.ts
	types string
)

// Module is internal/deskjs/tray.
var Module = &engine.Module{Name: "internal/deskjs/tray", Internal: true, Source: source, Types: types}
