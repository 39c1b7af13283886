// Package path is Node's "path", "path/posix" and "path/win32". The algorithms
// are Go (posix.go, win32.go): per character they are a hundred times faster than JavaScript.
// Only runtime/backend's table imports it.
package path

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed path.js
var source string

//go:embed glob.js
var globSource string

//go:embed path.d.ts
var types string

// Module is "path".
var Module = &engine.Module{
	Name:    "path",
	Source:  source,
	Types:   types,
	Natives: natives,
}

// Posix is "path/posix".
var Posix = &engine.Module{Name: "path/posix", Source: "module.exports = require('path').posix"}

// Win32 is "path/win32".
var Win32 = &engine.Module{Name: "path/win32", Source: "module.exports = require('path').win32"}

// Glob compiles and matches the patterns of path.matchesGlob and fs.glob.
var Glob = &engine.Module{Name: "internal/glob", Source: globSource, Internal: true}
