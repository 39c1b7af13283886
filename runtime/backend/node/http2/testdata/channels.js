// deskjs only: what diagnostics_channel is told of streams, which Node 20 does not tell.
const channels = require('diagnostics_channel')
const http2 = require('http2')
const seen = { client: [], server: [] }
for (const side of ['client', 'server']) {
  for (const name of ['created', 'start', 'error', 'finish', 'close']) {
    channels.subscribe('http2.' + side + '.stream.' + name, (message) => seen[side].push(name + ' ' + Object.keys(message).join()))
  }
}
const server = http2.createServer((request, response) => response.end('x'))
server.listen(0, () => {
  const client = http2.connect('http://localhost:' + server.address().port)
  const request = client.request()
  request.resume()
  request.on('close', () => {
    client.close()
    server.close(() => console.log(seen))
  })
})
