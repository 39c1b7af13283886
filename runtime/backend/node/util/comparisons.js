'use strict'

// Deep equality: strict compares prototypes and by Object.is, loose by ==.

const types = require('util/types')
const { extraKeys } = binding

const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)
const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable)
const tagOf = Function.prototype.call.bind(Object.prototype.toString)

// What an object's contents are besides its properties.
const nothing = 0
const elements = 1
const setMembers = 2
const mapEntries = 3

function isError(value) { return types.isNativeError(value) || value instanceof Error }

function isURL(value) { return tagOf(value) === '[object URL]' && value instanceof URL }

function isExotic(value) {
  return Array.isArray(value) || types.isArrayBufferView(value) || types.isSet(value) || types.isMap(value) || types.isDate(value) ||
    types.isRegExp(value) || types.isAnyArrayBuffer(value) || types.isBoxedPrimitive(value) || isError(value)
}

function bytesOf(value) {
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value)
}

const kindOfTypedArray = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get

// kindOf is a typed array's own class, whatever its prototype says, and undefined for a DataView.
function kindOf(view) { return kindOfTypedArray.call(view) }

function sameBytes(a, b) {
  if (a.byteLength !== b.byteLength) return false
  return binding.sameBytes(bytesOf(a), bytesOf(b))
}

function sameFloats(a, b) {
  return binding.sameFloats(bytesOf(a), bytesOf(b), a.BYTES_PER_ELEMENT)
}

function samePrimitive(a, b) {
  if (types.isNumberObject(a)) return types.isNumberObject(b) && Object.is(Number.prototype.valueOf.call(a), Number.prototype.valueOf.call(b))
  if (types.isStringObject(a)) return types.isStringObject(b) && String.prototype.valueOf.call(a) === String.prototype.valueOf.call(b)
  if (types.isBooleanObject(a)) return types.isBooleanObject(b) && Boolean.prototype.valueOf.call(a) === Boolean.prototype.valueOf.call(b)
  if (types.isBigIntObject(a)) return types.isBigIntObject(b) && BigInt.prototype.valueOf.call(a) === BigInt.prototype.valueOf.call(b)
  return types.isSymbolObject(b) && Symbol.prototype.valueOf.call(a) === Symbol.prototype.valueOf.call(b)
}

// equal compares two values; memos remembers the objects that are being compared, for cycles.
function equal(a, b, strict, memos) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b)
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b)
    if (typeof b !== 'object' || a === null || b === null) return false
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  } else {
    if (a === null || typeof a !== 'object') {
      return (b === null || typeof b !== 'object') && (a == b || (Number.isNaN(a) && Number.isNaN(b)))
    }
    if (b === null || typeof b !== 'object') return false
  }
  const tag = tagOf(a)
  if (tag !== tagOf(b)) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    return equalWithExtras(a, b, strict, memos, elements)
  }
  if (tag === '[object Object]' && !isExotic(a)) return !isExotic(b) && equalProperties(a, b, strict, memos, nothing)
  if (types.isDate(a)) {
    if (!types.isDate(b) || !Object.is(Date.prototype.getTime.call(a), Date.prototype.getTime.call(b))) return false
  } else if (types.isRegExp(a)) {
    if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false
  } else if (isError(a)) {
    // Stacks differ even where errors are the same.
    if (!isError(b) || a.message !== b.message || a.name !== b.name) return false
    if (!equalHidden(a, b, 'cause', strict, memos) || !equalHidden(a, b, 'errors', strict, memos)) return false
  } else if (types.isArrayBufferView(a)) {
    if (!types.isArrayBufferView(b) || kindOf(a) !== kindOf(b)) return false
    const floats = !strict && (types.isFloat32Array(a) || types.isFloat64Array(a))
    if (!(floats ? sameFloats(a, b) : sameBytes(a, b))) return false
    return equalWithExtras(a, b, strict, memos, nothing)
  } else if (types.isSet(a)) {
    return types.isSet(b) && a.size === b.size && equalProperties(a, b, strict, memos, setMembers)
  } else if (types.isMap(a)) {
    return types.isMap(b) && a.size === b.size && equalProperties(a, b, strict, memos, mapEntries)
  } else if (types.isAnyArrayBuffer(a)) {
    if (!types.isAnyArrayBuffer(b) || !sameBytes(a, b)) return false
  } else if (types.isBoxedPrimitive(a)) {
    if (!samePrimitive(a, b)) return false
  } else if (isExotic(b)) {
    return false
  } else if (types.isWeakMap(a) || types.isWeakSet(a)) {
    // Nobody knows what is in them.
    return false
  } else if (tag === '[object KeyObject]' && types.isKeyObject(a)) {
    if (!types.isKeyObject(b) || !a.equals(b)) return false
  } else if (isURL(a) && (!isURL(b) || a.href !== b.href)) {
    return false
  }
  return equalProperties(a, b, strict, memos, nothing)
}

// equalHidden compares a property that errors keep out of sight.
function equalHidden(a, b, key, strict, memos) {
  const own = hasOwn(a, key)
  if (own !== hasOwn(b, key)) return false
  return !own || isEnumerable(a, key) || equal(a[key], b[key], strict, memos)
}

function extrasOf(value, strict) {
  const keys = extraKeys(value, false)
  if (strict) {
    const symbols = Object.getOwnPropertySymbols(value)
    for (let i = 0; i < symbols.length; i++) if (isEnumerable(value, symbols[i])) keys.push(symbols[i])
  }
  return keys
}

function equalWithExtras(a, b, strict, memos, contents) {
  const keys = extrasOf(a, strict)
  if (keys.length !== extrasOf(b, strict).length) return false
  for (let i = 0; i < keys.length; i++) if (!isEnumerable(b, keys[i])) return false
  return equalContents(a, b, strict, memos, contents, keys)
}

function equalProperties(a, b, strict, memos, contents) {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  for (let i = 0; i < keys.length; i++) if (!isEnumerable(b, keys[i])) return false
  if (strict) {
    const symbols = Object.getOwnPropertySymbols(a)
    let count = 0
    for (let i = 0; i < symbols.length; i++) {
      const shown = isEnumerable(a, symbols[i])
      if (shown !== isEnumerable(b, symbols[i])) return false
      if (shown) {
        keys.push(symbols[i])
        count++
      }
    }
    const others = Object.getOwnPropertySymbols(b)
    let otherCount = 0
    for (let i = 0; i < others.length; i++) if (isEnumerable(b, others[i])) otherCount++
    if (count !== otherCount) return false
  }
  return equalContents(a, b, strict, memos, contents, keys)
}

function equalContents(a, b, strict, memos, contents, keys) {
  if (keys.length === 0 && (contents === nothing || (contents === elements ? a.length === 0 : a.size === 0))) return true
  if (memos === undefined) memos = { a: new Map(), b: new Map(), position: 0 }
  else {
    const seenA = memos.a.get(a)
    if (seenA !== undefined) {
      const seenB = memos.b.get(b)
      if (seenB !== undefined) return seenA === seenB
    }
    memos.position++
  }
  memos.a.set(a, memos.position)
  memos.b.set(b, memos.position)
  let same = true
  if (contents === elements) same = equalElements(a, b, strict, memos)
  else if (contents === setMembers) same = equalSets(a, b, strict, memos)
  else if (contents === mapEntries) same = equalMaps(a, b, strict, memos)
  for (let i = 0; same && i < keys.length; i++) same = equal(a[keys[i]], b[keys[i]], strict, memos)
  memos.a.delete(a)
  memos.b.delete(b)
  return same
}

function equalElements(a, b, strict, memos) {
  const { length } = a
  for (let i = 0; i < length; i++) {
    if (hasOwn(a, i)) {
      if (!hasOwn(b, i) || !equal(a[i], b[i], strict, memos)) return false
    } else if (hasOwn(b, i)) {
      return false
    } else {
      // A hole: from here on go by the keys, there may be few of them.
      const keys = Object.keys(a)
      for (; i < keys.length; i++) {
        if (!hasOwn(b, keys[i]) || !equal(a[keys[i]], b[keys[i]], strict, memos)) return false
      }
      return keys.length === Object.keys(b).length
    }
  }
  return true
}

function isObject(value) { return typeof value === 'object' && value !== null }

// looseCounterpart is the only other primitive that equals value loosely, or whether there may be one.
function looseCounterpart(value) {
  switch (typeof value) {
    case 'undefined': return null
    case 'object': return undefined
    case 'symbol': return false
    case 'string': return !Number.isNaN(+value)
    case 'number': return !Number.isNaN(value)
  }
  return true
}

function equalSets(a, b, strict, memos) {
  const open = new Set() // members of a without an obvious partner in b
  for (const value of a) {
    if (isObject(value)) open.add(value)
    else if (!b.has(value)) {
      if (strict) return false
      const other = looseCounterpart(value)
      if (other === null || other === undefined ? !b.has(other) || a.has(other) : !other) return false
      open.add(value)
    }
  }
  if (open.size === 0) return true
  for (const value of b) {
    if (isObject(value) || (!strict && !a.has(value))) {
      if (!takeEqual(open, value, strict, memos)) return false
    }
  }
  return open.size === 0
}

function takeEqual(open, value, strict, memos) {
  for (const candidate of open) {
    if (equal(value, candidate, strict, memos)) {
      open.delete(candidate)
      return true
    }
  }
  return false
}

function equalMaps(a, b, strict, memos) {
  const open = new Set() // keys of a without an obvious partner in b
  for (const [key, item] of a) {
    if (isObject(key)) open.add(key)
    else {
      const other = b.get(key)
      if ((other === undefined && !b.has(key)) || !equal(item, other, strict, memos)) {
        if (strict || !mayMatchLoosely(a, b, key, item, memos)) return false
        open.add(key)
      }
    }
  }
  if (open.size === 0) return true
  for (const [key, item] of b) {
    if (isObject(key)) {
      if (!takeEntry(open, a, key, item, strict, memos)) return false
    } else if (!strict && (!a.has(key) || !equal(a.get(key), item, false, memos)) && !takeEntry(open, a, key, item, false, memos)) {
      return false
    }
  }
  return open.size === 0
}

function mayMatchLoosely(a, b, key, item, memos) {
  const other = looseCounterpart(key)
  if (other !== null && other !== undefined) return other
  return b.has(other) && !a.has(other) && equal(item, b.get(other), false, memos)
}

function takeEntry(open, a, key, item, strict, memos) {
  for (const candidate of open) {
    if (equal(key, candidate, strict, memos) && equal(a.get(candidate), item, strict, memos)) {
      open.delete(candidate)
      return true
    }
  }
  return false
}

function isDeepEqual(a, b) { return equal(a, b, false, undefined) }
function isDeepStrictEqual(a, b) { return equal(a, b, true, undefined) }

module.exports = { isDeepEqual, isDeepStrictEqual }
