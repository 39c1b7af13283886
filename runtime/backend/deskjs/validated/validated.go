// Package validated is `validated` of the module "deskjs": functions of the api whose arguments are checked by schemas, of any
// library that speaks Standard Schema (https://standardschema.dev).
//
// Only runtime/backend's table imports it; its declarations are with those of the module, in deskjs/app.
package validated

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed validated.js
var source string

// Module is internal/validated.
var Module = &engine.Module{Name: "internal/validated", Source: source, Internal: true}
