'use strict'

// launch: an app that is built for tests, started, and driven over the socket that it was started with.

const fs = require('fs')
const os = require('os')
const path = require('path')
const process = require('process')

const { setTimeout, clearTimeout } = globalThis // a test may fake the global ones
const agent = require('internal/deskjs/test/agent')
const fakes = require('internal/deskjs/test/fakes')
const { Desktop } = require('internal/deskjs/test/desktop')
const { Locator, finders } = require('internal/deskjs/test/locator')

const open = new Set() // the apps that run
const settings = JSON.parse(process.env.DESKJS_TEST || '{}')
const patience = settings.patience ?? 10_000

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time))
const now = () => performance.now()

class TestError extends Error {
  constructor(message) {
    super(message)
    // The frames of the test's machinery say nothing to its author.
    this.stack = this.stack.split('\n').filter((line) => !/^\s+at .*\(?node:internal\//.test(line)).join('\n')
  }

  get name() { return 'TestError' }
}

// limited rejects when a promise takes too long.
function limited(promise, time, message) {
  let timer
  return Promise.race([promise, new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TestError(message())), time)
  })]).finally(() => clearTimeout(timer))
}

// serialized is a function and its arguments as an expression for another world.
function serialized(fn, args) {
  if (typeof fn === 'string') return `(${fn}\n)`
  if (typeof fn !== 'function') throw new TypeError('evaluate takes a function, or an expression as a text')
  let source = Function.prototype.toString.call(fn)
  if (/^(async\s+)?(?!function\b|class\b)[\w$]+\s*\(/.test(source) && !/^(async\s*)?\([^]*=>/.test(source) && !/^(async\s+)?[\w$]+\s*=>/.test(source)) source = source.replace(/^(async\s+)?/, '$1function ')
  return `(${source})(${args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg))).join(', ')})`
}

function errorOf({ name, message, stack, code }, where) {
  const error = new Error(message)
  if (name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  if (code !== undefined) error.code = code
  if (stack) error.stack += `\n  in the ${where}:\n` + stack.split('\n').filter((line) => line.trim() && !line.includes('deskjs-test')).slice(0, 6).map((line) => '    ' + line.trim()).join('\n')
  return error
}

// Window is one window of an app and its page.
class Window {
  constructor(app, id, name) {
    this.app = app
    this.id = id
    this.name = name
  }

  // run has the agent do something, again and again while it says { wait }, until it is done or time is over.
  async run(name, options, { what, timeout = patience, each = 1000 } = {}) {
    const limit = now() + timeout
    let reason = 'the page did not answer'
    for (let attempt = 0; ; attempt++) {
      const left = limit - now()
      if (left <= 0) break
      // A document that is replaced meanwhile never answers.
      const answer = await this.app.ask({ do: 'run', window: this.id }, (number) => `(globalThis.__deskjsTester ??= (${agent})()).run(${number}, ${JSON.stringify(name)}, ${JSON.stringify(options)})`, Math.min(left, each))
      if (answer?.fail !== undefined) throw new TestError(what ? `${what}: ${answer.fail}` : answer.fail)
      if (answer !== undefined && answer.wait === undefined) return answer
      if (answer !== undefined) reason = answer.wait
      await wait(attempt < 2 ? 10 : attempt < 10 ? 30 : 100)
    }
    let hint = ''
    if (reason === 'there is none' && options.steps?.length > 0) {
      const close = await this.app.ask({ do: 'run', window: this.id }, (number) => `(globalThis.__deskjsTester ??= (${agent})()).run(${number}, "similar", ${JSON.stringify({ steps: options.steps })})`, 1000)
      if (close?.value?.length > 0) hint = '\n  the page has: ' + close.value.join(', ')
    }
    throw new TestError(`${what ?? name}: not within ${timeout} ms: ${reason}${hint}`)
  }

  async input(input) {
    const { real } = await this.app.order({ do: 'input', window: this.id, input })
    return real === true
  }

  locator(selector) { return new Locator(this, []).locator(selector) }

  async title() { return (await this.run('page', {})).value.title }
  async url() { return (await this.run('page', {})).value.url }
  async content() { return (await this.run('content', {})).value }

  // evaluate runs a function in the page's own world.
  evaluate(fn, ...args) { return this.evaluateFor(30_000, serialized(fn, args)) }

  async evaluateFor(time, expression) {
    await this.run('ping', {})
    const answer = await this.app.ask({ do: 'page', window: this.id }, (number) => `(async () => {
      const say = (value) => document.dispatchEvent(new CustomEvent('deskjs:test', { detail: JSON.stringify({ number: ${number}, text: JSON.stringify(value) }) }))
      try { say({ value: await ${expression} }) } catch (error) {
        say({ error: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack, code: error.code } : { message: String(error) } })
      }
    })()`, time)
    if (answer === undefined) throw new TestError('evaluate: the page did not answer: it was left meanwhile, or the promise never settled')
    if (answer.error !== undefined) throw errorOf(answer.error, 'page')
    return answer.value
  }

  // waitFor waits until a function, called in the page, returns something true, and resolves to that.
  async waitFor(fn, { timeout = patience, args = [] } = {}) {
    const limit = now() + timeout
    for (;;) {
      const value = await this.evaluate(fn, ...args)
      if (value) return value
      if (now() > limit) throw new TestError(`waitFor: not within ${timeout} ms: ${Function.prototype.toString.call(fn)}`)
      await wait(30)
    }
  }

  async waitForText(text, options) { await this.getByText(text).first().waitFor(options) }

  async reload() {
    await this.run('leave', {})
    await this.app.order({ do: 'reload', window: this.id })
    await this.waitForLoad()
  }

  // waitForLoad waits until the page and what belongs to it are there.
  async waitForLoad(timeout = 30_000) {
    const limit = now() + timeout
    for (;;) {
      const state = (await this.run('page', {}, { what: 'the page', timeout: Math.max(limit - now(), 1), each: 300 })).value
      if (state.ready === 'complete' && state.url.startsWith('app:') && !state.left) return
      if (now() > limit) throw new TestError(`the page has not loaded within ${timeout} ms`)
      await wait(20)
    }
  }

  async close() {
    await this.app.order({ do: 'close', window: this.id })
  }

  async focus() { await this.app.order({ do: 'focus', window: this.id }) }

  // screenshot is a PNG of what the window shows; path writes it to a file too.
  async screenshot({ path: file } = {}) {
    await this.run('painted', {})
    const { bytes } = await this.app.order({ do: 'snapshot', window: this.id })
    const picture = Buffer.from(bytes)
    if (file !== undefined) {
      fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
      fs.writeFileSync(file, picture)
    }
    return picture
  }

  // record takes pictures until the function that it resolves to is called, which writes them to an animated PNG.
  async record({ path: file, interval = 100 } = {}) {
    if (typeof file !== 'string') throw new TypeError('record needs a path for the animated PNG')
    const frames = []
    let going = true
    const loop = (async () => {
      while (going) {
        try {
          frames.push((await this.app.order({ do: 'snapshot', window: this.id })).bytes)
        } catch { break } // it was closed
        await wait(interval)
      }
    })()
    return async () => {
      going = false
      await loop
      const moving = Buffer.from(binding.animate(frames, interval))
      fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
      fs.writeFileSync(file, moving)
      return moving
    }
  }

  get keyboard() {
    const root = new Locator(this, [])
    return { press: (key) => root.keys(key), type: (text) => root.characters(text) }
  }

  get mouse() {
    return {
      move: (x, y) => this.input({ type: 'move', x, y }),
      down: (x, y) => this.input({ type: 'down', x, y, button: 1 }),
      up: (x, y) => this.input({ type: 'up', x, y, button: 1, held: 1 }),
      wheel: (x, y, deltaX, deltaY) => this.input({ type: 'wheel', x, y, deltaX, deltaY }),
    }
  }
}

for (const name of Object.keys(finders)) {
  Object.defineProperty(Window.prototype, name, { configurable: true, writable: true, value(...args) { return new Locator(this, [])[name](...args) } })
}

// App is an app that runs.
class App {
  #built
  #handle
  #orders = new Map()
  #number = 0
  #output = ''
  #ended
  #end
  #routes = []
  #fakes = { clock: undefined, routes: false }
  #pages = new Map()
  #failure // what the app did that fails the test
  #told = false // the test knows of it
  #desktop = new Desktop((event, value) => this.#send(() => ({ do: 'emit', event, value })), (message) => {
    const failure = new TestError(message)
    this.#failure ??= failure
    return failure
  })

  constructor(built, env) {
    this.#built = built
    this.#ended = new Promise((resolve) => { this.#end = resolve })
    this.exitCode = undefined
    this.#handle = binding.start(built, env, (number, text, bytes) => this.#hear(number, text, bytes), (text) => { this.#output += text }, (code) => {
      this.exitCode = code
      open.delete(this)
      for (const { reject } of this.#orders.values()) reject(new TestError('the app has ended' + this.#last()))
      this.#orders.clear()
      binding.remove(this.#built)
      this.#end(code)
    })
    open.add(this)
  }

  #last() {
    const text = this.#output.trim()
    return text === '' ? '' : '; it printed last:\n' + text.split('\n').slice(-12).map((line) => '  ' + line).join('\n')
  }

  // output is what the app has printed, and its pages' consoles.
  get output() { return this.#output }

  #hear(number, text, bytes) {
    let value
    try {
      value = JSON.parse(text)
    } catch {
      return
    }
    if (number === 0) {
      this.#event(value)
      return
    }
    const waiting = this.#orders.get(number)
    if (waiting === undefined) return
    this.#orders.delete(number)
    if (bytes !== undefined) value.bytes = bytes
    waiting.resolve(value)
  }

  // order has the host do something; it rejects with what the host says is wrong.
  async order(order) {
    this.#check()
    const answer = await this.#send(() => order)
    if (answer.error) throw new TestError(answer.error)
    return answer
  }

  // ask sends a script that answers by itself; undefined is none within time milliseconds.
  async ask(order, script, time) {
    if (time === 0) return undefined
    this.#check()
    let timer
    let asked
    const late = new Promise((resolve) => {
      timer = setTimeout(() => {
        this.#orders.delete(asked)
        resolve(undefined)
      }, time)
    })
    const answer = this.#send((number) => {
      asked = number
      return { ...order, script: script(number) }
    })
    const value = await Promise.race([answer, late])
    clearTimeout(timer)
    if (value?.error !== undefined && typeof value.error === 'string') throw new TestError(value.error)
    return value
  }

  #send(make) {
    if (this.exitCode !== undefined) return Promise.reject(new TestError('the app has ended' + this.#last()))
    const number = ++this.#number
    return new Promise((resolve, reject) => {
      this.#orders.set(number, { resolve, reject })
      binding.send(this.#handle, number, JSON.stringify(make(number)))
    })
  }

  // #check throws what has failed meanwhile, rather than have the test wait for what won't come.
  #check() {
    if (this.#failure === undefined) return
    this.#told = true
    throw this.#failure
  }

  // takeFailure is what the test does not know of yet; from now on the app can be asked again.
  takeFailure() {
    const failure = this.#told ? undefined : this.#failure
    this.#failure = undefined
    this.#told = false
    return failure
  }

  // windows are those that are open now.
  async windows() {
    const { windows = [] } = await this.order({ do: 'windows' })
    return windows.map(({ id, name }) => this.#window(id, name))
  }

  #window(id, name) {
    let window = this.#pages.get(id)
    if (window === undefined) this.#pages.set(id, window = new Window(this, id, name))
    return window
  }

  // window is the first window, or the one with that name in deskjs.json, or that index; it is waited for.
  async window(which = 0, { timeout = 30_000 } = {}) {
    const limit = now() + timeout
    for (;;) {
      const list = await this.windows()
      const found = typeof which === 'number' ? list[which] : list.find(({ name }) => name === which)
      if (found !== undefined) {
        await found.waitForLoad(Math.max(limit - now(), 1))
        return found
      }
      if (now() > limit) throw new TestError(`there is no window ${JSON.stringify(which)}; open are ${list.map(({ name }, i) => name || `number ${i}`).join(', ') || 'none'}`)
      await wait(20)
    }
  }

  // evaluate runs a function in the backend. Its first argument is the backend's require.
  async evaluate(fn, ...args) {
    const source = typeof fn === 'string' ? fn : `(${serialized(fn, []).slice(0, -2)})(require${args.map((arg) => ', ' + JSON.stringify(arg)).join('')})`
    return this.backend('evaluate', { source })
  }

  async backend(name, options) {
    const answer = await this.ask({ do: 'backend' }, () => JSON.stringify({ name, options }), 30_000)
    if (answer === undefined) throw new TestError('the backend did not answer within 30 s')
    if (answer.error !== undefined) throw errorOf(answer.error, 'backend')
    return answer.value
  }

  // calls are those of the api that pages have made so far: { name, arguments, result or error, duration }.
  async calls(name) {
    const list = await this.backend('calls', {})
    return name === undefined ? list : list.filter((call) => call.name === name)
  }

  async waitForCall(name, { timeout = patience } = {}) {
    const limit = now() + timeout
    for (;;) {
      const [...list] = await this.calls(name)
      const done = list.filter((call) => !call.pending)
      if (done.length > 0) return done.at(-1)
      if (now() > limit) throw new TestError(`the page has not called ${name} within ${timeout} ms; it has called ${[...new Set((await this.calls()).map((call) => call.name))].join(', ') || 'nothing'}`)
      await wait(20)
    }
  }

  // mock makes a function of the api return something else: a value, or what a function returns that runs in the backend.
  async mock(name, replacement) {
    const source = typeof replacement === 'function' ? serialized(replacement, []).slice(0, -2) : `() => (${JSON.stringify(replacement)})`
    await this.backend('mock', { name, source })
  }

  async unmock(name) { await this.backend('mock', { name }) }

  get clock() {
    const everywhere = async (name, options) => {
      await this.backend(name, options)
      await this.#fake({ [name]: options })
    }
    return {
      install: ({ now: time = Date.now() } = {}) => everywhere('clock', { now: Number(time) }),
      tick: (time) => everywhere('tick', { time }),
      setTime: (time) => everywhere('setTime', { time: Number(time) }),
      restore: () => everywhere('clock', {}),
    }
  }

  // #fake tells the pages, those that are there and those to come, of a fake.
  async #fake(change) {
    const script = `(globalThis.__deskjsFakes ??= (${fakes})()).use(${JSON.stringify(change)});`
    if (change.clock !== undefined) this.#fakes.clock = change.clock.now === undefined ? undefined : { ...change.clock }
    if (change.tick !== undefined && this.#fakes.clock) this.#fakes.clock.now += change.tick.time
    if (change.setTime !== undefined && this.#fakes.clock) this.#fakes.clock.now = change.setTime.time
    if (change.routes !== undefined) this.#fakes.routes = change.routes
    const { clock, routes } = this.#fakes
    const later = `(globalThis.__deskjsFakes ??= (${fakes})()).use(${JSON.stringify({ ...(clock && { clock }), routes })});`
    await this.order({ do: 'start', script: clock === undefined && !routes ? '' : later })
    for (const window of await this.windows()) {
      await window.run('ping', {})
      await window.evaluate(`(() => { ${script} })()`)
    }
  }

  // route answers the requests that pages and the backend make by fetch for a URL: a text with *, an expression or a function.
  async route(url, handler) {
    if (typeof handler !== 'function' && (handler === null || typeof handler !== 'object')) throw new TypeError('route takes a function, or an answer such as { status: 200, json: {} }')
    this.#routes.unshift({ url, handler })
    await this.backend('routes', { on: true })
    await this.#fake({ routes: true })
  }

  async unroute(url) {
    this.#routes = url === undefined ? [] : this.#routes.filter((route) => String(route.url) !== String(url))
    if (this.#routes.length > 0) return
    await this.backend('routes', { on: false })
    await this.#fake({ routes: false })
  }

  #requests = []
  // requests are those that routes were asked for: { url, method, from }.
  get requests() { return this.#requests.slice() }

  // fake is what stands for the system.
  get fake() { return { dialog: (answers) => this.#desktop.dialog(answers) } }
  get dialogs() { return this.#desktop.dialogs.slice() }
  get notifications() { return this.#desktop.notifications.slice() }
  get opened() { return this.#desktop.opened.slice() }

  async #event({ window, event }) {
    if (event?.native !== undefined) {
      const { id, method, value } = event.native
      const answer = await this.#desktop.take(method, value)
      await this.#send(() => ({ do: 'answer', call: id, ...answer })).catch(() => {}) // it has ended
      return
    }
    if (event?.call !== undefined) {
      const { id, method, args } = event.call
      let answer
      try {
        answer = { value: await this.answers[method](...args) }
      } catch (error) {
        answer = { error: { message: error.message } }
      }
      await this.#window(window, '').evaluate(`globalThis.__deskjsPage.reply(${id}, ${JSON.stringify(answer)})`).catch(() => {})
      return
    }
    if (event?.request === undefined || this.#failure !== undefined) return
    const { request } = event
    const from = window === undefined ? 'backend' : 'page'
    const answer = await this.#answer(request, from)
    if (from === 'backend') await this.backend('respond', { id: request.id, answer }).catch(() => {})
    else await this.#window(window, '').evaluate(`globalThis.__deskjsFakes.respond(${request.id}, ${JSON.stringify(answer)})`).catch(() => {})
  }

  async #answer({ url, method, headers, body }, from) {
    this.#requests.push({ url, method, from })
    for (const route of this.#routes) {
      const fits = typeof route.url === 'function' ? route.url(url) : route.url instanceof RegExp ? route.url.test(url) : globbed(route.url).test(url)
      if (!fits) continue
      try {
        const answer = typeof route.handler === 'function' ? await route.handler({ url, method, headers, body, json: () => JSON.parse(body) }) : route.handler
        if (answer === undefined || answer === null) continue // the next one
        if (answer.abort) return { abort: true }
        const { status = 200, headers: given = {}, json, body: text = json === undefined ? '' : JSON.stringify(json) } = answer
        return { status, headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...given }, body: String(text) }
      } catch (error) {
        return { abort: true, reason: String(error?.message ?? error) }
      }
    }
    return { through: true }
  }

  // waitForExit resolves to the exit code.
  waitForExit({ timeout = 30_000 } = {}) { return limited(this.#ended, timeout, () => `the app has not ended within ${timeout} ms`) }

  // close throws what the test would not know of otherwise.
  async close() {
    const code = await this.#close()
    const failure = this.takeFailure()
    if (failure !== undefined) throw failure
    return code
  }

  async #close() {
    if (this.exitCode !== undefined) return this.exitCode
    binding.stop(this.#handle)
    try {
      return await limited(this.#ended, 8000, () => 'late')
    } catch {
      binding.kill(this.#handle)
      return this.#ended
    }
  }

  async [Symbol.asyncDispose]() { await this.close() }
}

function globbed(pattern) {
  const text = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('**', '\u0000').replaceAll('*', '[^/]*').replaceAll('\u0000', '.*')
  return new RegExp('^' + (pattern.includes('://') ? '' : '.*') + text + '$')
}

// folders are an app's own, below one that is new.
function folders(dir) {
  const of = (name) => path.join(dir, name)
  if (process.platform === 'win32') return { APPDATA: of('data'), LOCALAPPDATA: of('local') }
  if (process.platform === 'darwin') return { HOME: dir }
  return { XDG_DATA_HOME: of('data'), XDG_CACHE_HOME: of('cache'), XDG_CONFIG_HOME: of('config'), XDG_STATE_HOME: of('state') }
}

// launch builds the project's app, starts it with folders of its own, and resolves when its first window has loaded.
async function launch(options = {}) {
  if (options === null || typeof options !== 'object') throw new TypeError('launch takes an object such as { env: {} }')
  const known = ['page', 'dir', 'env', 'dataDir', 'timeout', 'waitForWindow']
  for (const key of Object.keys(options)) if (!known.includes(key)) throw new TypeError(`launch has no option ${JSON.stringify(key)}; there are ${known.slice(1).join(', ')}`)
  const { dir = '', page = '', env = {}, timeout = 60_000, waitForWindow = true } = options
  const screen = binding.screen()
  const [built, folder] = await new Promise((resolve, reject) => binding.build(dir, page, (error, ...result) => (error ? reject(error) : resolve(result))))
  const dataDir = options.dataDir === undefined ? temporaryFolder('app-') : path.resolve(options.dataDir)
  const own = { NO_AT_BRIDGE: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...folders(dataDir), ...env }
  const app = new App(built, [...(screen ?? []), ...Object.entries(own).map(([key, value]) => `${key}=${value}`)])
  app.dataDir = dataDir
  app.folder = folder
  require('internal/deskjs/test/pages').closeLater(() => app.close())
  if (waitForWindow) {
    try {
      await app.window(0, { timeout })
    } catch (error) {
      await app.close()
      throw error
    }
  }
  return app
}

const made = []

// temporaryFolder makes a folder that is removed when the tests of the file have ended.
function temporaryFolder(prefix = 'test-') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deskjs-' + prefix))
  if (made.length === 0) process.on('exit', () => made.forEach((each) => fs.rmSync(each, { recursive: true, force: true })))
  made.push(folder)
  return folder
}

module.exports = { launch, temporaryFolder, open, settings, patience, TestError, wait, now, Window, compare: binding.compare, places: binding.places }
