// Flow control: what nobody reads stays with the sender, and goes on when it is read; a reset ends it.
const http2 = require('http2')
const total = 1 << 20
const server = http2.createServer()
let written = 0
server.on('stream', (stream, headers) => {
  stream.respond()
  if (headers[':path'] === '/reset') {
    stream.on('error', (error) => console.log('server', error.code))
    stream.on('aborted', () => console.log('aborted'))
    stream.on('close', () => console.log('server close', stream.rstCode))
    stream.write('x')
    return
  }
  const more = () => {
    while (written < total) {
      written += 1 << 14
      if (!stream.write(Buffer.alloc(1 << 14))) {
        stream.once('drain', more)
        return
      }
    }
    stream.end()
  }
  more()
})
server.listen(0, () => {
  const client = http2.connect('http://localhost:' + server.address().port)
  const request = client.request()
  request.on('response', () => {
    client.ping(() => client.ping(() => {
      console.log('held back', written < total / 2)
      let size = 0
      request.on('data', (data) => { size += data.length })
      request.on('end', () => {
        console.log(size === total, written === total)
        const reset = client.request({ ':path': '/reset' })
        reset.on('data', () => reset.close(http2.constants.NGHTTP2_CANCEL))
        reset.on('close', () => {
          console.log('close', reset.rstCode)
          client.close()
          server.close()
        })
      })
    }))
  })
})
