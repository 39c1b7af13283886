// Package stream is Node's modules "stream", "stream/promises" and "stream/consumers".
// Only runtime/backend's table imports it.
//
// Its parts have the names that Node's own have, internal/streams/..., and follow Node's algorithms closely: the order of
// events and back-pressure are what programs rely on. What "stream" does not need at once is loaded at first use.
package stream

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed stream.js
	source string
	//go:embed stream.d.ts
	types string
	//go:embed consumers.js
	consumersSource string
	//go:embed consumers.d.ts
	consumersTypes string
	//go:embed promises.js
	promisesSource string
	//go:embed promises.d.ts
	promisesTypes string

	//go:embed add-abort-signal.js
	addAbortSignalSource string
	//go:embed compose.js
	composeSource string
	//go:embed destroy.js
	destroySource string
	//go:embed duplex.js
	duplexSource string
	//go:embed duplexify.js
	duplexifySource string
	//go:embed duplexpair.js
	duplexpairSource string
	//go:embed end-of-stream.js
	endOfStreamSource string
	//go:embed from.js
	fromSource string
	//go:embed generator.js
	generatorSource string
	//go:embed iterator.js
	iteratorSource string
	//go:embed lazy-transform.js
	lazyTransformSource string
	//go:embed legacy.js
	legacySource string
	//go:embed list.js
	listSource string
	//go:embed operators.js
	operatorsSource string
	//go:embed passthrough.js
	passthroughSource string
	//go:embed pipe.js
	pipeSource string
	//go:embed pipeline.js
	pipelineSource string
	//go:embed readable-state.js
	readableStateSource string
	//go:embed readable.js
	readableSource string
	//go:embed state.js
	stateSource string
	//go:embed transform.js
	transformSource string
	//go:embed utils.js
	utilsSource string
	//go:embed wrap.js
	wrapSource string
	//go:embed writable-state.js
	writableStateSource string
	//go:embed writable.js
	writableSource string
)

// Modules are "stream", its submodules and their parts.
var Modules = []*engine.Module{
	{Name: "stream", Source: source, Types: types},
	{Name: "stream/consumers", Source: consumersSource, Types: consumersTypes},
	{Name: "stream/promises", Source: promisesSource, Types: promisesTypes},
	alias("_stream_duplex", "duplex"),
	alias("_stream_passthrough", "passthrough"),
	alias("_stream_readable", "readable"),
	alias("_stream_transform", "transform"),
	alias("_stream_writable", "writable"),
	part("add-abort-signal", addAbortSignalSource),
	part("compose", composeSource),
	part("destroy", destroySource),
	part("duplex", duplexSource),
	part("duplexify", duplexifySource),
	part("duplexpair", duplexpairSource),
	part("end-of-stream", endOfStreamSource),
	part("from", fromSource),
	part("generator", generatorSource),
	part("iterator", iteratorSource),
	part("lazy-transform", lazyTransformSource),
	part("legacy", legacySource),
	part("list", listSource),
	part("operators", operatorsSource),
	part("passthrough", passthroughSource),
	part("pipe", pipeSource),
	part("pipeline", pipelineSource),
	part("readable-state", readableStateSource),
	part("readable", readableSource),
	part("state", stateSource),
	part("transform", transformSource),
	part("utils", utilsSource),
	part("wrap", wrapSource),
	part("writable-state", writableStateSource),
	part("writable", writableSource),
}

// part is an internal module of streams.
func part(name, source string) *engine.Module {
	return &engine.Module{Name: "internal/streams/" + name, Source: source, Internal: true}
}

// alias is a module's name of old.
func alias(name, part string) *engine.Module {
	return &engine.Module{Name: name, Source: "module.exports = require('internal/streams/" + part + "')"}
}
