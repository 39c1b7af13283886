// What a worker has open when it ends is closed, unless trackUnmanagedFds is off.
const { once } = require('events')
const fs = require('fs')
const { Worker } = require('worker_threads')

const opens = `require('worker_threads').parentPort.postMessage(require('fs').openSync(${JSON.stringify(__filename)}))`

async function descriptor(code, options) {
  const worker = new Worker(code, { eval: true, ...options })
  const exit = once(worker, 'exit')
  const [fd] = await once(worker, 'message')
  await exit
  return fd
}

function state(fd) {
  try {
    fs.fstatSync(fd)
    return 'open'
  } catch (error) {
    return error.code
  }
}

async function main() {
  console.log(state(await descriptor(opens)))
  const kept = await descriptor(opens, { trackUnmanagedFds: false })
  console.log(state(kept))
  fs.closeSync(kept)
  const own = fs.openSync(__filename)
  const worker = new Worker(`
    process.on('warning', ({ message }) => console.log(message.replace(/\\d+/, 'N')))
    require('fs').closeSync(require('worker_threads').workerData)`, { eval: true, workerData: own })
  await once(worker, 'exit')
}
main()
