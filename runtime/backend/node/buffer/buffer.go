// Package buffer is Node's buffer module: Buffer and what belongs to it.
//
// Most of Buffer.prototype is native, since one call costs less than a
// handful of JavaScript steps; what a call got wrong is sorted out in JavaScript, where the errors
// are. Other builtins make Buffers with require('internal/buffer'):
//
//	fromArrayBuffer(arrayBuffer[, offset[, length]])  a Buffer over the same memory
//	encode(string, encoding)                          a Buffer; encoding is a name, undefined is 'utf8'
//	decode(view, encoding)                            a string, of any view or ArrayBuffer
//	encodingNumber(name)                              what Go halves get as text.Encoding; -1 if there is none
//
// Only runtime/backend imports this package.
package buffer

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed buffer.js
var source string

//go:embed buffer.d.ts
var types string

// Module is require('buffer').
var Module = &engine.Module{
	Name:    "buffer",
	Source:  source,
	Types:   types,
	Natives: natives,
	Globals: map[string]string{"Buffer": "Buffer"},
}

//go:embed internal.js
var internalSource string

// InternalModule is require('internal/buffer'), for other builtins.
var InternalModule = &engine.Module{
	Name:     "internal/buffer",
	Source:   internalSource,
	Natives:  internalNatives,
	Internal: true,
}
