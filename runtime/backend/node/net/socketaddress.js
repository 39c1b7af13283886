'use strict'

// net.SocketAddress.

const { codes: { ERR_INVALID_ADDRESS, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { validateObject, validatePort, validateString, validateUint32 } = require('internal/validators')
const { markTransferMode, kClone, kDeserialize } = require('internal/worker/js_transferable')
const { parse } = require('internal/net/addresses')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kDetail = Symbol('kDetail')

class SocketAddress {
  static isSocketAddress(value) { return value?.[kDetail] !== undefined }

  // parse is the address of '1.2.3.4:80' or '[::1]:80', undefined if it is none.
  static parse(input) {
    validateString(input, 'input')
    try {
      const { hostname, port } = new URL(`http://${input}`)
      if (hostname.startsWith('[') && hostname.endsWith(']')) {
        return new SocketAddress({ address: hostname.slice(1, -1), port: port | 0, family: 'ipv6' })
      }
      return new SocketAddress({ address: hostname, port: port | 0 })
    } catch {
      return undefined
    }
  }

  constructor(options = {}) {
    markTransferMode(this, true, false)
    validateObject(options, 'options')
    let { family = 'ipv4' } = options
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options
    if (typeof family?.toLowerCase === 'function') family = family.toLowerCase()
    if (family !== 'ipv4' && family !== 'ipv6') throw new ERR_INVALID_ARG_VALUE('options.family', options.family)
    validateString(address, 'options.address')
    validatePort(port, 'options.port')
    validateUint32(flowlabel, 'options.flowlabel', false)
    const known = parse(address, family === 'ipv4' ? 4 : 6)
    if (known === undefined) throw new ERR_INVALID_ADDRESS()
    this[kDetail] = { address: known, port: port | 0, family, flowlabel }
  }

  get address() { return this[kDetail].address }
  get port() { return this[kDetail].port }
  get family() { return this[kDetail].family }
  get flowlabel() { return this[kDetail].flowlabel }

  [kInspect](depth, options) {
    if (depth < 0) return this
    const inner = { ...options, depth: options.depth === undefined || options.depth === null ? null : options.depth - 1 }
    return `SocketAddress ${require('internal/util/inspect').inspect(this.toJSON(), inner)}`
  }

  [kClone]() { return { data: { detail: this[kDetail] }, deserializeInfo: 'internal/socketaddress:InternalSocketAddress' } }
  [kDeserialize](data) { this[kDetail] = data.detail }

  toJSON() {
    const { address, port, family, flowlabel } = this[kDetail]
    return { address, port, family, flowlabel }
  }
}

// What a message's receiver begins with.
class InternalSocketAddress {
  constructor() { markTransferMode(this, true, false) }
}
InternalSocketAddress.prototype.constructor = SocketAddress
Object.setPrototypeOf(InternalSocketAddress.prototype, SocketAddress.prototype)

module.exports = { SocketAddress, InternalSocketAddress }
