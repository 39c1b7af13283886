// DOMException, from Web IDL.

const kUnused = ['DOMStringSizeError', 'NoDataAllowedError', 'ValidationError']
const codes = { __proto__: null }

class DOMException extends Error {
  #name
  #message
  constructor(message = '', options = 'Error') {
    super()
    this.#message = `${message}`
    if (options !== null && typeof options === 'object') {
      this.#name = `${options.name}`
      if ('cause' in options) {
        Object.defineProperty(this, 'cause', { configurable: true, writable: true, value: options.cause })
      }
    } else {
      this.#name = `${options}`
    }
  }
  get name() {
    check(#name in this)
    return this.#name
  }
  get message() {
    check(#name in this)
    return this.#message
  }
  get code() {
    check(#name in this)
    return kUnused.includes(this.#name) ? 0 : codes[this.#name] ?? 0
  }
}

function check(isOne) {
  if (!isOne) throw new (require('internal/errors').codes.ERR_INVALID_THIS)('DOMException')
}

const kEnumerable = { enumerable: true }
Object.defineProperties(DOMException.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'DOMException' },
  name: kEnumerable,
  message: kEnumerable,
  code: kEnumerable,
})

const names = ['IndexSize', 'DOMStringSize', 'HierarchyRequest', 'WrongDocument', 'InvalidCharacter', 'NoDataAllowed',
  'NoModificationAllowed', 'NotFound', 'NotSupported', 'InUseAttribute', 'InvalidState', 'Syntax', 'InvalidModification',
  'Namespace', 'InvalidAccess', 'Validation', 'TypeMismatch', 'Security', 'Network', 'Abort', 'URLMismatch',
  'QuotaExceeded', 'Timeout', 'InvalidNodeType', 'DataClone']
const kOddConstants = { DOMStringSize: 'DOMSTRING_SIZE', InUseAttribute: 'INUSE_ATTRIBUTE', URLMismatch: 'URL_MISMATCH' }

for (let i = 0; i < names.length; i++) {
  const constant = kOddConstants[names[i]] ?? names[i].replace(/(?!^)[A-Z]/g, '_$&').toUpperCase()
  const property = { enumerable: true, value: i + 1 }
  Object.defineProperty(DOMException, `${constant}_ERR`, property)
  Object.defineProperty(DOMException.prototype, `${constant}_ERR`, property)
  codes[`${names[i]}Error`] = i + 1
}

module.exports = { DOMException }
