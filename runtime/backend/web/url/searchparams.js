'use strict'

const { codes } = require('internal/errors')
const { parseForm, serializeForm, toUSVString } = binding
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')

// What URL needs of a URLSearchParams: to be told of changes, and to put another query in.
let attach, replace
// What the iterator and the checks need.
let listOf, isParams

function parse (query) { return parseForm(query.charCodeAt(0) === 0x3F ? query.slice(1) : query) }

function usv (value) { return toUSVString(`${value}`) }

class URLSearchParams {
  #list = [] // names and values in turn
  #changed = null

  static {
    attach = (params, changed) => { params.#changed = changed }
    replace = (params, query) => { params.#list = parse(query) }
    listOf = (params) => params.#list
    isParams = (value) => typeof value === 'object' && value !== null && #list in value
  }

  constructor (init = undefined) {
    if (init == null) return
    if (typeof init !== 'object' && typeof init !== 'function') {
      this.#list = parse(`${init}`)
      return
    }
    const method = init[Symbol.iterator]
    if (method === this[Symbol.iterator] && #list in init) {
      this.#list = init.#list.slice()
    } else if (method != null) {
      if (typeof method !== 'function') throw new codes.ERR_ARG_NOT_ITERABLE('Query pairs')
      for (const pair of init) this.#appendPair(pair)
    } else {
      this.#appendRecord(init)
    }
  }

  #appendPair (pair) {
    if (pair == null || (typeof pair !== 'object' && typeof pair !== 'function') ||
        typeof pair[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]')
    }
    let length = 0
    for (const item of pair) {
      length++
      this.#list.push(usv(item))
    }
    if (length !== 2) throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]')
  }

  #appendRecord (record) {
    const places = new Map()
    const keys = Reflect.ownKeys(record)
    for (let i = 0; i < keys.length; i++) {
      const descriptor = Reflect.getOwnPropertyDescriptor(record, keys[i])
      if (descriptor === undefined || !descriptor.enumerable) continue
      const name = usv(keys[i])
      const value = usv(record[keys[i]])
      // Two keys may differ in lone surrogates only; the later one wins.
      const place = places.get(name)
      if (place !== undefined) this.#list[place] = value
      else places.set(name, this.#list.push(name, value) - 1)
    }
  }

  #change () { if (this.#changed !== null) this.#changed() }

  get size () {
    check(this)
    return this.#list.length / 2
  }

  append (name, value) {
    check(this)
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('name', 'value')
    this.#list.push(usv(name), usv(value))
    this.#change()
  }

  delete (name, value = undefined) {
    check(this)
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name')
    name = usv(name)
    if (value !== undefined) value = usv(value)
    const list = this.#list
    const kept = []
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== name || (value !== undefined && list[i + 1] !== value)) kept.push(list[i], list[i + 1])
    }
    this.#list = kept
    this.#change()
  }

  get (name) {
    check(this)
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name')
    name = usv(name)
    const list = this.#list
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) return list[i + 1]
    }
    return null
  }

  getAll (name) {
    check(this)
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name')
    name = usv(name)
    const list = this.#list
    const values = []
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) values.push(list[i + 1])
    }
    return values
  }

  has (name, value = undefined) {
    check(this)
    if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('name')
    name = usv(name)
    if (value !== undefined) value = usv(value)
    const list = this.#list
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) return true
    }
    return false
  }

  set (name, value) {
    check(this)
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('name', 'value')
    name = usv(name)
    value = usv(value)
    const list = this.#list
    const kept = []
    let found = false
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== name) {
        kept.push(list[i], list[i + 1])
      } else if (!found) {
        found = true
        kept.push(name, value)
      }
    }
    if (!found) kept.push(name, value)
    this.#list = kept
    this.#change()
  }

  sort () {
    check(this)
    const list = this.#list
    const pairs = []
    for (let i = 0; i < list.length; i += 2) pairs.push([list[i], list[i + 1]])
    pairs.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)
    for (let i = 0; i < pairs.length; i++) {
      list[2 * i] = pairs[i][0]
      list[2 * i + 1] = pairs[i][1]
    }
    this.#change()
  }

  entries () {
    check(this)
    return new Iterator(this, 'key+value')
  }

  forEach (callback, thisArg = undefined) {
    check(this)
    require('internal/validators').validateFunction(callback, 'callback')
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisArg, this.#list[i + 1], this.#list[i], this)
  }

  keys () {
    check(this)
    return new Iterator(this, 'key')
  }

  values () {
    check(this)
    return new Iterator(this, 'value')
  }

  toString () {
    check(this)
    return serializeForm(this.#list)
  }

  [inspectSymbol] (depth, options, inspect) {
    check(this)
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special')
    const inner = { ...options }
    if (depth !== null) inner.depth = depth - 1
    const list = this.#list
    const shown = []
    let length = -2
    for (let i = 0; i < list.length; i += 2) {
      const line = `${inspect(list[i], inner)} => ${inspect(list[i + 1], inner)}`
      shown.push(line)
      length += line.replace(/\u001b\[\d\d?m/g, '').length + 2
    }
    const name = this.constructor.name
    if (shown.length === 0) return `${name} {}`
    return length > options.breakLength ? `${name} {\n  ${shown.join(',\n  ')} }` : `${name} { ${shown.join(', ')} }`
  }
}

function check (value) {
  if (!isParams(value)) throw new codes.ERR_INVALID_THIS('URLSearchParams')
}

class Iterator {
  #target
  #kind
  #index = 0

  constructor (target, kind) {
    this.#target = target
    this.#kind = kind
  }

  next () {
    if (typeof this !== 'object' || this === null || !(#target in this)) {
      throw new codes.ERR_INVALID_THIS('URLSearchParamsIterator')
    }
    const list = listOf(this.#target)
    const i = this.#index
    if (i >= list.length) return { value: undefined, done: true }
    this.#index = i + 2
    return { value: this.#item(list, i), done: false }
  }

  #item (list, i) {
    return this.#kind === 'key' ? list[i] : this.#kind === 'value' ? list[i + 1] : [list[i], list[i + 1]]
  }

  [inspectSymbol] (depth, options, inspect) {
    if (!this || typeof this !== 'object' || !(#target in this)) {
      throw new codes.ERR_INVALID_THIS('URLSearchParamsIterator')
    }
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special')
    const inner = { ...options }
    if (depth !== null) inner.depth = depth - 1
    const list = listOf(this.#target)
    const items = []
    for (let i = this.#index; i < list.length; i += 2) items.push(this.#item(list, i))
    const shown = items.map((item) => inspect(item, inner))
    const lines = inspect(items, inner).includes('\n') ? `\n  ${shown.join(',\n  ')}` : ` ${shown.join(', ')}`
    return `${this[Symbol.toStringTag]} {${lines} }`
  }
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
delete Iterator.prototype.constructor
Object.setPrototypeOf(Iterator.prototype, iteratorPrototype)
Object.defineProperty(Iterator.prototype, 'next', { enumerable: true })
Object.defineProperty(Iterator.prototype, inspectSymbol, { enumerable: false })
Object.defineProperty(Iterator.prototype, Symbol.toStringTag, { configurable: true, value: 'URLSearchParams Iterator' })

const names = ['append', 'delete', 'get', 'getAll', 'has', 'set', 'size', 'sort', 'entries', 'forEach', 'keys', 'values',
  'toString']
for (let i = 0; i < names.length; i++) Object.defineProperty(URLSearchParams.prototype, names[i], { enumerable: true })
Object.defineProperties(URLSearchParams.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams' },
  [Symbol.iterator]: { configurable: true, writable: true, value: URLSearchParams.prototype.entries },
  [inspectSymbol]: { enumerable: false }
})

module.exports = { URLSearchParams, attach, replace }
