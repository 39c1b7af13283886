// Bodies are decoded as their Content-Encoding says.
const net = require('net')
const zlib = require('zlib')

const text = 'decoded '.repeat(1000)
const bodies = {
  gzip: [zlib.gzipSync(text), 'gzip'],
  'x-gzip': [zlib.gzipSync(text), 'X-GZIP'],
  deflate: [zlib.deflateSync(text), 'deflate'],
  raw: [zlib.deflateRawSync(text), 'deflate'],
  br: [zlib.brotliCompressSync(text), 'br'],
  both: [zlib.gzipSync(zlib.brotliCompressSync(text)), 'br, gzip'],
  cut: [zlib.gzipSync(text).subarray(0, -4), 'gzip'],
  empty: [Buffer.alloc(0), 'gzip'],
  unknown: [Buffer.from('as it is'), 'unknown'],
}
const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    const [body, encoding] = bodies[String(data).split(' ', 2)[1].slice(1)]
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`), body]))
  })
})
server.listen(0, '127.0.0.1', async () => {
  for (const name of Object.keys(bodies)) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/${name}`)
    const got = await response.text()
    console.log(name, response.headers.get('content-encoding'), got === text, got.length)
  }
  server.close()
})
