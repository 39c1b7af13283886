// The order of events at both ends, of requests that end well, are aborted, or meet an end or a reset.
const http = require('http')

let atServer
let open = 0
let abandoned
let settled

// Each end's events are in order; which end meets the end of a connection first is the system's.
const server = http.createServer((req, res) => {
  const log = (what) => atServer.push(what)
  const close = () => { if (--open === 0) settled() }
  open += 2
  for (const event of ['end', 'aborted', 'error', 'close']) req.on(event, (error) => log(`req ${event} ${error ? error.code : ''}`.trim()))
  for (const event of ['finish', 'prefinish', 'close']) res.on(event, () => log('res ' + event))
  req.on('close', close)
  res.on('close', close)
  req.resume()
  if (req.url === '/well') res.end('hello')
  else if (req.url === '/half') { res.writeHead(200, { 'Content-Length': 10 }); res.write('abc', () => res.socket.end()) }
  else if (req.url === '/hang-up') req.socket.end()
  else if (req.url === '/reset') req.socket.resetAndDestroy()
  else if (req.url === '/slow') { res.write('x'); abandoned = res }
})

function run(name, path, act, next) {
  atServer = []
  const atClient = []
  const log = (what, error) => atClient.push(error ? `${what} ${error.code}` : what)
  const req = http.get({ host: '127.0.0.1', port: server.address().port, path, agent: false })
  for (const event of ['finish', 'abort', 'error', 'timeout']) req.on(event, (error) => log('req ' + event, error))
  req.on('response', (res) => {
    log('response')
    for (const event of ['end', 'aborted', 'error', 'close']) res.on(event, (error) => log('res ' + event, error))
    act(req, res)
  })
  let closed = false
  settled = () => {
    if (!closed || open > 0) return
    // The last listeners are still to be called.
    setImmediate(() => {
      console.log(name, '\n  client:', atClient.join(', '), '\n  server:', atServer.join(', '))
      next()
    })
  }
  req.on('close', () => {
    log('req close')
    closed = true
    settled()
  })
}

const read = (req, res) => res.resume()
const steps = [
  (next) => run('well', '/well', read, next),
  (next) => run('half a body', '/half', read, next),
  (next) => run('hang-up', '/hang-up', read, next),
  (next) => run('reset', '/reset', read, next),
  (next) => run('destroyed', '/slow', (req, res) => res.once('data', () => req.destroy()), () => {
    console.log('abandoned', abandoned.destroyed, abandoned.write('y'))
    next()
  }),
  (next) => {
    // Nobody listens there any more.
    const { port } = server.address()
    server.address = () => ({ port })
    server.close(() => run('refused', '/', read, next))
  },
]
function next() {
  const step = steps.shift()
  if (step !== undefined) step(next)
}
server.listen(0, '127.0.0.1', next)
