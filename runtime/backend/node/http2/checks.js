'use strict'

// Checks of arguments, and the error that a session's own errors are.

const { errorText } = require('internal/http2/handles')
const { codes: { ERR_HTTP2_INVALID_SETTING_VALUE, ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const { codes } = require('internal/errors')
class NghttpError extends Error {
  constructor(integerCode, customErrorCode) {
    super(customErrorCode ? new codes[customErrorCode]().message : errorText(integerCode))
    this.code = customErrorCode || 'ERR_HTTP2_ERROR'
    this.errno = integerCode
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`
  }
}

function assertIsObject(value, name, types) {
  if (value !== undefined && (value === null || typeof value !== 'object' || Array.isArray(value))) {
    throw new ERR_INVALID_ARG_TYPE(name, types || 'Object', value)
  }
}

function assertIsArray(value, name, types) {
  if (value !== undefined && (value === null || !Array.isArray(value))) {
    throw new ERR_INVALID_ARG_TYPE(name, types || 'Array', value)
  }
}

function assertWithinRange(name, value, min = 0, max = Infinity) {
  if (value !== undefined && (typeof value !== 'number' || value < min || value > max)) {
    throw new ERR_HTTP2_INVALID_SETTING_VALUE.RangeError(name, value, min, max)
  }
}

module.exports = { NghttpError, assertIsObject, assertIsArray, assertWithinRange }
