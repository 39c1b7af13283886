// duplexPair: two Duplex streams, each of which reads what is written to the other.

const Duplex = require('internal/streams/duplex')

const kCallback = Symbol('Callback')
const kInitOtherSide = Symbol('InitOtherSide')

class DuplexSide extends Duplex {
  #otherSide = null

  constructor(options) {
    super(options)
    this[kCallback] = null
    this.#otherSide = null
  }

  [kInitOtherSide](otherSide) {
    this.#otherSide = otherSide
  }

  _read() {
    const callback = this[kCallback]
    if (callback) {
      this[kCallback] = null
      callback()
    }
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback)
    } else {
      this.#otherSide.push(chunk)
      this.#otherSide[kCallback] = callback
    }
  }

  _final(callback) {
    this.#otherSide.on('end', callback)
    this.#otherSide.push(null)
  }
}

function duplexPair(options) {
  const side0 = new DuplexSide(options)
  const side1 = new DuplexSide(options)
  side0[kInitOtherSide](side1)
  side1[kInitOtherSide](side0)
  return [side0, side1]
}
module.exports = duplexPair
