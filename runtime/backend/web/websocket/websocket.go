// Package websocket is the WebSockets Standard's WebSocket, for the protocol of RFC 6455 with RFC 7692's compression of what is received.
//
// The Go half connects, shakes hands, and makes messages of bytes and bytes of messages; the JavaScript half is the class and its events.
// Only runtime/backend's table imports it.
package websocket

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed websocket.js
	source string
	//go:embed websocket.d.ts
	types string
)

// Module is "internal/websocket".
var Module = &engine.Module{
	Name:     "internal/websocket",
	Source:   source,
	Types:    types,
	Natives:  natives,
	Globals:  map[string]string{"WebSocket": "WebSocket"},
	Internal: true,
}
