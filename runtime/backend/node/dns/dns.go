// Package dns is the part of Node's dns module that connecting needs: finding a host's addresses.
//
// Only runtime/backend's table imports it.
package dns

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed lookup.js
var lookupSource string

// Lookup is "internal/dns/lookup": dns.lookup.
var Lookup = &engine.Module{
	Name: "internal/dns/lookup", Source: lookupSource, Internal: true,
	Ops: op.Table{op.IO("lookup", lookup), op.Pure("family", family)},
}
