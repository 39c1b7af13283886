// Package frontend is what a window's page may ask of the desktop by itself, if deskjs.json grants it: the backend's half of the module
// "deskjs/frontend". The host has decided by then that the page may; the names are grant.Natives.
//
// Only runtime/backend's table imports it.
package frontend

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed frontend.js
var source string

// Module is internal/deskjs/frontend.
var Module = &engine.Module{Name: "internal/deskjs/frontend", Source: source, Internal: true}
