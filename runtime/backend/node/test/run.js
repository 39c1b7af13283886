'use strict'

// run(): test files, each in a process of its own, as one stream of events.

const { Readable } = require('stream')
const path = require('path')
const process = require('process')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, ERR_TEST_FAILURE } } = require('internal/errors')
const {
  validateAbortSignal, validateArray, validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf, validateString, validateStringArray,
} = require('internal/validators')

// The files that node --test looks for.
const extensions = '{js,cjs,mjs,ts,cts,mts}'
const patterns = ['**/test/**/*', '**/test-*', '**/test', '**/*.test', '**/*-test', '**/*_test'].map((name) => `${name}.${extensions}`)

// TestsStream emits each event twice: as data, and by its type.
class TestsStream extends Readable {
  constructor() { super({ objectMode: true, highWaterMark: Number.MAX_SAFE_INTEGER, read() {} }) }

  tell(event) {
    this.emit(event.type, event.data)
    this.push(event)
  }
}

function findFiles(globs, cwd) {
  const { globSync } = require('fs')
  const found = globSync(globs, { cwd, exclude: (name) => path.basename(String(name)) === 'node_modules' })
  return found.map((file) => path.resolve(cwd, file)).sort()
}

function patternsOf(value, name) {
  const list = Array.isArray(value) ? value : [value]
  return list.map((pattern, i) => {
    if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) {
      throw new ERR_INVALID_ARG_TYPE(Array.isArray(value) ? `${name}[${i}]` : name, ['string', 'RegExp'], pattern)
    }
    return typeof pattern === 'string' ? pattern : String(pattern)
  })
}

function concurrencyOf(value) {
  if (value === true) return Math.max(require('os').availableParallelism() - 1, 1)
  if (typeof value === 'number') {
    validateInteger(value, 'options.concurrency', 1)
    return value
  }
  if (value !== undefined && value !== null && value !== false) throw new ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], value)
  return 1
}

function settingsOf(options) {
  validateObject(options, 'options')
  const {
    argv = [], concurrency, cwd = process.cwd(), execArgv = [], files, forceExit = false, globPatterns, inspectPort, isolation = 'process', only,
    setup, shard, signal, testNamePatterns, testSkipPatterns, timeout = Infinity, watch = false,
  } = options
  if (files !== undefined) validateArray(files, 'options.files')
  validateBoolean(watch, 'options.watch')
  validateBoolean(forceExit, 'options.forceExit')
  if (forceExit && watch) throw new ERR_INVALID_ARG_VALUE('options.forceExit', watch, 'is not supported with watch mode')
  if (only !== undefined) validateBoolean(only, 'options.only')
  if (globPatterns !== undefined) validateArray(globPatterns, 'options.globPatterns')
  if (globPatterns?.length > 0 && files?.length > 0) throw new ERR_INVALID_ARG_VALUE('options.globPatterns', globPatterns, 'is not supported when specifying \'options.files\'')
  if (shard !== undefined) {
    validateObject(shard, 'options.shard')
    validateInteger(shard.total, 'options.shard.total', 1)
    validateInteger(shard.index, 'options.shard.index')
    if (shard.index <= 0 || shard.index > shard.total) {
      throw new ERR_OUT_OF_RANGE('options.shard.index', `>= 1 && <= ${shard.total} ("options.shard.total")`, shard.index)
    }
    if (watch) throw new ERR_INVALID_ARG_VALUE('options.shard', watch, 'shards not supported with watch mode')
  }
  if (setup !== undefined) validateFunction(setup, 'options.setup')
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal')
  if (timeout !== null && timeout !== Infinity) validateInteger(timeout, 'options.timeout', 0, 2 ** 31 - 1)
  validateOneOf(isolation, 'options.isolation', ['process', 'none'])
  if (isolation === 'none') throw new ERR_INVALID_ARG_VALUE('options.isolation', isolation, 'is not supported here')
  if (forceExit) throw new ERR_INVALID_ARG_VALUE('options.forceExit', forceExit, 'is not supported here')
  validateString(cwd, 'options.cwd')
  const limit = concurrencyOf(concurrency)
  validateStringArray(argv, 'options.argv')
  validateStringArray(execArgv, 'options.execArgv')
  if (watch || inspectPort !== undefined) throw new ERR_INVALID_ARG_VALUE(watch ? 'options.watch' : 'options.inspectPort', watch || inspectPort, 'is not supported here')
  const flags = execArgv.slice()
  if (testNamePatterns !== undefined && testNamePatterns !== null) for (const text of patternsOf(testNamePatterns, 'options.testNamePatterns')) flags.push(`--test-name-pattern=${text}`)
  if (testSkipPatterns !== undefined && testSkipPatterns !== null) for (const text of patternsOf(testSkipPatterns, 'options.testSkipPatterns')) flags.push(`--test-skip-pattern=${text}`)
  if (only) flags.push('--test-only')
  let list = files === undefined ? findFiles(globPatterns?.length > 0 ? globPatterns : patterns, cwd) : files.map((file, i) => {
    validateString(file, `options.files[${i}]`)
    return file
  })
  if (shard !== undefined) list = list.filter((_, i) => i % shard.total === shard.index - 1)
  return { argv, concurrency: limit, cwd, files: list, flags, setup, signal, timeout }
}

function run(options = {}) {
  const settings = settingsOf(options)
  const stream = new TestsStream()
  if (process.env.NODE_TEST_CONTEXT !== undefined) {
    process.emitWarning('node:test run() is being called recursively within a test file. skipping running files.')
    setImmediate(() => stream.push(null))
    return stream
  }
  runAll(settings, stream)
  return stream
}

async function runAll(settings, stream) {
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 }
  const { files } = settings
  const started = performance.now()
  // What a file tells waits until those before it are done.
  const outputs = files.map(() => ({ events: [], done: false }))
  let at = 0
  let top = 0
  const tell = (event) => {
    const { type, data } = event
    if ((type === 'test:pass' || type === 'test:fail') && data.nesting === 0) data.testNumber = ++top
    if (type === 'test:pass' || type === 'test:fail') count(counts, type, data)
    stream.tell(event)
  }
  const flush = () => {
    for (; at < outputs.length; at++) {
      const { events } = outputs[at]
      for (let i = 0; i < events.length; i++) tell(events[i])
      outputs[at].events = []
      if (!outputs[at].done) return
    }
  }
  await null
  if (settings.setup !== undefined) await settings.setup(stream)
  let next = 0
  const worker = async () => {
    while (next < files.length) {
      const output = outputs[next]
      const file = files[next++]
      await runFile(file, settings, (event) => {
        output.events.push(event)
        flush()
      })
      output.done = true
      flush()
    }
  }
  await Promise.all(Array.from({ length: Math.min(settings.concurrency, files.length) }, worker))
  stream.tell({ type: 'test:plan', data: { nesting: 0, count: top } })
  const duration = performance.now() - started
  for (const name of Object.keys(counts)) stream.tell({ type: 'test:diagnostic', data: { nesting: 0, message: `${name} ${counts[name]}` } })
  stream.tell({ type: 'test:diagnostic', data: { nesting: 0, message: `duration_ms ${duration}` } })
  const success = counts.fail === 0 && counts.cancelled === 0
  const { pass: passed, fail: failed, ...others } = counts
  stream.tell({ type: 'test:summary', data: { success, counts: { ...others, passed, failed, topLevel: top }, duration_ms: duration, file: undefined } })
  stream.push(null)
}

function count(counts, type, data) {
  if (data.details.type === 'suite') {
    counts.suites++
    return
  }
  counts.tests++
  const kind = data.details.error?.failureType
  if (data.skip !== undefined) counts.skipped++
  else if (data.todo !== undefined) counts.todo++
  else if (kind === 'cancelledByParent' || kind === 'testTimeoutFailure' || kind === 'testAborted') counts.cancelled++
  else counts[type === 'test:pass' ? 'pass' : 'fail']++
}

// runFile runs one and tells of it itself only if it fails otherwise than by a test in it, or has none.
function runFile(name, { argv, cwd, flags, signal, timeout }, tell) {
  const { spawn } = require('child_process')
  const { Parser } = require('internal/test/child')
  const file = path.resolve(cwd, name)
  const began = performance.now()
  return new Promise((resolve) => {
    let tests = 0
    let failed = 0
    let failure
    const place = { file, line: 1, column: 1 }
    tell({ type: 'test:enqueue', data: { nesting: 0, name, type: 'test', ...place } })
    tell({ type: 'test:dequeue', data: { nesting: 0, name, type: 'test', ...place } })
    const parser = new Parser((event) => {
      const { type, data } = event
      // The file's own summary is part of the run's.
      if (data.nesting === 0 && (type === 'test:plan' || type === 'test:diagnostic' || type === 'test:summary')) return
      if (type === 'test:pass' || type === 'test:fail') {
        if (data.nesting === 0) tests++
        if (type === 'test:fail' && data.todo === undefined) failed++
      }
      tell(event)
    }, (message) => tell({ type: 'test:stdout', data: { file, message } }))
    const child = spawn(process.execPath, [...flags, file, ...argv], {
      cwd, env: { ...process.env, NODE_TEST_CONTEXT: 'child-v8' }, stdio: ['inherit', 'pipe', 'pipe'], signal,
      timeout: timeout === null || timeout === Infinity ? undefined : timeout,
    })
    child.stdout.on('data', (chunk) => parser.write(chunk))
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (message) => tell({ type: 'test:stderr', data: { file, message } }))
    child.on('error', (error) => { failure = error })
    child.on('close', (exitCode, killedBy) => {
      parser.end()
      const data = { name, nesting: 0, testNumber: 0, details: { duration_ms: performance.now() - began, type: 'test' }, ...place }
      if (failure !== undefined || killedBy !== null || (exitCode !== 0 && failed === 0)) {
        const late = killedBy !== null && timeout !== Infinity && performance.now() - began >= timeout
        const error = late ? new ERR_TEST_FAILURE(`test timed out after ${timeout}ms`, 'testTimeoutFailure')
          : failure?.name === 'AbortError' ? new ERR_TEST_FAILURE(failure, 'testAborted') : new ERR_TEST_FAILURE('test failed', 'testCodeFailure')
        error.exitCode = exitCode
        error.signal = killedBy
        data.details.error = error
        tell({ type: 'test:start', data: { nesting: 0, name, ...place } })
        tell({ type: 'test:fail', data })
      } else if (tests === 0) {
        tell({ type: 'test:start', data: { nesting: 0, name, ...place } })
        tell({ type: 'test:pass', data })
      }
      resolve()
    })
  })
}

// main is `--test FILE...`: it runs what the patterns name and prints what comes of it.
function main(given) {
  const { execArgv } = process
  const option = (name) => {
    for (let i = 0; i < execArgv.length; i++) {
      if (execArgv[i] === name) return execArgv[i + 1]
      if (execArgv[i].startsWith(name + '=')) return execArgv[i].slice(name.length + 1)
    }
    return undefined
  }
  const number = (name) => (option(name) === undefined ? undefined : Number(option(name)))
  const flags = []
  for (let i = 0; i < execArgv.length; i++) {
    if (execArgv[i] === '--test' || /^--test-(?:reporter|concurrency|shard|timeout|isolation)/.test(execArgv[i])) {
      if (!execArgv[i].includes('=') && execArgv[i] !== '--test') i++
      continue
    }
    flags.push(execArgv[i])
  }
  const shard = /^(\d+)\/(\d+)$/.exec(option('--test-shard') ?? '')
  const files = given.length === 0 ? undefined : findFiles(given, process.cwd())
  if (files !== undefined && files.length === 0) {
    process.stderr.write(`Could not find '${given.join(', ')}'\n`)
    process.exitCode = 1
    return
  }
  const stream = run({
    files, execArgv: flags, concurrency: number('--test-concurrency') ?? true, timeout: number('--test-timeout'),
    shard: shard === null ? undefined : { index: Number(shard[1]), total: Number(shard[2]) },
  })
  const reporter = require('internal/test/reporters').named(require('internal/test/reporter').nameOf(), process.stdout)
  const write = (text) => { if (text) process.stdout.write(text) }
  write(reporter.start())
  stream.on('test:fail', (data) => { if (data.todo === undefined || data.todo === false) process.exitCode = 1 })
  stream.on('data', (event) => write(reporter.event(event)))
  stream.on('end', () => write(reporter.end()))
}

module.exports = { run, main }
