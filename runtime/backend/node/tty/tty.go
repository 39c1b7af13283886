// Package tty is Node's module "tty", and the streams of the process: stdin, stdout and stderr.
// Only runtime/backend's table imports it.
package tty

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed tty.js
	source string
	//go:embed tty.d.ts
	types string
	//go:embed colors.js
	colorsSource string
	//go:embed descriptor.js
	descriptorSource string
	//go:embed stdio.js
	stdioSource string
)

// Module is "tty".
var Module = &engine.Module{Name: "tty", Source: source, Types: types}

// Colors is "internal/tty": getColorDepth and hasColors.
var Colors = &engine.Module{Name: "internal/tty", Source: colorsSource, Internal: true}

// Descriptor is "internal/tty/descriptor": a Duplex on a descriptor.
var Descriptor = &engine.Module{
	Name:     "internal/tty/descriptor",
	Source:   descriptorSource,
	Natives:  natives,
	Internal: true,
}

// Stdio is "internal/stdio": process.stdin, stdout and stderr, which are made when they are first used.
var Stdio = &engine.Module{Name: "internal/stdio", Source: stdioSource, Internal: true}
