// Package url is the URL Standard's URL and URLSearchParams, and Node's url module. The
// parser is the standard's own state machine: net/url reads other URLs.
//
// Other builtins get the classes and fileURLToPath, toPathIfFileURL and isURL with
// require('internal/url'). Only runtime/backend imports this package.
package url

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed url.js
var source string

// Module is require('internal/url').
var Module = &engine.Module{
	Name:   "internal/url",
	Types:  types,
	Source: source,
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

//go:embed url.d.ts
var types string

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

//go:embed context.js
var contextSource string

// ContextModule is require('internal/url/context').
var ContextModule = &engine.Module{Name: "internal/url/context", Source: contextSource, Internal: true}

//go:embed legacy.js
var legacySource string

//go:embed legacy.d.ts
var legacyTypes string

// LegacyModule is require('url').
var LegacyModule = &engine.Module{
	Name:   "url",
	Source: legacySource,
	Types:  legacyTypes,
	Ops: op.Table{
		op.Pure("legacyParse", legacyParseOp),
		op.Pure("legacyFormat", legacyFormatOp),
		op.Pure("legacyResolve", legacyResolveOp),
		op.Pure("legacyHost", legacyHostOp),
	},
}

//go:embed punycode.js
var punycodeSource string

//go:embed punycode.d.ts
var punycodeTypes string

// PunycodeModule is require('punycode').
var PunycodeModule = &engine.Module{
	Name:   "punycode",
	Source: punycodeSource,
	Types:  punycodeTypes,
	Ops: op.Table{
		op.Pure("punycodeDecode", punycodeDecodeOp),
		op.Pure("punycodeEncode", punycodeEncodeOp),
	},
}
