'use strict'

// internal/fetch/errors: errors of the network, in the shapes of Node's and undici's.

// make is the error of a native failure: { name, message, fields, errors }.
function make(failure) {
  const { name, message, fields, errors } = failure
  let error
  if (name === 'AggregateError') {
    const all = []
    for (let i = 0; i < errors.length; i++) all.push(make(errors[i]))
    error = new AggregateError(all, message)
  } else {
    error = new Error(message)
    if (name !== 'Error') error.name = name
  }
  const keys = Object.keys(fields)
  for (let i = 0; i < keys.length; i++) if (fields[keys[i]] !== '') error[keys[i]] = fields[keys[i]]
  return error
}

module.exports = { make }
