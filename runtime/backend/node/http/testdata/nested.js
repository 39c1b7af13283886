// A response that arrives while the program is told of the one before it.
const http = require('http')
const { Duplex } = require('stream')

let socket
const request = http.request('http://localhost:8080', {
  createConnection() {
    socket = new Duplex({
      read() {},
      write(chunk, encoding, callback) {
        if (String(chunk).includes('\r\n\r\n')) this.push('HTTP/1.1 100 Continue\r\n\r\n')
        callback()
      },
    })
    return socket
  },
})
request.on('information', ({ statusCode }) => {
  console.log('information', statusCode)
  socket.push('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  socket.push(null)
})
request.on('response', ({ statusCode }) => console.log('response', statusCode))
request.end()
