// Package dialog is dialog of the module "deskjs". The host's half is runtime/desktop/dialog. What the user chooses there is granted to the
// app, as long as its backend runs.
//
// Only runtime/backend's table imports it.
package dialog

import (
	_ "embed"
	"encoding/pem"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

var (
	//go:embed dialog.js
	source string
	//go:embed dialog.d.ts
	types string
)

// Module is internal/deskjs/dialog.
var Module = &engine.Module{Name: "internal/deskjs/dialog", Internal: true, Source: source, Types: types, Ops: op.Table{
	// lend grants a file or folder that the user has chosen.
	op.Pure("lend", func(_ *op.Context, args op.Args) (any, error) {
		permission.Lend(args.String(0))
		return nil, nil
	}),
	// der gives the bytes of a certificate in the form of PEM; undefined if it is none.
	op.Pure("der", func(_ *op.Context, args op.Args) (any, error) {
		if block, _ := pem.Decode([]byte(args.String(0))); block != nil && block.Type == "CERTIFICATE" {
			return block.Bytes, nil
		}
		return nil, nil
	}),
}}
