// Lists the globals that the language does not have: what each is, and for classes the members as programs see them.

// own lists the keys of an object with their attributes: e enumerable, c configurable, w writable, g and s accessors.
function own(object, skipped) {
  const lines = []
  for (const key of Reflect.ownKeys(object)) {
    if (skipped.includes(key) || typeof key === 'symbol' && key !== Symbol.toStringTag && key !== Symbol.iterator) continue
    const d = Object.getOwnPropertyDescriptor(object, key)
    const flags = (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '') + (d.writable ? 'w' : '') + (d.get ? 'g' : '') + (d.set ? 's' : '')
    const value = typeof d.value === 'function' ? `(${d.value.length})` : d.value === undefined ? '' : ` ${String(d.value)}`
    lines.push(`${String(key)} ${flags}${value}`)
  }
  return lines.sort()
}

const language = new Set(['globalThis', 'Infinity', 'NaN', 'undefined', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI',
  'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'Object', 'Function', 'Boolean', 'Symbol', 'Error',
  'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'SuppressedError', 'Number',
  'BigInt', 'Math', 'Date', 'String', 'RegExp', 'Array', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array',
  'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array', 'Map', 'Set', 'WeakMap',
  'WeakSet', 'WeakRef', 'FinalizationRegistry', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'JSON', 'Iterator', 'Promise',
  'Reflect', 'Proxy', 'Intl', 'DisposableStack', 'AsyncDisposableStack'])
for (const name of Object.getOwnPropertyNames(globalThis).sort()) {
  if (language.has(name)) continue
  const value = globalThis[name]
  const { enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, name)
  const about = typeof value === 'function' ? `${value.name}(${value.length})` : Object.prototype.toString.call(value)
  console.log(`${name}: ${enumerable ? 'e' : ''}${configurable ? 'c' : ''} ${about}`)
  if (typeof value !== 'function' || value.prototype === undefined || name === 'Buffer' || !/^[A-Z]/.test(name)) continue
  for (const line of own(value, ['length', 'name', 'prototype'])) console.log(`  static ${line}`)
  for (const line of own(value.prototype, ['constructor'])) console.log(`  ${line}`)
}
