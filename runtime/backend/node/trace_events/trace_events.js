'use strict'

// Nothing here writes a trace: as in a Node that was built without it, only asking for one fails.

const { codes: { ERR_TRACE_EVENTS_CATEGORY_REQUIRED, ERR_TRACE_EVENTS_UNAVAILABLE } } = require('internal/errors')
const { validateObject, validateStringArray } = require('internal/validators')

function createTracing(options) {
  validateObject(options, 'options')
  validateStringArray(options.categories, 'options.categories')
  if (options.categories.length <= 0) throw new ERR_TRACE_EVENTS_CATEGORY_REQUIRED()
  throw new ERR_TRACE_EVENTS_UNAVAILABLE()
}

function getEnabledCategories() { return undefined }

module.exports = { createTracing, getEnabledCategories }
