// An agent's limits, queues, names and what becomes of its sockets.
const http = require('http')

const agent = new http.Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1, maxTotalSockets: 3, scheduling: 'fifo' })
console.log(agent.getName(), agent.getName({ host: 'h', port: 1, localAddress: 'l', family: 6 }), agent.getName({ socketPath: '/s' }))
const counts = () => [agent.sockets, agent.freeSockets, agent.requests].map((lists) => Object.values(lists).map((list) => list.length).join())

let count = 0
const waiting = []
const server = http.createServer((req, res) => {
  // Two come at once, and then two, and then one.
  waiting.push(res)
  if (++count % 2 === 0 || count === 5) for (const late of waiting.splice(0)) late.end()
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  let left = 5
  const sockets = new Set()
  const reused = []
  for (let i = 0; i < 5; i++) {
    const req = http.get({ host: '127.0.0.1', port, agent }, (res) => {
      sockets.add(req.socket)
      res.resume()
      res.on('end', () => reused.push(req.reusedSocket))
    })
    req.on('close', () => { if (--left === 0) setImmediate(after) })
  }
  console.log(...counts())
  function after() {
    console.log(reused.sort().join())
    console.log(...counts(), 'sockets', sockets.size, 'total', agent.totalSocketCount)
    const aborted = new AbortController()
    const req = http.get({ host: '127.0.0.1', port, agent, signal: aborted.signal })
    req.on('error', (error) => console.log(error.name, error.code))
    req.on('close', function empty() {
      if (agent.totalSocketCount > 0) {
        setImmediate(empty)
        return
      }
      console.log(...counts())
      agent.destroy()
      server.close(() => console.log('closed'))
    })
    req.on('socket', () => aborted.abort())
  }
})
