// Package wasi is Node's module "wasi": WebAssembly's system interface, preview 1 and unstable, over the
// files of the folders that a program opens to it.
//
// Paths are followed by os.Root, which neither ".." nor a symbolic link leads out of.
//
// Only runtime/backend imports this package.
package wasi

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed wasi.js
var source string

//go:embed wasi.d.ts
var types string

// Module is "wasi".
var Module = &engine.Module{
	Name:    "wasi",
	Source:  source,
	Types:   types,
	Natives: natives,
}
