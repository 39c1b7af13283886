'use strict'

// internal/webstreams/queuingstrategies: ByteLengthQueuingStrategy and CountQueuingStrategy.

const { codes } = require('internal/errors')
const { validateObject } = require('internal/validators')
const { kInspect, inspected, describe, isObject } = require('internal/webstreams/util')

const sizes = {
  ByteLengthQueuingStrategy: Object.defineProperty((chunk) => chunk.byteLength, 'name', { value: 'size' }),
  CountQueuingStrategy: Object.defineProperty(() => 1, 'name', { value: 'size' }),
}

// The mark is not checked before the strategy is used, as the standard has it.
function markOf(init) {
  validateObject(init, 'init')
  if (init.highWaterMark === undefined) throw new codes.ERR_MISSING_OPTION('init.highWaterMark')
  return +init.highWaterMark
}

class ByteLengthQueuingStrategy {
  #mark

  constructor(init) { this.#mark = markOf(init) }

  get highWaterMark() {
    if (!(isObject(this) && #mark in this)) throw new codes.ERR_INVALID_THIS('ByteLengthQueuingStrategy')
    return this.#mark
  }

  get size() {
    if (!(isObject(this) && #mark in this)) throw new codes.ERR_INVALID_THIS('ByteLengthQueuingStrategy')
    return sizes.ByteLengthQueuingStrategy
  }

  [kInspect](depth, options) {
    return inspected(depth, options, 'ByteLengthQueuingStrategy', { highWaterMark: this.highWaterMark })
  }
}

class CountQueuingStrategy {
  #mark

  constructor(init) { this.#mark = markOf(init) }

  get highWaterMark() {
    if (!(isObject(this) && #mark in this)) throw new codes.ERR_INVALID_THIS('CountQueuingStrategy')
    return this.#mark
  }

  get size() {
    if (!(isObject(this) && #mark in this)) throw new codes.ERR_INVALID_THIS('CountQueuingStrategy')
    return sizes.CountQueuingStrategy
  }

  [kInspect](depth, options) {
    return inspected(depth, options, 'CountQueuingStrategy', { highWaterMark: this.highWaterMark })
  }
}

describe(ByteLengthQueuingStrategy, 'ByteLengthQueuingStrategy', ['highWaterMark', 'size'])
describe(CountQueuingStrategy, 'CountQueuingStrategy', ['highWaterMark', 'size'])

module.exports = { ByteLengthQueuingStrategy, CountQueuingStrategy }
