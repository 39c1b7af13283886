// Package protocol is protocol and net of the module "deskjs": URL schemes that the app's backend answers, and requests of its own.
//
// Only runtime/backend's table imports it.
package protocol

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed protocol.js
var source string

//go:embed protocol.d.ts
var types string

// Module is "internal/deskjs/protocol".
var Module = &engine.Module{Name: "internal/deskjs/protocol", Internal: true, Source: source, Types: types}
