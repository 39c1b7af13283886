'use strict'

// What `deskjs test` does: the files of tests, each in a program of its own, as one report.

const fs = require('fs')
const path = require('path')
const { spawn } = require('child_process')
const { Parser } = require('internal/test/child')
const { named } = require('internal/test/reporters')
const { codes: { ERR_TEST_FAILURE } } = require('internal/errors')

const { setTimeout, clearTimeout } = globalThis

// ndjson is a line of JSON for each event.
function ndjson() {
  const plain = (error) => error === undefined ? undefined : error instanceof Error
    ? { name: error.name, message: error.message, code: error.code, failureType: error.failureType, stack: error.stack, cause: plain(error.cause) } : { message: String(error) }
  return {
    start() {},
    event: ({ type, data }) => JSON.stringify({ type, ...data, ...(data.details && { details: { ...data.details, error: plain(data.details.error) } }) }) + '\n',
    end() {},
  }
}

// outputs are the reporters, each with where it writes.
function outputs({ reporters, destinations }) {
  return reporters.map((name, i) => {
    const to = destinations[i] ?? 'stdout'
    const stream = to === 'stdout' ? process.stdout : to === 'stderr' ? process.stderr : undefined
    const reporter = name === 'ndjson' ? ndjson() : named(name, stream)
    let text = ''
    const write = (part) => {
      if (!part) return
      if (stream === undefined) text += part
      else stream.write(part)
    }
    write(reporter.start())
    return {
      event: (event) => write(reporter.event(event)),
      end() {
        write(reporter.end())
        if (stream !== undefined) return
        fs.mkdirSync(path.dirname(path.resolve(to)), { recursive: true })
        fs.writeFileSync(to + '.part', text)
        fs.renameSync(to + '.part', to) // never half a report
      },
    }
  })
}

const counters = () => ({ tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 })

function count(counts, { type, data }) {
  if (data.details.type === 'suite') {
    counts.suites++
    return
  }
  counts.tests++
  const kind = data.details.error?.failureType
  if (data.skip !== undefined && data.skip !== false) counts.skipped++
  else if (data.todo !== undefined && data.todo !== false) counts.todo++
  else if (kind === 'cancelledByParent' || kind === 'testTimeoutFailure' || kind === 'testAborted') counts.cancelled++
  else counts[type === 'test:pass' ? 'pass' : 'fail']++
}

// failedOtherwise is a failure of a file that is none of a test in it.
function failedOtherwise(file, name, message, began) {
  const error = new ERR_TEST_FAILURE(message, 'testCodeFailure')
  error.cause = Object.defineProperty(new Error(message), Symbol.for('nodejs.util.inspect.custom'), { value: () => message })
  error.stack = error.cause.stack = `Error: ${message}`
  return { type: 'test:fail', data: { name, nesting: 0, testNumber: 0, file, line: 1, column: 1, details: { duration_ms: performance.now() - began, type: 'test', error } } }
}

const quoted = (names) => names.map((name) => JSON.stringify(name)).join(', ')

// runFile runs one and resolves to what it needed: { failed, files, launched }.
function runFile(file, options, tell) {
  const name = path.relative(options.project, file)
  const began = performance.now()
  return new Promise((resolve) => {
    const running = new Map() // of the tests that have begun and not ended: number -> name
    const result = { failed: 0, tests: 0, ended: false, files: [file], launched: false }
    let killed
    const child = spawn(process.execPath, [...options.flags, file], {
      cwd: options.project, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env, NODE_TEST_CONTEXT: 'child-v8' },
    })
    // The tests' own limit fails them. This is for those that never let it, by a loop without end, and for what hangs beside them.
    let silent
    let idle
    const end = (message) => {
      killed ??= message
      child.kill('SIGKILL')
    }
    const watch = (alive) => {
      if (options.timeout === 0) return
      clearTimeout(silent)
      silent = setTimeout(() => end(running.size > 0 ? `the test ${quoted([...running.values()].slice(-1))} has hung: it let nothing else run for ${options.timeout + options.grace} ms, so its file was ended`
        : `the file has hung: it let nothing else run for ${options.timeout + options.grace} ms outside of its tests, and was ended`), options.timeout + options.grace)
      if (alive) return
      clearTimeout(idle)
      if (running.size === 0) idle = setTimeout(() => end(`the file did nothing for ${options.timeout + 30_000} ms outside of its tests, and was ended`), options.timeout + 30_000)
    }
    watch(false)
    const parser = new Parser((event) => {
      const { type, data } = event
      if (type === 'deskjs:began') running.set(data.number, data.name)
      else if (type === 'deskjs:ended') running.delete(data.number)
      else if (type === 'deskjs:done') Object.assign(result, data, { ended: true, files: [...new Set([file, ...data.files])] })
      watch(type === 'deskjs:alive')
      if (type.startsWith('deskjs:')) return
      // The file's own summary is part of the run's.
      if (data.nesting === 0 && (type === 'test:plan' || type === 'test:summary' || (type === 'test:diagnostic' && /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(data.message)))) return
      if (type === 'test:pass' || type === 'test:fail') {
        if (data.nesting === 0) result.tests++
        if (type === 'test:fail' && (data.todo === undefined || data.todo === false)) result.failed++
      }
      tell(event)
    }, (message) => tell({ type: 'test:stdout', data: { file, message } }))
    child.stdout.on('data', (chunk) => parser.write(chunk))
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (message) => {
      tell({ type: 'test:stderr', data: { file, message } })
    })
    let failure
    child.on('error', (error) => { failure = error })
    child.on('close', (code, signal) => {
      clearTimeout(silent)
      clearTimeout(idle)
      parser.end()
      const last = [...running.values()].slice(-1)
      let message
      if (failure !== undefined) message = `the file could not be run: ${failure.message}`
      else if (killed !== undefined) message = killed
      else if (!result.ended && signal !== null) message = `the file's process was ended by ${signal}${last.length === 0 ? '' : ` while ${quoted(last)} ran`}`
      else if (!result.ended && (last.length > 0)) message = `the file's process ended with exit code ${code} while ${quoted(last)} ran: a test must not call process.exit`
      else if (!result.ended && code !== 0) message = 'the file failed before its tests ran; the message is above'
      else if (code !== 0 && result.failed === 0) message = 'something failed after the tests had ended; the message is above'
      else if (result.tests === 0 && !options.filtered) message = 'the file has no tests; tests are declared by test() of "deskjs/test" or "node:test"'
      if (message !== undefined) {
        result.failed++
        tell({ type: 'test:start', data: { nesting: 0, name, file, line: 1, column: 1 } })
        tell(failedOtherwise(file, name, message, began))
      }
      resolve(result)
    })
  })
}

// runAll runs files and resolves to what they needed: file -> result.
async function runAll(files, options) {
  const began = performance.now()
  const counts = counters()
  const all = outputs(options)
  const results = new Map()
  let top = 0
  const tell = (event) => {
    const { type, data } = event
    if (type === 'test:pass' || type === 'test:fail') {
      if (data.nesting === 0) data.testNumber = ++top
      count(counts, event)
    }
    for (const output of all) output.event(event)
  }
  // What a file tells waits until those before it are done.
  const queues = files.map(() => ({ events: [], done: false }))
  let at = 0
  const flush = () => {
    for (; at < queues.length; at++) {
      queues[at].events.splice(0).forEach(tell)
      if (!queues[at].done) return
    }
  }
  let next = 0
  const worker = async () => {
    while (next < files.length) {
      const queue = queues[next]
      const file = files[next++]
      results.set(file, await runFile(file, options, (event) => {
        queue.events.push(event)
        flush()
      }))
      queue.done = true
      flush()
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.jobs, files.length) }, worker))
  if (options.filtered && counts.tests === 0) {
    for (const output of all) output.event({ type: 'test:diagnostic', data: { nesting: 0, message: `no test is called ${options.names.join(' or ')}` } })
  }
  const duration = performance.now() - began
  tell({ type: 'test:plan', data: { nesting: 0, count: top } })
  for (const name of Object.keys(counts)) tell({ type: 'test:diagnostic', data: { nesting: 0, message: `${name} ${counts[name]}` } })
  tell({ type: 'test:diagnostic', data: { nesting: 0, message: `duration_ms ${Math.round(duration)}` } })
  for (const output of all) output.end()
  const failed = [...results.values()].some((result) => result.failed > 0) || (options.filtered && counts.tests === 0)
  return { results, failed }
}

const ignored = /(^|[/\\])(node_modules|\.[^/\\]+|dist|__snapshots__)([/\\]|$)/

// follow runs again what depends on a file that has changed, until it is stopped.
async function follow(options) {
  const known = new Map() // test file -> what it needed
  let { files } = options
  const say = (text) => process.stderr.write(text + '\n')
  for (;;) {
    const { results } = await runAll(files, options)
    results.forEach((result, file) => known.set(file, result))
    const changed = await nextChange(options.project)
    const needs = (file) => {
      const result = known.get(file)
      return changed.has(file) || result === undefined || result.files.some((each) => changed.has(each)) ||
        (result.launched && [...changed].some((each) => !/\.test\.[cm]?[jt]sx?$/.test(each)))
    }
    // A test file that is new is run, too.
    for (const file of changed) if (/\.test\.[cm]?[jt]sx?$/.test(file) && fs.existsSync(file) && !options.files.includes(file)) options.files.push(file)
    options.files = options.files.filter((file) => fs.existsSync(file))
    files = options.files.filter(needs)
    const names = [...changed].map((file) => path.relative(options.project, file)).join(', ')
    say(files.length === 0 ? `\n${names}: no test depends on it` : `\n${names}: ${files.map((file) => path.relative(options.project, file)).join(', ')}`)
  }
}

// nextChange resolves to the files that have changed, when nothing has for a moment: an editor writes in several steps.
function nextChange(project) {
  return new Promise((resolve) => {
    const changed = new Set()
    let timer
    const watcher = fs.watch(project, { recursive: true }, (_, name) => {
      if (name === null || ignored.test(name) || name.endsWith('~')) return
      const file = path.join(project, name)
      try {
        if (fs.statSync(file).isDirectory()) return
      } catch { /* it is gone, which is a change */ }
      changed.add(file)
      clearTimeout(timer)
      timer = setTimeout(() => {
        watcher.close()
        resolve(changed)
      }, 60)
    })
    process.stderr.write('waiting for changes; Ctrl+C stops\n')
  })
}

async function main(text) {
  const options = JSON.parse(text)
  if (options.watch) await follow(options)
  else if ((await runAll(options.files, options)).failed) process.exitCode = 1
}

module.exports = { main }
