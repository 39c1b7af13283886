// Package url is the URL Standard's URL and URLSearchParams, with Node's
// additions. The parser is the standard's own state machine: net/url reads other URLs.
//
// node/url gets the classes with require('internal/url'); only runtime/backend imports this package.
package url

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed url.js
var source string

//go:embed url.d.ts
var types string

// Module is require('internal/url').
var Module = &engine.Module{
	Name:   "internal/url",
	Source: source,
	Types:  types,
	Ops: op.Table{
		op.Pure("parse", parseOp),
		op.Pure("canParse", canParseOp),
		op.Pure("set", setOp),
		op.Pure("format", formatOp),
		op.Pure("domainToASCII", domainToASCIIOp),
		op.Pure("domainToUnicode", domainToUnicodeOp),
		op.Pure("pathToFileURL", pathToFileURLOp),
		op.Pure("isWindows", isWindowsOp),
	},
	Globals:  map[string]string{"URL": "URL", "URLSearchParams": "URLSearchParams"},
	Internal: true,
}

//go:embed searchparams.js
var searchParamsSource string

// SearchParamsModule is require('internal/url/searchparams').
var SearchParamsModule = &engine.Module{
	Name:   "internal/url/searchparams",
	Source: searchParamsSource,
	Ops: op.Table{
		op.Pure("parseForm", parseFormOp),
		op.Pure("serializeForm", serializeFormOp),
		op.Pure("toUSVString", toUSVStringOp),
	},
	Internal: true,
}
