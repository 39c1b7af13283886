// Package https is Node's https module: http over tls. It is all JavaScript. Only runtime/backend's table imports it.
package https

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed https.js
	source string
	//go:embed https.d.ts
	types string
	//go:embed agent.js
	agentSource string
)

// Modules are require('https') and its Agent.
var Modules = []*engine.Module{
	{Name: "https", Source: source, Types: types},
	{Name: "internal/https/agent", Source: agentSource, Internal: true},
}
