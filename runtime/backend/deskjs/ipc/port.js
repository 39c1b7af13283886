// MessageChannelMain and MessagePortMain, after Electron: a MessagePort with the events of an EventEmitter.

const EventEmitter = require('events')
const { MessageChannel } = require('worker_threads')
const [lendPort, borrowPort] = binding.ends()

const kPort = Symbol('port')

// MessagePortMain has what comes with a message as MessagePortMains too.
class MessagePortMain extends EventEmitter {
  constructor(port) {
    super()
    Object.defineProperty(this, kPort, { value: port })
    port.addEventListener('message', ({ data, ports }) => this.emit('message', { data, ports: ports.map((inner) => new MessagePortMain(inner)) }))
    port.addEventListener('close', () => this.emit('close'))
  }

  postMessage(message, transfer = []) {
    this[kPort].postMessage(message, transfer.map(portOf))
  }

  start() { this[kPort].start() }

  close() { this[kPort].close() }
}

class MessageChannelMain {
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new MessagePortMain(port1)
    this.port2 = new MessagePortMain(port2)
  }
}

function portOf(port) {
  if (port instanceof MessagePortMain) return port[kPort]
  throw new TypeError('What is transferred is a list of MessagePortMains.')
}

module.exports = {
  MessageChannelMain,
  MessagePortMain,
  lend: (ports) => ports.map((port) => lendPort(portOf(port), MessageChannel)),
  borrow: (links) => links.map((link) => new MessagePortMain(borrowPort(link, MessageChannel))),
}
