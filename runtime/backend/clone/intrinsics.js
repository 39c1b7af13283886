// What the codec does with values that goja's Go API can't reach. Every function is called as a constructor, because that
// is the one way to call JavaScript from Go that doesn't start pending microtasks; so each returns an object.
(function () {
  'use strict'
  const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
  const { isArray } = Array
  const { isView } = ArrayBuffer
  const getter = (object, name) => getOwnPropertyDescriptor(object, name).get
  const typedArray = getPrototypeOf(Uint8Array.prototype)
  const mapForEach = Map.prototype.forEach, mapSet = Map.prototype.set
  const setForEach = Set.prototype.forEach, setAdd = Set.prototype.add
  const regExpSource = getter(RegExp.prototype, 'source'), regExpFlags = getter(RegExp.prototype, 'flags')
  const typedName = getter(typedArray, Symbol.toStringTag), typedBuffer = getter(typedArray, 'buffer')
  const typedOffset = getter(typedArray, 'byteOffset'), typedLength = getter(typedArray, 'length')
  const typedByteLength = getter(typedArray, 'byteLength')
  const viewBuffer = getter(DataView.prototype, 'buffer'), viewOffset = getter(DataView.prototype, 'byteOffset')
  const viewLength = getter(DataView.prototype, 'byteLength')
  const { toStringTag } = Symbol
  const functionToString = Function.prototype.toString, objectToString = Object.prototype.toString
  const views = {
    __proto__: null,
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
    ...(typeof Float16Array === 'function' && { Float16Array }),
  }
  const errors = {
    __proto__: null,
    Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError,
  }
  const valueOf = {
    __proto__: null,
    Boolean: Boolean.prototype.valueOf, Number: Number.prototype.valueOf, String: String.prototype.valueOf,
    BigInt: BigInt.prototype.valueOf,
  }
  const put = (object, key, value, enumerable) =>
    defineProperty(object, key, { __proto__: null, value, enumerable, writable: true, configurable: true })
  const className = ({ constructor }) => typeof constructor === 'function' && typeof constructor.name === 'string' && constructor.name || 'EventEmitter'
  const append = (list, value) => put(list, list.length, value, true)

  return {
    __proto__: null,
    Map, Set, Date, RegExp, Object, Error,
    // [key, value, key, value, ...]: own enumerable properties, each read once.
    properties: function (object) {
      const keys = ownKeys(object), result = []
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i]
        if (typeof key === 'symbol') continue
        const descriptor = getOwnPropertyDescriptor(object, key)
        if (descriptor === undefined || !descriptor.enumerable) continue
        append(result, key)
        append(result, object[key])
      }
      return result
    },
    length: function (array) { return [array.length] },
    isArray: function (value) { return [isArray(value)] },
    mapEntries: function (map) {
      const result = []
      apply(mapForEach, map, [(value, key) => { append(result, key); append(result, value) }])
      return result
    },
    setValues: function (set) {
      const result = []
      apply(setForEach, set, [(value) => { append(result, value) }])
      return result
    },
    fillMap: function (map, list) {
      for (let i = 0; i < list.length; i += 2) apply(mapSet, map, [list[i], list[i + 1]])
      return map
    },
    fillSet: function (set, list) {
      for (let i = 0; i < list.length; i++) apply(setAdd, set, [list[i]])
      return set
    },
    regExp: function (value) { return [apply(regExpSource, value, []), apply(regExpFlags, value, [])] },
    // [name] of an object that is more than its properties, because it is of a class of the platform's or emits events; else [].
    platform: function (object) {
      for (let prototype = getPrototypeOf(object); prototype !== null; prototype = getPrototypeOf(prototype)) {
        const tag = getOwnPropertyDescriptor(prototype, toStringTag)
        if (tag === undefined || typeof tag.value !== 'string') continue
        const known = getOwnPropertyDescriptor(globalThis, tag.value)
        if (known !== undefined && typeof known.value === 'function' && known.value.prototype === prototype) return [object[toStringTag]]
      }
      const emits = '_events' in object && typeof object.emit === 'function' && typeof object.on === 'function'
      return emits ? [className(object)] : []
    },
    className: function (object) { return [className(object)] },
    // [name, buffer, byte offset, length, bytes], or [tag] for what is no view at all.
    view: function (value) {
      if (!isView(value)) {
        const tag = value[toStringTag]
        return [typeof tag === 'string' ? tag : '']
      }
      const name = apply(typedName, value, [])
      if (name === undefined) {
        const length = apply(viewLength, value, [])
        return ['DataView', apply(viewBuffer, value, []), apply(viewOffset, value, []), length, length]
      }
      return [name, apply(typedBuffer, value, []), apply(typedOffset, value, []), apply(typedLength, value, []),
        apply(typedByteLength, value, [])]
    },
    makeView: function (name, buffer, offset, length) { return new views[name](buffer, offset, length) },
    primitive: function (name, boxed) { return [apply(valueOf[name], boxed, [])] },
    box: function (value) { return Object(value) },
    makeError: function (name, list) {
      if (name === 'AggregateError') return new AggregateError(list === undefined ? [] : list)
      const known = errors[name]
      const error = known === undefined ? new Error() : new known()
      if (known === undefined) put(error, 'name', name, false)
      return error
    },
    // [name, message, stack] and, if there is one, the cause: what V8's serializer writes of an error.
    errorParts: function (error) {
      const message = getOwnPropertyDescriptor(error, 'message'), cause = getOwnPropertyDescriptor(error, 'cause')
      const parts = [`${error.name}`, message === undefined ? undefined : `${message.value}`, error.stack]
      if (cause !== undefined) append(parts, cause.value)
      return parts
    },
    // An error of one of the language's own classes with the given message, stack and cause, if it has them.
    makeErrorOf: function (name, parts) {
      const error = new errors[name]()
      delete error.stack
      if ('message' in parts) put(error, 'message', parts.message, false)
      if ('cause' in parts) put(error, 'cause', parts.cause, false)
      put(error, 'stack', parts.stack, false)
      return error
    },
    makeResizable: function (length, maxByteLength) { return new ArrayBuffer(length, { maxByteLength }) },
    // What V8's messages call an object.
    describe: function (object) {
      if (typeof object === 'function') return [apply(functionToString, object, [])]
      const { constructor } = object
      if (object.toString === objectToString && typeof constructor === 'function' && typeof constructor.name === 'string' &&
        constructor.name !== '') {
        return [`#<${constructor.name}>`]
      }
      const tag = object[toStringTag]
      return [typeof tag === 'string' ? `[object ${tag}]` : apply(objectToString, object, [])]
    },
    define: function (object, key, value) { return put(object, key, value, true), object },
    setLength: function (array, length) { array.length = length; return array },
  }
})()
