// A response whose body nobody reads does not keep the program alive.
const http = require('http')

const server = http.createServer((request, response) => {
  response.write('x'.repeat(1 << 20))
})
server.on('connection', (socket) => socket.unref())
server.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`)
  console.log(response.status)
  server.unref()

  // One that is read does.
  const other = await fetch(`http://127.0.0.1:${server.address().port}/`)
  const reader = other.body.getReader()
  let length = 0
  while (length < 1 << 20) length += (await reader.read()).value.length
  console.log(length)
  reader.cancel()
  globalThis.kept = [response, other]
})
process.on('exit', () => console.log('exit'))
