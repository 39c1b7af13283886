// Package domain is Node's module domain, which is deprecated. Only runtime/backend's table imports it.
package domain

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed domain.js
var source string

//go:embed domain.d.ts
var types string

// Module is require('domain').
var Module = &engine.Module{Name: "domain", Source: source, Types: types}
