'use strict'

function unescapeBuffer (s, decodeSpaces) {
  return require('internal/buffer').fromArrayBuffer(binding.unescapeBuffer(`${s}`, Boolean(decodeSpaces)))
}

function unescape (s, decodeSpaces) {
  try {
    return decodeURIComponent(s)
  } catch {
    return querystring.unescapeBuffer(s, decodeSpaces).toString()
  }
}

function escape (text) {
  if (typeof text !== 'string') text = typeof text === 'object' ? String(text) : text + ''
  try {
    return encodeURIComponent(text)
  } catch {
    return encodeURIComponent(text.replace(/[\ud800-\udfff][^]?/g, pairUp))
  }
}

// pairUp reads a surrogate and whatever follows it as a pair, as Node does.
function pairUp (text) {
  if (text.length < 2) {
    const { codes } = require('internal/errors')
    throw new codes.ERR_INVALID_URI()
  }
  return String.fromCodePoint(0x10000 + ((text.charCodeAt(0) & 0x3FF) << 10 | text.charCodeAt(1) & 0x3FF))
}

function primitive (value) {
  switch (typeof value) {
    case 'string': return value
    case 'number': return Number.isFinite(value) ? '' + value : ''
    case 'bigint': return '' + value
    case 'boolean': return value ? 'true' : 'false'
  }
  return ''
}

function stringify (object, separator, equals, options) {
  if (object === null || typeof object !== 'object') return ''
  separator = separator || '&'
  equals = equals || '='
  let encode = querystring.escape
  if (options && typeof options.encodeURIComponent === 'function') encode = options.encodeURIComponent
  const fields = []
  const keys = Object.keys(object)
  for (let i = 0; i < keys.length; i++) {
    const key = encode(primitive(keys[i])) + equals
    const value = object[keys[i]]
    if (Array.isArray(value)) {
      for (let j = 0; j < value.length; j++) fields.push(key + encode(primitive(value[j])))
    } else {
      fields.push(key + encode(primitive(value)))
    }
  }
  return fields.join(separator)
}

function parse (query, separator, equals, options) {
  const result = { __proto__: null }
  if (typeof query !== 'string' || query.length === 0) return result
  let most = 1000
  if (options && typeof options.maxKeys === 'number') most = options.maxKeys > 0 ? options.maxKeys : 0
  let decode = querystring.unescape
  if (options && typeof options.decodeURIComponent === 'function') decode = options.decodeURIComponent
  const own = decode === unescape
  const list = binding.split(query, separator ? String(separator) : '&', equals ? String(equals) : '=', most, !own)
  for (let i = 0; i < list.length; i += 2) {
    let key = list[i]
    let value = list[i + 1]
    if (!own) {
      key = tryDecode(key, decode)
      value = tryDecode(value, decode)
    }
    const present = result[key]
    if (present === undefined) result[key] = value
    else if (Array.isArray(present)) present.push(value)
    else result[key] = [present, value]
  }
  return result
}

function tryDecode (text, decode) {
  if (text.length === 0) return text
  try {
    return decode(text)
  } catch {
    return querystring.unescape(text, true)
  }
}

const querystring = module.exports = {
  unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse
}
