'use strict'

// util.types: the engine's own answers, which no property can fake.

const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get

const never = { isExternal: 0 }
for (const name in never) exports[name] = { [name](value) { return false } }[name]

for (const name in binding) exports[name] = binding[name]

const arrays = [
  'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Float32Array',
  'Float64Array', 'BigInt64Array', 'BigUint64Array',
]
for (const array of arrays) {
  const name = 'is' + array
  exports[name] = { [name](value) { return binding.isTypedArray(value) && tagOf.call(value) === array } }[name]
}

// isInstance asks for a class that need not be there.
function isInstance(value, Class) {
  return typeof Class === 'function' && typeof value === 'object' && value !== null && value instanceof Class
}

exports.isKeyObject = function isKeyObject(value) { return isInstance(value, require('crypto').KeyObject) }
exports.isCryptoKey = function isCryptoKey(value) { return isInstance(value, globalThis.CryptoKey) }
