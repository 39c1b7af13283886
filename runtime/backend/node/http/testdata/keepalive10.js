// A client of HTTP/1.0 that asks for it keeps its connection, if the answer's length is known.
const http = require('http')
const net = require('net')

const server = http.createServer((request, response) => {
  response.sendDate = false
  if (request.url === '/length') response.setHeader('Content-Length', 2)
  response.end('ok')
})
server.listen(0, '127.0.0.1', async () => {
  for (const path of ['/length', '/none']) {
    await new Promise((resolve) => {
      let text = ''
      const client = net.connect(server.address().port, '127.0.0.1', () => {
        client.write(`GET ${path} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n`)
      })
      client.on('data', (data) => {
        text += data
        if (!text.endsWith('ok')) return
        console.log(JSON.stringify(text))
        client.destroy()
        resolve()
      })
    })
  }
  server.close()
})
