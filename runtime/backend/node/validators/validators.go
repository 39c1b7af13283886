// Package validators is internal/validators: the checks that Node's functions make
// of their arguments. Only runtime/backend/builtins.go imports it.
package validators

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed validators.js
var source string

// Module is internal/validators.
var Module = &engine.Module{Name: "internal/validators", Source: source, Internal: true}
