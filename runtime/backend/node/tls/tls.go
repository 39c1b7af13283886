// Package tls is Node's tls module: TLS over net's sockets and over any other Duplex.
//
// The protocol is Go's crypto/tls, on goroutines of its own: a handshake, and what JavaScript answers in it, never block the loop.
// Whom to trust is judged here, as OpenSSL judges and with its words. The JavaScript half follows Node's. Only runtime/backend's
// table imports it.
package tls

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed tls.js
	source string
	//go:embed tls.d.ts
	types string
	//go:embed common.js
	commonSource string
	//go:embed context.js
	contextSource string
	//go:embed identity.js
	identitySource string
	//go:embed handle.js
	handleSource string
	//go:embed socket.js
	socketSource string
	//go:embed events.js
	eventsSource string
	//go:embed server.js
	serverSource string
	//go:embed connect.js
	connectSource string
	//go:embed pair.js
	pairSource string
	//go:embed stream.js
	streamSource string
	//go:embed unauthorized.js
	unauthorizedSource string
)

// optionNatives tell of node's options.
func optionNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// option(name) is an option's value, "" if it has none, undefined if it was not given.
		"option": func(call goja.FunctionCall) goja.Value {
			if value, given := e.Host.Options.Value(call.Argument(0).String()); given {
				return e.VM.ToValue(value)
			}
			return goja.Undefined()
		},
	}
}

// Modules are require('tls') and its parts: contexts, what a certificate is good for, handles, sockets, what happens in a handshake,
// servers and how clients connect; and the old names of some.
var Modules = []*engine.Module{
	{Name: "_tls_common", Source: commonSource},
	{Name: "_tls_wrap", Source: "'use strict'\n\nconst { TLSSocket } = require('internal/tls/socket')\nconst { Server, createServer } = require('internal/tls/server')\n" +
		"const { connect } = require('internal/tls/connect')\n\nmodule.exports = { TLSSocket, Server, createServer, connect }\n"},
	{Name: "internal/js_stream_socket", Source: streamSource, Internal: true},
	{Name: "internal/tls/connect", Source: connectSource, Internal: true},
	{Name: "internal/tls/context", Source: contextSource, Internal: true, Ops: contextOps, Natives: optionNatives},
	{Name: "internal/tls/events", Source: eventsSource, Internal: true},
	{Name: "internal/tls/handle", Source: handleSource, Internal: true, Natives: natives},
	{Name: "internal/tls/identity", Source: identitySource, Internal: true},
	{Name: "internal/tls/secure-pair", Source: pairSource, Internal: true},
	{Name: "internal/tls/server", Source: serverSource, Internal: true},
	{Name: "internal/tls/socket", Source: socketSource, Internal: true},
	{Name: "internal/tls/unauthorized", Source: unauthorizedSource, Internal: true},
	{Name: "tls", Source: source, Types: types},
}
