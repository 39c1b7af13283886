'use strict'

// util.diff, and the comparison of lines behind assert's messages.

const { shortestEdit } = binding
const { codes: { ERR_OUT_OF_RANGE } } = require('internal/errors')
const { validateString, validateStringArray } = require('internal/validators')

// editsOf lists the steps from expected to actual, both arrays of strings: [-1 | 0 | 1, text] each.
function editsOf(actual, expected, commas) {
  const flat = shortestEdit(actual, expected, commas)
  if (flat === undefined) throw new ERR_OUT_OF_RANGE('myersDiff input size', '< 2^31', actual.length + expected.length)
  const edits = new Array(flat.length / 2)
  for (let i = 0; i < edits.length; i++) edits[i] = [flat[2 * i], flat[2 * i + 1]]
  return edits
}

function validateInput(value, name) {
  if (Array.isArray(value)) validateStringArray(value, name)
  else validateString(value, name)
}

function unitsOf(value) { return typeof value === 'string' ? value.split('') : value }

function diff(actual, expected) {
  if (actual === expected) return []
  validateInput(actual, 'actual')
  validateInput(expected, 'expected')
  return editsOf(unitsOf(actual), unitsOf(expected), false)
}

module.exports = { diff, editsOf }
