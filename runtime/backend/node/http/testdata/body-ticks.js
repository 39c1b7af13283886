// What a piece of a body has queued runs before the message's end is told of.
const http = require('http')

const server = http.createServer((request, response) => {
  request.once('data', () => {
    request.pause()
    response.on('finish', () => console.log('finished, complete:', request.complete))
    response.end('answer')
  })
})
server.listen(0, '127.0.0.1', () => {
  const request = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', agent: false }, (response) => {
    response.resume()
    response.on('end', () => server.close())
  })
  request.end(Buffer.alloc(1024))
})
