// Package shortcut is Electron's globalShortcut, and how accelerators are read.
//
// Only runtime/backend's table imports it.
package shortcut

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed shortcut.js
var source string

//go:embed shortcut.d.ts
var types string

// Module is "internal/deskjs/shortcut".
var Module = &engine.Module{Name: "internal/deskjs/shortcut", Internal: true, Source: source, Types: types}

//go:embed accelerator.js
var acceleratorSource string

// Accelerator is "internal/deskjs/accelerator", which reads accelerators.
var Accelerator = &engine.Module{Name: "internal/deskjs/accelerator", Internal: true, Source: acceleratorSource}
