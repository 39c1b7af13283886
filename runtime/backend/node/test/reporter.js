'use strict'

// The spec reporter: a line for each test as it ends, in the order of their declaration.

const process = require('process')

const symbols = { pass: '\u2714', fail: '\u2716', skip: '\ufe63', open: '\u25b6', note: '\u2139' }
const codes = { pass: '\u001b[32m', fail: '\u001b[31m', skip: '\u001b[90m', note: '\u001b[34m', dim: '\u001b[90m' }

function makeReporter(root) {
  const { stdout } = process
  const colors = hasColors(stdout)
  const failures = []
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 }
  const paint = (kind, text) => (colors ? codes[kind] + text + '\u001b[39m' : text)
  const write = (text) => stdout.write(text)

  function count(node) {
    if (node.isSuite) {
      counts.suites++
      return
    }
    counts.tests++
    if (node.skipped) counts.skipped++
    else if (node.todo) counts.todo++
    else if (node.cancelled) counts.cancelled++
    else if (!node.passed) counts.fail++
    else counts.pass++
  }

  function lineOf(node, indent) {
    const kind = !node.passed ? 'fail' : node.skipped ? 'skip' : 'pass'
    const reason = node.skipped || node.todo
    const note = !reason ? '' : ' # ' + (reason === true ? (node.skipped ? 'SKIP' : 'TODO') : reason)
    const duration = Math.round((node.endTime - node.startTime) * 1e6) / 1e6
    return indent + paint(kind, symbols[kind] + ' ' + node.name) + ' ' + paint('dim', '(' + duration + 'ms)') + note + '\n'
  }

  function errorOf(node, indent) {
    const error = node.error.code === 'ERR_TEST_FAILURE' && node.error.cause !== undefined ? node.error.cause : node.error
    const text = require('internal/util/inspect').inspect(error, { colors, breakLength: Infinity })
    return indent + '  ' + text.replace(/\r?\n/g, '\n' + indent + '  ') + '\n'
  }

  function isOwnFailure(node) { return !node.passed && node.error.failureType !== 'subtestsFailed' }

  function reportNode(node) {
    const indent = '  '.repeat(node.nesting)
    write(lineOf(node, indent))
    if (isOwnFailure(node)) {
      write(errorOf(node, indent) + '\n')
      failures.push(node)
    }
    for (const message of node.diagnostics) write(indent + paint('note', symbols.note + ' ' + message) + '\n')
    count(node)
  }

  // flush reports what is done of node's children, as far as their order allows.
  function flush(node) {
    while (node.reported < node.children.length) {
      const child = node.children[node.reported]
      if (child.reported === undefined) child.reported = 0
      if (child.started) flush(child)
      if (!child.finished) return
      flush(child)
      openParents(node)
      reportNode(child)
      node.reported++
    }
  }

  // openParents writes the headings of what the next line is in.
  function openParents(node) {
    if (node === root || node.opened) return
    openParents(node.parent)
    node.opened = true
    write('  '.repeat(node.nesting) + symbols.open + ' ' + node.name + '\n')
  }

  root.reported = 0
  return {
    progress() { flush(root) },
    summary() {
      flush(root)
      for (const message of root.diagnostics) write(paint('note', symbols.note + ' ' + message) + '\n')
      for (const name of Object.keys(counts)) write(paint('note', symbols.note + ' ' + name + ' ' + counts[name]) + '\n')
      write(paint('note', symbols.note + ' duration_ms ' + Math.round((root.endTime - root.startTime) * 1e6) / 1e6) + '\n')
      if (failures.length === 0) return
      write('\n' + paint('fail', symbols.fail + ' failing tests:') + '\n')
      for (const node of failures) {
        const place = placeOf(node)
        write('\n' + (place === undefined ? '' : 'test at ' + place + '\n') + lineOf(node, '') + errorOf(node, ''))
      }
    },
  }
}

function hasColors(stream) {
  if (process.env.FORCE_COLOR !== undefined) return process.env.FORCE_COLOR !== '0' && process.env.FORCE_COLOR !== 'false'
  return Boolean(stream.isTTY) && !process.env.NO_COLOR
}

// placeOf is where a test was declared, from the current folder.
function placeOf(node) {
  const frames = require('internal/util/inspect').formatStack(node.place).split('\n')
  for (let i = 1; i < frames.length; i++) {
    const match = /(?:\(|at )((?!node:)[^()]+):(\d+):(\d+)\)?$/.exec(frames[i])
    if (match !== null) return require('path').relative(process.cwd(), match[1]) + ':' + match[2] + ':' + match[3]
  }
  return undefined
}

module.exports = { makeReporter }
