// Package http is Node's http module: Server, ClientRequest, Agent and the messages.
//
// The JavaScript half follows Node's own closely, as the order of events and the words of errors are what programs rely on;
// internal/http/parser gives it what arrives. The Go half has what is done for each header of each message: checking names and
// values, writing a block of headers and making an object of those that arrived. Only runtime/backend's table imports it.
package http

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed http.js
	source string
	//go:embed http.d.ts
	types string
	//go:embed agent.js
	agentSource string
	//go:embed client.js
	clientSource string
	//go:embed exchange.js
	exchangeSource string
	//go:embed common.js
	commonSource string
	//go:embed incoming.js
	incomingSource string
	//go:embed outgoing.js
	outgoingSource string
	//go:embed outgoing-headers.js
	outgoingHeadersSource string
	//go:embed server.js
	serverSource string
	//go:embed response.js
	responseSource string
	//go:embed connection.js
	connectionSource string
	//go:embed shared.js
	sharedSource string
)

// Modules are require('http') and its parts. Those with an underscore are what packages reach of Node's own.
var Modules = []*engine.Module{
	{Name: "_http_agent", Source: agentSource},
	{Name: "_http_client", Source: clientSource},
	{Name: "_http_common", Source: commonSource},
	{Name: "_http_incoming", Source: incomingSource},
	{Name: "_http_outgoing", Source: outgoingSource},
	{Name: "_http_server", Source: serverSource},
	{Name: "http", Source: source, Types: types},
	{Name: "internal/http", Source: sharedSource, Internal: true},
	{Name: "internal/http/connection", Source: connectionSource, Internal: true},
	{Name: "internal/http/exchange", Source: exchangeSource, Internal: true},
	{Name: "internal/http/headers", Source: "module.exports = binding", Internal: true, Natives: natives},
	{Name: "internal/http/outgoing/headers", Source: outgoingHeadersSource, Internal: true},
	{Name: "internal/http/response", Source: responseSource, Internal: true},
}
