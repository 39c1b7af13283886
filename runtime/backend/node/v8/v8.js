// node:v8. What it knows of the heap is Go's, which all threads share; what V8 alone can do throws.

const { codes: { ERR_METHOD_NOT_IMPLEMENTED, ERR_NOT_BUILDING_SNAPSHOT } } = require('internal/errors')
const { validateFunction, validateString, validateUint32 } = require('internal/validators')

const kHandle = Symbol('handle')

function typeError(code, message) {
  const error = new TypeError(message)
  error.code = code
  return error
}

// make gives an object its Go half, unseen.
function keep(self, handle) {
  Object.defineProperty(self, kHandle, { value: handle })
}

function checkNew(target, name) {
  if (target === undefined) {
    throw typeError('ERR_CONSTRUCT_CALL_REQUIRED', `Class constructor ${name} cannot be invoked without 'new'`)
  }
}

function handleOf(self) {
  const handle = self?.[kHandle]
  if (handle === undefined) throw new TypeError('Illegal invocation')
  return handle
}

function Serializer() {
  checkNew(new.target, 'Serializer')
  keep(this, binding.newWriter(this))
}

const writing = {
  writeHeader() { binding.writeHeader(handleOf(this)) },
  writeValue(value) { return binding.writeValue(handleOf(this), value) },
  releaseBuffer() { return Buffer.from(binding.release(handleOf(this))) },
  transferArrayBuffer(id, arrayBuffer) {
    if (!(arrayBuffer instanceof ArrayBuffer)) throw typeError('ERR_INVALID_ARG_TYPE', 'arrayBuffer must be an ArrayBuffer')
    binding.transferOut(handleOf(this), id >>> 0, arrayBuffer)
  },
  writeUint32(value) { binding.writeUint32(handleOf(this), value >>> 0) },
  writeUint64(hi, lo) { binding.writeUint64(handleOf(this), hi >>> 0, lo >>> 0) },
  writeDouble(value) { binding.writeDouble(handleOf(this), +value) },
  writeRawBytes(source) {
    if (!ArrayBuffer.isView(source)) throw typeError('ERR_INVALID_ARG_TYPE', 'source must be a TypedArray or a DataView')
    binding.writeRaw(handleOf(this), source)
  },
  _setTreatArrayBufferViewsAsHostObjects(mode) { binding.viewsAsHost(handleOf(this), !!mode) },
}
Object.assign(Serializer.prototype, writing)
Serializer.prototype._getDataCloneError = Error

function Deserializer(buffer) {
  checkNew(new.target, 'Deserializer')
  if (!ArrayBuffer.isView(buffer)) throw typeError('ERR_INVALID_ARG_TYPE', 'buffer must be a TypedArray or a DataView')
  keep(this, binding.newReader(this, buffer))
  this.buffer = buffer
}

const reading = {
  readHeader() { return binding.readHeader(handleOf(this)) },
  readValue() { return binding.readValue(handleOf(this)) },
  getWireFormatVersion() { return binding.version(handleOf(this)) },
  transferArrayBuffer(id, arrayBuffer) {
    if (!(arrayBuffer instanceof ArrayBuffer) && !(arrayBuffer instanceof SharedArrayBuffer)) {
      throw typeError('ERR_INVALID_ARG_TYPE', 'arrayBuffer must be an ArrayBuffer or SharedArrayBuffer')
    }
    binding.transferIn(handleOf(this), id >>> 0, arrayBuffer)
  },
  readUint32() { return binding.readUint32(handleOf(this)) },
  readUint64() { return binding.readUint64(handleOf(this)) },
  readDouble() { return binding.readDouble(handleOf(this)) },
  _readRawBytes(length) { return binding.readRaw(handleOf(this), length) },
  readRawBytes(length) {
    const offset = this._readRawBytes(length)
    return Buffer.from(this.buffer.buffer, this.buffer.byteOffset + offset, length)
  },
}
Object.assign(Deserializer.prototype, reading)

// How DefaultSerializer numbers the kinds of views. 10 is a Buffer.
const kViews = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
  Float64Array, DataView, Buffer, BigInt64Array, BigUint64Array]
const kBuffer = 10
const toString = Object.prototype.toString

function indexOfView(view) {
  const tag = toString.call(view)
  for (let i = 0; i < kViews.length; i++) {
    if (i !== kBuffer && tag === `[object ${kViews[i].name}]`) return i
  }
  return -1
}

class DefaultSerializer extends Serializer {
  constructor() {
    super()
    this._setTreatArrayBufferViewsAsHostObjects(true)
  }

  // Views are written without the rest of their ArrayBuffers: Buffers share theirs with others.
  _writeHostObject(view) {
    let index = kBuffer
    if (view.constructor !== Buffer) {
      index = indexOfView(view)
      if (index === -1) {
        throw new this._getDataCloneError(`Unserializable host object: ${require('util').inspect(view)}`)
      }
    }
    this.writeUint32(index)
    this.writeUint32(view.byteLength)
    this.writeRawBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  }
}

class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const View = kViews[this.readUint32()]
    const length = this.readUint32()
    const at = this._readRawBytes(length)
    const size = View.BYTES_PER_ELEMENT || 1
    const offset = this.buffer.byteOffset + at
    if (View === Buffer) return Buffer.from(this.buffer.buffer, offset, length)
    if (offset % size === 0) return new View(this.buffer.buffer, offset, length / size)
    const aligned = this.buffer.buffer.slice(offset, offset + length)
    return new View(aligned, 0, length / size)
  }
}

function serialize(value) {
  const serializer = new DefaultSerializer()
  serializer.writeHeader()
  serializer.writeValue(value)
  return serializer.releaseBuffer()
}

function deserialize(buffer) {
  const deserializer = new DefaultDeserializer(buffer)
  deserializer.readHeader()
  return deserializer.readValue()
}

// The heap.

function getHeapStatistics() {
  const [used, reserved, limit, other, free] = binding.heap()
  return {
    total_heap_size: reserved,
    total_heap_size_executable: 0,
    total_physical_size: reserved,
    total_available_size: Math.max(0, limit - used),
    used_heap_size: used,
    heap_size_limit: limit,
    malloced_memory: other,
    peak_malloced_memory: other + free,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: 0,
  }
}

const kSpaces = ['read_only_space', 'new_space', 'old_space', 'code_space', 'shared_space', 'trusted_space',
  'new_large_object_space', 'large_object_space', 'code_large_object_space', 'shared_large_object_space', 'trusted_large_object_space']

// All that there is lies in one space.
function getHeapSpaceStatistics() {
  const [used, reserved, , , free, old] = binding.heap()
  const spaces = []
  for (let i = 0; i < kSpaces.length; i++) {
    const all = kSpaces[i] === 'old_space'
    spaces.push({
      space_name: kSpaces[i],
      space_size: all ? Math.min(reserved, old) : 0,
      space_used_size: all ? Math.min(used, old) : 0,
      space_available_size: all ? free : 0,
      physical_space_size: all ? reserved : 0,
    })
  }
  return spaces
}

// Compiled code is garbage-collected with everything else, and not counted apart.
function getHeapCodeStatistics() {
  return {
    code_and_metadata_size: 0,
    bytecode_and_metadata_size: 0,
    external_script_source_size: 0,
    cpu_profiler_metadata_size: 0,
  }
}

function writeHeapSnapshot(filename, options) {
  if (filename !== undefined) require('internal/fs/utils').getValidatedPath(filename)
  require('internal/heap_utils').checkSnapshotOptions(options)
  throw new ERR_METHOD_NOT_IMPLEMENTED('v8.writeHeapSnapshot()')
}

function getHeapSnapshot(options) {
  require('internal/heap_utils').checkSnapshotOptions(options)
  throw new ERR_METHOD_NOT_IMPLEMENTED('v8.getHeapSnapshot()')
}

function setHeapSnapshotNearHeapLimit(limit) {
  validateUint32(limit, 'limit', true)
  throw new ERR_METHOD_NOT_IMPLEMENTED('v8.setHeapSnapshotNearHeapLimit()')
}

function queryObjects(ctor) {
  validateFunction(ctor, 'constructor')
  throw new ERR_METHOD_NOT_IMPLEMENTED('v8.queryObjects()')
}

// Of V8's flags only --expose-gc means something here: as in V8 contexts made later have the function gc. Unknown ones V8 ignores.
function setFlagsFromString(flags) {
  validateString(flags, 'flags')
  setFlags += ` ${flags}`
  if (/(^|\s)--?expose[-_]gc(\s|$)/.test(flags)) binding.exposeGC()
}

let setFlags = ''

function cachedDataVersionTag() {
  return binding.cachedDataVersionTag(setFlags)
}

// Coverage is written where the environment asks for it (NODE_V8_COVERAGE), which has no effect here.
function takeCoverage() {}
function stopCoverage() {}

class GCProfiler {
  #start

  start() {
    this.#start ??= { time: Date.now(), count: binding.collections()[0], heap: figures() }
  }

  // The collections since start; what a collection itself frees is not known, only the heap before and after all of them.
  stop() {
    const start = this.#start
    if (start === undefined) return undefined
    this.#start = undefined
    const collections = binding.collections()
    const count = Math.min(collections[0] - start.count, collections.length - 1)
    const after = figures()
    const statistics = []
    for (let i = count; i > 0; i--) {
      statistics.push({ gcType: 'MarkSweepCompact', cost: collections[i], beforeGC: start.heap, afterGC: after })
    }
    return { version: 1, startTime: start.time, statistics, endTime: Date.now() }
  }
}

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase())

function camelCased(object) {
  const result = {}
  const names = Object.keys(object)
  for (let i = 0; i < names.length; i++) result[camel(names[i])] = object[names[i]]
  return result
}

function figures() {
  const { total_global_handles_size, used_global_handles_size, ...statistics } = getHeapStatistics()
  return {
    heapStatistics: {
      ...camelCased(statistics),
      totalGlobalHandlesSize: total_global_handles_size,
      usedGlobalHandlesSize: used_global_handles_size,
    },
    heapSpaceStatistics: getHeapSpaceStatistics().map(camelCased),
  }
}

// There are no snapshots to start from, so that none is ever being built.
function notBuilding() {
  throw new ERR_NOT_BUILDING_SNAPSHOT()
}

const startupSnapshot = {
  addDeserializeCallback(callback, data) { notBuilding() },
  addSerializeCallback(callback, data) { notBuilding() },
  setDeserializeMainFunction(callback, data) { notBuilding() },
  isBuildingSnapshot() { return false },
}

module.exports = {
  cachedDataVersionTag,
  getHeapSnapshot,
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  setFlagsFromString,
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  takeCoverage,
  stopCoverage,
  serialize,
  writeHeapSnapshot,
  promiseHooks: undefined,
  queryObjects,
  startupSnapshot,
  setHeapSnapshotNearHeapLimit,
  GCProfiler,
}

Object.defineProperty(module.exports, 'promiseHooks', {
  configurable: true,
  enumerable: true,
  get() {
    const value = require('internal/promise_hooks')
    Object.defineProperty(module.exports, 'promiseHooks', { configurable: true, enumerable: true, writable: true, value })
    return value
  },
})
