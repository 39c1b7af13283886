// The page's modules: what defines them, what they export, and running them. A module that runs again keeps the object that its importers have.
const modules = new Map() // id -> record
const recordOf = new WeakMap() // what a module exports -> its record
const interop = new WeakMap() // what a CommonJS module exports -> what an ES module sees of it
const flags = { es: 1, async: 2, refresh: 4, self: 8 }
// Keep equal to flags in code.go.
const waiting = [] // export * from a module that is still running

class Record {
  constructor(id) {
    this.id = id
    this.state = 'new' // 'running', 'done', 'failed'
    this.namespace = Object.defineProperty({}, '__esModule', { value: true })
    recordOf.set(this.namespace, this)
    this.exports = this.namespace
    this.hot = null
    this.data = {}
    this.error = null
    this.importers = new Set()
  }
}

function define(id, imports, bits, requests, style, run) {
  let record = modules.get(id)
  if (record === undefined) modules.set(id, record = new Record(id))
  else for (const [target] of record.edges) modules.get(target)?.importers.delete(id)
  record.bits = bits
  record.requests = requests || {}
  record.style = style === 0 ? null : style
  record.run = run
  record.edges = imports.map((target) => typeof target === 'string' ? [target, false] : [target[0], true])
  linked = false
}

// Who imports whom is worked out when it is first asked for.
let linked = false
function link() {
  if (linked) return
  linked = true
  for (const record of modules.values()) for (const [target] of record.edges) modules.get(target)?.importers.add(record.id)
}

const getter = (get) => ({ get, enumerable: true, configurable: true })
const hasOwn = (target, key) => Object.prototype.hasOwnProperty.call(target, key)

function exportAll(target, all) {
  for (const name in all) Object.defineProperty(target, name, getter(all[name]))
}

function copyMissing(target, from) {
  if (from === null || typeof from !== 'object' && typeof from !== 'function') return
  for (const key of Object.getOwnPropertyNames(from)) {
    if (key !== 'default' && !hasOwn(target, key)) Object.defineProperty(target, key, getter(() => from[key]))
  }
}

function reExport(target, from) {
  copyMissing(target, from)
  const record = recordOf.get(from)
  if (record !== undefined && record.state === 'running') waiting.push([target, from])
}

// What an ES module sees of what another one exports, as esbuild has it: module.exports is the default of a CommonJS module, unless that
// was an ES module once and the importer doesn't go by node's rules.
function toESM(exported, byNode) {
  if (recordOf.has(exported) || exported?.__esModule && !byNode) return exported
  const known = exported !== null && (typeof exported === 'object' || typeof exported === 'function')
  const made = known ? interop.get(exported) : undefined
  if (made !== undefined) {
    copyMissing(made, exported)
    return made
  }
  const namespace = Object.defineProperty({}, 'default', { value: exported, enumerable: true })
  if (known) {
    interop.set(exported, namespace)
    copyMissing(namespace, exported)
  }
  return namespace
}

// What is no code, such as JSON or the names of a CSS module.
function wrapped(exported) {
  if (exported?.__esModule) recordOf.set(exported, null)
  return exported
}

function missing(id) {
  return new Error('There is no module ' + id + ' in the page.')
}

function require(id) {
  const record = modules.get(id)
  if (record === undefined) throw missing(id)
  if (record.state === 'new' || record.state === 'failed') {
    if (record.state === 'failed' && record.error !== null) throw record.error
    run(record)
  }
  return record.state === 'running' ? record.module.exports : record.exports
}

const meta = (record) => ({
  url: new URL('/' + record.id.replace(/^frontend\//, ''), location.origin).href,
  get hot() { return record.hot ??= new Hot(record) },
})

function run(record) {
  record.state = 'running'
  record.error = null
  const { namespace } = record
  for (const key of Object.getOwnPropertyNames(namespace)) if (key !== '__esModule') delete namespace[key]
  const module = { exports: namespace, id: record.id }
  record.module = module
  if ((record.bits & flags.es) === 0) module.exports = {}
  record.exports = module.exports
  const settle = () => {
    record.exports = module.exports
    record.state = 'done'
    for (let i = waiting.length - 1; i >= 0; i--) {
      if (waiting[i][1] !== namespace) continue
      copyMissing(...waiting[i])
      waiting.splice(i, 1)
    }
    ran(record)
  }
  const fail = (error) => {
    record.state = 'failed'
    record.error = error
    throw error
  }
  try {
    if (record.style !== null) setStyle(record.id, record.style)
    const result = record.run.call(record.bits & flags.es ? undefined : module.exports, module, module.exports, require, namespace, meta(record),
      dynamicImport, exportAll, reExport, toESM, wrapped, refreshOf(record))
    if (record.bits & flags.async) return result.then(settle, fail)
    settle()
  } catch (error) {
    fail(error)
  }
}

// Modules that wait at their top, and those that import them, run one after the other before those that need them.
async function prepare(id, seen) {
  if (seen.has(id)) return
  seen.add(id)
  const record = modules.get(id)
  if (record === undefined) throw missing(id)
  for (const [target, late] of record.edges) if (!late) await prepare(target, seen)
  if (record.state === 'new') await run(record)
  else if (record.state === 'failed') throw record.error
}

function waits(id, seen) {
  if (seen.has(id)) return false
  seen.add(id)
  const record = modules.get(id)
  if (record === undefined) return false
  if (record.bits & flags.async && record.state !== 'done') return true
  return record.edges.some(([target, late]) => !late && waits(target, seen))
}

async function load(id) {
  if (waits(id, new Set())) await prepare(id, new Set())
  return toESM(require(id))
}

function dynamicImport(specifier) {
  if (modules.has(specifier)) return load(specifier)
  return import(specifier)
}

// The style sheets of modules, in the order in which they were first needed.
const styles = new Map() // id -> element
function setStyle(id, text) {
  let element = styles.get(id)
  if (element === undefined) {
    element = document.createElement('style')
    element.setAttribute('data-deskjs-style', id)
    styles.set(id, element)
    element.textContent = text
    document.head.append(element)
  } else if (element.textContent !== text) element.textContent = text
}
function removeStyle(id) {
  styles.get(id)?.remove()
  styles.delete(id)
}
