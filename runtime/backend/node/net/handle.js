'use strict'

// The handles that sockets and servers stand on. Their functions return 0, or a negative error number.

const active = require('internal/process/active')

const kRead = 0
const kConnected = 1
const kWritten = 2
const kShutdown = 3
const kConnection = 4

function noop() {}

// Handle is one end of a connection, or what listens for them. onread gets an ArrayBuffer, null at the end, or a negative error
// number; onconnection gets an error number, or 0 and the client's handle. owner is the Socket or Server.
class Handle {
  constructor(type, provider) {
    this.type = type
    this.owner = null
    this.reading = false
    this.onread = noop
    this.onconnection = noop
    this.counts = undefined // what close leaves of them
    this.referenced = true
    this.writes = undefined // the functions to call when what was written last is sent
    this.connected = undefined
    this.shut = undefined
    this.closed = undefined
    this.native = binding.create(this, provider)
    active.add(this)
  }

  getAsyncId() { return this.native === null ? -1 : binding.asyncId(this.native) }
  get fd() { return this.native === null ? -1 : binding.fd(this.native) }
  get bytesRead() { return this.native === null ? this.counts[0] : binding.bytesRead(this.native) }
  get bytesWritten() { return this.native === null ? this.counts[1] : binding.bytesWritten(this.native) }
  get writeQueueSize() { return this.native === null ? 0 : binding.pending(this.native) }

  readStart() {
    this.reading = true
    return binding.readStart(this.native)
  }

  readStop() {
    this.reading = false
    return binding.readStop(this.native)
  }

  // detach ends reading for good, also that which waits: another process gets what arrives.
  detach() {
    this.reading = false
    return binding.detach(this.native)
  }

  // write sends a string as UTF-8, bytes, or an array of both. It returns 0 if all is written, 1 if callback(error number)
  // follows, or a negative error number. Without a callback, the caller gives it to queued after a 1.
  write(data, callback = undefined) {
    const result = binding.write(this.native, data)
    if (result === 1 && callback !== undefined) this.queued(callback)
    return result
  }

  // queued says what to call when the write that returned 1 is done, where write had no callback.
  queued(callback) {
    if (this.writes === undefined) this.writes = [callback]
    else this.writes.push(callback)
  }

  // writeNow sends a head of a message, and its body if there is one, as far as that can be done at once. It returns 0 if that was
  // all, an ArrayBuffer with the rest, or a negative error number.
  writeNow(head, body) { return binding.writeNow(this.native, head, body) }

  // shutdown ends this direction once all is written; callback(error number) follows.
  shutdown(callback) {
    this.shut = callback
    return binding.shutdown(this.native)
  }

  listen(backlog) { return binding.listen(this.native, backlog) }

  close(callback = undefined) { return this.end(callback, false) }

  end(callback, reset) {
    if (this.native === null) return 0
    const native = this.native
    this.counts = [binding.bytesRead(native), binding.bytesWritten(native)]
    this.native = null
    this.reading = false
    this.closed = callback
    active.delete(this)
    return binding.close(native, reset)
  }

  hasRef() { return this.referenced && this.native !== null }
  ref() { this.hold(true) }
  unref() { this.hold(false) }
  hold(on) {
    this.referenced = on
    if (this.native !== null) binding.hold(this.native, on)
  }

  // Writes that fit are done at once anyway.
  setBlocking() { return 0 }
}

// TCP is a handle of an IP socket.
class TCP extends Handle {
  constructor(server = false) {
    super(server ? 'TCPServerWrap' : 'TCPSocketWrap', server ? 'TCPSERVERWRAP' : 'TCPWRAP')
    this.server = server
  }

  // bind says where connect connects from, and where a server listens.
  bind(address, port, ipv6Only = false, reusePort = false) {
    if (this.server) return binding.listenTo(this.native, address, port, ipv6Only, reusePort)
    return binding.bind(this.native, address, port)
  }

  open(fd) { return open(this, fd) }

  // connect connects to an IP address; callback(error number, whether it is that of the local address) follows.
  connect(address, port, family, callback) {
    this.connected = callback
    return binding.connect(this.native, address, port, family)
  }

  // getsockname and getpeername put {address, family, port} into out.
  getsockname(out) { return endpoint(this, out, false) }
  getpeername(out) { return endpoint(this, out, true) }
  setNoDelay(on) { return binding.noDelay(this.native, on) }
  setKeepAlive(on, seconds) { return binding.keepAlive(this.native, on, seconds) }
  setSimultaneousAccepts() { return 0 }
  reset(callback) { return this.end(callback, true) }
}

// Pipe is a handle of a Unix socket or a pipe.
class Pipe extends Handle {
  constructor(server = false) {
    super('PipeWrap', server ? 'PIPESERVERWRAP' : 'PIPEWRAP')
    this.server = server
  }

  bind(path) { return binding.listenTo(this.native, path) }
  open(fd) { return open(this, fd) }
  connect(path, callback) {
    this.connected = callback
    return binding.connect(this.native, path)
  }

  // allow lets everybody read or write.
  allow(readable, writable) { return binding.allow(this.native, readable, writable) }
}

function open(handle, fd) {
  return handle.server ? binding.openListener(handle.native, fd) : binding.openConnection(handle.native, fd)
}

function endpoint(handle, out, remote) {
  if (handle.native === null) return -1
  const found = binding.endpoint(handle.native, remote)
  if (typeof found === 'number') return found
  out.address = found.address
  out.family = found.family
  out.port = found.port
  return 0
}

binding.setDispatch(function (handle, event, a, b) {
  switch (event) {
    case kRead:
      if (a === null || typeof a !== 'object') handle.reading = false
      handle.onread(a)
      return
    case kConnected: {
      const connected = handle.connected
      handle.connected = undefined
      connected(a, b)
      return
    }
    case kWritten:
      handle.writes.shift()(a)
      return
    case kShutdown: {
      const shut = handle.shut
      handle.shut = undefined
      shut(a)
      return
    }
    case kConnection: {
      if (a < 0) {
        handle.onconnection(a)
        return
      }
      const client = handle instanceof TCP ? new TCP() : new Pipe()
      binding.accept(client.native)
      handle.onconnection(0, client)
      return
    }
  }
  const closed = handle.closed
  handle.closed = undefined
  if (closed !== undefined) closed.call(handle)
})

exports.Handle = Handle
exports.TCP = TCP
exports.Pipe = Pipe
exports.kindOf = binding.kindOf
exports.isListening = binding.isListening

// What sockets that do not say it themselves do: see net.setDefaultAutoSelectFamily.
exports.defaults = {
  autoSelectFamily: binding.autoSelectFamily ?? true,
  autoSelectFamilyAttemptTimeout: binding.attemptTimeout ?? 250,
}
