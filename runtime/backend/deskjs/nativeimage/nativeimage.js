// nativeImage and the class NativeImage, after Electron's.

const fs = require('fs')
const path = require('path')
const { Buffer } = require('buffer')
const { validateString, validateObject, validateNumber, validateInteger, validateOneOf } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_ILLEGAL_CONSTRUCTOR }, hideStackFrames } = require('internal/errors')
const { inspect: { custom } } = require('util')

const scales = [1, 2, 3, 4, 5, 1.25, 1.33, 1.4, 1.5, 1.8, 2.5]
const token = Symbol('NativeImage')

const isBytes = (value) => ArrayBuffer.isView(value)

// The picture of a file's bytes or, if width and height are given, of its points.
function pictureOf(bytes, width = 0, height = 0) {
  return binding.decode(bytes) ?? (width > 0 && height > 0 ? binding.raw(bytes, width, height) : undefined)
}

function pictureOfURL(url) {
  const [, kind, encoding, data] = /^data:(image\/png|image\/jpeg)[^,]*?(;base64)?,(.*)$/is.exec(url.trim()) ?? []
  if (kind === undefined) return undefined
  let bytes
  try {
    bytes = Buffer.from(decodeURIComponent(data), encoding === undefined ? 'latin1' : 'base64')
  } catch {
    return undefined
  }
  return binding.decode(bytes)
}

const scaleOf = (options) => {
  if (options === undefined || options === null) return 1
  validateObject(options, 'options')
  const { scaleFactor = 1 } = options
  validateScale(scaleFactor, 'options.scaleFactor')
  return scaleFactor
}

function validateScale(value, name) {
  validateNumber(value, name)
  if (!(value > 0 && value <= 100)) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a scale such as 1 or 2')
}

class NativeImage {
  #representations = []
  #template = false

  constructor(key, representations = []) {
    if (key !== token) throw new ERR_ILLEGAL_CONSTRUCTOR()
    this.#representations = representations
  }

  // The one whose scale is nearest; the first of two that are as near.
  #nearest(scale = 1) {
    let nearest
    for (const representation of this.#representations) {
      if (nearest === undefined || Math.abs(representation.scale - scale) < Math.abs(nearest.scale - scale)) nearest = representation
    }
    return nearest
  }

  isEmpty() { return this.#representations.length === 0 }

  getSize(scaleFactor = 1) {
    validateScale(scaleFactor, 'scaleFactor')
    const nearest = this.#nearest(scaleFactor)
    if (nearest === undefined) return { width: 0, height: 0 }
    const [width, height] = binding.size(nearest.picture)
    return { width: Math.trunc(width / nearest.scale), height: Math.trunc(height / nearest.scale) }
  }

  getAspectRatio(scaleFactor = 1) {
    const { width, height } = this.getSize(scaleFactor)
    return width === 0 || height === 0 ? 1 : Math.fround(width / height)
  }

  getScaleFactors() { return this.#representations.map(({ scale }) => scale) }

  toPNG(options) {
    const nearest = this.#nearest(scaleOf(options))
    return nearest === undefined ? Buffer.alloc(0) : Buffer.from(binding.png(nearest.picture))
  }

  toJPEG(quality) {
    validateInteger(quality, 'quality', 0, 100)
    const nearest = this.#nearest()
    return nearest === undefined ? Buffer.alloc(0) : Buffer.from(binding.jpeg(nearest.picture, quality))
  }

  toBitmap(options) {
    const nearest = this.#nearest(scaleOf(options))
    return nearest === undefined ? Buffer.alloc(0) : Buffer.from(binding.bitmap(nearest.picture))
  }

  getBitmap(options) { return this.toBitmap(options) }

  toDataURL(options) { return 'data:image/png;base64,' + this.toPNG(options).toString('base64') }

  resize(options) {
    validateObject(options, 'options')
    let { width, height, quality = 'best' } = options
    validateOneOf(quality, 'options.quality', ['good', 'better', 'best'])
    if (width !== undefined) validateNumber(width, 'options.width')
    if (height !== undefined) validateNumber(height, 'options.height')
    const size = this.getSize()
    const ratio = this.getAspectRatio()
    if (width !== undefined && height === undefined) height = Math.round(width / ratio)
    else if (height !== undefined && width === undefined) width = Math.round(height * ratio)
    width = Math.trunc(width ?? size.width)
    height = Math.trunc(height ?? size.height)
    return this.#each((picture, scale) => binding.resize(picture, Math.round(width * scale), Math.round(height * scale), quality))
  }

  crop(rect) {
    validateObject(rect, 'rect')
    for (const name of ['x', 'y', 'width', 'height']) validateNumber(rect[name], 'rect.' + name)
    const [x, y] = [rect.x, rect.y].map(Math.trunc)
    const [right, bottom] = [x + Math.trunc(rect.width), y + Math.trunc(rect.height)]
    if (right <= x || bottom <= y) return new NativeImage(token)
    return this.#each((picture, scale) => {
      const [left, top] = [Math.floor(x * scale), Math.floor(y * scale)]
      return binding.crop(picture, left, top, Math.ceil(right * scale) - left, Math.ceil(bottom * scale) - top)
    })
  }

  #each(change) {
    const changed = []
    for (const { scale, picture } of this.#representations) {
      const next = change(picture, scale)
      if (next !== undefined) changed.push({ scale, picture: next })
    }
    return new NativeImage(token, changed)
  }

  addRepresentation(options) {
    validateObject(options, 'options')
    const { scaleFactor = 1, width = 0, height = 0, buffer, dataURL } = options
    validateScale(scaleFactor, 'options.scaleFactor')
    let picture
    if (isBytes(buffer)) picture = pictureOf(buffer, width, height)
    else if (typeof dataURL === 'string') picture = pictureOfURL(dataURL)
    if (picture !== undefined) this.#representations.push({ scale: scaleFactor, picture })
  }

  setTemplateImage(option) { if (process.platform === 'darwin') this.#template = Boolean(option) }
  isTemplateImage() { return this.#template }
  get isMacTemplateImage() { return this.#template }
  set isMacTemplateImage(value) { this.setTemplateImage(value) }

  getNativeHandle() { throw notSupported('getNativeHandle', 'a picture is the backend\'s, which has no object of the system for it') }

  [custom]() {
    const { width, height } = this.getSize()
    return this.isEmpty() ? 'NativeImage { empty }' : `NativeImage { ${width}x${height}, scales: ${this.getScaleFactors().join(', ')} }`
  }
}

function notSupported(what, why) {
  const error = new Error(`nativeImage: ${what} is not there: ${why}`)
  error.code = 'ERR_NOT_SUPPORTED'
  return error
}

function createFromPath(file) {
  validateString(file, 'path')
  const representations = []
  const add = (name, scale) => {
    const picture = read(name)
    if (picture !== undefined) representations.push({ scale, picture })
  }
  const { dir, name, ext } = path.parse(file)
  const [, own] = /@([\d.]+)x$/i.exec(name) ?? []
  if (own !== undefined) {
    add(file, scales.includes(Number(own)) ? Number(own) : 1)
  } else if (file !== '') {
    add(file, 1)
    for (const scale of scales) {
      const variant = path.join(dir, `${name}@${scale}x${ext}`)
      if (fs.existsSync(variant)) add(variant, scale)
    }
  }
  const image = new NativeImage(token, representations)
  if (/Template(@[\d.]+x)?$/.test(name)) image.setTemplateImage(true)
  return image
}

// The picture in a file, undefined if there is none; that a file may not be read is the only error.
function read(file) {
  let bytes
  try {
    bytes = fs.readFileSync(file)
  } catch (error) {
    if (error.code === 'ERR_ACCESS_DENIED') throw error
    return undefined
  }
  return binding.decode(bytes)
}

function createFromBuffer(buffer, options) {
  validateBytes(buffer)
  const scale = scaleOf(options)
  const { width = 0, height = 0 } = options ?? {}
  validateInteger(width, 'options.width')
  validateInteger(height, 'options.height')
  const picture = pictureOf(buffer, width, height)
  return new NativeImage(token, picture === undefined ? [] : [{ scale, picture }])
}

function createFromBitmap(buffer, options) {
  validateBytes(buffer)
  const scale = scaleOf(options)
  validateObject(options, 'options')
  const { width, height } = options
  validateInteger(width, 'options.width')
  validateInteger(height, 'options.height')
  if (width <= 0 || height <= 0) return new NativeImage(token)
  if (buffer.byteLength !== 4 * width * height) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, `has ${buffer.byteLength} bytes, but ${width}x${height} points are ${4 * width * height}`)
  }
  const picture = binding.raw(buffer, width, height)
  return new NativeImage(token, picture === undefined ? [] : [{ scale, picture }])
}

const validateBytes = hideStackFrames((buffer) => {
  if (!isBytes(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer)
})

const nativeImage = {
  createEmpty() { return new NativeImage(token) },
  createFromPath,
  createFromBitmap,
  createFromBuffer,

  createFromDataURL(dataURL) {
    validateString(dataURL, 'dataURL')
    const picture = pictureOfURL(dataURL)
    return new NativeImage(token, picture === undefined ? [] : [{ scale: 1, picture }])
  },

  createFromNamedImage(imageName) {
    validateString(imageName, 'imageName')
    return new NativeImage(token)
  },

  createMenuSymbol(imageName) {
    validateString(imageName, 'imageName')
    return new NativeImage(token)
  },

  async createThumbnailFromPath(file, size) {
    validateString(file, 'path')
    validateObject(size, 'size')
    validateNumber(size.width, 'size.width')
    validateNumber(size.height, 'size.height')
    if (!(size.width >= 1 && size.height >= 1)) throw new ERR_INVALID_ARG_VALUE('size', size, 'must not be empty')
    const picture = binding.decode(await fs.promises.readFile(file))
    if (picture === undefined) throw notSupported('a thumbnail of ' + file, 'it is no PNG, JPEG or ICO file')
    return new NativeImage(token, [{ scale: 1, picture: binding.resize(picture, Math.trunc(size.width), Math.trunc(size.height), 'best') }])
  },
}

/**
 * The image that other parts get where Electron takes `NativeImage | string`: a path is read. null and undefined are an empty one.
 * @throws Error if the file has no picture, TypeError if value is something else.
 */
function imageOf(value, name) {
  if (value === undefined || value === null) return new NativeImage(token)
  if (value instanceof NativeImage) return value
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'NativeImage'], value)
  const image = createFromPath(value)
  if (image.isEmpty()) {
    const error = new Error(`Failed to load image from path '${value}'`)
    error.code = 'ERR_INVALID_IMAGE'
    throw error
  }
  return image
}

/** What imageOf gives, as a PNG for the host: the representation whose scale is nearest. Empty for an empty image. */
function encode(value, name, scaleFactor = 1) { return imageOf(value, name).toPNG({ scaleFactor }) }

module.exports = { nativeImage, NativeImage, imageOf, encode }
