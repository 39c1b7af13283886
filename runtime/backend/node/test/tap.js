'use strict'

// The TAP reporter: the Test Anything Protocol, version 13, with YAML blocks.

const { inspect } = require('internal/util/inspect')
const { isError } = require('internal/util')

const options = { colors: false, breakLength: Infinity }
// The failures that only carry what the author's code has thrown.
const carriers = new Set(['testCodeFailure', 'hookFailed', 'uncaughtException', 'unhandledRejection'])

function indent(nesting) { return '    '.repeat(nesting) }

function escape(text) {
  return text.replaceAll('\b', '\\b').replaceAll('\f', '\\f').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r').replaceAll('\v', '\\v').replaceAll('\\', '\\\\').replaceAll('#', '\\#')
}

function lineOf(status, data) {
  let line = indent(data.nesting) + status + ' ' + data.testNumber + (data.name ? ' ' + escape('- ' + data.name) : '')
  const note = (word, reason) => ' # ' + word + (typeof reason === 'string' && reason.length > 0 ? ' ' + escape(reason) : '')
  if (data.skip !== undefined) line += note('SKIP', data.skip)
  else if (data.todo !== undefined) line += note('TODO', data.todo)
  return line + '\n'
}

function details(data, place) {
  const margin = indent(data.nesting)
  return margin + '  ---\n' + yaml(margin, 'duration_ms', data.details.duration_ms) + yaml(margin, 'type', data.details.type) +
    (place === null ? '' : yaml(margin, 'location', place)) + yaml(margin, null, data.details.error, new Set()) + margin + '  ...\n'
}

function yaml(margin, name, value, seen) {
  if (value === undefined) return ''
  const prefix = margin + '  ' + name + ':'
  if (value === null) return prefix + ' ~\n'
  if (typeof value !== 'object') {
    const lines = typeof value === 'string' ? value.split(/\n|\r\n/) : []
    if (lines.length < 2) return prefix + ' ' + inspect(value, options) + '\n'
    return prefix + ' |-\n' + lines.map((line) => margin + '    ' + line + '\n').join('')
  }
  seen.add(value)
  let text = ''
  let inner = margin
  if (name !== null) {
    text += prefix + (value instanceof Date ? ' ' + value.toISOString() : '') + '\n'
    inner += '  '
  }
  const error = isError(value)
  for (const key of Object.keys(value)) {
    if (error && (key === 'cause' || key === 'code')) continue
    text += seen.has(value[key]) ? inner + '  ' + key + ': <Circular>\n' : yaml(inner, key, value[key], seen)
  }
  return error ? text + errorOf(margin, value, seen) : text
}

function isAssertion(value) { return value && typeof value === 'object' && 'expected' in value && 'actual' in value }

function errorOf(margin, error, seen) {
  const { cause } = error
  const carried = error.code === 'ERR_TEST_FAILURE' && carriers.has(error.failureType)
  const pick = (key) => (carried ? cause?.[key] ?? error[key] : error[key])
  const assertion = carried && isAssertion(cause) ? cause : isAssertion(error) ? error : undefined
  const code = pick('code')
  const name = pick('name')
  let text = yaml(margin, 'error', pick('message') ?? '<unknown error>', seen)
  if (code) text += yaml(margin, 'code', code, seen)
  if (name && name !== 'Error') text += yaml(margin, 'name', name, seen)
  if (assertion !== undefined) {
    text += yaml(margin, 'expected', assertion.expected, new Set(seen)) + yaml(margin, 'actual', assertion.actual, new Set(seen))
    if (assertion.operator) text += yaml(margin, 'operator', assertion.operator, seen)
  }
  const stack = pick('stack')
  if (typeof stack !== 'string') return text
  const frames = stack.split(/\n|\r\n/).filter((line) => line.startsWith('    at ')).map((line) => line.slice(7))
  if (frames.length > 0) text += margin + '  stack: |-\n' + frames.map((frame) => margin + '    ' + frame + '\n').join('')
  return text
}

function makeTap() {
  return {
    start() { return 'TAP version 13\n' },
    event({ type, data }) {
      switch (type) {
        case 'test:fail':
          return lineOf('not ok', data) + details(data, data.file ? data.file + ':' + data.line + ':' + data.column : null)
        case 'test:pass':
          return lineOf('ok', data) + details(data, null)
        case 'test:plan':
          return indent(data.nesting) + '1..' + data.count + '\n'
        case 'test:start':
          return indent(data.nesting) + '# Subtest: ' + escape(data.name) + '\n'
        case 'test:diagnostic':
          return indent(data.nesting) + '# ' + escape(data.message) + '\n'
        case 'test:stdout':
        case 'test:stderr':
          return data.message.split(/\n|\r\n/).map((line) => (line === '' ? '' : '# ' + escape(line) + '\n')).join('')
      }
      return ''
    },
    end() { return '' },
  }
}

module.exports = { makeTap }
