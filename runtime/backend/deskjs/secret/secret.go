// Package secret is Electron's safeStorage: text encrypted with a key that the system keeps.
//
// Only runtime/backend's table imports it.
package secret

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed secret.js
var source string

//go:embed secret.d.ts
var types string

// Module is "internal/deskjs/secret".
var Module = &engine.Module{Name: "internal/deskjs/secret", Internal: true, Source: source, Types: types}
