// structuredClone. The copy is made natively; see package clone for what can be copied.

const { codes: { ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE } } = require('internal/errors')

function refuse(message) {
  throw new DOMException(message, 'DataCloneError')
}

function structuredClone(value, options) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('value')
  if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options', ['object', 'null', 'undefined'], options)
  }
  const transfer = options?.transfer === undefined ? [] : [...options.transfer]
  for (let i = 0; i < transfer.length; i++) {
    if (!(transfer[i] instanceof ArrayBuffer)) refuse('Value not transferable: only an ArrayBuffer is')
    if (transfer.indexOf(transfer[i]) !== i) refuse('ArrayBuffer occurs in the transfer list more than once')
  }
  const copy = binding.clone(value, refuse)
  for (let i = 0; i < transfer.length; i++) {
    if (!binding.detach(transfer[i])) refuse('An ArrayBuffer is detached and could not be cloned.')
  }
  return copy
}
Object.defineProperty(structuredClone, 'length', { value: 1 })

module.exports = { structuredClone }
