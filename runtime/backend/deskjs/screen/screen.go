// Package screen is Electron's screen: the displays and the cursor.
//
// Only runtime/backend's table imports it.
package screen

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed screen.js
var source string

//go:embed screen.d.ts
var types string

// Module is "internal/deskjs/screen".
var Module = &engine.Module{Name: "internal/deskjs/screen", Internal: true, Source: source, Types: types}
