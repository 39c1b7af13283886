// Package webassembly is the WebAssembly JavaScript Interface: the global WebAssembly, on wazero, which compiles to
// machine code where it can (amd64 and arm64) and interprets elsewhere.
//
// Only runtime/backend imports this package.
package webassembly

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed webassembly.d.ts
var types string

//go:embed webassembly.js
var source string

// Module is "internal/webassembly". An engine that does not use it pays for nothing of it.
var Module = &engine.Module{
	Name:     "internal/webassembly",
	Types:    types,
	Source:   source,
	Natives:  natives,
	Globals:  map[string]string{"WebAssembly": ""},
	Internal: true,
}
