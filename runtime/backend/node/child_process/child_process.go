// Package childprocess is Node's child_process: other programs, started with pipes between, and forks of this one
// that exchange messages; and cluster, of which there is only what says that it is missing.
//
// The Go half starts processes, waits for them and moves bytes; the JavaScript half holds Node's overloads, checks, events
// and the protocol of messages. Only runtime/backend's table imports it.
package childprocess

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed child_process.js
var source string

//go:embed arguments.js
var argumentsSource string

//go:embed process.js
var processSource string

//go:embed socket.js
var socketSource string

//go:embed channel.js
var channelSource string

//go:embed handles.js
var handlesSource string

//go:embed serialization.js
var serializationSource string

//go:embed cluster.js
var clusterSource string

//go:embed cluster.d.ts
var clusterTypes string

//go:embed child_process.d.ts
var types string

// Module is "child_process".
var Module = &engine.Module{Name: "child_process", Source: source, Types: types}

// Arguments is "internal/child_process/arguments": what spawn and its kin take.
var Arguments = &engine.Module{Name: "internal/child_process/arguments", Source: argumentsSource, Internal: true}

// Process is "internal/child_process": ChildProcess, and the forms of stdio.
var Process = &engine.Module{Name: "internal/child_process", Source: processSource, Internal: true}

// Socket is "internal/child_process/socket": a stream at this end of a pipe.
var Socket = &engine.Module{Name: "internal/child_process/socket", Source: socketSource, Internal: true}

// Handles is "internal/child_process/handles": the sockets and servers that go along with messages.
var Handles = &engine.Module{Name: "internal/child_process/handles", Source: handlesSource, Internal: true}

// Channel is "internal/child_process/channel": send, disconnect and 'message', in the parent and in the child.
var Channel = &engine.Module{Name: "internal/child_process/channel", Source: channelSource, Internal: true}

// Serialization is "internal/child_process/serialization": messages as bytes.
var Serialization = &engine.Module{Name: "internal/child_process/serialization", Source: serializationSource, Internal: true}

// Cluster is "cluster".
var Cluster = &engine.Module{Name: "cluster", Source: clusterSource, Types: clusterTypes}

// Binding is "internal/child_process/binding": the operations, which the modules above share.
var Binding = &engine.Module{
	Name:   "internal/child_process/binding",
	Source: "module.exports = binding",
	Ops:    ops,
	// inApp says that process.execPath is an app, which opens its windows when it is started without arguments.
	Natives:  func(e *engine.Engine) map[string]any { return map[string]any{"inApp": e.Host.App != nil} },
	Internal: true,
}

// ops are in the order of Node's documentation.
var ops = op.Table{
	op.Pure("spawn", spawn),
	op.Pure("spawnSync", spawnSync),
	op.Pure("settle", settle),
	op.Pure("kill", kill),
	op.Pure("hold", hold),
	op.Pure("pipeRead", pipeRead),
	op.Pure("pipeStop", pipeStop),
	op.Pure("pipeWrite", pipeWrite),
	op.Pure("pipeHold", pipeHold),
	op.Pure("pipeShutdown", pipeShutdown),
	op.Pure("pipeClose", pipeClose),
	op.Pure("pipePending", pipePending),
	op.Pure("openChannel", openChannel),
	op.Pure("pipeHandles", pipeHandles),
}
