// The order of events of requests that end well, are aborted, or meet an end or a reset.
const http = require('http')

let abandoned
const server = http.createServer((req, res) => {
  const log = (what) => console.log(' ', what)
  for (const event of ['end', 'aborted', 'error', 'close']) req.on(event, (error) => log(`server req ${event} ${error ? error.code : ''}`.trim()))
  for (const event of ['finish', 'prefinish', 'close']) res.on(event, () => log('server res ' + event))
  req.resume()
  if (req.url === '/well') res.end('hello')
  else if (req.url === '/half') { res.writeHead(200, { 'Content-Length': 10 }); res.write('abc', () => res.socket.end()) }
  else if (req.url === '/hang-up') req.socket.end()
  else if (req.url === '/reset') req.socket.resetAndDestroy()
  else if (req.url === '/slow') { res.write('x'); abandoned = res }
})

function run(name, path, act, next) {
  console.log(name)
  const req = http.get({ host: '127.0.0.1', port: server.address().port, path, agent: false })
  for (const event of ['finish', 'abort', 'error', 'timeout']) req.on(event, (error) => console.log('  client req ' + event, error ? error.code : ''))
  req.on('response', (res) => {
    console.log('  client response')
    for (const event of ['end', 'aborted', 'error', 'close']) res.on(event, (error) => console.log('  client res ' + event, error ? error.code : ''))
    act(req, res)
  })
  req.on('close', () => {
    console.log('  client req close')
    setTimeout(next, 20)
  })
}

const read = (req, res) => res.resume()
const steps = [
  (next) => run('well', '/well', read, next),
  (next) => run('half a body', '/half', read, next),
  (next) => run('hang-up', '/hang-up', read, next),
  (next) => run('reset', '/reset', read, next),
  (next) => run('destroyed', '/slow', (req, res) => res.once('data', () => req.destroy()), () => {
    console.log('  abandoned', abandoned.destroyed, abandoned.write('y'))
    next()
  }),
  (next) => run('refused', '/', read, next),
]
function next() {
  const step = steps.shift()
  if (step === undefined) return
  if (steps.length === 0) {
    // Nobody listens there any more.
    const { port } = server.address()
    server.address = () => ({ port })
    server.close(() => step(next))
    return
  }
  step(next)
}
server.listen(0, '127.0.0.1', next)
