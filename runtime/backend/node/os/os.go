// Package os is Node's "os": the machine, its system and its user.
// Only runtime/backend's table imports it.
package os

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed os.js
var source string

//go:embed os.d.ts
var types string

// Module is "os".
var Module = &engine.Module{Name: "os", Source: source, Types: types, Ops: ops}

// ops are in the order of Node's documentation.
var ops = op.Table{
	op.Pure("availableParallelism", availableParallelism),
	op.Pure("signals", signals),
	op.Pure("errnos", errnos),
	op.Pure("cpus", cpus),
	op.Pure("freemem", freemem),
	op.Pure("getPriority", getPriority),
	op.Pure("homedir", homedir),
	op.Pure("hostname", hostname),
	op.Pure("loadavg", loadavg),
	op.Pure("networkInterfaces", networkInterfaces),
	op.Pure("setPriority", setPriority),
	op.Pure("totalmem", totalmem),
	op.Pure("uname", uname),
	op.Pure("uptime", uptime),
	op.Pure("userInfo", userInfo),
}
