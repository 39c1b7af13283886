'use strict'

// What a run tells its reporter: events as Node's TestsStream has them, in the order of the tests' declaration.

const process = require('process')

function makeReporter(root) {
  const reporter = require('internal/test/reporters').named(nameOf(), process.stdout)
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 }

  function write(text) { if (text) process.stdout.write(text) }
  function emit(type, data) { write(reporter.event({ type, data })) }

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

  // start tells of a test, and first of what it is in.
  function start(node) {
    if (node === root || node.told) return
    start(node.parent)
    node.told = true
    emit('test:start', { nesting: node.nesting, name: node.name, ...placeOf(node) })
  }

  function report(node, number) {
    start(node)
    if (node.reported > 0) emit('test:plan', { nesting: node.nesting + 1, count: node.reported })
    const details = { duration_ms: duration(node), type: node.isSuite ? 'suite' : 'test' }
    if (!node.passed) details.error = node.error
    const data = { name: node.name, nesting: node.nesting, testNumber: number, details, ...placeOf(node) }
    if (node.skipped) data.skip = node.skipped
    if (node.todo) data.todo = node.todo
    emit(node.passed ? 'test:pass' : 'test:fail', data)
    for (const message of node.diagnostics) emit('test:diagnostic', { nesting: node.nesting, message })
    count(node)
  }

  // flush reports what is done of node's children, as far as their order allows.
  function flush(node) {
    node.flushed ??= 0
    while (node.flushed < node.children.length) {
      const child = node.children[node.flushed]
      if (child.reported === undefined) child.reported = 0
      if (child.started) flush(child)
      if (!child.finished) return
      flush(child)
      node.flushed++
      if (child.unheard) continue
      node.reported++
      report(child, node.reported)
    }
  }

  root.reported = 0
  write(reporter.start())
  return {
    progress() { flush(root) },
    summary() {
      flush(root)
      emit('test:plan', { nesting: 0, count: root.reported })
      for (const message of root.diagnostics) emit('test:diagnostic', { nesting: 0, message })
      for (const name of Object.keys(counts)) emit('test:diagnostic', { nesting: 0, message: name + ' ' + counts[name] })
      emit('test:diagnostic', { nesting: 0, message: 'duration_ms ' + duration(root) })
      write(reporter.end())
    },
  }
}

function duration(node) { return Math.round((node.endTime - node.startTime) * 1e6) / 1e6 }

// nameOf is the reporter that --test-reporter asks for.
function nameOf() {
  if (process.env.NODE_TEST_CONTEXT === 'child-v8') return 'child'
  const list = process.execArgv
  for (let i = 0; i < list.length; i++) {
    if (list[i].startsWith('--test-reporter=')) return list[i].slice('--test-reporter='.length)
    if (list[i] === '--test-reporter' && i + 1 < list.length) return list[i + 1]
  }
  return 'spec'
}

// placeOf is where a test was declared.
function placeOf(node) {
  if (node.declared === undefined) {
    node.declared = {}
    const frames = require('internal/util/inspect').formatStack(node.place).split('\n')
    for (let i = 1; i < frames.length; i++) {
      const match = /(?:\(|at )((?!node:)[^()]+):(\d+):(\d+)\)?$/.exec(frames[i])
      if (match === null) continue
      node.declared = { file: match[1], line: Number(match[2]), column: Number(match[3]) }
      break
    }
  }
  return node.declared
}

module.exports = { makeReporter, nameOf }
