// Pushed streams, files as responses, and the compatibility API's pushes.
const http2 = require('http2')
const fs = require('fs')
const server = http2.createServer((request, response) => {
  response.createPushResponse({ ':path': '/pushed' }, (error, pushed) => {
    console.log(error, pushed.stream.id)
    pushed.end('pushed')
    if (request.url === '/file') response.stream.respondWithFile(__filename, { 'content-type': 'text/x' }, { offset: 3, length: 6 })
    else response.stream.respondWithFile('/no/such', {}, { onError(error) { response.stream.respond({ ':status': 404 }, { endStream: true }) } })
  })
})
server.listen(0, () => {
  const client = http2.connect('http://localhost:' + server.address().port)
  let left = 4
  const done = () => {
    if (--left > 0) return
    client.close()
    server.close()
  }
  const lines = []
  const read = (name, stream) => {
    let text = ''
    stream.setEncoding('utf8')
    stream.on('data', (data) => { text += data })
    stream.on('close', () => {
      lines.push(name + ' ' + JSON.stringify(text) + ' ' + stream.rstCode)
      if (left === 1) console.log(lines.sort().join('\n'))
      done()
    })
  }
  client.on('stream', (stream, headers) => {
    stream.on('push', (headers) => lines.push('push ' + stream.id + ' ' + headers[':status']))
    read('pushed ' + headers[':path'] + ' ' + stream.id, stream)
  })
  for (const path of ['/file', '/none']) {
    const request = client.request({ ':path': path })
    request.on('response', (headers) => lines.push(path + ' ' + headers[':status'] + ' ' + headers['content-length'] + ' ' + headers['content-type']))
    read(path, request)
  }
})
