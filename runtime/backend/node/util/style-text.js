'use strict'

// util.styleText.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateObject, validateOneOf, validateString } = require('internal/validators')
const { colors } = require('internal/util/styles')

function styleText(format, text, options = {}) {
  validateString(text, 'text')
  validateObject(options, 'options')
  const { validateStream = true } = options
  let plain = false
  if (validateStream) {
    const { stream = require('process').stdout } = options
    if (stream === null || typeof stream !== 'object' || (typeof stream.write !== 'function' && typeof stream.read !== 'function' && typeof stream.getReader !== 'function')) {
      throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream)
    }
    plain = !shouldColor(stream)
  }
  const list = Array.isArray(format) ? format : [format]
  let before = ''
  let after = ''
  for (const name of list) {
    if (name === 'none') continue
    const codes = typeof name === 'string' ? colors[name] : undefined
    if (codes === undefined) validateOneOf(name, 'format', Object.keys(colors))
    before += '\u001b[' + codes[0] + 'm'
    after = '\u001b[' + codes[1] + 'm' + after
  }
  return plain ? text : before + text + after
}

// shouldColor follows FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS and the terminal.
function shouldColor(stream) {
  const { env } = require('process')
  if (env.FORCE_COLOR !== undefined) return ['', '1', 'true', '2', '3'].includes(env.FORCE_COLOR)
  if (!stream || !stream.isTTY) return false
  if (typeof stream.getColorDepth === 'function') return stream.getColorDepth() > 2
  return !env.NODE_DISABLE_COLORS && !env.NO_COLOR && env.TERM !== 'dumb'
}

module.exports = { styleText }
