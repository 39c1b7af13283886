// DOMException, from Web IDL.

const kUnused = ['DOMStringSizeError', 'NoDataAllowedError', 'ValidationError']
const codes = { __proto__: null }

const kFields = Symbol('kFields')

// Its instances are errors, but the class does not inherit from Error, as Web IDL has it.
class DOMException {
  constructor(message = '', options = 'Error') {
    const self = Reflect.construct(Error, [], new.target)
    const fields = { message: `${message}`, name: undefined }
    if (options !== null && typeof options === 'object') {
      fields.name = `${options.name}`
      if ('cause' in options) {
        Object.defineProperty(self, 'cause', { configurable: true, writable: true, value: options.cause })
      }
    } else {
      fields.name = `${options}`
    }
    Object.defineProperty(self, kFields, { value: fields })
    return self
  }

  get name() { return fieldsOf(this).name }
  get message() { return fieldsOf(this).message }

  get code() {
    const { name } = fieldsOf(this)
    return kUnused.includes(name) ? 0 : codes[name] ?? 0
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype)

function fieldsOf(value) {
  const fields = value?.[kFields]
  if (fields === undefined) throw new (require('internal/errors').codes.ERR_INVALID_THIS)('DOMException')
  return fields
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
