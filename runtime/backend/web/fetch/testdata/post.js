// needs a patch: async generators, toWellFormed
// fetch sends each kind of body, with its length and its type.
const net = require('net')

const server = net.createServer((socket) => {
  let text = ''
  socket.on('data', (data) => {
    text += data.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = text.slice(0, end)
    const length = /content-length: (\d+)/i.exec(head)
    const chunked = /transfer-encoding: chunked/i.test(head)
    const body = text.slice(end + 4)
    if (length !== null ? body.length < length[1] : chunked && !body.endsWith('0\r\n\r\n')) return
    text = ''
    const type = /content-type: ([^\r]*)/i.exec(head)?.[1] ?? 'none'
    const answer = `${head.split(' ', 1)[0]} ${chunked ? 'chunked' : length?.[1]} ${type}\n${body}`
    socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`, 'latin1')
  })
})

async function * generate() {
  yield 'one'
  yield Buffer.from('two')
}

server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`
  const send = async (body, more) => {
    const response = await fetch(url, { method: 'POST', body, ...more })
    const answer = await response.text()
    console.log(answer.replace(/formdata-undici-\d+/g, 'BOUNDARY').replaceAll('\r', ''))
  }
  await send('texté')
  await send(new Uint8Array([65, 66, 67]).subarray(1))
  await send(new DataView(new ArrayBuffer(2)))
  await send(new URLSearchParams('a=1&b=ü'))
  await send(new Blob(['blob'], { type: 'text/x' }))
  await send('typed', { headers: { 'content-type': 'text/mine' } })
  await send(undefined)
  await send(undefined, { method: 'PUT' })
  await send(undefined, { method: 'DELETE' })
  const form = new FormData()
  form.append('a "b"', 'line\nend')
  form.append('file', new File(['content'], 'näme.txt', { type: 'text/plain' }))
  await send(form)
  await send(new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([120, 121]))
      controller.close()
    },
  }), { duplex: 'half' })
  await send(generate(), { duplex: 'half' })
  await fetch(url, { method: 'POST', body: new ReadableStream() }).catch((error) => console.log(error.message))
  server.close()
})
