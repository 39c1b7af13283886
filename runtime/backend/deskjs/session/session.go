// Package session is session of the module "deskjs": what the pages of some windows share, as cookies, stored data, permissions and downloads.
//
// Only runtime/backend's table imports it.
package session

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

//go:embed session.js
var source string

//go:embed cookies.js
var cookiesSource string

//go:embed download.js
var downloadSource string

//go:embed session.d.ts
var types string

// Module is "internal/deskjs/session".
var Module = &engine.Module{Name: "internal/deskjs/session", Internal: true, Source: source, Types: types}

// Cookies and Download are its parts.
var (
	Cookies  = &engine.Module{Name: "internal/deskjs/session/cookies", Internal: true, Source: cookiesSource}
	Download = &engine.Module{Name: "internal/deskjs/session/download", Internal: true, Source: downloadSource, Ops: op.Table{
		// mayWrite(file) is asked before the host writes there.
		op.Pure("mayWrite", func(_ *op.Context, args op.Args) (any, error) {
			return permission.Path(permission.Writing, args.String(0))
		}),
	}}
)
