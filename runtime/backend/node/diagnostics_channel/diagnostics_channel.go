// Package diagnosticschannel is Node's module diagnostics_channel. Only runtime/backend's table imports it.
package diagnosticschannel

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed diagnostics_channel.js
var source string

//go:embed diagnostics_channel.d.ts
var types string

// Module is require('diagnostics_channel').
var Module = &engine.Module{Name: "diagnostics_channel", Source: source, Types: types}
