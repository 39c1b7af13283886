// All forms of send, and what arrives.
const dgram = require('dgram')

const receiver = dgram.createSocket('udp4')
const sender = dgram.createSocket({ type: 'udp4' })
const sends = [
  (port, next) => sender.send('text', port, next),
  (port, next) => sender.send(Buffer.from('address'), port, '127.0.0.1', next),
  (port, next) => sender.send(Buffer.from('xpartx'), 1, 4, port, '127.0.0.1', next),
  (port, next) => sender.send(['two ', new Uint8Array([112, 97, 114, 116, 115])], port, 'localhost', next),
  (port, next) => sender.send([], port, next),
  (port, next) => sender.send(new DataView(new ArrayBuffer(3)), port, next),
  (port, next) => sender.sendto('sendto', 0, 6, port, '127.0.0.1', next),
]
let at = 0
receiver.on('message', (message, info) => {
  console.log(JSON.stringify(message.toString()), info.address, info.family, info.size, info.port === sender.address().port)
  next()
})
function next() {
  if (at === sends.length) {
    sender.close()
    receiver.close(() => console.log('closed'))
    return
  }
  sends[at++](receiver.address().port, (error, bytes) => console.log('sent', error, bytes))
}
receiver.bind(0, '127.0.0.1', function () {
  console.log(this === receiver, receiver.address().family)
  next()
})
