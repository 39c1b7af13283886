// Package querystring is Node's querystring module. Only runtime/backend imports it.
package querystring

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed querystring.js
var source string

//go:embed querystring.d.ts
var types string

// Module is require('querystring').
var Module = &engine.Module{
	Name:   "querystring",
	Source: source,
	Types:  types,
	Ops: op.Table{
		op.Pure("unescapeBuffer", unescapeBuffer),
		op.Pure("split", split),
	},
}
