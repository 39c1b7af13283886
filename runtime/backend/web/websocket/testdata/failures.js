// deskjs only: node 20 has no WebSocket without a flag
// What can go wrong while connecting and later: the events, their codes and words.
const { createServer } = require('net')
const { createHash } = require('crypto')

function outcome(url, protocols, during) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, protocols)
    const seen = []
    socket.onopen = () => { seen.push('open'); during?.(socket) }
    socket.onmessage = (event) => seen.push(`message ${event.data}`)
    socket.onerror = (event) => seen.push(`error: ${event.message} ${event.error instanceof Error} ${socket.readyState}`)
    socket.onclose = (event) => resolve([...seen, `close ${event.code} ${event.wasClean} ${JSON.stringify(event.reason)}`].join(', '))
    if (during === 'now') {
      socket.close()
      seen.push(`closing ${socket.readyState}`)
    }
  })
}

// answer serves one connection: what reply makes of the key is sent.
async function answer(reply, protocols, during) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => {
      const key = /sec-websocket-key: (.*)/.exec(data.toString())[1]
      const accept = createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64')
      reply(socket, accept)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const result = await outcome(`ws://127.0.0.1:${server.address().port}`, protocols, during)
  server.close()
  return result
}

const head = (accept, more = '') => `HTTP/1.1 101 x\r\nupgrade: WebSocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n${more}\r\n`
const sends = (...bytes) => (socket, accept) => socket.end(Buffer.concat([Buffer.from(head(accept)), ...bytes.map((b) => Buffer.from(b))]))

async function main() {
  console.log('refused:', await outcome('ws://127.0.0.1:1'))
  console.log('closed early:', await outcome('ws://127.0.0.1:9', [], 'now'))
  console.log('404:', await answer((socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n')))
  console.log('no HTTP:', await answer((socket) => socket.end('hello\r\n\r\n')))
  console.log('an endless head:', await answer((socket) => socket.write('HTTP/1.1 101 x\r\n' + 'a: b\r\n'.repeat(1e4))))
  console.log('no answer:', await answer((socket) => socket.destroy()))
  console.log('accept:', await answer((socket) => socket.end(head('x'))))
  console.log('upgrade:', await answer((socket, accept) => socket.end(head(accept).replace('WebSocket', 'h2c'))))
  console.log('extension:', await answer((socket, accept) => socket.end(head(accept, 'sec-websocket-extensions: x\r\n'))))
  console.log('no protocol:', await answer((socket, accept) => socket.end(head(accept)), 'a'))
  console.log('another protocol:', await answer((socket, accept) => socket.end(head(accept, 'sec-websocket-protocol: b\r\n')), 'a'))
  console.log('the end:', await answer(sends()))
  console.log('a reset:', await answer((socket, accept) => { socket.write(head(accept)); setImmediate(() => socket.resetAndDestroy()) }))
  console.log('closed without a code:', await answer(sends([0x88, 0])))
  console.log('closed with one:', await answer(sends([0x81, 1, 0x61, 0x88, 5, 0x0F, 0xA0], 'bye')))
  console.log('a bad code:', await answer(sends([0x88, 2, 3, 0xED])))
  console.log('half a code:', await answer(sends([0x88, 1, 3])))
  console.log('masked:', await answer(sends([0x81, 0x80, 0, 0, 0, 0])))
  console.log('not UTF-8:', await answer(sends([0x81, 1, 0xFF])))
  console.log('an opcode:', await answer(sends([0x83, 0])))
  console.log('nothing after the close:', await answer(sends([0x88, 0, 0x81, 1, 0x61])))
  console.log('no messages while closing:', await answer((socket, accept) => {
    socket.write(head(accept))
    socket.once('data', () => socket.end(Buffer.from([0x81, 1, 0x61, 0x88, 2, 0x03, 0xE8])))
  }, [], (socket) => socket.close()))
}
main()
