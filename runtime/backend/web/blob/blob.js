'use strict'

// internal/blob: Blob and File of the File API, and the registry of their object URLs. A Blob's data is a native handle.

const { codes } = require('internal/errors')
const { validateDictionary } = require('internal/validators')
const { kClone, kDeserialize, markTransferMode } = require('internal/worker/js_transferable')

const kInspect = Symbol.for('nodejs.util.inspect.custom')
const kHandle = binding.kHandle
const kNone = Object.freeze({ __proto__: null })
const kMost = 2 ** 32 // as buffer.kMaxLength
const notInTypes = /[^ -~]/
const P = Promise

function isBlob(value) { return value?.[kHandle] !== undefined }

function handleOf(value, name = 'Blob') {
  const handle = value?.[kHandle]
  if (handle === undefined) throw new codes.ERR_INVALID_THIS(name)
  return handle
}

function typeOf(type) {
  type = `${type}`
  return notInTypes.test(type) ? '' : type.toLowerCase()
}

// partOf is a source as the native half takes it: a handle, bytes, or a string.
function partOf(source, native) {
  if (isBlob(source)) return source[kHandle]
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source) || require('util/types').isSharedArrayBuffer(source)) return source
  source = `${source}`
  return native ? source.replace(/\n|\r\n/g, require('os').EOL) : source
}

class Blob {
  constructor(sources = [], options) {
    if (sources === null || typeof sources === 'string' || typeof sources[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources)
    }
    validateDictionary(options, 'options')
    const { type = '', endings: wanted = 'transparent' } = options ?? kNone
    const endings = `${wanted}`
    if (endings !== 'transparent' && endings !== 'native') throw new codes.ERR_INVALID_ARG_VALUE('options.endings', endings)
    const parts = Array.from(sources, (source) => partOf(source, endings === 'native'))
    const handle = binding.create(parts, typeOf(type))
    if (binding.size(handle) > kMost) throw new codes.ERR_BUFFER_TOO_LARGE(kMost)
    this[kHandle] = handle
  }

  [kInspect](depth, options) {
    return depth < 0 ? this : `Blob ${shown({ size: this.size, type: this.type }, options)}`
  }

  [kClone]() {
    const handle = handleOf(this)
    const bytes = binding.bytes(handle)
    if (bytes === undefined) throw new codes.ERR_INVALID_STATE.TypeError('File-backed Blobs are not cloneable')
    return { data: { bytes, type: this.type, file: binding.file(handle) }, deserializeInfo: 'internal/blob:ClonedBlob' }
  }

  [kDeserialize]({ bytes, type, file }) {
    this[kHandle] = binding.create([bytes], type)
    if (file === undefined) return
    binding.setFile(this[kHandle], file.name, file.lastModified)
    Object.setPrototypeOf(this, File.prototype)
  }

  get type() { return binding.type(handleOf(this)) }

  get size() { return binding.size(handleOf(this)) }

  slice(start = 0, end = undefined, contentType = '') {
    const handle = handleOf(this)
    const size = binding.size(handle)
    const from = place(start, size)
    const to = Math.max(from, end === undefined ? size : place(end, size))
    return wrap(binding.slice(handle, from, to, typeOf(contentType)))
  }

  arrayBuffer() {
    if (!isBlob(this)) return P.reject(new codes.ERR_INVALID_THIS('Blob'))
    const bytes = binding.bytes(this[kHandle])
    return bytes === undefined ? require('internal/blob/file').arrayBuffer(binding.pieces(this[kHandle])) : P.resolve(bytes)
  }

  async text() {
    handleOf(this)
    return new TextDecoder().decode(await this.arrayBuffer())
  }

  bytes() {
    handleOf(this)
    return this.arrayBuffer().then((buffer) => new Uint8Array(buffer))
  }

  stream() {
    return require('internal/blob/file').stream(binding.pieces(handleOf(this)))
  }
}
describe(Blob, 'Blob', ['size', 'type', 'slice', 'stream', 'text', 'arrayBuffer'])

// place is where a slice begins or ends: counted from the end if negative.
function place(at, size) {
  at = Math.trunc(Number(at)) || 0
  return at < 0 ? Math.max(size + at, 0) : Math.min(at, size)
}

// Without the patches of goja strings lack toWellFormed.
const toWellFormed = String.prototype.toWellFormed ?? function () { return Buffer.from(this).toString() }
const usvString = (value) => Reflect.apply(toWellFormed, `${value}`, [])

class File extends Blob {
  constructor(fileBits, fileName, options = kNone) {
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('fileBits', 'fileName')
    super(fileBits, options)
    let { lastModified } = options ?? kNone
    lastModified = lastModified === undefined ? Date.now() : +lastModified || 0
    binding.setFile(this[kHandle], usvString(fileName), lastModified)
  }

  get name() { return fileOf(this).name }

  get lastModified() { return fileOf(this).lastModified }

  [kInspect](depth, options) {
    if (depth < 0) return this
    const { name, lastModified } = fileOf(this)
    return `File ${shown({ size: this.size, type: this.type, name, lastModified }, options)}`
  }
}
describe(File, 'File', ['name', 'lastModified'])

function fileOf(file) {
  const found = isBlob(file) ? binding.file(file[kHandle]) : undefined
  if (found === undefined) throw new TypeError('Illegal invocation')
  return found
}

function shown(fields, options) {
  const depth = options.depth === undefined || options.depth === null ? null : options.depth - 1
  return require('internal/util/inspect').inspect(fields, { ...options, depth })
}

function describe(Class, name, members) {
  for (let i = 0; i < members.length; i++) Object.defineProperty(Class.prototype, members[i], { enumerable: true })
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { configurable: true, value: name })
}

markTransferMode(Blob.prototype, true, false)

function ClonedBlob() { return Object.create(Blob.prototype) }
ClonedBlob.prototype[kDeserialize] = () => {}

// wrap gives a handle its Blob.
function wrap(handle) {
  const blob = Object.create(Blob.prototype)
  blob[kHandle] = handle
  return blob
}

// ofFile is what fs.openAsBlob makes: the file is read when the Blob is.
function ofFile(path, type) {
  const handle = binding.openFile(path, type)
  return handle === undefined ? new DOMException('The blob could not be read', 'NotReadableError') : wrap(handle)
}

// ---- object URLs

const registry = new Map()

function createObjectURL(obj) {
  if (!isBlob(obj)) throw new codes.ERR_INVALID_ARG_TYPE('obj', 'Blob', obj)
  const id = require('crypto').randomUUID()
  registry.set(id, obj[kHandle])
  return `blob:nodedata:${id}`
}

// idOf is the id in an object URL, undefined for all else.
function idOf(url) {
  const parsed = URL.parse(`${url}`)
  if (parsed === null || parsed.protocol !== 'blob:') return undefined
  const parts = parsed.pathname.split(':')
  return parts.length === 2 && parts[0] === 'nodedata' ? parts[1] : undefined
}

function revokeObjectURL(url) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url')
  registry.delete(idOf(url))
}

function resolveObjectURL(url) {
  const handle = registry.get(idOf(url))
  return handle === undefined ? undefined : wrap(binding.slice(handle, 0, binding.size(handle), binding.type(handle)))
}

module.exports = { Blob, File, ClonedBlob, isBlob, ofFile, createObjectURL, revokeObjectURL, resolveObjectURL }
