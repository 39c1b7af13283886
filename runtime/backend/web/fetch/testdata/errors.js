// What fetch rejects with: the network's errors, aborts, redirects, schemes; and bodies that break.
const net = require('net')

const tell = async (name, promise) => {
  try {
    const value = await promise
    console.log(name, value?.status ?? value)
  } catch (error) {
    console.log(name, error.name, error.message, error.cause?.name, error.cause?.message.replace(/\d{4,}/, 'PORT'), error.cause?.code, error.cause?.syscall)
  }
}

const server = net.createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', (data) => {
    const path = String(data).split(' ', 2)[1]
    if (path === '/close') socket.end()
    if (path === '/cut') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc')
    if (path === '/chunk') socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    if (path === '/open') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc')
    if (path === '/loop') socket.write('HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n')
    if (path === '/far') socket.write('HTTP/1.1 302 Found\r\nLocation: ftp://a/\r\nContent-Length: 0\r\n\r\n')
    if (path === '/407') socket.write('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')
    if (path === '/gzip') socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc')
    if (path === '/large') socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20000)}\r\nContent-Length: 0\r\n\r\n`)
  })
})

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`
  const unused = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => unused.on('listening', resolve))
  const refused = `http://127.0.0.1:${unused.address().port}`
  await new Promise((resolve) => unused.close(resolve))
  await tell('refused', fetch(refused))
  await tell('unknown', fetch('http://name.invalid/'))
  await tell('port', fetch('http://127.0.0.1:25/'))
  await tell('close', fetch(`${base}/close`))
  await tell('cut', (await fetch(`${base}/cut`)).text())
  await tell('chunk', (await fetch(`${base}/chunk`)).arrayBuffer())
  await tell('loop', fetch(`${base}/loop`))
  await tell('far', fetch(`${base}/far`))
  await tell('error', fetch(`${base}/loop`, { redirect: 'error' }))
  await tell('manual', fetch(`${base}/loop`, { redirect: 'manual' }))
  await tell('407', fetch(`${base}/407`))
  await tell('gzip', (await fetch(`${base}/gzip`)).text())
  await tell('large', fetch(`${base}/large`))
  await tell('integrity', fetch('data:,x', { integrity: 'sha256-AAAA' }))
  for (const url of ['about:blank', 'file:///x', 'blob:x', 'ftp://a/', 'data:x', 'relative']) await tell(url, fetch(url))
  await tell('header', fetch(base, { headers: { 'transfer-encoding': 'chunked' } }))
  await tell('expect', fetch(base, { headers: { expect: 'x' } }))
  await tell('length', fetch(base, { method: 'POST', body: 'abc', headers: { 'content-length': '5' } }))
  await tell('nothing', fetch())

  const mine = new Error('mine')
  await tell('aborted', fetch(base, { signal: AbortSignal.abort() }))
  await tell('aborted with', fetch(base, { signal: AbortSignal.abort(mine) }))
  const controller = new AbortController()
  const open = await fetch(`${base}/open`, { signal: controller.signal })
  const text = open.text()
  controller.abort(mine)
  await tell('text', text)
  const again = new AbortController()
  const reader = (await fetch(`${base}/open`, { signal: again.signal })).body.getReader()
  console.log((await reader.read()).value.length)
  const pending = reader.read()
  again.abort()
  await tell('read', pending)
  await tell('timeout', fetch(`${base}/never`, { signal: AbortSignal.timeout(1) }))
  await tell('broken upload', fetch(base, { method: 'POST', duplex: 'half', body: new ReadableStream({ pull() { throw mine } }) }))
  process.exit()
})
