// The class ClipboardItem, after the web's and Electron's.

const { validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')

const bookmarkType = 'electron application/bookmark'

class ClipboardItem {
  #types
  #valueOf

  constructor(items) {
    validateObject(items, 'items')
    this.#types = Object.keys(items)
    if (this.#types.length === 0) throw new ERR_INVALID_ARG_VALUE('items', items, 'must have a type')
    const entries = { __proto__: null, ...items }
    this.#valueOf = async (type) => {
      const value = await entries[type]
      if (type === bookmarkType) {
        validateObject(value, `items[${JSON.stringify(type)}]`)
        return { title: String(value.title ?? ''), url: String(value.url ?? '') }
      }
      return value instanceof Blob ? value : new Blob([typeof value === 'string' ? value : bytesOf(type, value)], { type })
    }
  }

  // One whose values are asked for when they are wanted.
  static lazy(types, get) {
    const item = new ClipboardItem({ 'text/plain': '' })
    item.#types = [...types]
    item.#valueOf = async (type) => get(type)
    return item
  }

  get types() { return [...this.#types] }

  async getType(type) {
    validateString(type, 'type')
    if (!this.#types.includes(type)) throw new DOMException(`The type '${type}' is not in this ClipboardItem: it has ${this.#types.join(', ')}`, 'NotFoundError')
    return this.#valueOf(type)
  }
}

function bytesOf(type, value) {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value
  throw new ERR_INVALID_ARG_VALUE(`items[${JSON.stringify(type)}]`, value, 'must be a string, a Blob or a promise of one')
}

module.exports = { ClipboardItem, bookmarkType }
