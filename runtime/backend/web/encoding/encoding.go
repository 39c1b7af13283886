// Package encoding is the Encoding Standard's TextEncoder and TextDecoder, and atob and
// btoa. util and buffer get them with require('internal/encoding').
//
// Only runtime/backend imports this package.
package encoding

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed encoding.d.ts
var types string

//go:embed encoding.js
var source string

// Module is require('internal/encoding').
var Module = &engine.Module{
	Name:    "internal/encoding",
	Types:   types,
	Source:  source,
	Natives: natives,
	Globals: map[string]string{
		"TextEncoder": "TextEncoder",
		"TextDecoder": "TextDecoder",
		"atob":        "atob",
		"btoa":        "btoa",
	},
	Internal: true,
}
