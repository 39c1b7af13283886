// A fetch is an entry of performance.
const { performance, PerformanceObserver } = require('perf_hooks')
const net = require('net')

const server = net.createServer((socket) => {
  socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello'))
})
new PerformanceObserver((list, observer) => {
  const [entry] = list.getEntries()
  observer.disconnect()
  console.log(entry.entryType, entry.initiatorType, entry.name.endsWith('/path'), entry.decodedBodySize, entry.encodedBodySize, entry.transferSize)
  console.log(entry.startTime > 0, entry.duration > 0, entry.responseEnd >= entry.responseStart, entry.redirectStart)
  setImmediate(() => {
    console.log(performance.getEntriesByType('resource').length)
    server.close()
  })
}).observe({ entryTypes: ['resource'] })
server.listen(0, '127.0.0.1', async () => {
  await (await fetch(`http://127.0.0.1:${server.address().port}/path`)).text()
})
