// Errors as bytes that keep their class. It follows Node's lib/internal/error_serdes.js.

const { serialize, deserialize } = require('v8')
const { inspect } = require('util')

const kSerializedError = 0
const kSerializedObject = 1
const kInspectedError = 2
const kInspectedSymbol = 3
const kCustomInspected = 4

const errors = { Error, TypeError, RangeError, URIError, SyntaxError, ReferenceError, EvalError }
const kInspect = inspect.custom

// allProperties returns descriptors of what the object and its prototypes have, getters called.
function allProperties(object, target = object) {
  const all = { __proto__: null }
  if (object === null) return all
  Object.assign(all, allProperties(Object.getPrototypeOf(object), target))
  const keys = Object.getOwnPropertyNames(object)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    let descriptor
    try {
      descriptor = Object.getOwnPropertyDescriptor(object, key)
    } catch {
      continue
    }
    const getter = descriptor.get
    if (getter && key !== '__proto__') {
      try {
        descriptor.value = getter.call(target)
        delete descriptor.get
        delete descriptor.set
      } catch {
        // What can't be read is not sent.
      }
    }
    if (key === 'cause') {
      descriptor.value = serializeError(descriptor.value)
      all[key] = descriptor
    } else if ('value' in descriptor && typeof descriptor.value !== 'function' && typeof descriptor.value !== 'symbol') {
      all[key] = descriptor
    }
  }
  return all
}

// builtinClass returns the name of the first of the language's own classes that an error is of.
function builtinClass(error) {
  for (let current = error; current !== null; current = Object.getPrototypeOf(current)) {
    const constructor = Object.getOwnPropertyDescriptor(current, 'constructor')?.value
    const name = constructor && Object.getOwnPropertyDescriptor(constructor, 'name')?.value
    if (typeof name === 'string' && Object.hasOwn(errors, name)) return name
  }
  return undefined
}

const text = (kind, string) => Buffer.from(String.fromCharCode(kind) + string, 'utf8')
const bytes = (kind, buffer) => Buffer.concat([Buffer.from([kind]), buffer])

function serializeError(error) {
  if (typeof error === 'symbol') return text(kInspectedSymbol, inspect(error))
  try {
    if (typeof error === 'object' && Object.prototype.toString.call(error) === '[object Error]') {
      const constructor = builtinClass(error)
      if (constructor !== undefined) {
        return bytes(kSerializedError, serialize({ constructor, properties: allProperties(error) }))
      }
    }
  } catch {
    // Then as what it looks like.
  }
  try {
    if (error != null && kInspect in error) return text(kCustomInspected, inspect(error))
  } catch {
    // As above.
  }
  try {
    return bytes(kSerializedObject, serialize(error))
  } catch {
    return text(kInspectedError, inspect(error))
  }
}

function deserializeError(error) {
  const buffer = Buffer.from(error.buffer, error.byteOffset + 1, error.byteLength - 1)
  switch (error[0]) {
    case kSerializedError: {
      const { constructor, properties } = deserialize(buffer)
      properties[Symbol.toStringTag] = { __proto__: null, value: 'Error', configurable: true }
      if ('cause' in properties && 'value' in properties.cause) {
        properties.cause.value = deserializeError(properties.cause.value)
      }
      return Object.create(errors[constructor].prototype, properties)
    }
    case kSerializedObject:
      return deserialize(buffer)
    case kInspectedError:
      return buffer.toString('utf8')
    case kInspectedSymbol: {
      const shown = buffer.toString('utf8')
      return Symbol.for(shown.slice('Symbol('.length, -1))
    }
    default:
      return { __proto__: null, [kInspect]: () => buffer.toString('utf8') }
  }
}

module.exports = { serializeError, deserializeError }
