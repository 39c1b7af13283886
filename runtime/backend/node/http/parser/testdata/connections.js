'use strict'

// ConnectionsList knows which parsers are at work.

process.removeAllListeners('warning')
const { HTTPParser, ConnectionsList } = process.versions.deskjs ? require('internal/http/parser') : process.binding('http_parser')

const list = new ConnectionsList()
const parsers = [0, 1, 2].map(() => {
  const parser = new HTTPParser()
  parser.initialize(HTTPParser.REQUEST, {}, 0, 0, list)
  return parser
})
const show = () => console.log('all', list.all().length, 'idle', list.idle().length, 'active', list.active().length)
show()
parsers[0].execute(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
show()
console.log(list.idle()[0] === parsers[0], list.active().includes(parsers[0]))
parsers[0].execute(Buffer.from('GET / HTTP/1.1\r\n'))
show()
parsers[2].remove()
show()
console.log(list.expired(60000, 60000).length, list.expired(0, 0).length)
setTimeout(() => {
  parsers[1].execute(Buffer.from('POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n'))
  console.log(list.expired(5, 0).map((parser) => parsers.indexOf(parser)))
  show()
  console.log(list.expired(5, 0).length)
}, 50)
