// Package navigator is the HTML Standard's navigator as Node has it: what the program runs on.
//
// Only runtime/backend imports this package.
package navigator

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed navigator.d.ts
var types string

//go:embed navigator.js
var source string

// Module is "internal/navigator".
var Module = &engine.Module{
	Name:     "internal/navigator",
	Types:    types,
	Source:   source,
	Globals:  map[string]string{"navigator": "navigator", "Navigator": "Navigator"},
	Internal: true,
}
