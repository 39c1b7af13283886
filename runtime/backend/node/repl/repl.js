'use strict'

// A program that is an app has no prompt to offer; what others read from the module is there.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors')

class Recoverable extends SyntaxError {
  constructor(error) {
    super()
    this.err = error
  }
}

function start() { throw new ERR_METHOD_NOT_IMPLEMENTED('repl.start()') }

function REPLServer() { throw new ERR_METHOD_NOT_IMPLEMENTED('repl.REPLServer()') }

function writer(object, options) { return require('util').inspect(object, { ...writer.options, ...options }) }
writer.options = { showProxy: true }

module.exports = {
  start,
  writer,
  REPLServer,
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  Recoverable
}

Object.defineProperty(module.exports, 'builtinModules', {
  configurable: true,
  enumerable: true,
  get() { return require('module').builtinModules.filter((name) => !name.startsWith('_')) }
})
