'use strict'

// util.debuglog: messages that NODE_DEBUG turns on.

let debugPattern

// isDebugging reports whether NODE_DEBUG names set; "*" stands for anything.
function isDebugging(set) {
  if (debugPattern === undefined) {
    const names = require('process').env.NODE_DEBUG
    debugPattern = !names ? null : new RegExp('^(?:' + names.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '|') + ')$', 'i')
  }
  return debugPattern !== null && debugPattern.test(set)
}

function debuglog(set, callback) {
  set = String(set).toUpperCase()
  let enabled
  let write
  function prepare() {
    if (enabled !== undefined) return
    enabled = isDebugging(set)
    if (enabled && (set === 'HTTP' || set === 'HTTP2')) {
      require('process').emitWarning(`Setting the NODE_DEBUG environment variable to '${set.toLowerCase()}' can expose sensitive data ` +
        '(such as passwords, tokens and authentication headers) in the resulting log.')
    }
    write = function (...args) {
      const process = require('process')
      const { formatWithOptions } = require('internal/util/format')
      const colors = Boolean(process.stderr && process.stderr.isTTY)
      process.stderr.write(formatWithOptions({ colors }, '%s %d: %s\n', set, process.pid, formatWithOptions({ colors }, ...args)))
    }
  }
  const logger = function (...args) {
    prepare()
    if (typeof callback === 'function') {
      const call = callback
      callback = undefined
      call(enabled ? write : function () {})
    }
    if (enabled) write(...args)
  }
  Object.defineProperty(logger, 'enabled', {
    get() {
      prepare()
      return enabled
    },
    configurable: true,
    enumerable: true,
  })
  return logger
}

module.exports = { debuglog, debug: debuglog }
