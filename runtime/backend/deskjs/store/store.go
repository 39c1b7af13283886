// Package store is the class Store of the module "deskjs": an app's settings and state as keys and values in a file that survives
// crashes, several processes and newer versions of the app.
//
// Only runtime/backend's table imports it.
package store

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed store.js
var source string

//go:embed file.js
var fileSource string

//go:embed keys.js
var keysSource string

//go:embed versions.js
var versionsSource string

//go:embed store.d.ts
var types string

// Module is the class.
var Module = &engine.Module{Name: "internal/deskjs/store", Source: source, Types: types, Internal: true}

// File is the file that a Store is kept in: locked, read, replaced.
var File = &engine.Module{Name: "internal/deskjs/store/file", Source: fileSource, Internal: true, Ops: op.Table{
	op.IO("lock", lock),
	op.Pure("unlock", unlock),
}}

// Keys is what keys with dots lead to.
var Keys = &engine.Module{Name: "internal/deskjs/store/keys", Source: keysSource, Internal: true}

// Versions orders versions, for migrations.
var Versions = &engine.Module{Name: "internal/deskjs/store/versions", Source: versionsSource, Internal: true}
