// Package v8 is Node's "v8": values as bytes in V8's own format, figures of the heap, and what else there is of
// an engine that is none of V8's. Only runtime/backend's table imports it.
package v8

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed v8.js
var source string

//go:embed promise_hooks.js
var hooksSource string

//go:embed heap_utils.js
var heapSource string

//go:embed gc.js
var gcSource string

//go:embed v8.d.ts
var types string

// Module is "v8".
var Module = &engine.Module{Name: "v8", Source: source, Types: types, Ops: ops, Natives: natives}

// Heap is "internal/heap_utils".
var Heap = &engine.Module{Name: "internal/heap_utils", Source: heapSource, Internal: true}

// GC is "internal/gc": the function gc, and news of collections.
var GC = &engine.Module{Name: "internal/gc", Source: gcSource, Natives: gcNatives, Internal: true}

// PromiseHooks is "internal/promise_hooks": v8.promiseHooks.
var PromiseHooks = &engine.Module{Name: "internal/promise_hooks", Source: hooksSource, Natives: hookNatives, Internal: true}

// ops are in the order of Node's documentation.
var ops = op.Table{
	op.Pure("cachedDataVersionTag", cachedDataVersionTag),
	op.Pure("collections", collections),
}
