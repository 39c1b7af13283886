// Package zlib is Node's zlib module: deflate data with and without headers, Brotli and Zstandard, in streams and at once. Only
// runtime/backend's table imports it.
package zlib

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed zlib.js
	source string
	//go:embed zlib.d.ts
	types string
	//go:embed binding.js
	bindingSource string
	//go:embed options.js
	optionsSource string
	//go:embed constants.js
	constantsSource string
	//go:embed streams.js
	streamsSource string
)

// Modules are require('zlib') and its parts: the operations, the constants, which the module constants has too, what checks
// options, and the classes of streams, apart because what compresses at once needs none.
var Modules = []*engine.Module{
	{
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
	},
	{Name: "internal/zlib/constants", Source: constantsSource, Internal: true},
	{Name: "internal/zlib/options", Source: optionsSource, Internal: true},
	{Name: "internal/zlib/streams", Source: streamsSource, Internal: true},
	{Name: "zlib", Source: source, Types: types},
}
