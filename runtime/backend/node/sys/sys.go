// Package sys is Node's module sys, the old name of util. Only runtime/backend's table imports it.
package sys

import "github.com/deskjs/deskjs/runtime/backend/engine"

// Module is require('sys').
var Module = &engine.Module{Name: "sys", Source: source, Types: types}

const source = `'use strict'
module.exports = require('util')
process.emitWarning('sys is deprecated. Use util instead.', 'DeprecationWarning', 'DEP0025')`

const types = `declare module 'sys' {
  export * from 'util'
}
declare module 'node:sys' {
  export * from 'util'
}
`
