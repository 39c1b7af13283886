// The options of heap snapshots.

const { validateBoolean, validateObject } = require('internal/validators')

function checkSnapshotOptions(options = {}) {
  validateObject(options, 'options')
  const { exposeInternals = false, exposeNumericValues = false } = options
  validateBoolean(exposeInternals, 'options.exposeInternals')
  validateBoolean(exposeNumericValues, 'options.exposeNumericValues')
}

module.exports = { checkSnapshotOptions }
