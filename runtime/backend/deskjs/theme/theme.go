// Package theme is Electron's nativeTheme: dark or light, and other wishes about how things look.
//
// Only runtime/backend's table imports it.
package theme

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed theme.js
var source string

//go:embed theme.d.ts
var types string

// Module is "internal/deskjs/theme".
var Module = &engine.Module{Name: "internal/deskjs/theme", Internal: true, Source: source, Types: types}
