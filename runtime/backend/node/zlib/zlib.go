// Package zlib is Node's zlib module: deflate data with and without headers, Brotli and Zstandard, in streams and at once. Only
// runtime/backend's table imports it.
package zlib

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed zlib.js
var source string

//go:embed zlib.d.ts
var types string

// Module is require('zlib').
var Module = &engine.Module{
	Name:   "zlib",
	Source: source,
	Types:  types,
}

//go:embed binding.js
var bindingSource string

// Binding is the operations, which the module shares with its streams.
var Binding = &engine.Module{
	Name:     "internal/zlib/binding",
	Source:   bindingSource,
	Internal: true,
	Ops: op.Table{
		op.Pure("open", open),
		op.IO("write", write),
		op.Pure("params", params),
		op.Pure("reset", reset),
		op.Pure("close", closeCodec),
		op.IO("once", once),
		op.Pure("crc32", sum),
	},
}

//go:embed options.js
var optionsSource string

// Options checks what functions and classes are given.
var Options = &engine.Module{Name: "internal/zlib/options", Source: optionsSource, Internal: true}

//go:embed constants.js
var constantsSource string

// Constants are zlib.constants, which the module constants has too.
var Constants = &engine.Module{Name: "internal/zlib/constants", Source: constantsSource, Internal: true}

//go:embed streams.js
var streamsSource string

// Streams are the classes, apart because what compresses at once needs none.
var Streams = &engine.Module{Name: "internal/zlib/streams", Source: streamsSource, Internal: true}
