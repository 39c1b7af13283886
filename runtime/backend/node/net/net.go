// Package net is Node's net module: TCP and pipes (Unix sockets), servers and sockets, and lists of addresses.
//
// The Go half has the handles that sockets and servers stand on, over package socket; the JavaScript half holds Node's
// overloads, checks, streams and order of events. Only runtime/backend's table imports it.
package net

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed net.js
	source string
	//go:embed net.d.ts
	types string
	//go:embed address.js
	addressSource string
	//go:embed handle.js
	handleSource string
	//go:embed socket.js
	socketSource string
	//go:embed connect.js
	connectSource string
	//go:embed server.js
	serverSource string
	//go:embed blocklist.js
	blocklistSource string
	//go:embed socketaddress.js
	socketaddressSource string
)

// Modules are require('net') and its parts: what is an address; the handles, on which http and tls build too; sockets, how
// they connect, and servers; and the classes of addresses, apart because few use them.
var Modules = []*engine.Module{
	{Name: "internal/blocklist", Source: blocklistSource, Internal: true},
	{Name: "internal/net", Source: addressSource, Internal: true, Ops: op.Table{op.Pure("family", family)}},
	{Name: "internal/net/addresses", Source: "module.exports = binding", Internal: true, Ops: op.Table{
		op.Pure("parse", parseAddress),
		op.Pure("create", createList),
		op.Pure("addAddress", addAddress),
		op.Pure("addRange", addRange),
		op.Pure("addSubnet", addSubnet),
		op.Pure("check", check),
		op.Pure("rules", rules),
		op.Pure("share", share),
		op.Pure("shared", shared),
	}},
	{Name: "internal/net/connect", Source: connectSource, Internal: true},
	{Name: "internal/net/handle", Source: handleSource, Internal: true, Natives: natives},
	{Name: "internal/net/server", Source: serverSource, Internal: true},
	{Name: "internal/net/socket", Source: socketSource, Internal: true},
	{Name: "internal/socketaddress", Source: socketaddressSource, Internal: true},
	{Name: "net", Source: source, Types: types},
}
