// deskjs only: node 20 has no WebSocket and no EventSource
// Whatever connects while certificates are not checked warns of it, once in a program.
const tls = require('tls')
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
const closed = async (make) => {
  const warned = []
  const note = (warning) => warned.push(/certificate verification/.test(warning.message))
  process.on('warning', note)
  await make()
  await new Promise(setImmediate)
  process.off('warning', note)
  return warned.length
}
const kinds = {
  WebSocket: (port) => new Promise((resolve) => { new WebSocket(`wss://127.0.0.1:${port}`).onerror = resolve }),
  EventSource: (port) => new Promise((resolve) => {
    const source = new EventSource(`https://127.0.0.1:${port}`)
    source.onerror = () => resolve(source.close())
  }),
  fetch: (port) => fetch(`https://127.0.0.1:${port}`).catch(() => {}),
  tls: (port) => new Promise((resolve) => tls.connect(port, '127.0.0.1').on('error', () => {}).on('close', resolve)),
}
const { Worker, isMainThread, workerData } = require('worker_threads')
if (isMainThread) {
  // A worker each: a program warns once.
  (async () => {
    for (const kind of Object.keys(kinds)) await new Promise((resolve) => new Worker(__filename, { workerData: kind }).on('exit', resolve))
  })()
} else {
  const server = require('net').createServer((socket) => socket.destroy()).listen(0, '127.0.0.1', async () => {
    const { port } = server.address()
    console.log(workerData, await closed(() => kinds[workerData](port)), await closed(() => kinds.fetch(port)))
    server.close()
  })
}
