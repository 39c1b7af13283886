// The callbacks of a request run in its context, those of a server in the connection's, whoever's data it is.
const http = require('http')
const { AsyncLocalStorage } = require('async_hooks')
const als = new AsyncLocalStorage()
const server = http.createServer((req, res) => {
  console.log('server', als.getStore())
  als.run('s' + req.url, () => { req.on('end', () => console.log('req end', als.getStore())); req.resume(); res.on('finish', () => console.log('res finish', als.getStore())); res.on('close', () => console.log('res close', als.getStore())); setTimeout(() => res.end('hi'), 10) })
})
server.listen(0, '127.0.0.1', () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  let n = 0
  for (const id of ['a', 'b', 'c']) als.run(id, () => {
    const r = http.get({ host: '127.0.0.1', port: server.address().port, path: '/' + id, agent }, (res) => {
      console.log('response', id, als.getStore())
      res.on('data', () => console.log('data', id, als.getStore()))
      res.on('end', () => { console.log('end', id, als.getStore()); if (++n === 3) { agent.destroy(); server.close() } })
    })
    r.on('socket', () => console.log('socket', id, als.getStore()))
    r.on('close', () => console.log('close', id, als.getStore()))
    r.on('finish', () => console.log('finish', id, als.getStore()))
  })
})
