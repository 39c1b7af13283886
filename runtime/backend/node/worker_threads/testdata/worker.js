// A worker's events, its data, its errors, and terminate().
const { Worker, isMainThread, parentPort, workerData, threadId, resourceLimits } = require('worker_threads')

const ended = (worker, told = []) => new Promise((resolve) => {
  let online = 0
  worker.on('online', () => { online++ })
  worker.on('message', (message) => told.push(message))
  worker.on('error', (error) => told.push([error.name, error.message, error.constructor.name, error.code, error.cause?.message]))
  worker.on('exit', (code) => resolve([...told, code, worker.threadId, online]))
})

async function main() {
  console.log(isMainThread, parentPort, workerData, threadId, resourceLimits)
  const run = (code, options) => ended(new Worker(code, { eval: true, ...options }))
  console.log(await ended(new Worker(__filename, { workerData: { a: 1, m: new Map([[1, 2]]) }, argv: ['x', 3] })))
  console.log(await run('throw new RangeError("r", { cause: new Error("c") })'))
  console.log(await run('Promise.reject(Object.assign(new TypeError("t"), { code: "E" }))'))
  console.log(await run('process.exitCode = 5; require("worker_threads").parentPort.postMessage("first")'))
  console.log(await run('process.exit(7); throw new Error("never")'))
  console.log(await run('process.on("uncaughtException", (e) => require("worker_threads").parentPort.postMessage(e.message)); throw new Error("caught")'))
  console.log(await run('process.on("exit", (code) => require("worker_threads").parentPort.postMessage(["exit", code]))'))
  console.log(await run('for (const f of ["chdir", "abort", "setuid"]) try { process[f]("/") } catch (e) { require("worker_threads").parentPort.postMessage([e.code, e.message]) }'))
  console.log((await run('this is no code'))[0][0])
  const busy = new Worker('for (;;);', { eval: true })
  busy.on('online', async () => {
    console.log(await busy.terminate(), await busy.terminate(), busy.threadId)
    const nested = new Worker(`const { Worker, parentPort } = require('worker_threads')
      new Worker('setInterval(() => {}, 1000)', { eval: true }).on('online', () => parentPort.postMessage('up'))`, { eval: true })
    nested.on('message', async () => console.log('nested', await nested.terminate()))
  })
}

if (isMainThread) {
  main()
} else {
  parentPort.postMessage([workerData, process.argv.slice(2), typeof threadId, require.main === module, __filename.endsWith('worker.js')])
}
