// Package constants is Node's module constants, which is deprecated: those of os, fs and crypto in one. Only runtime/backend's table
// imports it.
package constants

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed constants.js
var source string

// Module is require('constants').
var Module = &engine.Module{Name: "constants", Source: source, Types: types}

const types = `declare module 'constants' {
  const constants: { readonly [name: string]: any }
  export = constants
}
declare module 'node:constants' {
  import constants = require('constants')
  export = constants
}
`
