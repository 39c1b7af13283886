'use strict'

// What util.inspect needs less often: bytes, iterators, promises, proxies, weak collections, boxed
// primitives, sparse arrays, classes, getters, and objects without a prototype.

const { brand: brandOf, promise: promiseDetails, iterated, weak, formerClass } = binding
const { formatValue, formatProperty, formatPrimitive, formatNumber, formatBigInt, isBuiltin, keysOf, nonIndexKeys, limitOf, more, prefixOf, withoutColor } = require('internal/util/inspect')
const { reduce } = require('internal/util/layout')

const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)
const { getPrototypeOf, getOwnPropertyDescriptor: getDescriptor, getOwnPropertyNames, keys: objectKeys } = Object
const tagOfTypedArray = getDescriptor(getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get
const lengthOfTypedArray = getDescriptor(getPrototypeOf(Uint8Array.prototype), 'length').get

// How a property is written: see inspect.js.
const asProperty = 0
const asElement = 1
const asExtra = 2

// shapeOf returns how to write an object, or its whole text when that is already certain.
function shapeOf(context, value, depth, brand, constructor, tag, shape, hidden, inTypedArray) {
  shape.braces = ['{', '}']
  if (brand === 'TypedArray') {
    const length = lengthOfTypedArray.call(value)
    shape.keys = nonIndexKeys(value, context.showHidden)
    shape.braces = [prefixOf(constructor, tag, constructor === null ? tagOfTypedArray.call(value) : '', '(' + length + ')') + '[', ']']
    if (length === 0 && shape.keys.length === 0 && !context.showHidden) return shape.braces[0] + ']'
    shape.style = asExtra
    shape.format = formatTypedArray
    return shape
  }
  if (brand === 'Module') {
    try {
      shape.keys = keysOf(value, context.showHidden)
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error
      shape.keys = getOwnPropertyNames(value)
    }
    shape.braces[0] = prefixOf(constructor, tag, 'Module') + '{'
    shape.format = formatNamespace
    return shape
  }
  shape.keys = keysOf(value, context.showHidden)
  switch (brand) {
    case 'MapIterator':
    case 'SetIterator': {
      const kind = brand === 'MapIterator' ? 'Map' : 'Set'
      const label = tag !== kind + ' Iterator' ? (tag !== '' ? tag + '] [' : '') + kind + ' Iterator' : tag
      shape.braces[0] = '[' + label + '] {'
      return withIterator(shape)
    }
    case 'ArrayBuffer':
    case 'SharedArrayBuffer': {
      const prefix = prefixOf(constructor, tag, brand)
      if (inTypedArray === undefined) shape.format = formatArrayBuffer
      else if (shape.keys.length === 0 && hidden === undefined) return prefix + '{ byteLength: ' + formatNumber(context.stylize, value.byteLength, false) + ' }'
      shape.braces[0] = prefix + '{'
      shape.keys.unshift('byteLength')
      return shape
    }
    case 'DataView':
      shape.keys.unshift('byteLength', 'byteOffset', 'buffer')
      break
    case 'Promise':
      shape.format = formatPromise
      break
    case 'WeakSet':
    case 'WeakMap':
      shape.format = formatWeakCollection
      break
    default:
      return boxedShape(context, value, brand, constructor, tag, shape, hidden)
  }
  shape.braces[0] = prefixOf(constructor, tag, brand) + '{'
  return shape
}

// regExpText is a regular expression's text when its prototype cannot be asked.
function regExpText(value) {
  const ask = (name) => getDescriptor(RegExp.prototype, name).get.call(value)
  let text = '/' + ask('source') + '/'
  const flags = { global: 'g', ignoreCase: 'i', multiline: 'm', dotAll: 's', unicode: 'u', sticky: 'y' }
  for (const name in flags) if (ask(name)) text += flags[name]
  return text
}

// withIterator names an iterator over pairs by what it gives: "[Map Entries]".
function withIterator(shape) {
  shape.format = function (context, value, depth) {
    const [items, pairs] = iterated(value)
    if (!pairs) return formatIterated(context, items, depth)
    shape.braces[0] = shape.braces[0].replace(/ Iterator\] \{$/, ' Entries] {')
    return formatPairs(context, items, depth)
  }
  return shape
}

function boxedShape(context, value, brand, constructor, tag, shape, hidden) {
  let primitive
  if (brand === 'String') {
    // The characters are own properties too.
    shape.keys.splice(0, value.length)
    primitive = String.prototype.valueOf.call(value)
  } else if (brand === 'Number') primitive = Number.prototype.valueOf.call(value)
  else if (brand === 'Boolean') primitive = Boolean.prototype.valueOf.call(value)
  else if (brand === 'BigInt') primitive = BigInt.prototype.valueOf.call(value)
  else primitive = Symbol.prototype.valueOf.call(value)
  let base = '[' + brand
  if (brand !== constructor) base += constructor === null ? ' (null prototype)' : ' (' + constructor + ')'
  base += ': ' + formatPrimitive(withoutColor, primitive, context) + ']'
  if (tag !== '' && tag !== constructor) base += ' [' + tag + ']'
  shape.base = base
  if (shape.keys.length !== 0 || hidden !== undefined || context.stylize === withoutColor) {
    return shape.keys.length === 0 && hidden === undefined ? base : shape
  }
  return context.stylize(base, brand.toLowerCase())
}

// addPrototypeProperties shows what showHidden asks for: the members of the user's own classes.
function addPrototypeProperties(context, main, object, depth, output) {
  let level = 0
  let keys
  let known
  do {
    if (level !== 0 || main === object) {
      object = getPrototypeOf(object)
      if (object === null) break
      const descriptor = getDescriptor(object, 'constructor')
      if (descriptor !== undefined && typeof descriptor.value === 'function' && isBuiltin(descriptor.value.name)) break
    }
    if (level === 0) known = new Set()
    else for (let i = 0; i < keys.length; i++) known.add(keys[i])
    keys = Reflect.ownKeys(object)
    context.seen.push(main)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      if (key === 'constructor' || hasOwn(main, key) || (level !== 0 && known.has(key))) continue
      const descriptor = getDescriptor(object, key)
      if (typeof descriptor.value === 'function') continue
      const text = formatProperty(context, object, depth, key, asProperty, descriptor, main)
      output.push(context.colors ? '\u001b[2m' + text + '\u001b[22m' : text)
    }
    context.seen.pop()
  } while (++level !== 3)
}

function formatProxy(context, details, depth) {
  if (context.depth !== null && depth > context.depth) return context.stylize('Proxy [Array]', 'special')
  depth++
  context.indentationLvl += 2
  const output = [formatValue(context, details[0], depth), formatValue(context, details[1], depth)]
  context.indentationLvl -= 2
  return reduce(context, output, '', ['Proxy [', ']'], asExtra, depth)
}

// formatSparse goes on at index from, where the first hole is, counting each run of holes as one item.
function formatSparse(context, value, depth, limit, output, from) {
  const keys = objectKeys(value)
  let index = from
  let at = from
  for (; at < keys.length && output.length < limit; at++) {
    const key = keys[at]
    if (index >= 4294967295) break
    if (key !== String(index)) {
      const number = Number(key)
      if (!(number >= 0 && number < 4294967295 && String(number >>> 0) === key)) break
      const holes = number - index
      output.push(context.stylize('<' + holes + ' empty item' + (holes > 1 ? 's' : '') + '>', 'undefined'))
      index = number
      if (output.length === limit) break
    }
    output.push(formatProperty(context, value, depth, key, asElement))
    index++
  }
  const left = value.length - index
  if (output.length !== limit) {
    if (left > 0) output.push(context.stylize('<' + left + ' empty item' + (left > 1 ? 's' : '') + '>', 'undefined'))
  } else if (left > 0) output.push(more(left))
  return output
}

function formatTypedArray(context, value, depth) {
  const length = lengthOfTypedArray.call(value)
  const limit = limitOf(context, length)
  const output = new Array(limit)
  const claimed = value.length === undefined ? length : value.length
  const format = claimed > 0 && typeof value[0] === 'number' ? formatNumber : formatBigInt
  for (let i = 0; i < limit; i++) output[i] = format(context.stylize, value[i], context.numericSeparator)
  if (length > limit) output.push(more(length - limit))
  if (context.showHidden) {
    context.indentationLvl += 2
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push('[' + key + ']: ' + formatValue(context, value[key], depth, true))
    }
    context.indentationLvl -= 2
  }
  return output
}

function formatArrayBuffer(context, value) {
  let bytes
  try {
    bytes = new Uint8Array(value)
  } catch {
    return [context.stylize('(detached)', 'special')]
  }
  const limit = limitOf(context, bytes.length)
  const parts = new Array(limit)
  for (let i = 0; i < limit; i++) parts[i] = (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16)
  let text = parts.join(' ')
  const left = bytes.length - limit
  if (left > 0) text += ' ... ' + left + ' more byte' + (left > 1 ? 's' : '')
  return [context.stylize('[Uint8Contents]', 'special') + ': <' + text + '>']
}

function formatIterated(context, items, depth) {
  const limit = limitOf(context, items.length)
  const output = new Array(limit)
  context.indentationLvl += 2
  for (let i = 0; i < limit; i++) output[i] = formatValue(context, items[i], depth)
  context.indentationLvl -= 2
  if (items.length > limit) output.push(more(items.length - limit))
  return output
}

function formatPairs(context, items, depth) {
  const pairs = items.length / 2
  const limit = limitOf(context, pairs)
  const output = new Array(limit)
  context.indentationLvl += 2
  for (let i = 0; i < limit; i++) {
    const pair = [formatValue(context, items[2 * i], depth), formatValue(context, items[2 * i + 1], depth)]
    output[i] = reduce(context, pair, '', ['[', ']'], asExtra, depth)
  }
  context.indentationLvl -= 2
  if (pairs > limit) output.push(more(pairs - limit))
  return output
}

function formatPromise(context, value, depth) {
  const [state, result] = promiseDetails(value)
  if (state === 0) return [context.stylize('<pending>', 'special')]
  context.indentationLvl += 2
  const text = formatValue(context, result, depth)
  context.indentationLvl -= 2
  return [state === 2 ? context.stylize('<rejected>', 'special') + ' ' + text : text]
}

// formatWeakCollection shows what is alive in a WeakMap or WeakSet, in an order that doesn't depend on the collector.
function formatWeakCollection(context, value, depth) {
  if (!context.showHidden) return [context.stylize('<items unknown>', 'special')]
  const keys = weak(value)
  const limit = limitOf(context, keys.length)
  const isMap = brandOf(value) === 'WeakMap'
  const output = []
  context.indentationLvl += 2
  for (let i = 0; i < limit; i++) {
    const key = formatValue(context, keys[i], depth)
    output.push(isMap ? key + ' => ' + formatValue(context, WeakMap.prototype.get.call(value, keys[i]), depth) : key)
  }
  context.indentationLvl -= 2
  if (!context.sorted) output.sort()
  if (keys.length > limit) output.push(more(keys.length - limit))
  return output
}

// formatNamespace shows a module's exports; those that are not there yet cannot be read.
function formatNamespace(context, value, depth, keys) {
  const output = new Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    try {
      output[i] = formatProperty(context, value, depth, keys[i], asProperty)
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error
      const text = formatProperty(context, { [keys[i]]: '' }, depth, keys[i], asProperty)
      output[i] = text.slice(0, text.lastIndexOf(' ') + 1) + context.stylize('<uninitialized>', 'special')
    }
  }
  keys.length = 0
  return output
}

function formatGetter(context, descriptor, depth, receiver) {
  const label = descriptor.set !== undefined ? 'Getter/Setter' : 'Getter'
  const { stylize } = context
  const call = context.getters && (context.getters === true || (context.getters === 'get') === (descriptor.set === undefined))
  if (!call) return stylize('[' + label + ']', 'special')
  try {
    const result = descriptor.get.call(receiver)
    context.indentationLvl += 2
    let text
    if (result === null) text = stylize('[' + label + ':', 'special') + ' ' + stylize('null', 'null') + stylize(']', 'special')
    else if (typeof result === 'object') text = stylize('[' + label + ']', 'special') + ' ' + formatValue(context, result, depth)
    else text = stylize('[' + label + ':', 'special') + ' ' + formatPrimitive(stylize, result, context) + stylize(']', 'special')
    context.indentationLvl -= 2
    return text
  } catch (error) {
    return stylize('[' + label + ': <Inspection threw (' + error.message + ')>]', 'special')
  }
}

// internalName is what the engine calls an object whose prototypes don't say.
function internalName(value) {
  if (typeof value === 'function') return 'Function'
  const former = formerClass(value)
  if (former !== '') return former
  const brand = brandOf(value)
  return brand === 'TypedArray' ? tagOfTypedArray.call(value) : brand === '' || brand === 'Arguments' ? 'Object' : brand.replace('Iterator', ' Iterator')
}

function classBase(value, constructor, tag) {
  let base = 'class ' + ((hasOwn(value, 'name') && value.name) || '(anonymous)')
  if (constructor !== 'Function' && constructor !== null) base += ' [' + constructor + ']'
  if (tag !== '' && constructor !== tag) base += ' [' + tag + ']'
  if (constructor === null) return '[' + base + ' extends [null prototype]]'
  const parent = getPrototypeOf(value).name
  return '[' + base + (parent ? ' extends ' + parent : '') + ']'
}

module.exports = { shapeOf, formatProxy, addPrototypeProperties, internalName, regExpText, classBase, formatSparse, formatGetter }
