// deskjs only: node 20 has no EventSource
// Events, types and ids; another connection where the last one broke off; redirections; what is no stream.
const { createServer } = require('net')

const answers = []
const server = createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (data) => {
    const head = data.toString()
    const id = /^last-event-id: (.*)\r$/im.exec(head)?.[1]
    console.log(head.slice(0, head.indexOf('\r\n')), /^accept: (.*)\r$/im.exec(head)[1], id)
    socket.end(answers.shift())
  })
})
const stream = (body, type = 'text/event-stream') => `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nConnection: close\r\n\r\n${body}`

function refused(url) {
  return new Promise((resolve) => {
    const source = new EventSource(url)
    source.onopen = () => console.log('open')
    source.onerror = (event) => {
      console.log('error', event.isTrusted, source.readyState)
      resolve()
      source.close()
    }
  })
}

server.listen(0, '127.0.0.1', async () => {
  const origin = `http://127.0.0.1:${server.address().port}`
  answers.push(
    'HTTP/1.1 302 Found\r\nLocation: /moved?x\r\nConnection: close\r\n\r\n',
    stream('retry: 1\nid: 5\ndata: one\ndata: two\n\nevent: special\ndata: three\n\ndata: lost'),
    'HTTP/1.1 302 Found\r\nLocation: /moved?x\r\nConnection: close\r\n\r\n',
    stream(': nothing\n\ndata: again\n\nid: 6\ndata: closing\n\ndata: never\n\n', 'Text/Event-Stream;charset=utf-8'))
  const source = new EventSource(`${origin}/start`, { withCredentials: true })
  console.log(source.readyState, source.url === `${origin}/start`, source.withCredentials, `${source}`)
  const tell = (event) => {
    console.log(event.type, event instanceof MessageEvent, event.isTrusted, JSON.stringify(event.data), event.lastEventId, event.origin === origin)
    if (event.data === 'closing') source.close()
  }
  source.onopen = () => console.log('open', source.readyState)
  source.onmessage = tell
  source.addEventListener('special', tell)
  source.onerror = () => console.log('error', source.readyState)
  await new Promise((resolve) => source.addEventListener('message', (event) => { if (event.data === 'closing') resolve() }))
  console.log(source.readyState)

  answers.push('HTTP/1.1 204 No Content\r\n\r\n', stream('data: x\n\n', 'text/plain'), 'HTTP/1.1 500 Oops\r\n\r\n', 'nonsense\r\n\r\n')
  for (const path of ['/204', '/plain', '/500', '/nonsense']) await refused(origin + path)
  server.close()
  await refused(origin)
  await refused('data:text/event-stream,data:x')
  await refused('http://127.0.0.1:6000/')
  for (const run of [() => new EventSource(), () => new EventSource('/x'), () => new EventSource('http://x', 1), () => EventSource.prototype.close.call({})]) {
    try {
      run()
    } catch (error) {
      console.log(error.name, error.message)
    }
  }
})
