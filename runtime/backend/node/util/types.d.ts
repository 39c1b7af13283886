declare module 'util/types' {
  type TypedArray =
    | Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array
    | Float32Array | Float64Array | BigInt64Array | BigUint64Array

  export function isAnyArrayBuffer(value: unknown): value is ArrayBuffer | SharedArrayBuffer
  export function isArgumentsObject(value: unknown): value is IArguments
  export function isArrayBuffer(value: unknown): value is ArrayBuffer
  export function isArrayBufferView(value: unknown): value is ArrayBufferView
  export function isAsyncFunction(value: unknown): boolean
  export function isBigInt64Array(value: unknown): value is BigInt64Array
  export function isBigIntObject(value: unknown): value is BigInt
  export function isBigUint64Array(value: unknown): value is BigUint64Array
  export function isBooleanObject(value: unknown): value is Boolean
  export function isBoxedPrimitive(value: unknown): value is BigInt | Boolean | Number | String | Symbol
  export function isCryptoKey(value: unknown): boolean
  export function isDataView(value: unknown): value is DataView
  export function isDate(value: unknown): value is Date
  export function isExternal(value: unknown): boolean
  export function isFloat32Array(value: unknown): value is Float32Array
  export function isFloat64Array(value: unknown): value is Float64Array
  export function isGeneratorFunction(value: unknown): value is GeneratorFunction
  export function isGeneratorObject(value: unknown): value is Generator
  export function isInt16Array(value: unknown): value is Int16Array
  export function isInt32Array(value: unknown): value is Int32Array
  export function isInt8Array(value: unknown): value is Int8Array
  export function isKeyObject(value: unknown): boolean
  export function isMap(value: unknown): value is Map<unknown, unknown>
  export function isMapIterator(value: unknown): boolean
  export function isModuleNamespaceObject(value: unknown): boolean
  export function isNativeError(value: unknown): value is Error
  export function isNumberObject(value: unknown): value is Number
  export function isPromise(value: unknown): value is Promise<unknown>
  export function isProxy(value: unknown): boolean
  export function isRegExp(value: unknown): value is RegExp
  export function isSet(value: unknown): value is Set<unknown>
  export function isSetIterator(value: unknown): boolean
  export function isSharedArrayBuffer(value: unknown): value is SharedArrayBuffer
  export function isStringObject(value: unknown): value is String
  export function isSymbolObject(value: unknown): value is Symbol
  export function isTypedArray(value: unknown): value is TypedArray
  export function isUint16Array(value: unknown): value is Uint16Array
  export function isUint32Array(value: unknown): value is Uint32Array
  export function isUint8Array(value: unknown): value is Uint8Array
  export function isUint8ClampedArray(value: unknown): value is Uint8ClampedArray
  export function isWeakMap(value: unknown): value is WeakMap<object, unknown>
  export function isWeakSet(value: unknown): value is WeakSet<object>
}

declare module 'node:util/types' {
  export * from 'util/types'
}
