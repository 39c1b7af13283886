// deskjs only: node 20 has no WebSocket without a flag
// A whole conversation with a server of the protocol's few rules: messages of all kinds, order, bufferedAmount, the end.
const { createServer } = require('net')
const { createHash } = require('crypto')

const frame = (opcode, payload) => Buffer.concat([Buffer.from([0x80 | opcode, payload.length]), payload])

// onFrame is told of each frame of a client: all are shorter than 126 bytes here.
function serve(onHead, onFrame) {
  const server = createServer((socket) => {
    let pending = Buffer.alloc(0)
    let open = false
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk])
      if (!open) {
        const end = pending.indexOf('\r\n\r\n')
        if (end < 0) return
        const head = pending.subarray(0, end).toString()
        pending = pending.subarray(end + 4)
        open = true
        const key = /sec-websocket-key: (.*)/.exec(head)[1]
        const accept = createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64')
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          `Sec-WebSocket-Accept: ${accept}\r\n${onHead(head) ?? ''}\r\n`)
      }
      while (pending.length >= 6 && pending.length >= 6 + (pending[1] & 127)) {
        const length = pending[1] & 127
        const payload = Buffer.from(pending.subarray(6, 6 + length))
        for (let i = 0; i < length; i++) payload[i] ^= pending[2 + (i & 3)]
        onFrame(socket, pending[0] & 15, payload)
        pending = pending.subarray(6 + length)
      }
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const pongs = []
async function main() {
  const server = await serve((head) => {
    const [line, ...headers] = head.split('\r\n')
    console.log(line)
    for (const header of headers) if (/^(connection|upgrade|x-.*|sec-websocket-(version|protocol|extensions)|authorization):/.test(header)) console.log(' ', header)
    return 'Sec-WebSocket-Protocol: chat\r\n'
  }, (socket, opcode, payload) => {
    if (opcode === 8) {
      console.log(pongs.join(), 'and the client closes', payload.readUInt16BE(0), payload.subarray(2).toString())
      socket.end(frame(8, payload))
    } else if (opcode === 10) {
      pongs.push(payload.toString())
    } else {
      socket.write(frame(9, Buffer.from('ping')))
      socket.write(frame(opcode, payload))
    }
  })
  const url = `ws://me:secret@127.0.0.1:${server.address().port}/path?query`
  const socket = new WebSocket(url, { protocols: ['news', 'chat'], headers: { 'x-one': '1' } })
  console.log(socket.readyState, socket.url === url, socket.protocol, socket.binaryType, socket.bufferedAmount)
  try {
    socket.send('early')
  } catch (error) {
    console.log(error.name, error.message)
  }
  socket.onopen = (event) => {
    console.log('open', event.isTrusted, socket.readyState, socket.protocol, socket.extensions)
    socket.send('text é \ud800')
    socket.send(new Uint8Array([0, 1, 2, 3]).subarray(1, 3))
    socket.send(new Uint16Array([258]).buffer)
    socket.send(new Blob(['a blob']))
    socket.send(42)
    console.log('buffered', socket.bufferedAmount)
    setImmediate(() => console.log('buffered', socket.bufferedAmount))
  }
  let count = 0
  socket.onmessage = async (event) => {
    const { data } = event
    if (count === 2) socket.binaryType = 'arraybuffer'
    count++
    console.log(event instanceof MessageEvent, event.origin.startsWith('ws://127.0.0.1:'), data)
    if (count === 5) socket.close(3001, 'enough')
  }
  await new Promise((resolve) => {
    socket.onclose = (event) => {
      console.log('close', event instanceof CloseEvent, event.wasClean, event.code, event.reason, socket.readyState)
      resolve()
    }
  })
  socket.send('late')
  console.log(socket.bufferedAmount)
  socket.close()
  server.close()
}
main()
