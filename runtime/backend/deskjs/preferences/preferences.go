// Package preferences is Electron's systemPreferences.
//
// Only runtime/backend's table imports it.
package preferences

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed preferences.js
var source string

//go:embed preferences.d.ts
var types string

// Module is "internal/deskjs/preferences".
var Module = &engine.Module{Name: "internal/deskjs/preferences", Internal: true, Source: source, Types: types}
