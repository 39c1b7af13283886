// What the checker asks of values where goja's Go API does not say, by built-ins as they were at the start. Every function is called
// as a constructor, because that does not start pending microtasks; so each returns an object.
(function () {
  'use strict'
  const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect
  const toString = Object.prototype.toString
  const { asyncIterator } = Symbol
  const mapForEach = Map.prototype.forEach, setForEach = Set.prototype.forEach
  const objectPrototype = Object.prototype
  const append = (list, value) => {
    Object.defineProperty(list, list.length, { __proto__: null, value, enumerable: true, writable: true, configurable: true })
  }

  return {
    __proto__: null,
    tag: function (value) { return [apply(toString, value, [])] },
    isPlain: function (object) {
      const prototype = getPrototypeOf(object)
      return [prototype === objectPrototype || prototype === null]
    },
    isStream: function (object) { return [typeof object[asyncIterator] === 'function'] },
    own: function (object, key) {
      const descriptor = getOwnPropertyDescriptor(object, key)
      return descriptor === undefined ? [] : [descriptor.value]
    },
    // [key, value, key, value, ...]
    properties: function (object) {
      const keys = ownKeys(object), result = []
      for (let i = 0; i < keys.length; i++) {
        const descriptor = typeof keys[i] === 'string' ? getOwnPropertyDescriptor(object, keys[i]) : undefined
        if (descriptor === undefined || !descriptor.enumerable) continue
        append(result, keys[i])
        append(result, descriptor.value)
      }
      return result
    },
    entries: function (map) {
      const result = []
      apply(mapForEach, map, [(value, key) => { append(result, key); append(result, value) }])
      return result
    },
    values: function (set) {
      const result = []
      apply(setForEach, set, [(value) => { append(result, value) }])
      return result
    },
  }
})()
