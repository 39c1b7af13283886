// deskjs only: node 20 has no WebSocket without a flag
// Arguments that are refused, what the class looks like, and its events.
const tries = {
  'no arguments': () => new WebSocket(),
  'no URL': () => new WebSocket('x'),
  'another scheme': () => new WebSocket('ftp://x'),
  'a fragment': () => new WebSocket('ws://x#a'),
  'an empty fragment': () => new WebSocket('ws://x#'),
  'a protocol twice': () => new WebSocket('ws://x', ['a', 'A']),
  'a bad protocol': () => new WebSocket('ws://x', 'a b'),
  'an empty protocol': () => new WebSocket('ws://x', ''),
  'a symbol': () => new WebSocket('ws://x', Symbol('x')),
  'a bad header': () => new WebSocket('ws://x', { headers: { 'a b': 'c' } }),
  'a bad value': () => new WebSocket('ws://x', { headers: [['a', 'b\nc']] }),
  'another this': () => WebSocket.prototype.send.call({}, 'x'),
  'no this': () => WebSocket.prototype.url,
  'no event': () => new CloseEvent(),
  'no dictionary': () => new CloseEvent('x', 3),
  'a source': () => new MessageEvent('x', { source: {} }),
  'ports': () => new MessageEvent('x', { ports: [1] }),
}
for (const [name, run] of Object.entries(tries)) {
  try {
    run()
    console.log(name, 'passes')
  } catch (error) {
    console.log(`${name}: ${error.name}: ${error.message} (${error.constructor.name}, ${error.code})`)
  }
}
const socket = new WebSocket('http://127.0.0.1:1/')
console.log(socket.url, `${socket}`, Object.keys(socket).length)
for (const bad of [999, 1001, 5000, 'x']) {
  try {
    socket.close(bad)
  } catch (error) {
    console.log(bad, error.name, error.message)
  }
}
try {
  socket.close(1000, 'é'.repeat(62))
} catch (error) {
  console.log(error.name, error.message)
}
socket.binaryType = 'arraybuffer'
socket.binaryType = 'other'
console.log(socket.binaryType, socket.onopen)
const handler = () => {}
socket.onopen = handler
console.log(socket.onopen === handler)
const close = new CloseEvent('close', { code: 65537, reason: 'r', wasClean: 1, bubbles: true })
console.log(close.code, close.reason, close.wasClean, close.bubbles, close.isTrusted, `${close}`)
const message = new MessageEvent('m', { data: 1, origin: 'o', lastEventId: 'l', cancelable: true })
console.log(message.data, message.origin, message.lastEventId, message.source, message.ports, Object.isFrozen(message.ports), message.cancelable)
message.initMessageEvent('n', true, false, 2)
console.log(message.type, message.bubbles, message.cancelable, message.data, message.origin)
