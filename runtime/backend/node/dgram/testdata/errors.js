// What a socket says of what it can't do.
const dgram = require('dgram')

function attempt(what, run) {
  try {
    console.log(what, run())
  } catch (error) {
    console.log(what, error.name, error.code, error.message)
  }
}

attempt('type', () => dgram.createSocket('udp'))
attempt('lookup', () => dgram.createSocket({ type: 'udp4', lookup: 1 }))
const socket = dgram.createSocket('udp4')
attempt('message', () => socket.send(1, 1))
attempt('list', () => socket.send(['a', 1], 1))
attempt('port', () => socket.send('a', 0))
attempt('offset', () => socket.send('abc', 4, 1, 1))
attempt('length', () => socket.send('abc', 1, 3, 1))
attempt('address', () => socket.send('abc', 1, 1))
attempt('ttl', () => socket.setTTL(1))
attempt('buffer', () => socket.setRecvBufferSize(-1))
attempt('buffer size', () => socket.getRecvBufferSize())
attempt('unbound', () => socket.address())
attempt('not connected', () => socket.remoteAddress())
attempt('disconnect', () => socket.disconnect())
attempt('group', () => socket.addMembership())

socket.bind(0, '127.0.0.1', () => {
  attempt('again', () => socket.bind(0))
  attempt('ttl', () => socket.setTTL(0))
  attempt('ttl', () => socket.setTTL(64))
  attempt('interface', () => socket.setMulticastInterface('nonsense'))
  attempt('no group', () => socket.addMembership('256.0.0.1'))
  const other = dgram.createSocket('udp4')
  other.on('error', (error) => {
    console.log(error.code, error.syscall, error.address, error.port === socket.address().port)
    other.close()
    socket.send('a', 1, '::1', (error) => {
      console.log(error.code, error.syscall, error.address, error.port)
      socket.close(() => {
        attempt('closed', () => socket.close())
        attempt('send', () => socket.send('a', 1))
      })
    })
  })
  other.bind(socket.address().port, '127.0.0.1')
})
