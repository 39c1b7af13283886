'use strict'

// Glob patterns, of path.matchesGlob and fs.glob: what bash and minimatch understand. A pattern becomes a list of alternatives
// (its braces), each a list of segments: a string that a name must equal, a RegExp that it must match, or GLOBSTAR.

const GLOBSTAR = Symbol('**')

// A pattern of a few characters can ask for millions of alternatives; none that is meant does.
const mostAlternatives = 100_000
const longestPattern = 64 * 1024

// compile returns the alternatives of a pattern. Case counts except in patterns with wildcards on the systems whose files ignore it.
function compile(pattern, ignoreCase) {
  if (pattern.length > longestPattern) throw new TypeError('pattern is too long')
  const alternatives = expandBraces(pattern.replaceAll('\\', '/'))
  const lists = []
  for (let i = 0; i < alternatives.length; i++) lists.push(alternatives[i].split(/\/+/).length > 1 ? splitPath(alternatives[i]) : [alternatives[i]])
  simplify(lists)
  return lists.map((parts) => parts.map((part) => (part === '**' ? GLOBSTAR : segmentOf(part, ignoreCase))))
}

// splitPath splits at slashes, several of which are one, save two at the beginning that name a server.
function splitPath(path) {
  return /^\/\/[^/]+/.test(path) ? ['', ...path.slice(1).split(/\/+/)] : path.split(/\/+/)
}

// simplify takes out what has no effect: empty names and "." inside, a name followed by "..", and "**" after "**". Where "**" is
// followed by "..", what "**" stood for may be nothing: a second list without it says so.
function simplify(lists) {
  for (let l = 0; l < lists.length; l++) {
    const parts = lists[l]
    for (let at = parts.indexOf('**'); at !== -1; at = parts.indexOf('**', at + 1)) {
      while (parts[at + 1] === '**') parts.splice(at + 1, 1)
      if (parts[at + 1] !== '..' || !isName(parts[at + 2]) || !isName(parts[at + 3])) continue
      const other = parts.slice()
      other.splice(at + 1, 1)
      lists.push(other)
      parts.splice(at, 1)
      at--
    }
    for (let changed = true; changed;) {
      changed = false
      for (let i = 1; i < parts.length - 1; i++) {
        if ((parts[i] !== '.' && parts[i] !== '') || (i === 1 && parts[0] === '' && parts[1] === '')) continue
        parts.splice(i--, 1)
        changed = true
      }
      if (parts.length === 2 && parts[0] === '.' && (parts[1] === '.' || parts[1] === '')) parts.pop()
      for (let at = parts.indexOf('..', 1); at !== -1; at = parts.indexOf('..', at + 1)) {
        if (!isName(parts[at - 1]) || parts[at - 1] === '**') continue
        if (at === 1 && parts[2] === '**') parts.splice(0, 2, '.')
        else parts.splice(at - 1, 2)
        if (parts.length === 0) parts.push('')
        at = Math.max(0, at - 2)
        changed = true
      }
    }
  }
}

function isName(part) {
  return Boolean(part) && part !== '.' && part !== '..'
}

// expandBraces returns the texts that a pattern's braces stand for: "a{b,c}" is "ab" and "ac", "{1..3}" is "1", "2", "3".
function expandBraces(pattern) {
  const start = pattern.indexOf('{')
  if (start === -1) return [pattern]
  for (let open = start; open !== -1; open = pattern.indexOf('{', open + 1)) {
    // "${" is no brace, and neither is one that nothing closes.
    if (pattern[open - 1] === '$') continue
    const found = choicesOf(pattern, open)
    if (found === undefined) continue
    const head = pattern.slice(0, open)
    const tails = expandBraces(pattern.slice(found.end))
    const texts = []
    for (let i = 0; i < found.choices.length; i++) {
      const inner = found.isRange ? [found.choices[i]] : expandBraces(found.choices[i])
      for (let j = 0; j < inner.length; j++) {
        for (let k = 0; k < tails.length; k++) {
          if (texts.push(head + inner[j] + tails[k]) > mostAlternatives) throw new RangeError('The braces of the pattern stand for too many patterns')
        }
      }
    }
    return texts
  }
  return [pattern]
}

// choicesOf returns what stands between the commas of the brace at open and where it ends; undefined if it is no brace.
function choicesOf(pattern, open) {
  const choices = []
  let from = open + 1
  for (let at = from, depth = 0; at < pattern.length; at++) {
    const c = pattern[at]
    if (c === '{') depth++
    else if (c === ',' && depth === 0) {
      choices.push(pattern.slice(from, at))
      from = at + 1
    } else if (c === '}' && depth-- === 0) {
      const last = pattern.slice(from, at)
      if (choices.length > 0) return { choices: [...choices, last], end: at + 1, isRange: false }
      const range = rangeOf(last)
      return range && { choices: range, end: at + 1, isRange: true }
    }
  }
  return undefined
}

// rangeOf returns what "1..9", "01..10..3" or "a..f" stands for.
function rangeOf(text) {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text)
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text)
  const found = numbers ?? letters
  if (found === null) return undefined
  const value = (end) => (numbers ? Number(end) : end.charCodeAt(0))
  const first = value(found[1])
  const last = value(found[2])
  const step = Math.max(1, Math.abs(Number(found[3] ?? 1))) * (first <= last ? 1 : -1)
  if (Math.abs((last - first) / step) > mostAlternatives) throw new RangeError('The braces of the pattern stand for too many patterns')
  const width = numbers && (/^-?0\d/.test(found[1]) || /^-?0\d/.test(found[2])) ? Math.max(found[1].length, found[2].length) : 0
  const texts = []
  for (let n = first; step > 0 ? n <= last : n >= last; n += step) {
    if (!numbers) texts.push(String.fromCharCode(n))
    else texts.push(n < 0 ? '-' + String(-n).padStart(width - 1, '0') : String(n).padStart(width, '0'))
  }
  return texts
}

// segmentOf returns the string or RegExp of one name's pattern.
function segmentOf(part, ignoreCase) {
  if (!/[*?[(]/.test(part)) return part
  const parser = { text: part, at: 0, magic: false }
  const body = sequence(parser, '')
  if (!parser.magic) return part
  // A name that begins with a dot matches only a pattern that does.
  const dot = part[0] === '.' || /^[?*+@!]\((?:[^)]*\|)?\./.test(part) ? '(?!\\.\\.?$)' : '(?!\\.)'
  return new RegExp(`^(?=.)${dot}${body}$`, ignoreCase ? 'isu' : 'su')
}

// sequence reads the pattern up to one of the characters of end and returns its regular expression.
function sequence(parser, end) {
  const { text } = parser
  let out = ''
  while (parser.at < text.length && !end.includes(text[parser.at])) {
    const c = text[parser.at]
    if ('?*+@!'.includes(c) && text[parser.at + 1] === '(') {
      const group = extended(parser, c)
      if (group !== undefined) {
        out += group
        continue
      }
    }
    parser.at++
    if (c === '*') {
      while (text[parser.at] === '*') parser.at++
      parser.magic = true
      out += '[^/]*?'
    } else if (c === '?') {
      parser.magic = true
      out += '[^/]'
    } else if (c === '[') {
      out += characters(parser)
    } else {
      out += c === '-' ? c : escape(c) // a dash stands for itself, and may not be escaped outside of brackets
    }
  }
  return out
}

// extended reads "+(a|b)" and the like; it returns undefined, and reads nothing, where the parenthesis is not closed.
function extended(parser, kind) {
  const { at, magic } = parser
  parser.at += 2
  const alternatives = []
  do alternatives.push(sequence(parser, '|)'))
  while (parser.text[parser.at++] === '|')
  if (parser.text[parser.at - 1] !== ')') {
    parser.at = at
    parser.magic = magic
    return undefined
  }
  parser.magic = true
  const group = alternatives.join('|')
  if (kind !== '!') return `(?:${group})${kind === '@' ? '' : kind}`
  // What is not matched depends on what follows to the end of the name.
  const after = parser.at
  const rest = sequence(parser, '|)')
  parser.at = after
  return `(?:(?!(?:${group})${rest}$)[^/]*?)`
}

const classes = {
  alnum: '\\p{L}\\p{Nl}\\p{Nd}', alpha: '\\p{L}\\p{Nl}', ascii: '\\x00-\\x7f', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}', digit: '\\p{Nd}',
  lower: '\\p{Ll}', print: '\\P{C}', punct: '\\p{P}', space: '\\p{Z}\\t\\r\\n\\v\\f', upper: '\\p{Lu}', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}', xdigit: 'A-Fa-f0-9',
}

// characters reads what follows "[": a class of characters, or, where nothing closes it, the bracket itself.
function characters(parser) {
  const { text } = parser
  let at = parser.at
  const negated = text[at] === '!' || text[at] === '^'
  if (negated) at++
  let out = ''
  for (const first = at; at < text.length && (text[at] !== ']' || at === first);) {
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12))
    if (named && classes[named[1]]) {
      out += classes[named[1]]
      at += named[0].length
    } else if (text[at + 1] === '-' && at + 2 < text.length && text[at + 2] !== ']') {
      // A range that runs backwards holds nothing.
      if (text[at] <= text[at + 2]) out += `${escape(text[at])}-${escape(text[at + 2])}`
      at += 3
    } else {
      out += escape(text[at++])
    }
  }
  if (at >= text.length) return '\\['
  parser.at = at + 1
  parser.magic = true
  if (out === '') return negated ? '[^/]' : '[^\\s\\S]'
  return `[${negated ? '^/' : ''}${out}]`
}

function escape(character) {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? '\\' + character : character
}

// test says whether a name of a path fits a segment.
function test(segment, name) {
  if (segment === GLOBSTAR) return true
  return typeof segment === 'string' ? segment === name : segment !== undefined && segment.test(name)
}

// matches says whether the path fits one of the compiled alternatives.
function matches(path, alternatives) {
  const names = splitPath(path)
  for (let i = 0; i < alternatives.length; i++) {
    if (matchesFrom(names, 0, alternatives[i], 0, new Set())) return true
  }
  return false
}

// matchesFrom matches the names from at with the segments from next. What failed once is remembered, so that a pattern of many "**"
// takes no more steps than names times segments.
function matchesFrom(names, at, segments, next, failed) {
  for (; at < names.length && next < segments.length; at++, next++) {
    if (segments[next] === GLOBSTAR) return matchesAnywhere(names, at, segments, next + 1, failed)
    if (!test(segments[next], names[at])) return false
  }
  if (next < segments.length) return false
  // A slash at the end says that it is a folder, which any name may be.
  return at === names.length || (at === names.length - 1 && names[at] === '')
}

// matchesAnywhere tries what follows a "**" at each place.
function matchesAnywhere(names, at, segments, next, failed) {
  for (; ; at++) {
    const key = at * (segments.length + 1) + next
    if (failed.has(key)) return false
    if (next === segments.length ? at === names.length : matchesFrom(names, at, segments, next, failed)) return true
    failed.add(key)
    if (at === names.length || names[at].startsWith('.')) return false
  }
}

function matchesGlob(path, pattern, windows) {
  const { validateString } = require('internal/validators')
  validateString(path, 'path')
  validateString(pattern, 'pattern')
  if (windows) path = path.replaceAll('\\', '/')
  return matches(path, compile(pattern, windows || process.platform === 'darwin'))
}

module.exports = { GLOBSTAR, compile, matches, matchesGlob, test }
