// Package dns is Node's dns module: finding a host's addresses as the system does, and a resolver that asks DNS servers itself.
//
// lookup.go and service.go are what the system's files and Go's resolver know; resolver.go sends questions and takes answers
// (message.go) over UDP, and over TCP where an answer is cut short; config_*.go finds the system's servers. The JavaScript half holds
// Node's overloads, checks and classes. Only runtime/backend's table imports it.
package dns

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed dns.js
	source string
	//go:embed dns.d.ts
	types string
	//go:embed promises.js
	promisesSource string
	//go:embed promises.d.ts
	promisesTypes string
	//go:embed lookup.js
	lookupSource string
	//go:embed service.js
	serviceSource string
	//go:embed resolver.js
	resolverSource string
)

// Modules are require('dns') and its parts: dns.lookup, apart because connecting needs no more; lookupService; the resolvers.
var Modules = []*engine.Module{
	{Name: "dns", Source: source, Types: types},
	{Name: "dns/promises", Source: promisesSource, Types: promisesTypes},
	{
		Name: "internal/dns/lookup", Source: lookupSource, Internal: true,
		Ops: op.Table{op.Pure("family", family)}, Natives: lookupNatives,
	},
	{Name: "internal/dns/resolver", Source: resolverSource, Internal: true, Natives: resolverNatives},
	{Name: "internal/dns/service", Source: serviceSource, Internal: true, Natives: serviceNatives},
}
