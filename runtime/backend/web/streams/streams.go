// Package streams is the Streams Standard: ReadableStream, WritableStream, TransformStream and what belongs to them,
// the streams of the Encoding and Compression Standards, node:stream/web, and the adapters between these streams and
// Node's own. All classes are globals.
//
// Only runtime/backend imports this package.
package streams

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed web.js
	webSource string
	//go:embed streams.d.ts
	types string
	//go:embed util.js
	utilSource string
	//go:embed readable.js
	readableSource string
	//go:embed iterate.js
	iterateSource string
	//go:embed bytestream.js
	bytesSource string
	//go:embed pipe.js
	pipeSource string
	//go:embed tee.js
	teeSource string
	//go:embed writable.js
	writableSource string
	//go:embed transform.js
	transformSource string
	//go:embed strategies.js
	strategiesSource string
	//go:embed encoding.js
	encodingSource string
	//go:embed compression.js
	compressionSource string
	//go:embed transfer.js
	transferSource string
	//go:embed adapters.js
	adaptersSource string
)

// Module is node:stream/web.
var Module = &engine.Module{Name: "stream/web", Source: webSource, Types: types}

// The parts, each loaded when it is first needed.
var (
	Util       = internal("util", utilSource)
	Readable   = internal("readablestream", readableSource, "ReadableStream", "ReadableStreamDefaultReader", "ReadableStreamDefaultController")
	Iterate    = internal("iterate", iterateSource)
	Bytes      = internal("bytestream", bytesSource, "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableByteStreamController")
	Pipe       = internal("pipe", pipeSource)
	Tee        = internal("tee", teeSource)
	Writable   = internal("writablestream", writableSource, "WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter")
	Transform  = internal("transformstream", transformSource, "TransformStream", "TransformStreamDefaultController")
	Strategies = internal("queuingstrategies", strategiesSource, "ByteLengthQueuingStrategy", "CountQueuingStrategy")
	Encoding   = internal("encoding", encodingSource, "TextEncoderStream", "TextDecoderStream")
	Compress   = internal("compression", compressionSource, "CompressionStream", "DecompressionStream")
	Transfer   = internal("transfer", transferSource)
	Adapters   = internal("adapters", adaptersSource)
)

// internal returns a part whose given exports are globals.
func internal(name, source string, globals ...string) *engine.Module {
	m := &engine.Module{Name: "internal/webstreams/" + name, Source: source, Internal: true, Globals: map[string]string{}}
	for _, global := range globals {
		m.Globals[global] = global
	}
	return m
}
