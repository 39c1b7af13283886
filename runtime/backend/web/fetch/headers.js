'use strict'

// internal/fetch/headers: Headers. The list is a native handle, which requests and responses share with their Headers.

const {
  kInspect, exception, conversionFailed, illegalInvocation, checkArguments, domString, isObject, stringify, mixIterable, describe,
} = require('internal/fetch/webidl')
const { markTransferMode } = require('internal/worker/js_transferable')

const kList = Symbol('headers list')
const kGuard = Symbol('headers guard')
const kSorted = Symbol('headers map sorted')
const kNone = Symbol('none')

class Headers {
  constructor(init = undefined) {
    this[kSorted] = undefined
    this[kGuard] = 'none'
    if (init === kNone) return
    this[kList] = binding.create()
    if (init !== undefined) fill(this[kList], init)
  }

  append(name, value) {
    const list = listOf(this)
    checkArguments(arguments.length, 2, 'Headers.append')
    name = byteString(name, 'Headers.append', 'name')
    value = byteString(value, 'Headers.append', 'value')
    if (this[kGuard] === 'immutable') refuse(name, value, 'Headers.append')
    binding.append(list, name, value)
    this[kSorted] = undefined
  }

  delete(name) {
    const list = listOf(this)
    checkArguments(arguments.length, 1, 'Headers.delete')
    name = byteString(name, 'Headers.delete', 'name')
    if (this[kGuard] === 'immutable') refuse(name, '', 'Headers.delete')
    binding.delete(list, name)
    this[kSorted] = undefined
  }

  get(name) {
    const list = listOf(this)
    checkArguments(arguments.length, 1, 'Headers.get')
    return binding.get(list, domString(name, 'Headers.get', 'name'))
  }

  has(name) {
    const list = listOf(this)
    checkArguments(arguments.length, 1, 'Headers.has')
    return binding.has(list, domString(name, 'Headers.has', 'name'))
  }

  set(name, value) {
    const list = listOf(this)
    checkArguments(arguments.length, 2, 'Headers.set')
    name = byteString(name, 'Headers.set', 'name')
    value = byteString(value, 'Headers.set', 'value')
    if (this[kGuard] === 'immutable') refuse(name, value, 'Headers.set')
    binding.set(list, name, value)
    this[kSorted] = undefined
  }

  getSetCookie() { return binding.cookies(listOf(this)) }

  [kInspect](depth, options) {
    options.depth ??= depth
    return `Headers ${require('util').formatWithOptions(options, entriesOf(listOf(this)))}`
  }
}
describe(Headers, 'Headers', ['append', 'delete', 'get', 'has', 'set', 'getSetCookie'])
mixIterable('Headers', Headers, (headers) => {
  const list = listOf(headers)
  return headers[kSorted] ??= binding.sorted(list)
})
markTransferMode(Headers.prototype, false, false)

function listOf(headers) {
  const list = headers?.[kList]
  if (list === undefined) throw illegalInvocation()
  return list
}

// byteString is checked for what it holds when it is used; this much may run the program's code.
function byteString(value, prefix, argument) {
  return typeof value === 'string' ? binding.byteString(value) : binding.byteString(domString(value, prefix, argument))
}

// refuse throws what is wrong with a header, and if nothing is, that the headers can't be changed.
function refuse(name, value, method) {
  binding.check(name, value, method)
  throw new TypeError('immutable')
}

// entriesOf is an object of a list, for undici's dispatchers and for printing.
function entriesOf(list) {
  const raw = binding.raw(list)
  const entries = {}
  let cookies
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i]
    if (name.length !== 10 || name.toLowerCase() !== 'set-cookie') entries[name] = raw[i + 1]
    else if (cookies === undefined) entries[cookies = name] = raw[i + 1]
    else entries[cookies] += `, ${raw[i + 1]}`
  }
  return entries
}

// fill appends what a HeadersInit has to a list.
function fill(list, init) {
  if (!isObject(init)) throw conversionFailed('Headers constructor', 'Argument 1', ['sequence<sequence<ByteString>>', 'record<ByteString, ByteString>'])
  const iterator = init[Symbol.iterator]
  if (iterator === Headers.prototype.entries && !require('util/types').isProxy(init) && init[kList] !== undefined) {
    const raw = binding.raw(init[kList])
    for (let i = 0; i < raw.length; i += 2) binding.append(list, raw[i], raw[i + 1])
  } else if (typeof iterator === 'function') {
    fillSequence(list, init, iterator)
  } else {
    fillRecord(list, init)
  }
}

function fillSequence(list, init, method) {
  const prefix = 'Headers constructor'
  const pairs = sequence(init, method, prefix, 'init', (pair, argument) => {
    if (!isObject(pair)) throw exception(prefix, `${argument} (${stringify(pair)}) is not iterable.`)
    return sequence(pair, pair[Symbol.iterator], prefix, argument, (item, place) => byteString(item, prefix, place))
  })
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]
    if (pair.length !== 2) throw exception(prefix, `expected name/value pair to be length 2, found ${pair.length}.`)
    binding.append(list, pair[0], pair[1])
  }
}

// sequence reads an iterable, each item by convert.
function sequence(iterable, method, prefix, argument, convert) {
  const items = []
  if (Array.isArray(iterable) && method === Array.prototype.values) {
    for (let i = 0; i < iterable.length; i++) items.push(convert(iterable[i], `${argument}[${i}]`))
    return items
  }
  const iterator = typeof method === 'function' ? method.call(iterable) : undefined
  if (typeof iterator?.next !== 'function') throw exception(prefix, `${argument} is not iterable.`)
  for (let i = 0; ; i++) {
    const { done, value } = iterator.next()
    if (done) return items
    items.push(convert(value, `${argument}[${i}]`))
  }
}

function fillRecord(list, init) {
  const prefix = 'Headers constructor'
  const keys = Reflect.ownKeys(init)
  const names = []
  const values = new Map()
  for (let i = 0; i < keys.length; i++) {
    const descriptor = Reflect.getOwnPropertyDescriptor(init, keys[i])
    if (descriptor === undefined || !descriptor.enumerable) continue
    const name = byteString(keys[i], prefix, 'init')
    const value = byteString(init[keys[i]], prefix, 'init')
    if (!values.has(name)) names.push(name)
    values.set(name, value)
  }
  for (let i = 0; i < names.length; i++) binding.append(list, names[i], values.get(names[i]))
}

// wrap gives a list its Headers.
function wrap(list, guard) {
  const headers = new Headers(kNone)
  headers[kList] = list
  headers[kGuard] = guard
  return headers
}

module.exports = { Headers, kList, kGuard, fill, wrap, entriesOf, list: binding }
