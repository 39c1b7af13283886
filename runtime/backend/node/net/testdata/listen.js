// The forms of listen, connections that are dropped, and what keeps a program alive.
const net = require('net')
const { once } = require('events')

async function shown(...args) {
  const server = net.createServer()
  server.listen(...args)
  await once(server, 'listening')
  const address = server.address()
  console.log(server.listening, address.address ?? address, address.family, typeof address.port)
  await new Promise((resolve) => server.close(resolve))
  console.log(server.listening, server.address())
}

async function main() {
  await shown(0, '127.0.0.1')
  await shown({ port: 0, host: '127.0.0.1', exclusive: true, backlog: 2 })
  await shown('0', '127.0.0.1', 4)
  await shown({ port: 0, host: 'localhost', signal: new AbortController().signal })

  const server = net.createServer((socket) => socket.end('hello'))
  server.maxConnections = 1
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  const first = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }).resume()
  await once(first, 'end')
  server.getConnections((error, count) => console.log(error, count))
  const second = net.connect(port, '127.0.0.1').resume()
  const [dropped] = await once(server, 'drop')
  console.log(Object.keys(dropped).join(), dropped.remoteAddress, dropped.localPort === port)
  await once(second, 'close')
  first.end()
  const controller = new AbortController()
  net.createServer().listen({ port: 0, signal: controller.signal }).on('close', () => console.log('aborted'))
  controller.abort()
  await once(server.close(), 'close')

  // Nothing waits for these.
  net.createServer().listen(0).unref()
  net.createServer().unref().listen(0)
  console.log('end')
}
main()
