'use strict'

// util.format and util.formatWithOptions.

const { inspect, formatNumber, formatBigInt, isBuiltin, withoutColor } = require('internal/util/inspect')
const { proxy: proxyDetails } = binding

const verbs = 'sdifjoOc'
const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty)

// hasOwnText reports whether String(value) says more than "[object Object]": whether
// the object, or a class of the user's, defines how it becomes a string.
function hasOwnText(value) {
  const details = proxyDetails(value)
  if (details !== undefined) {
    if (details[0] === null) return false
    value = details[0]
  }
  if (typeof value.toString !== 'function' && typeof value[Symbol.toPrimitive] !== 'function') return false
  if (hasOwn(value, 'toString') || hasOwn(value, Symbol.toPrimitive)) return true
  let at = value
  do {
    at = Object.getPrototypeOf(at)
    if (at === null) return false
  } while (!hasOwn(at, 'toString') && !hasOwn(at, Symbol.toPrimitive))
  const maker = Object.getOwnPropertyDescriptor(at, 'constructor')
  return maker === undefined || typeof maker.value !== 'function' || !isBuiltin(maker.value.name)
}

function separates(options) {
  const own = options.numericSeparator
  return own === undefined ? inspect.defaultOptions.numericSeparator : own
}

function textOf(value, options) {
  if (typeof value === 'number') return formatNumber(withoutColor, value, separates(options))
  if (typeof value === 'bigint') return formatBigInt(withoutColor, value, separates(options))
  if (typeof value !== 'object' || value === null || hasOwnText(value)) return String(value)
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 })
}

function jsonOf(value) {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]'
    throw error
  }
}

function numberOf(value, parse, options) {
  if (typeof value === 'bigint') return formatBigInt(withoutColor, value, separates(options))
  if (typeof value === 'symbol') return 'NaN'
  return formatNumber(withoutColor, parse(value), separates(options))
}

function replacement(verb, value, options) {
  switch (verb) {
    case 's': return textOf(value, options)
    case 'd': return numberOf(value, Number, options)
    case 'i': return numberOf(value, Number.parseInt, options)
    case 'f': return typeof value === 'symbol' ? 'NaN' : formatNumber(withoutColor, Number.parseFloat(value), separates(options))
    case 'j': return jsonOf(value)
    case 'O': return inspect(value, options)
    case 'o': return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 })
  }
  return '' // %c: styles are for browsers
}

// formatArgs is format with its arguments as an array.
function formatArgs(options, args) {
  const count = args.length
  if (count === 0) return ''
  const first = args[0]
  if (typeof first !== 'string') {
    const parts = new Array(count)
    for (let i = 0; i < count; i++) parts[i] = typeof args[i] === 'string' ? args[i] : inspect(args[i], options)
    return parts.join(' ')
  }
  if (count === 1) return first
  const text = []
  const last = first.length - 1
  let used = 1
  let from = 0
  let at = first.indexOf('%')
  while (at !== -1 && at < last) {
    const verb = first[at + 1]
    let written
    if (verb === '%') written = '%'
    else if (used < count && verbs.includes(verb)) written = replacement(verb, args[used++], options)
    else {
      at = first.indexOf('%', at + 1)
      continue
    }
    text.push(first.slice(from, at), String(written))
    from = at + 2
    at = first.indexOf('%', from)
  }
  text.push(first.slice(from))
  const parts = [text.join('')]
  for (; used < count; used++) parts.push(typeof args[used] === 'string' ? args[used] : inspect(args[used], options))
  return parts.join(' ')
}

function format(...args) {
  return formatArgs({}, args)
}

function formatWithOptions(inspectOptions, ...args) {
  require('internal/validators').validateObject(inspectOptions, 'inspectOptions', 2 | 4)
  return formatArgs(inspectOptions, args)
}

module.exports = { format, formatWithOptions, formatArgs }
