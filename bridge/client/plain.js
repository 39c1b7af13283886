// The short way of encoding: values that are as plain as JSON are copied and left to JSON.stringify.

import { apply, getPrototypeOf, isArray, is, isFinite, keysOf, hasOwn, asyncIterator, objectTag, limits, put, tooLarge } from './clone.js'

const arrayPrototype = Array.prototype
const { slice } = arrayPrototype

// simple reports whether JSON.stringify writes a value that is no object exactly.
export function simple(value, copier) {
  copier.values++
  switch (typeof value) {
    case 'string':
      copier.size += value.length
      return true
    case 'number':
      return isFinite(value) && !is(value, -0)
    case 'boolean':
      return true
  }
  return value === null
}

// copyOf returns a copy of an object that is as plain as JSON, all the way down, or null if it isn't. It reads everything once, and
// notes in copier.copies what it read, so that getters aren't called again, and in copier.links which objects of copies are still
// the originals.
export function copyOf(value, copier, depth) {
  const { copies, links } = copier
  if (depth >= limits.depth || depth > 500 || copies.has(value)) return null
  const array = isArray(value)
  if (array && value.length > limits.values) refuseLong(value, copier.root)
  if (array ? !even(value) : !ordinary(value)) return null
  const copy = array ? listOf(value) : { ...value }
  copies.set(value, copy)
  copier.values++
  const keys = array ? copy : keysOf(copy)
  if (copy.toJSON !== undefined || copier.values + keys.length > limits.values || copier.size > limits.text) return null
  for (let i = 0; i < keys.length; i++) {
    let key = i
    if (!array) {
      key = keys[i]
      if (key === '$' || key === '__proto__') return null
      copier.size += key.length
    }
    const inner = copy[key]
    if (typeof inner === 'object' && inner !== null) {
      const innerCopy = copyOf(inner, copier, depth + 1)
      if (innerCopy === null) return null
      links.push(copy, key, innerCopy)
    } else if (!simple(inner, copier)) {
      return null
    }
  }
  return copy
}

// refuseLong throws if an array has more elements than values may have, before they are all looked at. One with holes may be longer.
export function refuseLong(array, root) {
  for (let i = 0; hasOwn(array, i); i++) if (i >= limits.values) throw tooLarge(root, 'values', limits.values)
}

// ordinary reports whether an object has no class of its own.
export function ordinary(value) {
  const prototype = getPrototypeOf(value)
  return (prototype === null || getPrototypeOf(prototype) === null) && apply(objectTag, value, []) === '[object Object]' &&
    value[asyncIterator] === undefined
}

// even reports whether an array has no holes, and no properties of other names.
export function even(array) {
  const { length } = array
  let count = 0
  let last = ''
  for (const key in array) {
    if (count++ === length) return false
    last = key
  }
  // Names come after indexes: where the last is an index, there is none.
  return count === length && (length === 0 || last === '' + (length - 1))
}

// listOf returns the elements of an array. Slicing is fast, but asks the constructor of a class of the app's.
export function listOf(array) {
  if (getPrototypeOf(array) === arrayPrototype && array.constructor === Array) return apply(slice, array, [])
  const list = []
  const { length } = array
  for (let i = 0; i < length; i++) put(list, i, array[i], true)
  return list
}

// linked returns the copy of a value, now that it is known to be of copies only.
export function linked(value, { copies, links }) {
  for (let i = 0; i < links.length; i += 3) links[i][links[i + 1]] = links[i + 2]
  return copies.get(value) || value
}
