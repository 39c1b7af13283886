// needs a patch: async generators, toWellFormed
// fetch gets what a server sends: status, headers, and the body in each form.
const net = require('net')

const server = net.createServer((socket) => {
  let text = ''
  socket.on('data', (data) => {
    text += data
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const path = text.split(' ', 2)[1]
      text = text.slice(end + 4)
      const body = path === '/json' ? '{"a":[1,"é"]}' : path === '/form' ? 'a=1&b=x%20y' : `you asked for ${path}`
      const type = path === '/form' ? 'application/x-www-form-urlencoded' : 'text/plain;charset=utf-8'
      socket.write(`HTTP/1.1 200 All Right\r\nContent-Type: ${type}\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: \xe9\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`, 'latin1')
      socket.write(body)
    }
  })
})

server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`
  const response = await fetch(`${base}/text?q=1#part`)
  console.log(response.status, response.statusText, response.ok, response.type, response.redirected, response.url.slice(base.length))
  console.log([...response.headers], response.headers.getSetCookie())
  console.log(response.bodyUsed, await response.text(), response.bodyUsed)
  await response.text().catch((error) => console.log(error.name, error.message))
  console.log(await (await fetch(`${base}/json`)).json())
  console.log(await (await fetch(new URL(`${base}/form`))).formData())
  console.log(await (await fetch(`${base}/blob`)).blob())
  console.log(Buffer.from(await (await fetch(`${base}/buffer`)).arrayBuffer()).toString())
  console.log(Buffer.from(await (await fetch(`${base}/bytes`)).bytes()).toString())
  const chunks = []
  for await (const chunk of (await fetch(`${base}/stream`)).body) chunks.push(chunk)
  console.log(Buffer.concat(chunks).toString())
  const twice = await fetch(`${base}/clone`)
  const copy = twice.clone()
  console.log(await twice.text(), '|', await copy.text())
  const reader = (await fetch(`${base}/byob`)).body.getReader({ mode: 'byob' })
  const { value } = await reader.read(new Uint8Array(8))
  console.log(Buffer.from(value).toString())
  await reader.cancel()
  server.close()
})
