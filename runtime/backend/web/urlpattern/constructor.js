// The constructor string parser of the URL Pattern Standard: what part of "https://:host/:path*" is which component.

const { tokenize } = require('internal/urlpattern/parser')

const order = ['protocol', 'authority', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash']
const before = (state, other) => order.indexOf(state) < order.indexOf(other)

// parseConstructorString returns the components that a string has. isSpecial tells whether a protocol's pattern matches a special scheme.
function parseConstructorString(input, isSpecial) {
  const characters = Array.from(input)
  const tokens = tokenize(characters, true)
  const result = {}
  let state = 'init'
  let start = 0
  let index = 0
  let step = 1
  let depth = 0
  let brackets = 0
  let special = false

  const at = (i) => tokens[Math.min(i, tokens.length - 1)]
  const is = (i, value) => {
    const token = at(i)
    return token.value === value && (token.type === 'char' || token.type === 'escaped-char' || token.type === 'invalid-char')
  }
  const isSearch = () => {
    if (is(index, '?')) return true
    if (tokens[index].value !== '?') return false
    if (index === 0) return true
    // Behind these it is a modifier.
    return !['name', 'regexp', 'close', 'asterisk'].includes(at(index - 1).type)
  }
  const component = () => characters.slice(at(start).index, tokens[index].index).join('')
  const change = (next, skip) => {
    if (state !== 'init' && state !== 'authority') result[state] = component()
    if (state !== 'init' && next !== 'done') {
      if (before(state, 'hostname') && before('hostname', next)) result.hostname ??= ''
      if (before(state, 'pathname') && before('pathname', next)) result.pathname ??= special ? '/' : ''
      if (before(state, 'search') && before('search', next)) result.search ??= ''
    }
    state = next
    index += skip
    start = index
    step = 0
  }
  const rewind = (next) => {
    index = start
    step = 0
    state = next
  }
  // rest begins one of the components behind the port, whichever the state may go on with.
  const rest = () => {
    if (before(state, 'pathname') && is(index, '/')) change('pathname', 0)
    else if (before(state, 'search') && isSearch()) change('search', 1)
    else if (is(index, '#')) change('hash', 1)
  }

  for (; index < tokens.length; index += step) {
    step = 1
    const { type } = tokens[index]
    if (type === 'end') {
      if (state === 'init') {
        rewind('init')
        if (is(index, '#')) change('hash', 1)
        else if (isSearch()) change('search', 1)
        else change('pathname', 0)
        continue
      }
      if (state === 'authority') {
        rewind('hostname')
        continue
      }
      change('done', 0)
      break
    }
    if (type === 'open') {
      depth++
      continue
    }
    if (depth > 0) {
      if (type !== 'close') continue
      depth--
    }
    switch (state) {
      case 'init':
        if (is(index, ':')) rewind('protocol')
        break
      case 'protocol':
        if (is(index, ':')) {
          special = isSpecial(component())
          if (is(index + 1, '/') && is(index + 2, '/')) change('authority', 3)
          else change(special ? 'authority' : 'pathname', 1)
        }
        break
      case 'authority':
        if (is(index, '@')) rewind('username')
        else if (is(index, '/') || isSearch() || is(index, '#')) rewind('hostname')
        break
      case 'username':
        if (is(index, ':')) change('password', 1)
        else if (is(index, '@')) change('hostname', 1)
        break
      case 'password':
        if (is(index, '@')) change('hostname', 1)
        break
      case 'hostname':
        if (is(index, '[')) brackets++
        else if (is(index, ']')) brackets--
        else if (is(index, ':') && brackets === 0) change('port', 1)
        else rest()
        break
      case 'port':
      case 'pathname':
      case 'search':
        rest()
    }
  }
  if (result.hostname !== undefined) result.port ??= ''
  return result
}

module.exports = { parseConstructorString }
