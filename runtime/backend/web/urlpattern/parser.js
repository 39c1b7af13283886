// Patterns of the URL Pattern Standard: tokens, parts, and the regular expression and the text made of parts. The names of the functions are
// the standard's, so that both can be read side by side.

const identifierStart = /[$_\p{ID_Start}]/u
const identifierPart = /[$_\u200c\u200d\p{ID_Continue}]/u
const isName = (character, first) => character !== undefined && (first ? identifierStart : identifierPart).test(character)
const isDigit = (character) => character >= '0' && character <= '9'
const isASCII = (character) => character !== undefined && character <= '\x7f'

const fullWildcard = '.*'

function invalid(message) {
  const error = new TypeError(message)
  error.code = 'ERR_INVALID_URL_PATTERN'
  return error
}

// tokenize makes tokens { type, index, value } of an array of characters. A lenient one makes invalid-char tokens where a strict one throws.
function tokenize(input, lenient) {
  const tokens = []
  const last = input.length - 1
  let index = 0
  const add = (type, next, from = index, to = next) => {
    tokens.push({ type, index, value: input.slice(from, to).join('') })
    index = next
  }
  const wrong = (next, message) => {
    if (!lenient) throw invalid(message)
    add('invalid-char', next)
  }
  while (index <= last) {
    switch (input[index]) {
      case '*': add('asterisk', index + 1); break
      case '+': case '?': add('other-modifier', index + 1); break
      case '{': add('open', index + 1); break
      case '}': add('close', index + 1); break
      case '\\':
        if (index === last) wrong(index + 1, 'A backslash stands at the end of the pattern')
        else add('escaped-char', index + 2, index + 1)
        break
      case ':': {
        const start = index + 1
        let end = start
        while (end <= last && isName(input[end], end === start)) end++
        if (end === start) wrong(start, `A name is missing at ${start}`)
        else add('name', end, start)
        break
      }
      case '(': {
        const end = endOfGroup(input, index + 1)
        if (end < 0) wrong(index + 1, `The group at ${index} is not valid`)
        else add('regexp', end + 1, index + 1, end)
        break
      }
      default: add('char', index + 1)
    }
  }
  add('end', index)
  return tokens
}

// endOfGroup is where the parenthesis is that ends the one before start, -1 if what is between is no group's content.
function endOfGroup(input, start) {
  if (input[start] === '?') return -1
  let depth = 1
  for (let i = start; i < input.length; i++) {
    if (!isASCII(input[i])) return -1
    if (input[i] === '\\') {
      if (!isASCII(input[++i])) return -1
    } else if (input[i] === ')') {
      if (--depth === 0) return i === start ? -1 : i
    } else if (input[i] === '(') {
      depth++
      // Groups within must not capture.
      if (input[i + 1] !== '?') return -1
    }
  }
  return -1
}

const escapeRegExp = (text) => text.replace(/[.+*?^${}()[\]|/\\]/g, '\\$&')
const escapePattern = (text) => text.replace(/[+*?:{}()\\]/g, '\\$&')
const segmentWildcard = (options) => `[^${escapeRegExp(options.delimiter)}]+?`

// parse makes parts { type, value, modifier, name, prefix, suffix } of a pattern; encode makes text as it is in a URL.
function parse(input, options, encode) {
  const tokens = tokenize(Array.from(input), false)
  const wildcard = segmentWildcard(options)
  const parts = []
  const names = new Set()
  let pending = ''
  let index = 0
  let numeric = 0

  const take = (type) => tokens[index].type === type ? tokens[index++] : undefined
  const takeGroup = (name) => take('regexp') ?? (name === undefined ? take('asterisk') : undefined)
  const takeModifier = () => (take('other-modifier') ?? take('asterisk'))?.value ?? ''
  const takeText = () => {
    let text = ''
    for (let token; (token = take('char') ?? take('escaped-char')) !== undefined;) text += token.value
    return text
  }
  const need = (type) => {
    if (take(type) === undefined) throw invalid(`The pattern has ${tokens[index].type} at ${tokens[index].index} where ${type} must be`)
  }
  const addPending = () => {
    if (pending === '') return
    parts.push({ type: 'fixed-text', value: encode(pending), modifier: '', name: '', prefix: '', suffix: '' })
    pending = ''
  }
  const addPart = (prefix, name, group, suffix, modifier) => {
    if (name === undefined && group === undefined && modifier === '') {
      pending += prefix
      return
    }
    addPending()
    if (name === undefined && group === undefined) {
      if (prefix !== '') parts.push({ type: 'fixed-text', value: encode(prefix), modifier, name: '', prefix: '', suffix: '' })
      return
    }
    let value = group === undefined ? wildcard : group.type === 'asterisk' ? fullWildcard : group.value
    let type = 'regexp'
    if (value === wildcard) type = 'segment-wildcard'
    else if (value === fullWildcard) type = 'full-wildcard'
    if (type !== 'regexp') value = ''
    const called = name === undefined ? `${numeric++}` : name.value
    if (names.has(called)) throw invalid(`The name ${called} stands twice in the pattern`)
    names.add(called)
    parts.push({ type, value, modifier, name: called, prefix: encode(prefix), suffix: encode(suffix) })
  }

  while (index < tokens.length) {
    const character = take('char')
    let name = take('name')
    let group = takeGroup(name)
    if (name !== undefined || group !== undefined) {
      let prefix = character?.value ?? ''
      if (prefix !== '' && prefix !== options.prefix) {
        pending += prefix
        prefix = ''
      }
      addPending()
      addPart(prefix, name, group, '', takeModifier())
      continue
    }
    const fixed = character ?? take('escaped-char')
    if (fixed !== undefined) {
      pending += fixed.value
      continue
    }
    if (take('open') !== undefined) {
      const prefix = takeText()
      name = take('name')
      group = takeGroup(name)
      const suffix = takeText()
      need('close')
      addPart(prefix, name, group, suffix, takeModifier())
      continue
    }
    addPending()
    need('end')
  }
  return parts
}

// regexpOf is the regular expression for parts, as text.
function regexpOf(parts, options) {
  let result = '^'
  for (let i = 0; i < parts.length; i++) {
    const { type, value, modifier } = parts[i]
    if (type === 'fixed-text') {
      result += modifier === '' ? escapeRegExp(value) : `(?:${escapeRegExp(value)})${modifier}`
      continue
    }
    const inner = type === 'segment-wildcard' ? segmentWildcard(options) : type === 'full-wildcard' ? fullWildcard : value
    const prefix = escapeRegExp(parts[i].prefix)
    const suffix = escapeRegExp(parts[i].suffix)
    const repeats = modifier === '*' || modifier === '+'
    if (prefix === '' && suffix === '') result += repeats ? `((?:${inner})${modifier})` : `(${inner})${modifier}`
    else if (!repeats) result += `(?:${prefix}(${inner})${suffix})${modifier}`
    else result += `(?:${prefix}((?:${inner})(?:${suffix}${prefix}(?:${inner}))*)${suffix})${modifier === '*' ? '?' : ''}`
  }
  return result + '$'
}

// textOf is a pattern that has the same parts.
function textOf(parts, options) {
  let result = ''
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    const { type, value, modifier, name, prefix, suffix } = part
    if (type === 'fixed-text') {
      result += modifier === '' ? escapePattern(value) : `{${escapePattern(value)}}${modifier}`
      continue
    }
    const custom = !isDigit(name[0])
    const grouped = needsGrouping(parts, i, custom, options)
    if (grouped) result += '{'
    result += escapePattern(prefix)
    if (custom) result += `:${name}`
    if (type === 'regexp') {
      result += `(${value})`
    } else if (type === 'segment-wildcard') {
      if (!custom) result += `(${segmentWildcard(options)})`
    } else {
      const before = parts[i - 1]
      const plain = before === undefined || before.type === 'fixed-text' || before.modifier !== '' || grouped || prefix !== ''
      result += !custom && plain ? '*' : `(${fullWildcard})`
    }
    if (type === 'segment-wildcard' && custom && suffix !== '' && isName(Array.from(suffix)[0], false)) result += '\\'
    result += escapePattern(suffix)
    if (grouped) result += '}'
    result += modifier
  }
  return result
}

// needsGrouping reports whether a part must stand in braces to be read again as it is.
function needsGrouping(parts, i, custom, options) {
  const { type, modifier, prefix, suffix } = parts[i]
  const before = parts[i - 1]
  const after = parts[i + 1]
  if (suffix !== '' || prefix !== '' && prefix !== options.prefix) return true
  if (custom && type === 'segment-wildcard' && modifier === '' && after !== undefined && after.prefix === '' && after.suffix === '') {
    if (after.type === 'fixed-text' ? isName(Array.from(after.value)[0], false) : isDigit(after.name[0])) return true
  }
  return prefix === '' && before?.type === 'fixed-text' && options.prefix !== '' && before.value.endsWith(options.prefix)
}

// compile makes a component of a pattern: its text, what matches it, and the names of the groups.
function compile(input, encode, options) {
  const parts = parse(input, options, encode)
  const source = regexpOf(parts, options)
  let regexp
  try {
    regexp = new RegExp(source, options.ignoreCase ? 'vi' : 'v')
  } catch {
    throw invalid(`The pattern '${input}' has a regular expression that is not valid`)
  }
  const names = []
  let custom = false
  for (let i = 0; i < parts.length; i++) {
    if (parts[i].type !== 'fixed-text') names.push(parts[i].name)
    if (parts[i].type === 'regexp') custom = true
  }
  return { text: textOf(parts, options), regexp, names, hasRegExpGroups: custom }
}

module.exports = { compile, escapePattern, invalid, tokenize }
