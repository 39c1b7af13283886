// Package blob is the File API's Blob and File, and their object URLs. Other builtins get them with
// require('internal/blob').
//
// Only runtime/backend imports this package.
package blob

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed blob.d.ts
var types string

//go:embed blob.js
var source string

//go:embed file.js
var fileSource string

// Module is require('internal/blob').
var Module = &engine.Module{
	Name:     "internal/blob",
	Types:    types,
	Source:   source,
	Natives:  natives,
	Globals:  map[string]string{"Blob": "Blob", "File": "File"},
	Internal: true,
}

// File is what reads Blobs piece by piece, loaded when one is streamed or lies in a file.
var File = &engine.Module{Name: "internal/blob/file", Source: fileSource, Ops: table, Internal: true}
