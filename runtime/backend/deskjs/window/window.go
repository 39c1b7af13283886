// Package window is BrowserWindow.
//
// Only runtime/backend's table imports it.
package window

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed window.js
var source string

//go:embed window.d.ts
var types string

// Module is "internal/deskjs/window".
var Module = &engine.Module{Name: "internal/deskjs/window", Internal: true, Source: source, Types: types}
