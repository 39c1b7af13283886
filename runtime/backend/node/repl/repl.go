// Package repl is Node's module repl without its prompt. Only runtime/backend's table imports it.
package repl

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed repl.js
var source string

// Module is require('repl').
var Module = &engine.Module{Name: "repl", Source: source, Types: types}

const types = `declare module 'repl' {
  /** There is no prompt here: throws ERR_METHOD_NOT_IMPLEMENTED. */
  export function start(options?: string | object): never
  export function writer(object: unknown): string
  export const REPL_MODE_SLOPPY: unique symbol
  export const REPL_MODE_STRICT: unique symbol
  export const builtinModules: string[]
  export class Recoverable extends SyntaxError {
    constructor(error: Error)
    err: Error
  }
}
declare module 'node:repl' {
  export * from 'repl'
}
`
