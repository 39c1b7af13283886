// Package workerthreads is Node's "worker_threads" and what goes with it: MessageChannel, MessagePort, BroadcastChannel and
// structuredClone, which are globals. Each worker is an engine of its own on a goroutine of its own; messages between them
// are in V8's format (see package clone). Only runtime/backend imports this package.
package workerthreads

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed messaging.js
var messagingSource string

//go:embed worker_threads.js
var source string

//go:embed worker.js
var workerSource string

//go:embed main.js
var mainSource string

//go:embed stdio.js
var stdioSource string

//go:embed error_serdes.js
var errorSource string

//go:embed worker_threads.d.ts
var types string

// Module is "worker_threads".
var Module = &engine.Module{Name: "worker_threads", Source: source, Types: types}

// Worker is "internal/worker": the class Worker.
var Worker = &engine.Module{Name: "internal/worker", Source: workerSource, Natives: workerNatives, Internal: true}

// Main is "internal/main/worker_thread": what a worker begins with.
var Main = &engine.Module{Name: "internal/main/worker_thread", Source: mainSource, Natives: threadNatives, Internal: true}

// Stdio is "internal/worker/stdio": the streams of a worker, on both sides.
var Stdio = &engine.Module{Name: "internal/worker/stdio", Source: stdioSource, Natives: stdioNatives, Internal: true}

// Errors is "internal/error_serdes": errors as bytes, with their classes.
var Errors = &engine.Module{Name: "internal/error_serdes", Source: errorSource, Internal: true}

//go:embed js_transferable.js
var transferableSource string

// Messaging is "internal/messaging".
var Messaging = &engine.Module{
	Name:    "internal/messaging",
	Source:  messagingSource,
	Natives: messagingNatives,
	Globals: map[string]string{
		"MessageChannel": "MessageChannel", "MessagePort": "MessagePort",
		"BroadcastChannel": "BroadcastChannel", "structuredClone": "structuredClone",
	},
	Internal: true,
}

// Transferable is "internal/worker/js_transferable": how other builtins make their objects cloneable.
var Transferable = &engine.Module{
	Name:   "internal/worker/js_transferable",
	Source: transferableSource,
	Natives: func(*engine.Engine) map[string]any {
		return map[string]any{"transferMode": goja.Value(clone.TransferMode)}
	},
	Internal: true,
}

// Modules are all of them.
var Modules = []*engine.Module{Module, Worker, Main, Stdio, Errors, Messaging, Transferable}
