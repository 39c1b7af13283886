// A connected socket: its peer, what it may not do, that nobody is there, and that it may end.
const dgram = require('dgram')

const peer = dgram.createSocket('udp4')
const socket = dgram.createSocket('udp4')
peer.on('message', (message) => {
  console.log('peer has', String(message))
  if (String(message) === 'first') socket.send(Buffer.from('xsecond'), 1, 6, (error, bytes) => console.log(error, bytes))
  else gone(peer.address().port)
})
peer.bind(0, '127.0.0.1', () => {
  socket.connect(peer.address().port, '127.0.0.1')
  socket.once('connect', () => {
    console.log(socket.remoteAddress().address, socket.remoteAddress().port === peer.address().port)
    try {
      socket.connect(1)
    } catch (error) {
      console.log(error.code)
    }
    try {
      socket.send('a', 1, 1, 1, 'localhost')
    } catch (error) {
      console.log(error.code)
    }
    socket.send('first')
  })
})

function gone(port) {
  peer.close(() => {
    socket.once('error', (error) => {
      console.log(error.code, error.syscall)
      socket.disconnect()
      try {
        socket.remoteAddress()
      } catch (error) {
        console.log(error.code)
      }
      socket.close(() => console.log('closed'))
    })
    socket.send('nobody')
  })
}
