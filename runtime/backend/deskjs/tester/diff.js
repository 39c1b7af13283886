'use strict'

// Values as text, the same for equal ones, and what differs between two of them.

const { isAsymmetric } = require('internal/deskjs/test/equal')

const simple = /^[A-Za-z_$][\w$]*$/

// format writes a value over several lines, members in the order of their names.
function format(value, indent = '', seen = []) {
  if (isAsymmetric(value)) return value.inner === undefined ? String(value) : `${value} ${format(value.inner, indent, seen)}`
  switch (typeof value) {
    case 'string': return seen.length === 0 && value.includes('\n') ? value : JSON.stringify(value)
    case 'bigint': return value + 'n'
    case 'function': return `[Function ${value.name || 'anonymous'}]`
    case 'symbol': return String(value)
    case 'number': return Object.is(value, -0) ? '-0' : String(value)
    case 'object': break
    default: return String(value)
  }
  if (value === null) return 'null'
  if (seen.includes(value)) return '[Circular]'
  seen = [...seen, value]
  const deeper = indent + '  '
  const list = (open, items, close) => (items.length === 0 ? open + close : `${open}\n${items.map((item) => deeper + item + ',\n').join('')}${indent}${close}`)
  const inner = (part) => format(part, deeper, seen)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date { NaN }' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Error) return `[${value.name}: ${value.message}]`
  if (value instanceof Promise) return 'Promise {}'
  const name = Object.getPrototypeOf(value)?.constructor?.name
  if (Array.isArray(value)) return list('[', Array.from(value, inner), ']')
  if (value instanceof Map) return list('Map {', [...value].map(([key, part]) => `${inner(key)} => ${inner(part)}`), '}')
  if (value instanceof Set) return list('Set {', [...value].map(inner), '}')
  if (value instanceof ArrayBuffer) return list('ArrayBuffer [', [...new Uint8Array(value)].map(String), ']')
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return list(name + ' [', [...value].map(String), ']')
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key)).sort((a, b) => (String(a) < String(b) ? -1 : 1))
  const items = keys.map((key) => `${typeof key === 'symbol' ? `[${String(key)}]` : simple.test(key) ? key : JSON.stringify(key)}: ${inner(value[key])}`)
  return list(name === undefined || name === 'Object' ? '{' : name + ' {', items, '}')
}

// lines compares two lists of lines: [' ' | '-' | '+', line] each, by the longest part that both have.
function lines(expected, actual) {
  let start = 0
  while (start < expected.length && start < actual.length && expected[start] === actual[start]) start++
  let end = 0
  while (end < expected.length - start && end < actual.length - start && expected[expected.length - 1 - end] === actual[actual.length - 1 - end]) end++
  const a = expected.slice(start, expected.length - end)
  const b = actual.slice(start, actual.length - end)
  const out = expected.slice(0, start).map((line) => [' ', line])
  if (a.length * b.length > 1_000_000) out.push(...a.map((line) => ['-', line]), ...b.map((line) => ['+', line])) // too much to look for what is common
  else {
    const width = b.length + 1
    const table = new Uint32Array((a.length + 1) * width)
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1])
    }
    let i = 0
    let j = 0
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) { out.push([' ', a[i]]); i++; j++ }
      else if (i < a.length && (j === b.length || table[(i + 1) * width + j] >= table[i * width + j + 1])) out.push(['-', a[i++]])
      else out.push(['+', b[j++]])
    }
  }
  out.push(...expected.slice(expected.length - end).map((line) => [' ', line]))
  return out
}

const around = 3 // lines that are the same, beside those that differ

// diff is what differs between two texts, "" if nothing does.
function diff(expected, actual) {
  const list = lines(expected.split('\n'), actual.split('\n'))
  if (list.every(([sign]) => sign === ' ')) return ''
  const near = list.map((_, i) => list.slice(Math.max(i - around, 0), i + around + 1).some(([sign]) => sign !== ' '))
  const out = ['- expected', '+ received', '']
  let gap = false
  list.forEach(([sign, line], i) => {
    if (near[i]) out.push(sign + ' ' + line)
    else if (!gap) out.push('  …')
    gap = !near[i]
  })
  return out.join('\n')
}

// short is a value in one line.
const short = (value) => {
  const one = typeof value === 'string' ? JSON.stringify(value) : format(value).replace(/,\n\s*(?=[\]}])/g, ' ').replace(/\n\s*/g, ' ').replaceAll('[ ', '[').replaceAll(' ]', ']')
  return one.length > 160 ? one.slice(0, 160) + '…' : one
}

module.exports = { format, diff, short }
