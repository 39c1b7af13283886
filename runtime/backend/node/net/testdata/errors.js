// What fails, and how it is told.
const net = require('net')
const path = require('path')
const os = require('os')

function show(error) {
  const { code, errno, syscall, address, port, hostname } = error
  console.log(error.message.replace(/\d{4,5}\b/g, 'PORT'), code, errno, syscall, address, port === undefined ? undefined : typeof port, hostname)
}

async function failed(emitter) { show((await require('events').once(emitter, 'error'))[0]) }

for (const wrong of [
  () => net.connect({}),
  () => net.connect({ port: 70000 }),
  () => net.connect({ port: true }),
  () => net.connect({ port: 80, host: '127.0.0.1', localAddress: 'here' }),
  () => net.connect({ port: 80, lookup: 1 }),
  () => net.connect({ port: 80, autoSelectFamily: 1 }),
  () => net.connect({ path: 3 }),
  () => new net.Socket({ objectMode: true }),
  () => new net.Socket({ fd: -1 }),
  () => new net.Socket({ keepAliveInitialDelay: 'x' }),
  () => new net.Socket().setTimeout('1'),
  () => new net.Socket().setTimeout(-1),
  () => net.createServer('x'),
  () => net.createServer().listen({}),
  () => net.createServer().listen(-1),
  () => net.createServer().listen({ path: true }),
  () => net.setDefaultAutoSelectFamily(1),
  () => net.setDefaultAutoSelectFamilyAttemptTimeout(0),
]) {
  try {
    wrong()
    console.log('nothing')
  } catch (error) {
    console.log(error.name, error.code, error.message)
  }
}

async function main() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await require('events').once(server, 'listening')
  const { port } = server.address()
  try {
    server.listen(port)
  } catch (error) {
    console.log(error.code)
  }
  await failed(net.createServer().listen(port, '127.0.0.1'))
  await new Promise((resolve) => server.close(resolve))
  server.close((error) => console.log(error.code))
  await failed(net.connect(port, '127.0.0.1'))
  await failed(net.connect({ port, lookup: (host, options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]) }))
  await failed(net.connect({ port, lookup: (host, options, callback) => callback(new Error('no names')) }))
  await failed(net.connect({ port, family: 4, lookup: (host, options, callback) => callback(null, 'nowhere', 4) }))
  await failed(net.connect(path.join(os.tmpdir(), 'deskjs-no-such-socket')))
  await failed(net.connect(80, 'no-such-host.invalid'))
  await failed(new net.Socket().resetAndDestroy())
  const socket = new net.Socket()
  socket.write('x')
  await failed(socket)
}
main()
