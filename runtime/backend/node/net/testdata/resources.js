// What keeps the program alive, by name, and the types of async_hooks.
const net = require('net')
const { createHook } = require('async_hooks')

const types = new Set()
createHook({ init(id, type) { types.add(type) } }).enable()

// Those of standard input and output depend on where they lead.
function show(when) {
  const resources = process.getActiveResourcesInfo().filter((type) => type.startsWith('TCP')).sort()
  const requests = process._getActiveRequests().map((request) => request.constructor.name)
  console.log(when, resources.join(), process._getActiveHandles().includes(server), requests.join())
}

const server = net.createServer((connection) => connection.resume())
server.listen(0, '127.0.0.1', () => {
  show('listening')
  const socket = net.connect(server.address().port, '127.0.0.1', () => {
    socket.end()
    socket.resume()
  })
  show('connecting')
  socket.on('close', () => {
    server.close(() => {
      console.log([...types].filter((type) => /^TCP|^SHUT/.test(type)).sort().join())
    })
  })
})
