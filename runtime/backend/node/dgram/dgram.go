// Package dgram is Node's dgram module: UDP sockets.
//
// The Go half has the handles that they stand on, over package socket; the JavaScript half holds Node's overloads, checks and order of
// events. Only runtime/backend's table imports it.
package dgram

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed dgram.js
	source string
	//go:embed dgram.d.ts
	types string
	//go:embed options.js
	optionsSource string
	//go:embed handle.js
	handleSource string
)

// Modules are require('dgram') and its parts: the handles, which child_process sends too, and the socket's options.
var Modules = []*engine.Module{
	{Name: "dgram", Source: source, Types: types},
	{Name: "internal/dgram/handle", Source: handleSource, Internal: true, Natives: natives},
	{Name: "internal/dgram/options", Source: optionsSource, Internal: true},
}
