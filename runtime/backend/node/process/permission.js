'use strict'

// process.permission.

const { Buffer } = require('buffer')
const { validateBuffer, validateString } = require('internal/validators')

module.exports = Object.freeze({
  __proto__: null,
  has(scope, reference) {
    validateString(scope, 'scope')
    if (reference !== undefined && reference !== null) {
      if (Buffer.isBuffer(reference)) {
        validateBuffer(reference, 'reference')
        reference = reference.toString()
      } else {
        validateString(reference, 'reference')
      }
    }
    return binding.hasPermission(scope, reference)
  },
})
