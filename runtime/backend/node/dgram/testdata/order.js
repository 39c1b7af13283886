// The order of events, a socket that does not keep the program alive, a signal, and a closed one.
const dgram = require('dgram')

const socket = dgram.createSocket('udp4')
socket.on('listening', () => console.log('listening'))
socket.on('close', () => console.log('close'))
socket.bind(0, () => console.log('bound'))
console.log('after bind')
socket.send('queued', 9, '127.0.0.1', (error, bytes) => {
  console.log('sent', error, bytes)
  socket.close(() => console.log('closed'))
  console.log('after close')
})

const controller = new AbortController()
const other = dgram.createSocket({ type: 'udp6', signal: controller.signal, ipv6Only: true })
other.on('close', () => console.log('aborted'))
other.bind(0, '::1', () => {
  console.log(other.address().address, other.address().family)
  controller.abort()
})
dgram.createSocket('udp4').bind(0, '127.0.0.1').unref()
process.on('exit', () => console.log('exit'))
