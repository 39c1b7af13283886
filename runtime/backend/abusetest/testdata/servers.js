// Servers for hostile clients. What happens on a connection is written down, as one line of its own; the
// control server gives away how often each line was seen.
const http = require('http')
const https = require('https')
const net = require('net')

const seen = new Map()
let open = 0

function note(socket, what) {
  if (socket.events && !socket.events.healthy) socket.events.push(what)
}

function watch(server, secure) {
  server.on(secure ? 'secureConnection' : 'connection', (socket) => {
    socket.events = []
    open++
    socket.on('error', (error) => note(socket, 'error ' + error.code))
    socket.on('close', (hadError) => {
      open--
      if (socket.events.healthy) return
      note(socket, 'close ' + hadError)
      const line = socket.events.join(', ')
      seen.set(line, (seen.get(line) || 0) + 1)
    })
  })
}

const big = Buffer.alloc(1 << 20, 'b')

function answer(req, res) {
  const { socket } = req
  if (req.url === '/healthy') {
    socket.events.healthy = true
    res.end('well')
    return
  }
  note(socket, `request ${req.method} ${req.url.slice(0, 20)}`)
  req.on('aborted', () => note(socket, 'req aborted'))
  req.on('error', (error) => note(socket, 'req error ' + error.code))
  req.on('close', () => note(socket, 'req close'))
  res.on('finish', () => note(socket, 'res finish'))
  res.on('error', (error) => note(socket, 'res error ' + error.code))
  res.on('close', () => note(socket, 'res close'))
  if (req.url === '/never') return
  if (req.url === '/unread') {
    // Who does not read does not see a reset.
    socket.setTimeout(100, () => socket.destroy())
    return
  }
  if (req.url === '/big') {
    const more = () => { while (!res.destroyed && res.write(big)); }
    res.on('drain', more)
    more()
    return
  }
  let length = 0
  req.on('data', (chunk) => { length += chunk.length })
  req.on('end', () => {
    note(socket, 'req end ' + length)
    res.sendDate = false
    res.end('length ' + length)
  })
}

function told(server) {
  // As without a listener, but written down.
  server.on('clientError', (error, socket) => {
    note(socket, 'clientError ' + error.code)
    const status = { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large', HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
      ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' }[error.code] || '400 Bad Request'
    if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    socket.destroy(error)
  })
}

const options = { connectionsCheckingInterval: 20, headersTimeout: 30_000, requestTimeout: 60_000 }
const plain = http.createServer(options, answer)
watch(plain)
told(plain)

const bare = http.createServer(options, answer)
watch(bare)

const slow = http.createServer({ connectionsCheckingInterval: 20, headersTimeout: 500, requestTimeout: 1000, keepAliveTimeout: 500 }, answer)
slow.keepAliveTimeoutBuffer = 0
watch(slow)
told(slow)

const pems = JSON.parse(process.argv[2])
const secure = https.createServer({ key: pems.key, cert: pems.cert, handshakeTimeout: 200 }, answer)
watch(secure, true)
secure.on('tlsClientError', () => {
  seen.set('tlsClientError', (seen.get('tlsClientError') || 0) + 1)
})

const echo = net.createServer((socket) => socket.pipe(socket))
watch(echo)

const silent = net.createServer((socket) => {
  socket.pause()
  socket.setTimeout(100, () => socket.destroy())
})
watch(silent)

const servers = { plain, bare, slow, secure, echo, silent }

const control = http.createServer((req, res) => {
  if (req.url === '/end') {
    res.end()
    for (const name in servers) servers[name].close()
    control.close()
    for (const name in servers) if (servers[name].closeAllConnections) servers[name].closeAllConnections()
    control.closeAllConnections()
    return
  }
  const lines = {}
  for (const [line, count] of seen) lines[line] = count
  if (req.url === '/take') seen.clear()
  res.end(JSON.stringify({ lines, open, rss: process.memoryUsage().rss }))
})

const all = Object.entries({ ...servers, control })
let left = all.length
for (const [, server] of all) {
  server.listen(0, '127.0.0.1', 4096, () => {
    if (--left > 0) return
    const ports = {}
    for (const [name, server] of all) ports[name] = server.address().port
    console.log(JSON.stringify(ports))
  })
}
