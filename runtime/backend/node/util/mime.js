'use strict'

// MIMEType and MIMEParams, after the WHATWG's MIME Sniffing standard.

const { codes: { ERR_INVALID_MIME_SYNTAX } } = require('internal/errors')

const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/
const notQuoted = /[^\t\u0020-~\u0080-\u00FF]/
const leadingSpace = /^[\r\n\t ]+/
const trailingSpace = /[\r\n\t ]+$/

// lower is toLowerCase for ASCII alone.
function lower(text) { return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) }

function validateToken(name, text, whole = text) {
  const invalid = text.search(notToken)
  if (text === '' || invalid !== -1) throw new ERR_INVALID_MIME_SYNTAX(name, whole, invalid)
}

// parseEssence returns the type, the subtype and the text of the parameters.
function parseEssence(text) {
  const start = text.replace(leadingSpace, '')
  const slash = start.indexOf('/')
  const type = slash === -1 ? start : start.slice(0, slash)
  const invalid = type.search(notToken)
  if (type === '' || invalid !== -1 || slash === -1) throw new ERR_INVALID_MIME_SYNTAX('type', text, invalid)
  const semicolon = start.indexOf(';', slash)
  const subtype = start.slice(slash + 1, semicolon === -1 ? undefined : semicolon).replace(trailingSpace, '')
  validateToken('subtype', subtype, text)
  return [lower(type), lower(subtype), semicolon === -1 ? '' : start.slice(semicolon + 1)]
}

// parseQuoted reads behind an opening quote. It returns the value and where it ends.
function parseQuoted(text, position) {
  const parts = []
  for (; position < text.length; position++) {
    if (text[position] === '"') return [parts.join(''), position + 1]
    // A backslash at the very end stands for itself.
    if (text[position] === '\\' && position + 1 < text.length) position++
    parts.push(text[position])
  }
  return [parts.join(''), position]
}

function parseParameters(text, data) {
  text = text.replace(trailingSpace, '')
  let position = 0
  while (position < text.length) {
    const rest = text.slice(position)
    const trimmed = rest.replace(leadingSpace, '')
    position += rest.length - trimmed.length
    const end = trimmed.search(/[;=]|$/)
    const name = lower(trimmed.slice(0, end))
    position += end + 1
    if (trimmed[end] === ';') continue
    if (position >= text.length) break
    let value
    if (text[position] === '"') {
      [value, position] = parseQuoted(text, position + 1)
    } else {
      const semicolon = text.indexOf(';', position)
      const valueEnd = semicolon === -1 ? text.length : semicolon
      value = text.slice(position, valueEnd).replace(trailingSpace, '')
      position = valueEnd
      if (value === '') continue
    }
    if (name !== '' && !notToken.test(name) && !notQuoted.test(value) && !data.has(name)) data.set(name, value)
    position++
  }
}

function encode(value) {
  if (value === '') return '""'
  return notToken.test(value) ? '"' + value.replace(/["\\]/g, '\\$&') + '"' : value
}

let parametersOf // makes a MIMEParams that parses text at its first use

class MIMEParams {
  #data = new Map()
  #text

  static {
    parametersOf = function (text) {
      const params = new MIMEParams()
      params.#text = text
      return params
    }
  }

  #parsed() {
    if (this.#text !== undefined) {
      parseParameters(this.#text, this.#data)
      this.#text = undefined
    }
    return this.#data
  }

  delete(name) { this.#parsed().delete(name) }

  get(name) {
    const value = this.#parsed().get(name)
    return value === undefined ? null : value
  }

  has(name) { return this.#parsed().has(name) }

  set(name, value) {
    const data = this.#parsed()
    name = `${name}`
    value = `${value}`
    validateToken('parameter name', name)
    const invalid = value.search(notQuoted)
    if (invalid !== -1) throw new ERR_INVALID_MIME_SYNTAX('parameter value', value, invalid)
    data.set(name, value)
  }

  *entries() { yield* this.#parsed().entries() }
  *keys() { yield* this.#parsed().keys() }
  *values() { yield* this.#parsed().values() }

  toString() {
    const parts = []
    this.#parsed().forEach((value, name) => parts.push(name + '=' + encode(value)))
    return parts.join(';')
  }
}
const paramsText = MIMEParams.prototype.toString
Object.defineProperty(MIMEParams.prototype, Symbol.iterator, { __proto__: null, configurable: true, value: MIMEParams.prototype.entries, writable: true })
Object.defineProperty(MIMEParams.prototype, 'toJSON', { __proto__: null, configurable: true, value: paramsText, writable: true })

class MIMEType {
  #type
  #subtype
  #parameters

  constructor(string) {
    const [type, subtype, parameters] = parseEssence(`${string}`)
    this.#type = type
    this.#subtype = subtype
    this.#parameters = parametersOf(parameters)
  }

  get type() { return this.#type }
  set type(value) {
    value = `${value}`
    validateToken('type', value)
    this.#type = lower(value)
  }

  get subtype() { return this.#subtype }
  set subtype(value) {
    value = `${value}`
    validateToken('subtype', value)
    this.#subtype = lower(value)
  }

  get essence() { return this.#type + '/' + this.#subtype }
  get params() { return this.#parameters }

  toString() {
    const parameters = Reflect.apply(paramsText, this.#parameters, [])
    return this.#type + '/' + this.#subtype + (parameters === '' ? '' : ';' + parameters)
  }
}
Object.defineProperty(MIMEType.prototype, 'toJSON', { __proto__: null, configurable: true, value: MIMEType.prototype.toString, writable: true })

module.exports = { MIMEParams, MIMEType }
