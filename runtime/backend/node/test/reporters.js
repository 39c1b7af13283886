'use strict'

// The reporters: each makes text of a run's events. start and end are what comes before the first and after
// the last of them.

const { inspect } = require('internal/util/inspect')

const symbols = { pass: '\u2714 ', fail: '\u2716 ', skip: '\ufe63 ', open: '\u25b6 ', note: '\u2139 ' }
const codes = { pass: '\u001b[32m', fail: '\u001b[31m', skip: '\u001b[90m', note: '\u001b[34m', dim: '\u001b[90m' }

function hasColors(stream) {
  const { env } = require('process')
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return Boolean(stream && stream.isTTY) && !env.NO_COLOR
}

// causeOf is the error that the author's code has thrown.
function causeOf(error) { return error.code === 'ERR_TEST_FAILURE' && error.cause !== undefined ? error.cause : error }

function makeSpec(stream) {
  const colors = hasColors(stream)
  const paint = (kind, text) => (colors ? codes[kind] + text + '\u001b[39m' : text)
  const failures = []
  const pending = [] // the tests that have started, but of which nothing has been written

  function lineOf(type, data, indent) {
    const kind = type === 'test:fail' ? 'fail' : data.skip ? 'skip' : 'pass'
    const reason = data.skip || data.todo
    const note = !reason ? '' : ' # ' + (reason === true ? (data.skip ? 'SKIP' : 'TODO') : reason)
    return indent + paint(kind, symbols[kind] + data.name) + ' ' + paint('dim', '(' + data.details.duration_ms + 'ms)') + note + '\n'
  }

  function errorOf(data, indent) {
    const text = inspect(causeOf(data.details.error), { colors, breakLength: Infinity })
    return indent + '  ' + text.replace(/\r?\n/g, '\n' + indent + '  ') + '\n'
  }

  function result(type, data) {
    let text = ''
    if (pending.length > 0 && pending[pending.length - 1].nesting === data.nesting) pending.pop()
    while (pending.length > 0) {
      const parent = pending.shift()
      text += '  '.repeat(parent.nesting) + symbols.open + parent.name + '\n'
    }
    const indent = '  '.repeat(data.nesting)
    text += lineOf(type, data, indent)
    if (type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed') {
      text += errorOf(data, indent) + '\n'
      failures.push(data)
    }
    return text
  }

  return {
    start() { return '' },
    event({ type, data }) {
      switch (type) {
        case 'test:start':
          pending.push(data)
          return ''
        case 'test:pass':
        case 'test:fail':
          return result(type, data)
        case 'test:diagnostic':
          return '  '.repeat(data.nesting) + paint('note', symbols.note + data.message) + '\n'
        case 'test:stdout':
        case 'test:stderr':
          return data.message
      }
      return ''
    },
    end() {
      if (failures.length === 0) return ''
      let text = '\n' + paint('fail', symbols.fail + 'failing tests:') + '\n'
      for (const data of failures) {
        const place = data.file === undefined ? '' : 'test at ' + require('path').relative(require('process').cwd(), data.file) + ':' + data.line + ':' + data.column + '\n'
        text += '\n' + place + lineOf('test:fail', data, '') + errorOf(data, '')
      }
      return text
    },
  }
}

function makeDot(stream) {
  let count = 0
  const columns = Math.max(stream?.columns ?? 20, 20)
  const failed = []
  const colors = hasColors(stream)
  return {
    start() { return '' },
    event({ type, data }) {
      if (type !== 'test:pass' && type !== 'test:fail') return ''
      if (type === 'test:fail') failed.push(data)
      return (type === 'test:pass' ? '.' : 'X') + (++count % columns === 0 ? '\n' : '')
    },
    end() {
      let text = '\n'
      if (failed.length > 0) {
        text += '\nFailed tests:\n\n'
        for (const data of failed) {
          text += symbols.fail + data.name + ' (' + data.details.duration_ms + 'ms)\n  ' +
            inspect(causeOf(data.details.error), { colors, breakLength: Infinity }).replace(/\r?\n/g, '\n  ') + '\n'
        }
      }
      return text
    },
  }
}

function named(name, stream) {
  switch (name) {
    case 'child': return require('internal/test/child').makeChild()
    case 'tap': return require('internal/test/reporters/tap').makeTap()
    case 'junit': return require('internal/test/reporters/junit').makeJUnit()
    case 'dot': return makeDot(stream)
  }
  return makeSpec(stream)
}

// reporterOf is a reporter as users get it: it takes an async iterable of events and gives one of text.
function reporterOf(name, make) {
  return {
    [name](source) {
      const reporter = make()
      const events = source[Symbol.asyncIterator]()
      let state = 'new'
      return {
        [Symbol.asyncIterator]() { return this },
        async next() {
          if (state === 'new') {
            state = 'open'
            const value = reporter.start()
            if (value) return { done: false, value }
          }
          while (state === 'open') {
            const step = await events.next()
            if (step.done) state = 'done'
            const value = step.done ? reporter.end() : reporter.event(step.value)
            if (value) return { done: false, value }
          }
          return { done: true, value: undefined }
        },
        async return(value) {
          state = 'done'
          if (events.return) await events.return()
          return { done: true, value }
        },
      }
    },
  }[name]
}

module.exports = { named, makeSpec, makeDot, reporterOf }
