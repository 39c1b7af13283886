// Redirects: which method, body and headers the next request has, and where it goes.
const net = require('net')

const serve = (answer) => new Promise((resolve) => {
  const server = net.createServer((socket) => {
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (data) => {
      text += data
      const end = text.indexOf('\r\n\r\n')
      const length = /content-length: (\d+)/i.exec(text)?.[1] ?? 0
      if (end < 0 || text.length < end + 4 + +length) return
      const [method, path] = text.split(' ', 2)
      const authorized = /authorization: ([^\r]*)/i.exec(text)?.[1]
      const body = text.slice(end + 4)
      text = ''
      socket.write(answer(method, path, body, authorized))
    })
  }).listen(0, '127.0.0.1', () => resolve(server))
});

(async () => {
  const seen = (method, path, body, authorized) => {
    const text = `${method} ${path} body=${body} authorization=${authorized}`
    return `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`
  }
  const other = await serve(seen)
  const server = await serve((method, path, body, authorized) => {
    const code = /^\/(30\d)(.*)/.exec(path)
    if (code === null) return seen(method, path, body, authorized)
    const location = code[2] === '/other' ? `http://localhost:${other.address().port}/there` : code[2] === '/none' ? undefined : '/end?q=é'
    return `HTTP/1.1 ${code[1]} Go\r\n${location === undefined ? '' : `Location: ${location}\r\n`}Content-Length: 0\r\n\r\n`
  })
  const base = `http://127.0.0.1:${server.address().port}`
  const show = async (path, init) => {
    const response = await fetch(base + path, init).catch((error) => error)
    if (response instanceof Error) console.log(path, response.message, response.cause?.message)
    else console.log(path, response.status, response.type, response.redirected, new URL(response.url).pathname + new URL(response.url).hash, await response.text())
  }
  for (const code of [301, 302, 303, 307, 308]) {
    await show(`/${code}#part`)
    await show(`/${code}`, { method: 'POST', body: 'b', headers: { authorization: 'me' } })
    await show(`/${code}`, { method: 'PUT', body: 'b' })
    await show(`/${code}/other`, { headers: { authorization: 'me' } })
  }
  await show('/302/none')
  await show('/304')
  await show('/302', { redirect: 'manual' })
  await show('/302/other', { mode: 'same-origin' })
  await show('/307', { method: 'POST', duplex: 'half', body: new Response('stream').body })
  process.exit()
})()
