// An agent's limits, queues, names and what becomes of its sockets.
const http = require('http')

const agent = new http.Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 1, maxTotalSockets: 3, scheduling: 'fifo' })
console.log(agent.getName(), agent.getName({ host: 'h', port: 1, localAddress: 'l', family: 6 }), agent.getName({ socketPath: '/s' }))
const counts = () => [agent.sockets, agent.freeSockets, agent.requests].map((lists) => Object.values(lists).map((list) => list.length).join())

let open = 0
let most = 0
const server = http.createServer((req, res) => {
  most = Math.max(most, ++open)
  setTimeout(() => {
    open--
    res.end()
  }, 20)
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
    req.on('close', () => { if (--left === 0) setTimeout(after, 20) })
  }
  console.log(...counts())
  function after() {
    console.log(reused.sort().join())
    console.log(...counts(), 'most', most, 'sockets', sockets.size, 'total', agent.totalSocketCount)
    const aborted = new AbortController()
    const req = http.get({ host: '127.0.0.1', port, agent, signal: aborted.signal })
    req.on('error', (error) => console.log(error.name, error.code))
    req.on('close', () => setTimeout(() => {
      console.log(...counts(), agent.totalSocketCount)
      agent.destroy()
      server.close(() => console.log('closed'))
    }, 50))
    req.on('socket', () => aborted.abort())
  }
})
