// Upgrade, CONNECT, Expect and informational responses, from both ends.
const http = require('http')

const server = http.createServer((req, res) => {
  if (req.url === '/hints') {
    res.writeEarlyHints({ link: ['</a.css>; rel=preload', '</b.js>; rel=preload'] })
    res.writeProcessing()
  }
  res.end('body of ' + req.url)
})
server.on('upgrade', (req, socket, head) => {
  console.log('server upgrade', req.headers.upgrade, head.toString())
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst ')
  socket.pipe(socket)
})
server.on('connect', (req, socket, head) => {
  console.log('server connect', req.url, head.toString())
  socket.end('HTTP/1.1 200 Connected\r\n\r\ntunnel')
})
server.on('checkContinue', (req, res) => {
  console.log('server checkContinue', req.headers.expect)
  res.writeContinue()
  req.pipe(res)
})
server.on('checkExpectation', (req, res) => {
  console.log('server checkExpectation', req.headers.expect)
  res.writeHead(417)
  res.end()
})

function text(stream, done) {
  let all = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => { all += chunk })
  stream.on('end', () => done(all))
}

const steps = [
  (options, next) => {
    const req = http.request({ ...options, headers: { Connection: 'Upgrade', Upgrade: 'echo' } })
    req.on('upgrade', (res, socket, head) => {
      console.log('client upgrade', res.statusCode, head.toString())
      socket.end('hello')
      text(socket, (all) => {
        console.log('echo', all)
        next()
      })
    })
    req.on('close', () => console.log('client close'))
    req.end()
  },
  (options, next) => {
    const req = http.request({ ...options, method: 'CONNECT', path: 'example.com:443' })
    req.on('connect', (res, socket, head) => {
      console.log('client connect', res.statusCode)
      socket.unshift(head)
      text(socket, (all) => {
        console.log(all)
        socket.end()
        next()
      })
    })
    req.end()
  },
  (options, next) => {
    const req = http.request({ ...options, method: 'POST', headers: { Expect: '100-continue' } })
    req.on('continue', () => {
      console.log('client continue')
      req.end('the body')
    })
    req.on('response', (res) => text(res, (all) => {
      console.log(res.statusCode, all)
      next()
    }))
  },
  (options, next) => {
    http.get({ ...options, headers: { Expect: 'wonders' } }, (res) => {
      console.log(res.statusCode)
      res.resume().on('end', next)
    })
  },
  (options, next) => {
    const req = http.get({ ...options, path: '/hints' }, (res) => text(res, (all) => {
      console.log(res.statusCode, all)
      next()
    }))
    req.on('information', ({ statusCode, statusMessage, headers }) => console.log('information', statusCode, statusMessage, headers))
  },
]

server.listen(0, '127.0.0.1', function next() {
  const step = steps.shift()
  if (step === undefined) server.close(() => console.log('closed'))
  else step({ host: '127.0.0.1', port: server.address().port, agent: false }, next)
})
