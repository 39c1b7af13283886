// Package crash is `crashReporter` of the module "deskjs". The reports are written by the host: runtime/desktop/crash.
//
// Only runtime/backend's table imports it.
package crash

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

//go:embed crash.js
var source string

//go:embed crash.d.ts
var types string

// Module is "internal/deskjs/crash".
var Module = &engine.Module{Name: "internal/deskjs/crash", Source: source, Types: types, Internal: true, Ops: op.Table{
	// mayWrite(folder) is asked before the host writes there.
	op.Pure("mayWrite", func(_ *op.Context, args op.Args) (any, error) {
		return permission.Path(permission.Writing, args.String(0))
	}),
}}
