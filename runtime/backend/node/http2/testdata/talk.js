// A client and a server talk: headers, bodies both ways, trailers, informational headers, events in their order.
const http2 = require('http2')
// What the server saw comes last: the two do not wait for one another.
const seen = []
const server = http2.createServer()
server.on('stream', (stream, headers, flags, raw) => {
  seen.push('stream', stream.id, headers[':method'], headers[':path'], headers['x-list'], headers.cookie, flags, raw.length % 2)
  if (headers[':path'] === '/info') stream.additionalHeaders({ ':status': 103, link: '</a>' })
  let size = 0
  stream.on('data', (chunk) => { size += chunk.length })
  stream.on('trailers', (trailers) => seen.push('request trailers', trailers['x-sum']))
  stream.on('end', () => {
    stream.respond({ ':status': 201, 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] }, { waitForTrailers: true, sendDate: false })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-size': String(size) }))
    stream.end('got ' + size)
  })
  stream.on('close', () => seen.push('server stream closed', stream.id, stream.rstCode))
})
server.listen(0, () => {
  const client = http2.connect('http://localhost:' + server.address().port)
  client.on('connect', () => console.log('connect', client.alpnProtocol, client.encrypted))
  const next = (path, options, body, done) => {
    const request = client.request({ ':method': 'POST', ':path': path, 'x-list': ['a', 'b'], cookie: ['c=1', 'd=2'] }, options)
    request.on('headers', (headers) => console.log('headers', headers[':status'], headers.link))
    request.on('response', (headers) => console.log('response', headers[':status'], headers['set-cookie'], headers.date))
    request.on('wantTrailers', () => request.sendTrailers({ 'x-sum': '42' }))
    request.on('trailers', (trailers) => console.log('trailers', trailers['x-size']))
    request.setEncoding('utf8')
    request.on('data', (data) => console.log('data', data))
    request.on('end', () => console.log('end'))
    request.on('close', () => {
      console.log('close', request.rstCode, request.destroyed)
      done()
    })
    request.end(body)
  }
  next('/', {}, Buffer.alloc(300000), () => {
    next('/info', { waitForTrailers: true }, 'héllo', () => {
      const told = []
      const ended = (what) => { if (told.push(what) === 2) console.log(told.sort().join(', '), seen.join(' ')) }
      client.close(() => ended('client closed'))
      server.close(() => ended('server closed'))
    })
  })
})
