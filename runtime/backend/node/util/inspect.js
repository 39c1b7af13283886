'use strict'

// util.inspect. A value becomes a list of entries between two braces; reduce decides
// whether they fit on one line. What kind of object a value is comes from the engine.

const { brand: brandOf, proxy: proxyDetails, extraKeys, quote, formatStack, stripControl } = binding
const { reduce, lengthOf, widthOf } = require('internal/util/layout')

const custom = Symbol.for('nodejs.util.inspect.custom')
const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)
const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable)
const functionText = Function.prototype.call.bind(Function.prototype.toString)
// Programs may replace these.
const { getPrototypeOf, getOwnPropertyDescriptor: getDescriptor, getOwnPropertyNames, getOwnPropertySymbols, keys: objectKeys } = Object
const sizeOfMap = getDescriptor(Map.prototype, 'size').get
const sizeOfSet = getDescriptor(Set.prototype, 'size').get

// The brands that are written item by item.
const iterables = new Set(['Array', 'Set', 'Map', 'TypedArray', 'MapIterator', 'SetIterator'])
// The brands that inspect-exotic.js knows.
const exotics = new Set([
  'TypedArray', 'MapIterator', 'SetIterator', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Promise', 'Module', 'WeakSet', 'WeakMap',
  'Number', 'String', 'Boolean', 'BigInt', 'Symbol',
])

// How a property is written: as an object's, as an array's extra one, as an element.
const asProperty = 0
const asElement = 1
const asExtra = 2

const shortLine = 16
// Node's stack has room for about as many objects within one another.
const deepest = 820
const plainKey = /^[a-zA-Z_][a-zA-Z_0-9]*$/

const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
}
Object.defineProperty(inspect, 'defaultOptions', {
  get() { return defaults },
  set(options) {
    require('internal/validators').validateObject(options, 'options')
    Object.assign(defaults, options)
  },
})
inspect.custom = custom

function inspect(value, opts) {
  const context = {
    written: 0,
    indentationLvl: 0,
    seen: [],
    currentDepth: 0,
    stylize: withoutColor,
    showHidden: defaults.showHidden,
    depth: defaults.depth,
    colors: defaults.colors,
    customInspect: defaults.customInspect,
    showProxy: defaults.showProxy,
    maxArrayLength: defaults.maxArrayLength,
    maxStringLength: defaults.maxStringLength,
    breakLength: defaults.breakLength,
    compact: defaults.compact,
    sorted: defaults.sorted,
    getters: defaults.getters,
    numericSeparator: defaults.numericSeparator,
  }
  if (arguments.length > 1) {
    // The old signature: inspect(value, showHidden, depth, colors).
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) context.depth = arguments[2]
      if (arguments.length > 3 && arguments[3] !== undefined) context.colors = arguments[3]
    }
    if (typeof opts === 'boolean') context.showHidden = opts
    else if (opts) {
      const keys = objectKeys(opts)
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i]
        if (hasOwn(defaults, key) || key === 'stylize') context[key] = opts[key]
        else if (context.userOptions === undefined) context.userOptions = opts
      }
    }
  }
  if (context.colors) context.stylize = withColor
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity
  if (context.maxStringLength === null) context.maxStringLength = Infinity
  return formatValue(context, value, 0)
}

const { colors, styles } = require('internal/util/styles')
inspect.colors = colors
inspect.styles = styles

function withColor(text, style) {
  const name = inspect.styles[style]
  if (name === undefined) return text
  const color = inspect.colors[name]
  if (color === undefined) return text
  return '\u001b[' + color[0] + 'm' + text + '\u001b[' + color[1] + 'm'
}

function withoutColor(text) { return text }

// userOptions are what a custom inspect function gets: the options with which to go on.
function userOptionsOf(context, foreign) {
  const options = { stylize: context.stylize }
  for (const key in defaults) options[key] = context[key]
  if (context.userOptions !== undefined) Object.assign(options, context.userOptions)
  if (foreign) {
    // An object of another realm must not reach ours through what it is given.
    Object.setPrototypeOf(options, null)
    for (const key in options) {
      const value = options[key]
      if ((typeof value === 'object' || typeof value === 'function') && value !== null) delete options[key]
    }
    options.stylize = Object.setPrototypeOf(function (value, flavour) {
      let text
      try { text = String(context.stylize(value, flavour)) } catch { text = '' }
      return text
    }, null)
  }
  return options
}

function formatValue(context, value, depth, inTypedArray) {
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(context.stylize, value, context)
  if (value === null) return context.stylize('null', 'null')
  const receiver = value
  const details = proxyDetails(value)
  if (details !== undefined) {
    if (details[0] === null) return context.stylize('<Revoked Proxy>', 'special')
    if (context.showProxy) return require('internal/util/inspect-exotic').formatProxy(context, details, depth)
    value = details[0]
    // A proxy of a proxy is shown as what is behind them all.
    for (let inner = proxyDetails(value); inner !== undefined; inner = proxyDetails(value)) {
      if (inner[0] === null) return context.stylize('<Revoked Proxy>', 'special')
      value = inner[0]
    }
  }
  if (context.customInspect) {
    const maybe = value[custom]
    if (typeof maybe === 'function' && maybe !== inspect) {
      const maker = getDescriptor(value, 'constructor')
      const isPrototype = maker !== undefined && maker.value && maker.value.prototype === value
      if (!isPrototype) {
        const left = context.depth === null ? null : context.depth - depth
        const foreign = details !== undefined || !(receiver instanceof Object)
        const result = maybe.call(receiver, left, userOptionsOf(context, foreign), inspect)
        if (result !== receiver) {
          if (typeof result !== 'string') return formatValue(context, result, depth)
          return result.replaceAll('\n', '\n' + ' '.repeat(context.indentationLvl))
        }
      }
    }
  }
  if (context.seen.includes(value)) {
    let index = 1
    if (context.circular === undefined) {
      context.circular = new Map()
      context.circular.set(value, index)
    } else {
      index = context.circular.get(value)
      if (index === undefined) {
        index = context.circular.size + 1
        context.circular.set(value, index)
      }
    }
    return context.stylize('[Circular *' + index + ']', 'special')
  }
  return formatObject(context, value, depth, inTypedArray)
}

// formatObject finds out what value is, writes its entries and puts them together.
function formatObject(context, value, depth, inTypedArray) {
  let hidden // properties of prototypes, which showHidden shows for classes of the user's
  if (context.showHidden && (context.depth === null || depth <= context.depth)) hidden = []
  const constructor = constructorName(value, context, depth, hidden)
  if (hidden !== undefined && hidden.length === 0) hidden = undefined
  let tag = value[Symbol.toStringTag]
  // A tag that is printed as a property anyhow is not shown twice.
  if (typeof tag !== 'string' || (tag !== '' && (context.showHidden ? hasOwn : isEnumerable)(value, Symbol.toStringTag))) tag = ''
  const shape = shapeOf(context, value, depth, constructor, tag, hidden, inTypedArray)
  if (typeof shape === 'string') return shape
  let { base } = shape
  const { keys, braces, format, style } = shape
  if (context.depth !== null && depth > context.depth) {
    const name = styleOf(value, constructor, tag).slice(0, -1)
    return context.stylize(constructor === null ? name : '[' + name + ']', 'special')
  }
  if (context.seen.length >= deepest) return interrupted(context, value, constructor, tag)
  depth++
  context.seen.push(value)
  context.currentDepth = depth
  let output
  const indentation = context.indentationLvl
  try {
    output = format === undefined ? [] : format(context, value, depth, keys)
    for (let i = 0; i < keys.length; i++) output.push(formatProperty(context, value, depth, keys[i], style === asProperty ? asProperty : asExtra))
    if (hidden !== undefined) for (let i = 0; i < hidden.length; i++) output.push(hidden[i])
  } catch (error) {
    if (!require('internal/errors').isStackOverflowError(error)) throw error
    context.seen.pop()
    context.indentationLvl = indentation
    return interrupted(context, value, constructor, tag)
  }
  if (context.circular !== undefined) {
    const index = context.circular.get(value)
    if (index !== undefined) {
      const reference = context.stylize('<ref *' + index + '>', 'special')
      if (context.compact !== true) base = base === '' ? reference : reference + ' ' + base
      else braces[0] = reference + ' ' + braces[0]
    }
  }
  context.seen.pop()
  if (context.sorted) sortOutput(output, context.sorted === true ? undefined : context.sorted, style, keys.length)
  const text = reduce(context, output, base, braces, style, depth, value)
  // Every enclosing object will copy this text once more: when that would come to 256 million
  // characters there is no point in going deeper.
  context.written += text.length * (context.seen.length + 1)
  if (context.written > 2 ** 28) context.depth = -1
  return text
}

function interrupted(context, value, constructor, tag) {
  return context.stylize('[' + styleOf(value, constructor, tag).slice(0, -1) +
    ': Inspection interrupted prematurely. Maximum call stack size exceeded.]', 'special')
}

// styleOf is the prefix of an object that is nothing special.
function styleOf(value, constructor, tag) {
  if (constructor !== null) return prefixOf(constructor, tag, '')
  const name = require('internal/util/inspect-exotic').internalName(value)
  return prefixOf(null, tag, name === tag ? 'Object' : name)
}

function sortOutput(output, comparator, style, keyCount) {
  if (style === asProperty) {
    output.sort(comparator)
    return
  }
  if (keyCount > 1) {
    const sorted = output.splice(output.length - keyCount, keyCount).sort(comparator)
    for (let i = 0; i < sorted.length; i++) output.push(sorted[i])
  }
}

// shapeOf returns how to write an object, or its whole text when that is already certain.
function shapeOf(context, value, depth, constructor, tag, hidden, inTypedArray) {
  let brand = brandOf(value)
  // What is shown item by item must be iterable, unless it has no prototype at all.
  if (iterables.has(brand) && constructor !== null && !(Symbol.iterator in value)) brand = ''
  const shape = { base: '', keys: undefined, braces: undefined, format: undefined, style: asProperty }
  if (exotics.has(brand)) return require('internal/util/inspect-exotic').shapeOf(context, value, depth, brand, constructor, tag, shape, hidden, inTypedArray)
  switch (brand) {
    case 'Array': {
      const prefix = constructor !== 'Array' || tag !== '' ? prefixOf(constructor, tag, 'Array', '(' + value.length + ')') : ''
      shape.keys = nonIndexKeys(value, context.showHidden)
      shape.braces = [prefix + '[', ']']
      if (value.length === 0 && shape.keys.length === 0 && hidden === undefined) return shape.braces[0] + ']'
      shape.style = asExtra
      shape.format = formatArray
      return shape
    }
    case 'Set':
    case 'Map': {
      const size = (brand === 'Set' ? sizeOfSet : sizeOfMap).call(value)
      const prefix = prefixOf(constructor, tag, brand, '(' + size + ')')
      shape.keys = keysOf(value, context.showHidden)
      if (size === 0 && shape.keys.length === 0 && hidden === undefined) return prefix + '{}'
      shape.braces = [prefix + '{', '}']
      shape.format = brand === 'Set' ? formatSet : formatMap
      return shape
    }
  }
  shape.keys = keysOf(value, context.showHidden)
  shape.braces = ['{', '}']
  const empty = shape.keys.length === 0 && hidden === undefined
  if (typeof value === 'function') {
    shape.base = functionBase(value, constructor, tag, brand)
    return empty ? context.stylize(shape.base, 'special') : shape
  }
  if (brand === 'Arguments') {
    shape.braces[0] = (constructor === 'Object' ? '[Arguments] ' : prefixOf(constructor, tag, 'Arguments')) + '{'
    return empty ? shape.braces[0] + '}' : shape
  }
  switch (brand) {
    case 'RegExp': {
      shape.base = constructor !== null ? RegExp.prototype.toString.call(value) : require('internal/util/inspect-exotic').regExpText(value)
      const prefix = prefixOf(constructor, tag, 'RegExp')
      if (prefix !== 'RegExp ') shape.base = prefix + shape.base
      if (empty || (context.depth !== null && depth > context.depth)) return context.stylize(shape.base, 'regexp')
      return shape
    }
    case 'Date': {
      const invalid = Number.isNaN(Date.prototype.getTime.call(value))
      shape.base = invalid ? Date.prototype.toString.call(value) : Date.prototype.toISOString.call(value)
      const prefix = prefixOf(constructor, tag, 'Date')
      if (prefix !== 'Date ') shape.base = prefix + shape.base
      return empty ? context.stylize(shape.base, 'date') : shape
    }
  }
  if (brand === 'Error' || isInstance(value, Error)) {
    shape.base = require('internal/util/inspect-error').formatError(context, value, constructor, tag, shape.keys)
    return shape.keys.length === 0 && hidden === undefined ? shape.base : shape
  }
  if (constructor === 'URL' && value.href && value.protocol && value.auth === undefined && (context.depth === null || depth <= context.depth)) {
    shape.base = value.href
    return empty ? shape.base : shape
  }
  if (constructor !== 'Object' || tag !== '') shape.braces[0] = styleOf(value, constructor, tag) + '{'
  return empty ? shape.braces[0] + '}' : shape
}

// keysOf lists the own properties to show.
function keysOf(value, showHidden) {
  const symbols = getOwnPropertySymbols(value)
  const keys = showHidden ? getOwnPropertyNames(value) : objectKeys(value)
  for (let i = 0; i < symbols.length; i++) if (showHidden || isEnumerable(value, symbols[i])) keys.push(symbols[i])
  return keys
}

function nonIndexKeys(value, showHidden) {
  const keys = extraKeys(value, showHidden)
  const symbols = getOwnPropertySymbols(value)
  for (let i = 0; i < symbols.length; i++) if (showHidden || isEnumerable(value, symbols[i])) keys.push(symbols[i])
  return keys
}

function isInstance(object, maker) {
  try { return object instanceof maker } catch { return false }
}

// The engine's own classes are known by their prototypes, whatever a program does to "constructor".
const wellKnown = new Map([[getPrototypeOf(Uint8Array.prototype), 'TypedArray']])
for (const name of [
  'Object', 'Array', 'Function', 'Map', 'Set', 'Error', 'Date', 'RegExp', 'Promise', 'ArrayBuffer', 'DataView', 'WeakMap', 'WeakSet', 'Boolean', 'Number', 'String',
]) wellKnown.set(globalThis[name].prototype, name)

// constructorName is the name of the nearest class, null for an object without a prototype.
function constructorName(object, context, depth, hidden) {
  let first
  const start = object
  while (object) {
    const known = wellKnown.get(object)
    if (known !== undefined && object !== start) {
      if (hidden !== undefined && first !== object) {
        require('internal/util/inspect-exotic').addPrototypeProperties(context, start, first || start, depth, hidden)
      }
      return known
    }
    const descriptor = getDescriptor(object, 'constructor')
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '' && isInstance(start, descriptor.value)) {
      if (hidden !== undefined && (first !== object || !isBuiltin(descriptor.value.name))) {
        require('internal/util/inspect-exotic').addPrototypeProperties(context, start, first || start, depth, hidden)
      }
      return String(descriptor.value.name)
    }
    object = getPrototypeOf(object)
    if (first === undefined) first = object
  }
  if (first === null) return null
  const name = require('internal/util/inspect-exotic').internalName(start)
  if (context.depth !== null && depth > context.depth) return name + ' <Complex prototype>'
  const above = constructorName(first, context, depth + 1, hidden)
  if (above === null) {
    return name + ' <' + inspect(first, { ...userOptionsOf(context, false), customInspect: false, depth: -1 }) + '>'
  }
  return name + ' <' + above + '>'
}

let builtinNames
function isBuiltin(name) {
  if (builtinNames === undefined) {
    builtinNames = new Set(Object.getOwnPropertyNames(globalThis).filter((key) => /^[A-Z][a-zA-Z0-9]+$/.test(key)))
  }
  return builtinNames.has(name)
}

// prefixOf is the class in front of the braces, with a space after it.
function prefixOf(constructor, tag, fallback, size = '') {
  if (constructor === null) {
    if (tag !== '' && fallback !== tag) return '[' + fallback + size + ': null prototype] [' + tag + '] '
    return '[' + fallback + size + ': null prototype] '
  }
  if (tag !== '' && constructor !== tag) return constructor + size + ' [' + tag + '] '
  return constructor + size + ' '
}

function functionBase(value, constructor, tag, brand) {
  const text = functionText(value)
  if (text.startsWith('class') && text.endsWith('}')) {
    const body = text.slice(5, -1)
    const brace = body.indexOf('{')
    if (brace !== -1 && (!body.slice(0, brace).includes('(') || /^(\s+[^(]*?)\s*{/.test(body.replace(/\/\/.*?\n|\/\*[\s\S]*?\*\//g, '')))) {
      return require('internal/util/inspect-exotic').classBase(value, constructor, tag)
    }
  }
  const type = brand === 'AsyncFunction' || brand === 'GeneratorFunction' || brand === 'AsyncGeneratorFunction' ? brand : 'Function'
  let base = '[' + type
  if (constructor === null) base += ' (null prototype)'
  base += value.name === '' ? ' (anonymous)' : ': ' + (typeof value.name === 'string' ? value.name : formatPrimitive(withoutColor, value.name, defaults))
  base += ']'
  if (constructor !== type && constructor !== null) base += ' ' + constructor
  if (tag !== '' && constructor !== tag) base += ' [' + tag + ']'
  return base
}

function formatNumber(stylize, number, separate) {
  if (!separate) return stylize(Object.is(number, -0) ? '-0' : String(number), 'number')
  const whole = Math.trunc(number)
  const text = String(whole)
  const { addNumericalSeparator } = require('internal/errors')
  if (whole === number) {
    return stylize(!Number.isFinite(number) || text.includes('e') ? text : addNumericalSeparator(text), 'number')
  }
  if (Number.isNaN(number)) return stylize(text, 'number')
  const decimals = String(number).slice(text.length + 1)
  const groups = []
  for (let i = 0; i < decimals.length; i += 3) groups.push(decimals.slice(i, i + 3))
  return stylize(addNumericalSeparator(text) + '.' + groups.join('_'), 'number')
}

function formatBigInt(stylize, number, separate) {
  const text = String(number)
  return stylize((separate ? require('internal/errors').addNumericalSeparator(text) : text) + 'n', 'bigint')
}

function formatPrimitive(stylize, value, context) {
  switch (typeof value) {
    case 'string': return formatString(stylize, value, context)
    case 'number': return formatNumber(stylize, value, context.numericSeparator)
    case 'bigint': return formatBigInt(stylize, value, context.numericSeparator)
    case 'boolean': return stylize(String(value), 'boolean')
    case 'undefined': return stylize('undefined', 'undefined')
  }
  return stylize(Symbol.prototype.toString.call(value), 'symbol')
}

function formatString(stylize, value, context) {
  let trailer = ''
  if (value.length > context.maxStringLength) {
    const left = value.length - context.maxStringLength
    value = value.slice(0, context.maxStringLength)
    trailer = '... ' + left + ' more character' + (left > 1 ? 's' : '')
  }
  if (context.compact !== true && value.length > shortLine && value.length > context.breakLength - context.indentationLvl - 4) {
    // A long text of several lines is shown as one string a line.
    const lines = value.split('\n')
    const parts = []
    for (let i = 0; i < lines.length; i++) {
      const line = i < lines.length - 1 ? lines[i] + '\n' : lines[i]
      if (line !== '' || lines.length === 1) parts.push(stylize(quote(line), 'string'))
    }
    return parts.join(' +\n' + ' '.repeat(context.indentationLvl + 2)) + trailer
  }
  return stylize(quote(value), 'string') + trailer
}

function more(count) { return '... ' + count + ' more item' + (count > 1 ? 's' : '') }

function limitOf(context, length) { return Math.min(Math.max(0, context.maxArrayLength), length) }

function formatArray(context, value, depth) {
  const { length } = value
  const limit = limitOf(context, length)
  const output = []
  for (let i = 0; i < limit; i++) {
    if (!hasOwn(value, i)) return require('internal/util/inspect-exotic').formatSparse(context, value, depth, limit, output, i)
    output.push(formatProperty(context, value, depth, i, asElement))
  }
  if (length > limit) output.push(more(length - limit))
  return output
}

function formatSet(context, value, depth) {
  const limit = limitOf(context, sizeOfSet.call(value))
  const output = []
  context.indentationLvl += 2
  const items = Set.prototype.values.call(value)
  for (let i = 0; i < limit; i++) output.push(formatValue(context, items.next().value, depth))
  const left = sizeOfSet.call(value) - limit
  if (left > 0) output.push(more(left))
  context.indentationLvl -= 2
  return output
}

function formatMap(context, value, depth) {
  const limit = limitOf(context, sizeOfMap.call(value))
  const output = []
  context.indentationLvl += 2
  const items = Map.prototype.entries.call(value)
  for (let i = 0; i < limit; i++) {
    const entry = items.next().value
    output.push(formatValue(context, entry[0], depth) + ' => ' + formatValue(context, entry[1], depth))
  }
  const left = sizeOfMap.call(value) - limit
  if (left > 0) output.push(more(left))
  context.indentationLvl -= 2
  return output
}

function formatProperty(context, value, depth, key, style, descriptor, receiver = value) {
  let text
  let extra = ' '
  if (descriptor === undefined) {
    descriptor = getDescriptor(value, key) || { value: value[key], configurable: true, enumerable: true }
  }
  if (descriptor.value !== undefined) {
    const indent = context.compact !== true || style !== asProperty ? 2 : 3
    context.indentationLvl += indent
    text = formatValue(context, descriptor.value, depth)
    if (indent === 3 && context.breakLength < lengthOf(text, context.colors)) {
      extra = '\n' + ' '.repeat(context.indentationLvl)
    }
    context.indentationLvl -= indent
  } else if (descriptor.get !== undefined) text = require('internal/util/inspect-exotic').formatGetter(context, descriptor, depth, receiver)
  else if (descriptor.set !== undefined) text = context.stylize('[Setter]', 'special')
  else text = context.stylize('undefined', 'undefined')
  if (style === asElement) return text
  return nameOf(context, key, descriptor) + ':' + extra + text
}

function nameOf(context, key, descriptor) {
  if (typeof key === 'symbol') return '[' + context.stylize(escapeName(Symbol.prototype.toString.call(key)), 'symbol') + ']'
  if (key === '__proto__') return "['__proto__']"
  if (descriptor.enumerable === false) return '[' + escapeName(String(key)) + ']'
  if (plainKey.test(key)) return context.stylize(key, 'name')
  return context.stylize(quote(String(key)), 'string')
}

function escapeName(text) {
  return /[\x00-\x1f\x27\x5c\x7f-\x9f]/.test(text) ? quote(text.replace(/'/g, '"')).slice(1, -1) : text
}

// getStringWidth counts terminal columns.
function getStringWidth(text, removeControlChars = true) {
  return widthOf(text, removeControlChars)
}

function stripVTControlCharacters(text) {
  require('internal/validators').validateString(text, 'str')
  return stripControl(text)
}

module.exports = {
  inspect,
  formatProperty,
  formatPrimitive,
  formatValue,
  formatNumber,
  formatBigInt,
  getStringWidth,
  stripVTControlCharacters,
  formatStack,
  isBuiltin,
  keysOf,
  nonIndexKeys,
  limitOf,
  more,
  styleOf,
  prefixOf,
  withoutColor,
}
