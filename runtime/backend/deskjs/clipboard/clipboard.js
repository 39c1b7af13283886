// clipboard, after Electron's: its methods answer at once, as they always did, which suits those who await them, as its newest version wants.
// read and write know both of its forms.

const EventEmitter = require('events')
const { Buffer } = require('buffer')
const { fileURLToPath, pathToFileURL } = require('url')
const native = require('internal/deskjs/native')
const { nativeImage, NativeImage } = require('internal/deskjs/nativeimage')
const { ClipboardItem, bookmarkType } = require('internal/deskjs/clipboard/item')
const { validateString, validateObject, validateOneOf, validateArray, validateStringArray } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')

const linux = process.platform === 'linux'
const text = 'text/plain'
const html = 'text/html'
const rtf = 'text/rtf'
const png = 'image/png'
const files = 'text/uri-list'
const gnomeFiles = 'x-special/gnome-copied-files'
const mozillaURL = 'text/x-moz-url'
// Programs on Linux take HTML without it for Latin-1.
const charset = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'

function check(type) {
  if (type === undefined || type === null) return 'clipboard'
  validateOneOf(type, 'type', ['clipboard', 'selection'])
  return type
}

function checkFormat(format) {
  validateString(format, 'format')
  if (!/^[\x20-\x7e]+$/.test(format)) throw new ERR_INVALID_ARG_VALUE('format', format, 'must be ASCII')
}

// The bytes in one of the formats, undefined if there are none.
function readBytes(clipboard, ...formats) {
  const { value, bytes } = native.call('clipboard.read', { clipboard, formats })
  return value.format === '' ? undefined : Buffer.from(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength)
}

const readString = (clipboard, ...formats) => readBytes(clipboard, ...formats)?.toString() ?? ''

function writeItems(clipboard, items) {
  const list = [...items].map(([format, data]) => [format, typeof data === 'string' ? Buffer.from(data) : data])
  native.call('clipboard.write', { clipboard, formats: list.map(([format]) => format), lengths: list.map(([, data]) => data.byteLength) },
    Buffer.concat(list.map(([, data]) => data)))
}

const uris = (paths) => paths.map((path) => pathToFileURL(path).href)
const filesOf = (list) => {
  const paths = []
  for (const line of list.split(/\r?\n/)) {
    if (!/^file:/i.test(line)) continue
    try {
      paths.push(fileURLToPath(line.trim()))
    } catch {} // of another machine
  }
  return paths
}

// What is written for each property of Electron's Data.
function itemsOf(data) {
  const items = new Map()
  if (data.text !== undefined) {
    validateString(data.text, 'data.text')
    items.set(text, data.text)
  }
  if (data.html !== undefined) {
    validateString(data.html, 'data.html')
    items.set(html, linux ? charset + data.html : data.html)
  }
  if (data.rtf !== undefined) {
    validateString(data.rtf, 'data.rtf')
    items.set(rtf, data.rtf)
  }
  if (data.image !== undefined) {
    if (!(data.image instanceof NativeImage)) throw new ERR_INVALID_ARG_TYPE('data.image', 'NativeImage', data.image)
    if (!data.image.isEmpty()) items.set(png, data.image.toPNG({ scaleFactor: Math.max(...data.image.getScaleFactors()) }))
  }
  if (data.files !== undefined) {
    validateStringArray(data.files, 'data.files')
    const list = uris(data.files)
    items.set(files, list.map((uri) => uri + '\r\n').join(''))
    if (linux) items.set(gnomeFiles, 'copy\n' + list.join('\n'))
    if (!items.has(text)) items.set(text, data.files.join('\n'))
  }
  if (data.bookmark !== undefined) {
    validateString(data.bookmark, 'data.bookmark')
    items.set(mozillaURL, Buffer.from(data.bookmark + '\n' + (data.bookmarkTitle ?? data.text ?? ''), 'utf16le'))
    if (!items.has(text)) items.set(text, data.bookmark)
  }
  return items
}

// Electron's name of a system's own format.
const rawFormat = (type) => /^electron application\/osclipboard;format="(.+)"$/.exec(type)?.[1] ?? type

class Clipboard extends EventEmitter {
  #which
  #watching = false
  #selection

  constructor(which, selection) {
    super()
    this.#which = which
    this.#selection = selection
    super.on('newListener', (name) => { if (name === 'changed') this.#watch() })
  }

  get selection() { return this.#selection }

  // The clipboard that type names: this one, if it names none.
  #of(type) { return type === undefined || type === null ? this.#which : check(type) }

  #watch() {
    if (this.#watching) return
    native.call('clipboard.watch', { clipboard: this.#which })
    native.on('clipboard.changed', (which) => { if (which === this.#which) this.emit('changed') })
    this.#watching = true
  }

  availableFormats(type) { return native.call('clipboard.formats', { clipboard: this.#of(type) }) }

  has(format, type) {
    checkFormat(format)
    if (format === bookmarkType) format = mozillaURL
    return this.availableFormats(type).includes(rawFormat(format))
  }

  clear(type) { writeItems(this.#of(type), []) }

  readText(type) { return readString(this.#of(type), text) }
  writeText(value, type) {
    validateString(value, 'text')
    writeItems(this.#of(type), itemsOf({ text: value }))
  }

  readHTML(type) {
    const markup = readString(this.#of(type), html).replace(/\0+$/, '')
    return markup.startsWith(charset) ? markup.slice(charset.length) : markup
  }
  writeHTML(markup, type) {
    validateString(markup, 'markup')
    writeItems(this.#of(type), itemsOf({ html: markup }))
  }

  readRTF(type) { return readString(this.#of(type), rtf) }
  writeRTF(value, type) {
    validateString(value, 'text')
    writeItems(this.#of(type), itemsOf({ rtf: value }))
  }

  readImage(type) { return nativeImage.createFromBuffer(readBytes(this.#of(type), png, 'image/jpeg') ?? Buffer.alloc(0)) }
  writeImage(image, type) {
    if (!(image instanceof NativeImage)) throw new ERR_INVALID_ARG_TYPE('image', 'NativeImage', image)
    writeItems(this.#of(type), itemsOf({ image }))
  }

  readFiles(type) { return filesOf(readString(this.#of(type), files)) }
  writeFiles(paths, type) {
    validateArray(paths, 'paths', 1)
    writeItems(this.#of(type), itemsOf({ files: paths }))
  }

  readBookmark() {
    const [url = '', title = ''] = (readBytes(this.#which, mozillaURL)?.toString('utf16le') ?? '').split('\n')
    return { title, url }
  }
  writeBookmark(title, url, type) {
    validateString(title, 'title')
    validateString(url, 'url')
    writeItems(this.#of(type), itemsOf({ bookmark: url, bookmarkTitle: title }))
  }

  readFindText() { return readString('find', text) }
  writeFindText(value) {
    validateString(value, 'text')
    writeItems('find', itemsOf({ text: value }))
  }

  readBuffer(format) {
    checkFormat(format)
    return readBytes(this.#which, rawFormat(format)) ?? Buffer.alloc(0)
  }
  writeBuffer(format, buffer, type) {
    checkFormat(format)
    if (!ArrayBuffer.isView(buffer)) throw new ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer)
    writeItems(this.#of(type), [[rawFormat(format), Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)]])
  }

  read(format) {
    if (format === undefined) return this.#readAll()
    checkFormat(format)
    return readString(this.#which, rawFormat(format))
  }

  write(data, type) {
    if (Array.isArray(data)) return this.#writeAll(data, this.#of(type))
    validateObject(data, 'data')
    writeItems(this.#of(type), itemsOf(data))
  }

  async #readAll() {
    const formats = this.availableFormats()
    if (formats.length === 0) return []
    const which = this.#which
    const known = formats.map((format) => format === mozillaURL ? bookmarkType : /^[\w.+-]+\/[\w.+-]+$|^web /.test(format) ? format : `electron application/osclipboard;format="${format}"`)
    return [ClipboardItem.lazy(known, (type) => {
      if (type === bookmarkType) return this.readBookmark()
      if (type === html) return new Blob([this.readHTML()], { type })
      return new Blob([readBytes(which, rawFormat(type)) ?? Buffer.alloc(0)], { type })
    })]
  }

  async #writeAll(data, which) {
    const items = new Map()
    for (const [index, item] of data.entries()) {
      if (!(item instanceof ClipboardItem)) throw new ERR_INVALID_ARG_TYPE(`data[${index}]`, 'ClipboardItem', item)
      for (const type of item.types) {
        if (type === bookmarkType) {
          const { title, url } = await item.getType(type)
          for (const [format, bytes] of itemsOf({ bookmark: url, bookmarkTitle: title, text: undefined })) if (format !== text) items.set(format, bytes)
          continue
        }
        const bytes = Buffer.from(await (await item.getType(type)).arrayBuffer())
        if (type === html) items.set(html, itemsOf({ html: bytes.toString() }).get(html))
        else if (type === files) for (const [format, value] of itemsOf({ files: filesOf(bytes.toString()) })) { if (format !== text) items.set(format, value) }
        else items.set(rawFormat(type), bytes)
      }
    }
    writeItems(which, items)
  }
}

const clipboard = new Clipboard('clipboard', linux ? new Clipboard('selection') : undefined)

module.exports = { clipboard, ClipboardItem }
