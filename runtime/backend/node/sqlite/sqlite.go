// Package sqlite is Node's module sqlite, on a SQLite that is Go code. It is large: the runtime of apps comes with and without it,
// see runtime/backend's table, which is all that imports it.
package sqlite

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed sqlite.js
var source string

//go:embed sqlite.d.ts
var types string

// Module is require('node:sqlite').
var Module = &engine.Module{Name: "sqlite", Source: source, Types: types, Natives: natives, Scheme: true}
