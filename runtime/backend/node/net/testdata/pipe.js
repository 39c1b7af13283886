// Unix sockets.
const net = require('net')
const fs = require('fs')
const os = require('os')
const path = require('path')

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deskjs-net-'))
const name = path.join(folder, 'socket')
const server = net.createServer((socket) => socket.pipe(socket))
server.listen({ path: name, readableAll: true, writableAll: true }, () => {
  console.log(server.address() === name, (fs.statSync(name).mode & 0o666).toString(8))
  net.createServer().listen(name).on('error', (error) => {
    console.log(error.code, error.syscall, error.address === name, error.port)
    const client = net.connect(name, () => {
      console.log(client.remoteAddress, client.address())
      client.end('by name')
    })
    client.setEncoding('utf8').on('data', (text) => console.log(text))
    client.on('close', () => server.close(() => {
      console.log(fs.existsSync(name))
      fs.rmSync(folder, { recursive: true })
    }))
  })
})
net.createServer().listen(path.join(folder, 'no', 'folder')).on('error', (error) => console.log(error.code, error.syscall))
