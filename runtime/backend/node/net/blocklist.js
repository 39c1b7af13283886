'use strict'

// net.BlockList.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateInt32, validateString } = require('internal/validators')
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable')
const { SocketAddress } = require('internal/socketaddress')
const native = require('internal/net/addresses')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kHandle = Symbol('kHandle')

// addressOf checks an address given as a SocketAddress, or as text with its family.
function addressOf(address, name, family) {
  if (SocketAddress.isSocketAddress(address)) return address
  validateString(address, name)
  validateString(family, 'family')
  return new SocketAddress({ address, family })
}

class BlockList {
  constructor() {
    markTransferMode(this, true, false)
    this[kHandle] = native.create()
  }

  static isBlockList(value) { return value?.[kHandle] !== undefined }

  [kInspect](depth, options) {
    if (depth < 0) return this
    const inner = { ...options, depth: options.depth === undefined || options.depth === null ? null : options.depth - 1 }
    return `BlockList ${require('internal/util/inspect').inspect({ rules: this.rules }, inner)}`
  }

  addAddress(address, family = 'ipv4') { native.addAddress(this[kHandle], addressOf(address, 'address', family).address) }

  addRange(start, end, family = 'ipv4') {
    start = addressOf(start, 'start', family)
    end = addressOf(end, 'end', family)
    if (!native.addRange(this[kHandle], start.address, end.address)) {
      throw new ERR_INVALID_ARG_VALUE('start', start, 'must come before end')
    }
  }

  addSubnet(network, prefix, family = 'ipv4') {
    network = addressOf(network, 'network', family)
    validateInt32(prefix, 'prefix', 0, network.family === 'ipv4' ? 32 : 128)
    native.addSubnet(this[kHandle], network.address, prefix)
  }

  check(address, family = 'ipv4') {
    if (!SocketAddress.isSocketAddress(address)) {
      validateString(address, 'address')
      validateString(family, 'family')
      try {
        address = new SocketAddress({ address, family })
      } catch {
        return false // what is no address is on no list
      }
    }
    return native.check(this[kHandle], address.address)
  }

  get rules() { return native.rules(this[kHandle]) }
  toJSON() { return this.rules }

  // fromJSON adds rules in the form of rules, as an array or its JSON.
  fromJSON(data) {
    const list = typeof data === 'string' ? JSON.parse(data) : data
    if (!Array.isArray(list)) throw new ERR_INVALID_ARG_VALUE('data', data)
    for (let i = 0; i < list.length; i++) {
      const match = /^(Address|Range|Subnet): (IPv[46]) ([^-/]+)(?:[-/](.+))?$/.exec(list[i])
      if (match === null) throw new ERR_INVALID_ARG_VALUE('data', data)
      const family = match[2].toLowerCase()
      if (match[1] === 'Address') this.addAddress(match[3], family)
      else if (match[1] === 'Range') this.addRange(match[3], match[4], family)
      else this.addSubnet(match[3], Number(match[4]), family)
    }
  }

  // A clone has the same rules as the original, also later; a copy of them if that is no more.
  [kClone]() {
    return { data: { number: native.share(this[kHandle]), rules: this.rules }, deserializeInfo: 'internal/blocklist:InternalBlockList' }
  }

  [kDeserialize](data) {
    this[kHandle] = native.shared(data.number)
    if (this[kHandle] !== undefined) return
    this[kHandle] = native.create()
    this.fromJSON(data.rules.reverse())
  }
}

// What a message's receiver begins with.
class InternalBlockList {
  constructor() { markTransferMode(this, true, false) }
}
InternalBlockList.prototype.constructor = BlockList
Object.setPrototypeOf(InternalBlockList.prototype, BlockList.prototype)

module.exports = { BlockList, InternalBlockList }
