'use strict'

// The class Crypto: random numbers at once, and SubtleCrypto when somebody asks for it.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } } = require('internal/errors')
const random = require('internal/crypto/random')

class Crypto {
  constructor() { throw new ERR_ILLEGAL_CONSTRUCTOR() }

  get subtle() {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto')
    return require('internal/crypto/webcrypto').subtle
  }

  getRandomValues(array) {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto')
    if (arguments.length < 1) {
      const error = new TypeError("Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.")
      error.code = 'ERR_MISSING_ARGS'
      throw error
    }
    return random.getRandomValues(array)
  }

  randomUUID() {
    if (this !== crypto) throw new ERR_INVALID_THIS('Crypto')
    return random.randomUUID()
  }
}
Object.defineProperties(Crypto.prototype, {
  subtle: { enumerable: true },
  getRandomValues: { enumerable: true },
  randomUUID: { enumerable: true },
  [Symbol.toStringTag]: { configurable: true, value: 'Crypto' },
})

const crypto = Object.create(Crypto.prototype)

module.exports = { Crypto, crypto }
