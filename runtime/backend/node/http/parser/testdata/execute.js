'use strict'

// What HTTPParser tells of messages, and of what is none.

process.removeAllListeners('warning')
const { HTTPParser, methods, allMethods } = process.versions.deskjs ? require('internal/http/parser') : process.binding('http_parser')

console.log(methods.length >= 35, allMethods.length, allMethods[1], allMethods[46])
for (const name of Object.keys(HTTPParser)) console.log(name, HTTPParser[name])

function parse(title, type, text, answer = 0, lenient = 0) {
  console.log('--', title)
  const parser = new HTTPParser()
  parser.initialize(type, {}, 0, lenient)
  parser[HTTPParser.kOnMessageBegin] = () => console.log('begin')
  parser[HTTPParser.kOnHeaders] = (headers) => console.log('headers', headers)
  parser[HTTPParser.kOnHeadersComplete] = function (major, minor, headers, method, url, status, message, upgrade, keepAlive) {
    console.log('head', this === parser, major, minor, headers, method, url, status, message, upgrade, keepAlive)
    return answer
  }
  parser[HTTPParser.kOnBody] = (chunk) => console.log('body', Buffer.isBuffer(chunk), chunk.toString())
  parser[HTTPParser.kOnMessageComplete] = () => console.log('complete')
  const show = (result) => {
    if (result instanceof Error) console.log(result.message, result.code, result.reason, result.bytesParsed, Object.keys(result))
    else console.log(result)
  }
  show(parser.execute(Buffer.from(text, 'latin1')))
  show(parser.finish())
  parser.close()
}

const { REQUEST, RESPONSE } = HTTPParser
parse('a request', REQUEST, 'GET /path?q=\xe9 HTTP/1.1\r\n\r\n')
parse('headers', REQUEST, 'GET /path HTTP/1.1\r\nHost:  x \t\r\nX-Latin: caf\xe9\r\nempty:\r\n\r\n')
parse('a body', REQUEST, 'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.0\r\n\r\n')
parse('chunks', REQUEST, 'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nAfter: all\r\n\r\n')
parse('smuggling', REQUEST, 'POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n')
parse('two lengths', REQUEST, 'POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n')
parse('a bare CR', REQUEST, 'GET / HTTP/1.1\r\nA: b\rc\r\n\r\n')
parse('upgrade', REQUEST, 'GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: ws\r\n\r\nrest', 2)
parse('connect', REQUEST, 'CONNECT a:443 HTTP/1.1\r\n\r\nrest', 2)
parse('no method', REQUEST, 'FOO / HTTP/1.1\r\n\r\n')
parse('too much', REQUEST, 'GET /' + 'x'.repeat(17000) + ' HTTP/1.1\r\n\r\n')
parse('a response', RESPONSE, 'HTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\nok')
parse('to the end', RESPONSE, 'HTTP/1.1 200 Fine\r\n\r\nok and more')
parse('of HEAD', RESPONSE, 'HTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\n', 1)
parse('cut short', RESPONSE, 'HTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\no')
parse('lenient', REQUEST, 'POST / HTTP/1.1\r\nA: b\x01\r\n c\r\n\r\n', 0, HTTPParser.kLenientAll)

const thrower = new HTTPParser()
thrower.initialize(REQUEST, {})
thrower[HTTPParser.kOnHeadersComplete] = () => { throw new Error('thrown') }
try {
  thrower.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
} catch (error) {
  console.log('caught', error.message)
}
thrower.initialize(REQUEST, {})
thrower[HTTPParser.kOnHeadersComplete] = () => console.log('again', thrower.headersCompleted(), thrower.duration() > 0)
console.log(thrower.execute(Buffer.from('GET / HTTP/1.1\r\n\r\n')), thrower.duration())
