// MessagePorts across the bridge. A port stays where it is; the other side has a port of a channel of its own, and each has a function
// of the other's. The same code is the page's end and the backend's.

// endOf returns the function by which the other side reaches port. remote is the other side's, which comes later if it is not known yet.
function endOf(port, MessageChannel, remote) {
  let closed = false
  let waiting = []
  const lend = (ports) => ports.map((inner) => lendPort(inner, MessageChannel))
  const broken = () => port.close()
  port.addEventListener('message', ({ data, ports }) => {
    if (remote === undefined) waiting.push([data, lend([...ports])])
    else if (!closed) remote('message', data, lend([...ports])).catch(broken)
  })
  // Pages have no such event everywhere; the port is quiet then.
  port.addEventListener('close', () => {
    if (closed) return
    closed = true
    if (remote !== undefined) remote('close').catch(() => {})
  })
  if (remote !== undefined) port.start()
  return (kind, value, links) => {
    switch (kind) {
      case 'connect': {
        remote = value
        const before = waiting
        waiting = []
        for (const [data, inner] of before) remote('message', data, inner).catch(broken)
        port.start()
        return
      }
      case 'message': {
        const ports = links.map((link) => borrowPort(link, MessageChannel))
        port.postMessage(value, ports)
        return
      }
      case 'close':
        closed = true
        port.close()
    }
  }
}

/** Returns the function by which the other side has `port`, which is its from then on. */
export function lendPort(port, MessageChannel) {
  return endOf(port, MessageChannel)
}

/** Returns a port that is the other end of the one that the other side lent. */
export function borrowPort(link, MessageChannel) {
  const { port1, port2 } = new MessageChannel()
  link('connect', endOf(port2, MessageChannel, link)).catch(() => port2.close())
  return port1
}
