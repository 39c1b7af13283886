// Package log is `log` of the module "deskjs": what the app tells whoever looks after it, on the console and in files that rotate.
//
// Only runtime/backend's table imports it.
package log

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed log.js
var source string

//go:embed file.js
var fileSource string

//go:embed log.d.ts
var types string

// Module is the object.
var Module = &engine.Module{Name: "internal/deskjs/log", Source: source, Types: types, Internal: true}

// File is a file that is put aside for the next when it has grown large.
var File = &engine.Module{Name: "internal/deskjs/log/file", Source: fileSource, Internal: true}
