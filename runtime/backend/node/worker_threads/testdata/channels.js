// Messages between ports: order, transfer, what can't be sent, closing, broadcasts.
const { MessageChannel, MessagePort, BroadcastChannel, receiveMessageOnPort } = require('worker_threads')

const attempt = (name, fn) => {
  try {
    console.log(name, fn())
  } catch (error) {
    console.log(name, error.name, error.code, error.message)
  }
}

const { port1, port2 } = new MessageChannel()
port1.postMessage({ n: 1 })
port1.postMessage([2n, /x/g, new Date(0)])
console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2))

const buffer = new Uint8Array([1, 2, 3]).buffer
port1.postMessage(buffer, [buffer])
console.log(buffer.byteLength, receiveMessageOnPort(port2))
attempt('twice', () => port1.postMessage(1, [port2, port2]))
attempt('self', () => port1.postMessage(1, [port1]))
attempt('object', () => port1.postMessage(1, [{}]))
attempt('no list', () => port1.postMessage(1, 5))
attempt('no options', () => port1.postMessage(1, { transfer: 5 }))
attempt('nothing', () => port1.postMessage())
attempt('function', () => port1.postMessage({ f() {} }))
attempt('symbol', () => port1.postMessage(Symbol('s')))
attempt('weak', () => port1.postMessage(new WeakMap()))
attempt('new', () => new MessagePort())
attempt('call', () => MessageChannel())
attempt('receive', () => receiveMessageOnPort({}))
attempt('broadcast', () => new BroadcastChannel())
attempt('clone', () => structuredClone({ a: [1, { b: new Set([1]) }], e: new RangeError('r').message }))
attempt('clone port', () => structuredClone(new MessageChannel().port1, { transfer: [5] }))

const order = []
port2.on('message', (message) => {
  order.push(message)
  Promise.resolve().then(() => order.push(`micro ${message}`))
  process.nextTick(() => order.push(`tick ${message}`))
})
port2.on('close', () => {
  order.push('close')
  console.log(order)
  broadcast()
})
port1.postMessage('a')
port1.postMessage('b')
setImmediate(() => {
  port1.postMessage('c')
  port1.close(() => order.push('closed'))
})

function broadcast() {
  const one = new BroadcastChannel('name')
  const two = new BroadcastChannel('name')
  two.onmessage = ({ data, type }) => {
    console.log('two', type, data)
    two.close()
    one.close()
    attempt('closed', () => one.postMessage(1))
    carried()
  }
  one.postMessage({ hello: 1 })
}

// A port that is sent takes its messages along.
function carried() {
  const outer = new MessageChannel()
  const inner = new MessageChannel()
  inner.port1.postMessage('waiting')
  outer.port1.postMessage({ port: inner.port2 }, [inner.port2])
  outer.port2.once('message', ({ port }) => {
    port.once('message', (message) => {
      console.log(message, port instanceof MessagePort, port !== inner.port2)
      port.close()
    })
  })
}
