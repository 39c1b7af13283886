// Runs one file of the web-platform tests as a browser's window would: the harness, what the file names, and the file, one script after
// the other in the global scope. Its argument names a JSON file (see job in run.go). Each line that it writes begins with a mark:
// "@@R" a subtest's [status, name, message], "@@C" the end's [status, message].

const fs = require('fs')
const path = require('path')
const vm = require('vm')

const job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const mark = (kind, value) => fs.writeSync(1, `\n@@${kind} ${JSON.stringify(value)}\n`)
const fail = (message) => {
  mark('C', [1, String(message)])
  process.exit(0)
}

const nodeFetch = globalThis.fetch
globalThis.self = globalThis
globalThis.GLOBAL = { isWindow() { return false }, isWorker() { return false }, isShadowRealm() { return false } }
globalThis.location = new URL(job.url)
globalThis.require = require
// Where Node's fetch, WebSocket and EventSource look for the base of relative URLs.
globalThis[Symbol.for('undici.globalOrigin.1')] = globalThis.location
if (job.title !== '') globalThis.META_TITLE = job.title
if (!job.network || nodeFetch === undefined) {
  // Tests of other things use fetch to read their data.
  globalThis.fetch = async (name) => {
    const file = path.join(job.root, new URL(name, job.url).pathname)
    const bytes = fs.readFileSync(file)
    return { ok: true, json: async () => JSON.parse(bytes), text: async () => bytes.toString(), arrayBuffer: async () => new Uint8Array(bytes).buffer }
  }
  if (nodeFetch === undefined) Object.defineProperty(globalThis, 'fetch', { enumerable: false })
}
process.on('uncaughtException', (error) => {
  try {
    fail(`uncaught: ${error?.stack ?? error}`)
  } catch {
    fail('uncaught: an exception that cannot be shown')
  }
})
// What no test can end, such as a connection, does not keep the process beyond this.
setTimeout(() => fail('timed out'), job.milliseconds)

const scripts = job.scripts.map(({ name, source }) => ({ name, source: source ?? fs.readFileSync(name, 'utf8') }))
vm.runInThisContext(scripts[0].source, { filename: scripts[0].name })
// Ids are written as they are: names may be anything, and all of them count.
add_result_callback(({ status, name, message }) => mark('R', [status, String(name).toWellFormed?.() ?? String(name), String(message ?? '').slice(0, 400)]))
add_completion_callback((tests, { status, message }) => {
  mark('C', [status, String(message ?? '')])
  process.exit(0)
})
for (let i = 1; i < scripts.length; i++) vm.runInThisContext(scripts[i].source, { filename: scripts[i].name })
