// "deskjs/test" within a page: tests are collected here, and told to the program that drives the window, which asks for them one by one.
// What stands before this are the modules that it shares with that: definitions, each the body of a CommonJS function.

let calls = 0
const waiting = new Map()

// ask has the driver do something that a page can't: find and act as a person would, and keep files.
function ask(method, ...args) {
  const id = ++calls
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    document.dispatchEvent(new CustomEvent('deskjs:test', { detail: JSON.stringify({ number: 'event', text: JSON.stringify({ call: { id, method, args } }) }) }))
  })
}

class TestError extends Error {
  get name() { return 'TestError' }
}

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message)
    Object.assign(this, { code: 'ERR_ASSERTION', actual, expected, operator })
  }
  get name() { return 'AssertionError' }
}

const { setTimeout, performance } = globalThis
const time = performance.now.bind(performance)

// PageWindow is what locators act on: this window.
class PageWindow {
  run(name, options, how) { return ask('run', name, options, how) }
  input(input) { return ask('input', input) }
  async screenshot(options) { return Uint8Array.from(atob(await ask('screenshot', options)), (character) => character.charCodeAt(0)) }
}

const shims = {
  assert: { AssertionError },
  'internal/deskjs/test/app': { Window: PageWindow, TestError, now: time, wait: (delay) => new Promise((resolve) => setTimeout.call(globalThis, resolve, delay)), patience: 10_000 },
  'internal/deskjs/test/snapshot': {
    match: async (value, hint) => said(await ask('match', require('internal/deskjs/test/diff').format(value), hint)),
    matchInline: () => ({ pass: false, message: () => 'inline snapshots are not for tests in pages; use toMatchSnapshot' }),
    matchPicture: async (_, name, options) => said(await ask('matchPicture', name, options)),
  },
  'internal/test/runner': { addHook: (node, kind, fn) => node.after.push(fn), state: { running: new Set() } },
}
const said = ({ pass, text }) => ({ pass, message: () => text })
const cache = {}

function require(name) {
  if (shims[name] !== undefined) return shims[name]
  if (cache[name] === undefined) {
    if (definitions[name] === undefined) throw new Error(`${name} is not there in a page`)
    const module = { exports: {} }
    cache[name] = module
    definitions[name](module.exports, require, module, { platform: navigator.platform.startsWith('Mac') ? 'darwin' : 'linux', argv: [] }, {
      from: (content) => ({ toString: () => btoa(String.fromCharCode(...(typeof content === 'string' ? new TextEncoder().encode(content) : content))) }),
    })
  }
  return cache[name].exports
}

export const { expect } = require('internal/deskjs/test/expect')
const { Locator, finders } = require('internal/deskjs/test/locator')

export const page = new PageWindow()
for (const name of Object.keys(finders)) page[name] = (...args) => new Locator(page, [])[name](...args)
page.keyboard = { press: (keys) => new Locator(page, []).keys(keys), type: (text) => new Locator(page, []).characters(text) }

const root = { children: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] } }
const nodes = []
const functions = []
let current = root

function add(isSuite, more) {
  const make = (name, options, fn) => {
    if (typeof name === 'function') [name, options, fn] = [name.name || '<anonymous>', {}, name]
    else if (typeof options === 'function') [options, fn] = [{}, options]
    const { skip, todo, only, timeout } = { ...options, ...more }
    const node = { id: nodes.length, name, isSuite, options: { skip, todo, only, timeout }, parent: current, fn, children: [], stack: new Error('').stack, hooks: { before: [], after: [], beforeEach: [], afterEach: [] }, after: [] }
    nodes.push(node)
    current.children.push(node)
    if (!isSuite) return
    const outer = current
    current = node
    fn?.()
    current = outer
  }
  make.each = (cases) => (name, fn) => cases.forEach((given) => {
    const args = Array.isArray(given) ? given : [given]
    let at = 0
    make(name.replace(/%[sdifjo]/g, () => String(args[at++])), () => fn(...args))
  })
  if (more === undefined) for (const key of ['skip', 'todo', 'only']) make[key] = add(isSuite, { [key]: true })
  return make
}

export const test = add(false)
export const it = test
export const describe = add(true)
export const suite = describe
const hook = (kind) => (fn) => { current.hooks[kind].push(functions.push(fn) - 1) }
export const before = hook('before')
export const beforeAll = before
export const after = hook('after')
export const afterAll = after
export const beforeEach = hook('beforeEach')
export const afterEach = hook('afterEach')

// mock.fn remembers its calls, as node:test's.
export const mock = {
  fn(original = () => {}, implementation = original) {
    const calls = []
    const fn = function (...args) {
      const call = { arguments: args, this: this, result: undefined, error: undefined }
      calls.push(call)
      try {
        return call.result = Reflect.apply(implementation, this, args)
      } catch (error) {
        call.error = error
        throw error
      }
    }
    fn.mock = { calls, callCount: () => calls.length, resetCalls: () => { calls.length = 0 }, mockImplementation: (other) => { implementation = other } }
    return fn
  },
}

const plain = (error) => (error instanceof Error ? { name: error.name, message: error.message, stack: error.stack, code: error.code } : { message: String(error) })

// What the file itself throws, while it is loaded.
let failed
addEventListener('error', (event) => { failed ??= plain(event.error ?? event.message) })

globalThis.__deskjsPage = {
  tree: () => {
    const shown = ({ id, name, isSuite, options, children, hooks, stack }) => ({ id, name, isSuite, options, hooks, stack, children: children.map(shown) })
    return { ...shown({ ...root, name: '' }), failed }
  },
  reply(id, { value, error }) {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) resolve(value)
    else reject(Object.assign(new TestError(error.message)))
  },
  async call(number) {
    try {
      await functions[number]()
      return {}
    } catch (error) {
      return { error: plain(error) }
    }
  },
  // run runs a test and empties the page behind it.
  async run(id) {
    const node = nodes[id]
    const outer = []
    for (let at = node.parent; at; at = at.parent) outer.unshift(at)
    let failure
    shims['internal/test/runner'].state.running.add(node)
    try {
      for (const each of outer) for (const number of each.hooks.beforeEach) await functions[number]()
      await node.fn?.()
    } catch (error) {
      failure = plain(error)
    }
    try {
      for (const each of outer.reverse()) for (const number of each.hooks.afterEach) await functions[number]()
      for (const fn of node.after) await fn()
    } catch (error) {
      failure ??= plain(error)
    }
    shims['internal/test/runner'].state.running.delete(node)
    document.body.replaceChildren()
    return failure === undefined ? {} : { error: failure }
  },
}
