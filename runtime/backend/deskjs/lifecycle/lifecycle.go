// Package lifecycle is the app's beginning and end: when it is ready, and in which order it quits.
//
// Only runtime/backend's table imports it.
package lifecycle

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed lifecycle.js
var source string

//go:embed lifecycle.d.ts
var types string

// Module is "internal/deskjs/lifecycle".
var Module = &engine.Module{Name: "internal/deskjs/lifecycle", Internal: true, Source: source, Types: types}
