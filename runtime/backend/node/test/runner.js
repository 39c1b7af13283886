'use strict'

// The tests of a program as a tree. The root's tests start when the loop does, after the
// file has been loaded, and one after another unless a test asks for concurrency.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_TEST_FAILURE } } = require('internal/errors')
const { validateAbortSignal, validateFunction, validateNumber, validateObject, validateUint32 } = require('internal/validators')
const { isPromise } = require('util/types')
const process = require('process')

const { setTimeout, clearTimeout, setImmediate } = globalThis
const longestTimeout = 2 ** 31 - 1

function now() {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

// parse takes the arguments ([name][, options][, fn]) apart.
function parse(name, options, fn, overrides) {
  if (typeof name === 'function') fn = name
  else if (name !== null && typeof name === 'object') {
    fn = options
    options = name
  } else if (typeof options === 'function') fn = options
  if (options === null || typeof options !== 'object') options = {}
  if (typeof name !== 'string') name = options.name !== undefined ? options.name : fn && fn.name
  if (fn !== undefined) validateFunction(fn, 'fn')
  const { timeout = null, concurrency = null, only = false, skip = false, todo = false, plan, signal } = { ...options, ...overrides }
  if (timeout !== null && timeout !== Infinity) validateNumber(timeout, 'options.timeout', 0, longestTimeout)
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal')
  if (plan !== undefined) validateUint32(plan, 'options.plan')
  return { name: name || '<anonymous>', fn: fn || function () {}, timeout, limit: limitOf(concurrency), only, skip, todo, plan, signal }
}

function limitOf(concurrency) {
  if (typeof concurrency === 'number') {
    validateUint32(concurrency, 'options.concurrency', true)
    return concurrency
  }
  if (concurrency === true) return Infinity
  if (concurrency !== null && concurrency !== undefined && concurrency !== false) {
    throw new ERR_INVALID_ARG_TYPE('options.concurrency', ['boolean', 'number'], concurrency)
  }
  return concurrency === false ? 1 : null
}

// Node is a test or a suite.
class Node {
  constructor(parent, settings, isSuite) {
    this.parent = parent
    this.isSuite = isSuite
    this.name = settings.name
    this.fn = settings.fn
    this.nesting = parent === null ? -1 : parent.nesting + 1
    this.timeout = settings.timeout !== null ? settings.timeout : parent === null ? Infinity : parent.timeout
    this.limit = settings.limit !== null ? settings.limit : 1
    this.only = settings.only
    this.skipped = settings.skip === '' ? true : settings.skip
    this.todo = settings.todo === '' ? true : settings.todo
    if (parent !== null && parent.skipped && !this.skipped) this.skipped = true
    this.signal = settings.signal
    this.expected = settings.plan
    this.counted = 0
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] }
    this.children = []
    this.waiting = []
    this.active = 0
    this.open = false // whether its children may run
    this.started = this.finished = this.cancelled = false
    this.error = null
    this.diagnostics = []
    this.place = new Error('').stack
    this.startTime = this.endTime = 0
    this.runOnlyChildren = false
    this.promise = new Promise((resolve) => { this.settle = resolve })
    // aborts is what ends a running test early: its own timeout, its parent's end, an uncaught error.
    this.aborted = new Promise((_, reject) => { this.abort = reject })
    this.aborted.catch(function () {})
  }

  get fullName() {
    return this.parent === null || this.parent.parent === null ? this.name : this.parent.fullName + ' > ' + this.name
  }

  get passed() { return this.error === null }

  // add puts a new test or suite under this one.
  add(settings, isSuite) {
    const child = new Node(this, settings, isSuite)
    if (!isSuite && filtered(child)) {
      child.settle()
      return child
    }
    this.children.push(child)
    if (this.finished) {
      child.fail(new ERR_TEST_FAILURE('test could not be started because its parent finished', 'parentAlreadyFinished'))
      child.finish()
      return child
    }
    if (isSuite) child.collect()
    if (this.open && this.active < this.limit) this.launch(child)
    else this.waiting.push(child)
    return child
  }

  launch(child) {
    this.active++
    child.run().then(() => {
      this.active--
      while (this.open && this.active < this.limit && this.waiting.length > 0) this.launch(this.waiting.shift())
      if (this.active === 0 && this.waiting.length === 0 && this.idle !== undefined) this.idle()
    })
  }

  // runChildren runs what has been added and resolves when all of it is done.
  runChildren() {
    this.open = true
    if (this.waiting.length === 0 && this.active === 0) return Promise.resolve()
    const done = new Promise((resolve) => { this.idle = resolve })
    while (this.active < this.limit && this.waiting.length > 0) this.launch(this.waiting.shift())
    return done
  }

  // collect runs a suite's function, which declares what is in it.
  collect() {
    const previous = state.collecting
    state.collecting = this
    try {
      if (!this.skipped) this.collected = this.fn.call(undefined, contextOf(this))
    } catch (error) {
      this.fail(new ERR_TEST_FAILURE(error, 'testCodeFailure'))
    }
    state.collecting = previous
    if (isPromise(this.collected)) {
      this.collected.catch((error) => this.fail(new ERR_TEST_FAILURE(error, 'testCodeFailure')))
    }
  }

  fail(error) {
    if (this.error === null) this.error = error
  }

  cancel(error) {
    if (this.finished) return
    this.cancelled = true
    this.abort(error)
  }

  async run() {
    this.started = true
    this.startTime = now()
    state.running.add(this)
    state.began?.(this)
    try {
      const excluded = this.parent.runOnlyChildren && !this.only
      if (excluded && !this.skipped) this.skipped = '\'only\' option not set'
      if (this.skipped || this.error !== null) return
      if (this.signal !== undefined && this.signal.aborted) {
        this.cancelled = true
        throw new ERR_TEST_FAILURE(this.signal.reason, 'testAborted')
      }
      if (this.signal !== undefined) this.signal.addEventListener('abort', () => this.cancel(new ERR_TEST_FAILURE(this.signal.reason, 'testAborted')), { once: true })
      this.limitTime()
      // A test without hooks begins at once: one that its parent does not wait for may be done before the parent is.
      if (this.parent.hooks.before.length > 0) await Promise.race([this.parent.runBefore(), this.aborted])
      if (this.isSuite) await Promise.race([this.runSuite(), this.aborted])
      else await this.runAttempts()
      this.checkPlan()
    } catch (error) {
      this.fail(isTestFailure(error) ? error : new ERR_TEST_FAILURE(error, 'testCodeFailure'))
      if (state.failed !== undefined) await state.failed(this)
    } finally {
      if (this.timer !== undefined) clearTimeout(this.timer)
      if (this.hooks.after.length > 0) await this.runAfter()
      this.finish()
    }
  }

  // limitTime begins the time that the test may take.
  limitTime() {
    const limit = this.timeout === Infinity && !this.isSuite ? state.timeout : this.timeout
    if (limit === Infinity) return
    this.timer = setTimeout(() => this.cancel(new ERR_TEST_FAILURE('test timed out after ' + limit + 'ms', 'testTimeoutFailure')), limit)
  }

  // runAttempts runs the test, and runs it again after a failure as often as `deskjs test --retries` says.
  async runAttempts() {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.runTest()
        if (attempt > 1) this.diagnostics.push('passed at attempt ' + attempt)
        return
      } catch (error) {
        if (attempt > state.retries || this.finished) throw error
        clearTimeout(this.timer)
        await this.runAfter() // what it has opened
        this.hooks.after = []
        for (const child of this.children) if (!child.finished) child.finish()
        this.children = []
        this.cancelled = false
        this.counted = 0
        this.aborted = new Promise((_, reject) => { this.abort = reject })
        this.aborted.catch(function () {})
        this.limitTime()
      }
    }
  }

  checkPlan() {
    if (this.expected !== undefined && this.expected !== this.counted) {
      throw new ERR_TEST_FAILURE('plan expected ' + this.expected + ' assertions but received ' + this.counted, 'testCodeFailure')
    }
  }

  async runSuite() {
    if (this.collected !== undefined) await this.collected
    if (this.children.length > 0) await this.runBefore()
    await this.runChildren()
  }

  async runTest() {
    const context = contextOf(this)
    this.open = true
    try {
      if (this.hasHooks('beforeEach')) await Promise.race([this.runHooks('beforeEach', context), this.aborted])
      await Promise.race([this.call(context), this.aborted])
    } finally {
      if (this.hasHooks('afterEach')) await this.runHooks('afterEach', context)
    }
  }

  // call calls the test's function in the form that its parameters ask for.
  call(context) {
    if (this.fn.length < 2) return new Promise((resolve) => resolve(Reflect.apply(this.fn, context, [context])))
    return new Promise((resolve, reject) => {
      let calls = 0
      const done = (error) => {
        if (++calls > 1) {
          reject(new ERR_TEST_FAILURE('callback invoked multiple times', 'multipleCallbackInvocations'))
          return
        }
        if (error) reject(error)
        else resolve()
      }
      const result = Reflect.apply(this.fn, context, [context, done])
      if (isPromise(result)) {
        result.catch(function () {})
        reject(new ERR_TEST_FAILURE('passed a callback but also returned a Promise', 'callbackAndPromisePresent'))
      }
    })
  }

  // runBefore runs the before hooks once, at the first child.
  runBefore() {
    if (this.beforeRun === undefined) this.beforeRun = this.runOwnHooks('before', contextOf(this))
    return this.beforeRun
  }

  async runAfter() {
    if (this.skipped) return
    try {
      await this.runOwnHooks('after', contextOf(this))
    } catch (error) {
      this.fail(error)
    }
  }

  async runOwnHooks(kind, context) {
    const hooks = this.hooks[kind]
    for (let i = 0; i < hooks.length; i++) await runHook(kind, hooks[i], context)
  }

  hasHooks(kind) {
    for (let at = this.parent; at !== null; at = at.parent) if (at.hooks[kind].length > 0) return true
    return false
  }

  // runHooks runs the hooks of all that this test is in: the outermost first before a test, last after it.
  async runHooks(kind, context) {
    const owners = []
    for (let at = this.parent; at !== null; at = at.parent) owners.push(at)
    if (kind === 'beforeEach') owners.reverse()
    for (const owner of owners) await owner.runOwnHooks(kind, context)
  }

  finish() {
    if (this.finished) return
    this.open = false
    for (const child of this.children) {
      if (child.finished) continue
      const error = new ERR_TEST_FAILURE('test did not finish before its parent and was cancelled', 'cancelledByParent')
      child.cancelled = true
      child.fail(error)
      child.abort(error)
      child.finish()
    }
    const failed = this.children.filter((child) => !child.passed && !child.todo).length
    if (failed > 0) this.fail(new ERR_TEST_FAILURE(failed + ' subtest' + (failed > 1 ? 's' : '') + ' failed', 'subtestsFailed'))
    // Of a suite in which the patterns leave nothing nobody hears.
    this.unheard = this.isSuite && this.children.every((child) => child.unheard) && filtered(this)
    this.endTime = now()
    if (this.startTime === 0) this.startTime = this.endTime
    this.finished = true
    state.ended?.(this)
    if (this.mock !== undefined) this.mock.reset()
    state.running.delete(this)
    state.report()
    this.settle()
  }
}

function isTestFailure(error) {
  return error !== null && typeof error === 'object' && error.code === 'ERR_TEST_FAILURE' && error.failureType !== undefined
}

// filtered reports whether --test-name-pattern, --test-skip-pattern or --test-only leaves the test out. A test is in if what it is in is.
function filtered(node) {
  if (state.patterns === undefined) state.patterns = patternsOf(process.execArgv)
  const { names, only, skips } = state.patterns
  if (only) {
    let meant = false
    for (let at = node; at !== null; at = at.parent) meant ||= at.only
    if (!meant) return true
  }
  if (skips.length > 0 && matches(skips, node)) return true
  if (names.length === 0) return false
  for (let at = node; at !== null && at.parent !== null; at = at.parent) if (matches(names, at)) return false
  return true
}

function matches(patterns, node) {
  const full = node.fullName.replaceAll(' > ', ' ')
  return patterns.some((pattern) => pattern.test(node.name) || pattern.test(full))
}

function patternsOf(flags) {
  const of = (option) => {
    const list = []
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] === option) list.push(flags[++i])
      else if (flags[i].startsWith(option + '=')) list.push(flags[i].slice(option.length + 1))
    }
    return list.map((text) => {
      const parts = /^\/(.*)\/([a-z]*)$/s.exec(text)
      return parts === null ? new RegExp(text) : new RegExp(parts[1], parts[2])
    })
  }
  return { names: of('--test-name-pattern'), only: flags.includes('--test-only'), skips: of('--test-skip-pattern') }
}

function contextOf(node) {
  if (node.context === undefined) node.context = new (require('internal/test/context').contextClass(node))(node)
  return node.context
}

async function runHook(kind, hook, context) {
  let timer
  try {
    const parts = [new Promise((resolve, reject) => {
      if (hook.fn.length < 2) resolve(Reflect.apply(hook.fn, context, [context]))
      else Reflect.apply(hook.fn, context, [context, (error) => (error ? reject(error) : resolve())])
    })]
    const limit = hook.timeout === Infinity ? state.timeout : hook.timeout
    if (limit !== Infinity) {
      parts.push(new Promise((_, reject) => {
        timer = setTimeout(() => reject('test timed out after ' + limit + 'ms'), limit)
      }))
    }
    await Promise.race(parts)
  } catch (error) {
    const failure = new ERR_TEST_FAILURE('failed running ' + kind + ' hook', 'hookFailed')
    failure.cause = error
    throw failure
  } finally {
    if (timer !== undefined) clearTimeout(timer)
  }
}

function addHook(node, kind, fn, options = {}) {
  validateFunction(fn, 'fn')
  validateObject(options, 'options')
  const { timeout = Infinity } = options
  if (timeout !== null && timeout !== Infinity) validateNumber(timeout, 'options.timeout', 0, longestTimeout)
  node.hooks[kind].push({ fn, timeout: timeout === null ? Infinity : timeout })
}

// state is the run: there is one in a program.
const state = {
  root: undefined,
  collecting: undefined, // the suite whose function is running
  running: new Set(),
  patterns: undefined, // the names to run and those not to
  report() {},
  assertions: undefined, // what assert.register has added, by name
  snapshots: undefined, // internal/test/snapshot, once a test has used it
  timeout: Infinity, // of tests that have none of their own
  retries: 0,
  loading: undefined, // a promise until which tests may be declared
  began: undefined, // called for each test that begins, and ended when it has
  ended: undefined,
  done: undefined, // called after all
  failed: undefined, // what is done before a failed test's after hooks: deskjs/test keeps pictures then
  setTimeout, clearTimeout, setInterval: globalThis.setInterval, // those that no test fakes
}

// start makes the root at the first test.
function start() {
  if (state.root !== undefined) return state.root
  const root = new Node(null, parse('<root>', {}, undefined), true)
  state.root = root
  if (process.env.DESKJS_TEST !== undefined) require('internal/test/child').connect(state, JSON.parse(process.env.DESKJS_TEST))
  const report = require('internal/test/reporter').makeReporter(root)
  state.report = report.progress
  root.startTime = now()
  process.on('uncaughtException', (error) => blame(error, 'uncaughtException'))
  process.on('unhandledRejection', (error) => blame(error, 'unhandledRejection'))
  process.on('beforeExit', giveUp)
  setImmediate(async () => {
    if (state.loading !== undefined) await state.loading
    try {
      if (root.children.length > 0) await root.runBefore()
      await root.runChildren()
    } catch (error) {
      root.fail(error)
      for (const child of root.waiting) child.fail(error)
    }
    await root.runAfter()
    if (state.snapshots !== undefined) state.snapshots.save()
    process.removeListener('beforeExit', giveUp)
    root.endTime = now()
    report.summary()
    state.done?.()
    if (!root.passed || root.children.some((child) => !child.passed && !child.todo)) process.exitCode = 1
  })
  return root
}

// blame lets an error that nothing caught fail the innermost test that runs.
function blame(error, failureType) {
  let inner
  for (const node of state.running) if (!node.isSuite && (inner === undefined || node.nesting >= inner.nesting)) inner = node
  if (inner !== undefined) {
    inner.abort(new ERR_TEST_FAILURE(error, failureType))
    return
  }
  if (state.root.endTime > 0 && state.done !== undefined) process.stderr.write('After the tests had ended: ' + require('internal/util/inspect').inspect(error) + '\n') // the report is out
  state.root.diagnostics.push('Error: A resource generated asynchronous activity after the test ended: ' + require('internal/util/inspect').inspect(error))
  process.exitCode = 1
}

// giveUp ends tests that wait for something when nothing can happen any more.
function giveUp() {
  for (const node of [...state.running].reverse()) {
    if (node.isSuite) continue
    node.cancel(new ERR_TEST_FAILURE('Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent'))
  }
}

// owner is what a test declared now belongs to.
function owner() { return state.collecting || start() }

module.exports = { parse, addHook, owner, state }
