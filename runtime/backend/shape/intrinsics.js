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
    // The three below are for what a page gives later. check returns its argument, or throws.
    guardFunction: function (target, check) {
      return new Proxy(target, {
        __proto__: null,
        apply(target, self, args) {
          const result = apply(target, self, args)
          return result !== null && typeof result === 'object' && typeof result.then === 'function' ? result.then(check) : check(result)
        },
      })
    },
    // An iterator of the bridge is changed in place.
    guardIterator: function (iterator, check) {
      const { next } = iterator
      iterator.next = async (value) => {
        const step = await apply(next, iterator, [value])
        if (step.done) return step
        try {
          check(step.value)
        } catch (error) {
          await iterator.return(error)
          throw error
        }
        return step
      }
      return iterator
    },
    guardStream: function (stream, check) {
      const reader = stream.getReader()
      return new ReadableStream({
        async pull(controller) {
          const { value, done } = await reader.read()
          if (done) return controller.close()
          try {
            check(value)
          } catch (error) {
            await reader.cancel(error)
            throw error
          }
          controller.enqueue(value)
        },
        cancel: (reason) => reader.cancel(reason),
      }, { highWaterMark: 0 })
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
