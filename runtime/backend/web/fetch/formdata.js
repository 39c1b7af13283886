'use strict'

// internal/fetch/formdata: FormData.

const {
  kInspect, conversionFailed, illegalInvocation, checkArguments, usvString, mixIterable, describe,
} = require('internal/fetch/webidl')
const { markTransferMode } = require('internal/worker/js_transferable')
const { File, isBlob } = require('internal/blob')

const kEntries = Symbol('state') // names and values in turn

class FormData {
  constructor(form) {
    if (form !== undefined) throw conversionFailed('FormData constructor', 'Argument 1', ['undefined'])
    this[kEntries] = []
  }

  append(name, value, filename = undefined) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 2, 'FormData.append')
    entries.push(...entry(name, value, filename, arguments.length === 3, 'append'))
  }

  delete(name) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 1, 'FormData.delete')
    name = usvString(name)
    this[kEntries] = without(entries, name, 0)
  }

  get(name) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 1, 'FormData.get')
    const at = find(entries, usvString(name))
    return at < 0 ? null : entries[at + 1]
  }

  getAll(name) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 1, 'FormData.getAll')
    name = usvString(name)
    const values = []
    for (let i = 0; i < entries.length; i += 2) if (entries[i] === name) values.push(entries[i + 1])
    return values
  }

  has(name) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 1, 'FormData.has')
    return find(entries, usvString(name)) >= 0
  }

  set(name, value, filename = undefined) {
    const entries = entriesOf(this)
    checkArguments(arguments.length, 2, 'FormData.set')
    const made = entry(name, value, filename, arguments.length === 3, 'set')
    const at = find(entries, made[0])
    if (at < 0) {
      entries.push(made[0], made[1])
      return
    }
    entries[at + 1] = made[1]
    this[kEntries] = without(entries, made[0], at + 2)
  }

  [kInspect](depth, options) {
    const entries = entriesOf(this)
    const fields = { __proto__: null }
    for (let i = 0; i < entries.length; i += 2) {
      const name = entries[i]
      if (!fields[name]) fields[name] = entries[i + 1]
      else if (Array.isArray(fields[name])) fields[name].push(entries[i + 1])
      else fields[name] = [fields[name], entries[i + 1]]
    }
    options.depth ??= depth
    const output = require('util').formatWithOptions(options, fields)
    return `FormData ${output.slice(output.indexOf(']') + 2)}`
  }
}
describe(FormData, 'FormData', ['append', 'delete', 'get', 'getAll', 'has', 'set'])
mixIterable('FormData', FormData, entriesOf)
markTransferMode(FormData.prototype, false, false)

function entriesOf(form) {
  const entries = form?.[kEntries]
  if (entries === undefined) throw illegalInvocation()
  return entries
}

function find(entries, name) {
  for (let i = 0; i < entries.length; i += 2) if (entries[i] === name) return i
  return -1
}

// without is the entries but those of a name from a place on.
function without(entries, name, from) {
  const kept = []
  for (let i = 0; i < entries.length; i += 2) {
    if (i < from || entries[i] !== name) kept.push(entries[i], entries[i + 1])
  }
  return kept
}

// entry is [name, value] of the arguments of append and set.
function entry(name, value, filename, named, method) {
  if (named && !isBlob(value)) throw new TypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`)
  name = usvString(name)
  if (!isBlob(value)) return [name, usvString(value)]
  if (named) filename = usvString(filename)
  if (!(value instanceof File)) value = new File([value], named ? filename : 'blob', { type: value.type })
  else if (named) value = new File([value], filename, { type: value.type, lastModified: value.lastModified })
  return [name, value]
}

// encode is what a form's body is made of, strings and Blobs, and its type. The form may be another library's.
function encode(form) {
  const entries = form[kEntries] ?? Array.from(form).flat()
  const boundary = `----formdata-undici-0${String(require('crypto').randomInt(0, 1e11)).padStart(11, '0')}`
  const prefix = `--${boundary}\r\nContent-Disposition: form-data; name="`
  const parts = []
  for (let i = 0; i < entries.length; i += 2) {
    const value = entries[i + 1]
    const head = `${prefix}${escape(lineEnds(entries[i]))}"`
    if (typeof value === 'string') {
      parts.push(`${head}\r\n\r\n${lineEnds(value)}\r\n`)
      continue
    }
    const filename = value.name ? `; filename="${escape(value.name)}"` : ''
    parts.push(`${head}${filename}\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`, value, '\r\n')
  }
  parts.push(`--${boundary}--\r\n`)
  return { parts, type: `multipart/form-data; boundary=${boundary}` }
}

const lines = /\r?\n|\r/g
function lineEnds(text) { return text.replace(lines, '\r\n') }
function escape(text) { return text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22') }

// decode is a form of [name, value, fileName, type, ...]: the value is a string, or bytes for a file.
function decode(parts) {
  const form = new FormData()
  const entries = form[kEntries]
  for (let i = 0; i < parts.length; i += 4) {
    const value = parts[i + 1]
    entries.push(parts[i], typeof value === 'string' ? value : new File([value], parts[i + 2], { type: parts[i + 3] }))
  }
  return form
}

// ofPairs is a form of names and values in turn.
function ofPairs(pairs) {
  const form = new FormData()
  form[kEntries] = pairs
  return form
}

module.exports = { FormData, encode, decode, ofPairs }
