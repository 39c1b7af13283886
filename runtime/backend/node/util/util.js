'use strict'

// util. What programs use less often is loaded at its first use.

const { promisify, deprecate, inherits, defineLazily } = require('internal/util')

const util = module.exports = {
  deprecate,
  inherits,
  promisify,
  types: require('util/types'),
}

defineLazily(util, 'internal/util/inspect', ['inspect', 'stripVTControlCharacters'])
defineLazily(util, 'internal/util/format', ['format', 'formatWithOptions'])
defineLazily(util, 'internal/util/comparisons', ['isDeepStrictEqual'])
defineLazily(util, 'internal/util/parse-args', ['parseArgs'])
defineLazily(util, 'internal/util/debuglog', ['debuglog', 'debug'])
defineLazily(util, 'internal/util/callbackify', ['callbackify'])
defineLazily(util, 'internal/util/style-text', ['styleText'])
defineLazily(util, 'internal/util/diff', ['diff'])
defineLazily(util, 'internal/util/mime', ['MIMEType', 'MIMEParams'])
defineLazily(util, 'internal/util/seldom', [
  'getCallSite', 'getCallSites', 'getSystemErrorMap', 'getSystemErrorMessage', 'getSystemErrorName', 'parseEnv', 'toUSVString',
])
defineLazily(util, 'internal/util/old', [
  '_extend', 'isArray', 'isBoolean', 'isBuffer', 'isNull', 'isNullOrUndefined', 'isNumber', 'isString', 'isSymbol', 'isUndefined', 'isRegExp',
  'isObject', 'isDate', 'isError', 'isFunction', 'isPrimitive', 'log',
])
defineLazily(util, 'internal/abort_controller', ['aborted', 'transferableAbortController', 'transferableAbortSignal'])
defineLazily(util, 'internal/encoding', ['TextDecoder', 'TextEncoder'])
Object.defineProperty(util, '_errnoException', { enumerable: true, configurable: true, get() { return require('internal/errors').errnoException } })
Object.defineProperty(util, '_exceptionWithHostPort', { enumerable: true, configurable: true, get() { return require('internal/errors').exceptionWithHostPort } })
