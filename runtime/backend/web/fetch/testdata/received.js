// The headers of a response are all those that were sent, those of the transfer too.
const http = require('http')

const server = http.createServer((request, response) => {
  response.sendDate = false
  if (request.url === '/trailer') {
    response.writeHead(200, { 'transfer-encoding': 'chunked', trailer: 'X-Sum' })
    response.write('a')
    response.addTrailers({ 'X-Sum': '1' })
    response.end()
  } else if (request.url === '/close') {
    response.setHeader('connection', 'close')
    response.end('b')
  } else {
    response.write('c')
    response.end('d')
  }
})
server.listen(0, '127.0.0.1', async () => {
  for (const path of ['/trailer', '/close', '/chunked']) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`)
    console.log(path, [...response.headers].join(' | '), await response.text())
  }
  server.close()
})
