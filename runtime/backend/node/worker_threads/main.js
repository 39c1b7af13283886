// What a worker begins with: it receives the message with which it was made, makes process what it is in a worker, and runs the
// script. It follows Node's lib/internal/main/worker_thread.js.

const { receiveMessageOnPort } = require('internal/messaging')

const port = binding.port()
const given = receiveMessageOnPort(port)?.message
module.exports = { given, uncaught }

// uncaught is told of an error that nothing caught. A program may have replaced what is done then.
function uncaught(error, origin) {
  if (typeof process._fatalException !== 'function') process.reallyExit(6)
  process._fatalException(error, origin === 'unhandledRejection')
}

// fatalException tells the maker of an error and ends the thread; if a listener of this one handles it, it does nothing.
function fatalException(error, fromPromise) {
  let threw = false
  try {
    if (require('internal/lifecycle').uncaught(error, fromPromise ? 'unhandledRejection' : 'uncaughtException')) return true
  } catch (failure) {
    error = failure
    threw = true
  }
  if (!process._exiting) {
    try {
      process._exiting = true
      process.exitCode = 1
      if (!threw) process.emit('exit', 1)
    } catch {
      // The first error counts.
    }
  }
  let bytes
  try {
    bytes = require('internal/error_serdes').serializeError(error)
  } catch {
    // Then the maker is told that there was one.
  }
  port.postMessage(bytes === undefined ? { type: 'unserializable' } : { type: 'error', error: bytes })
  process.reallyExit(process.exitCode || 0)
}

function unavailable(name) {
  function unavailableInWorker() {
    throw new (require('internal/errors').codes.ERR_WORKER_UNSUPPORTED_OPERATION)(name)
  }
  unavailableInWorker.disabled = true
  return unavailableInWorker
}

function prepare() {
  const names = ['abort', 'chdir']
  if (process.platform !== 'win32') names.push('initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid')
  for (let i = 0; i < names.length; i++) process[names[i]] = unavailable(`process.${names[i]}()`)
  process._fatalException = fatalException
  const mains = ['_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', '_debugProcess', '_debugPause', '_debugEnd']
  for (let i = 0; i < mains.length; i++) delete process[mains[i]]
  const { title } = process
  Object.defineProperty(process, 'title', { configurable: true, enumerable: true, get: () => title, set() {} })
  const { debugPort, umask } = process
  Object.defineProperty(process, 'debugPort', { configurable: true, enumerable: true, get: () => debugPort, set() {} })
  process.umask = function (mask) {
    if (mask !== undefined) unavailable('Setting process.umask()')()
    return umask()
  }
  if (process.env.NODE_CHANNEL_FD) hideChannel()
  lazy('stdin', stdin)
  lazy('stdout', () => output('stdout', 1))
  lazy('stderr', () => output('stderr', 2))
}

// hideChannel is for a process that another has forked: the channel to that one is the main thread's.
function hideChannel() {
  const names = ['channel', 'connected']
  for (let i = 0; i < names.length; i++) {
    Object.defineProperty(process, names[i], { configurable: true, enumerable: false, get: unavailable(`process.${names[i]}`) })
  }
  process.send = unavailable('process.send()')
  process.disconnect = unavailable('process.disconnect()')
}

// The port keeps the thread alive as long as one of the streams waits for the maker.
let waits = 0
let listening = false
const outputs = { __proto__: null }

function waiting(change) {
  waits += change
  if (waits === 0) port.unref()
  else port.ref()
}

function listen() {
  if (listening) return
  listening = true
  port.on('message', (message) => {
    if (message.type === 'stdin') process.stdin.push(message.chunk)
    else outputs[message.stream]?.[require('internal/worker/stdio').kMore]()
  })
  waiting(0)
}

function output(name, fd) {
  listen()
  return outputs[name] = require('internal/worker/stdio').output(name, fd, waiting)
}

function lazy(name, make) {
  const fix = (value) => Object.defineProperty(process, name, { configurable: true, enumerable: true, writable: true, value })
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make()
      fix(value)
      return value
    },
    set: fix,
  })
}

// stdin keeps the thread alive while it is read.
function stdin() {
  let reading = false
  const stream = require('internal/worker/stdio').readable(() => {
    if (!given.hasStdin) return
    if (!reading) waiting(1)
    reading = true
    port.postMessage({ type: 'more', stream: 'stdin' })
  })
  stream.fd = 0
  stream.on('end', () => { if (reading) waiting(-1) })
  if (!given.hasStdin) stream.push(null)
  return stream
}

prepare()

if (given !== undefined) {
  if (given.argv !== undefined) process.argv.push(...given.argv)
  if (given.environmentData.size > 0) require('internal/worker').assignEnvironmentData(given.environmentData)
  if (given.hasStdin) listen()
  port.postMessage({ type: 'online' })
  // The native half goes on with the script.
  if (given.doEval === 'classic') {
    Object.defineProperty(process, '_eval', { configurable: true, enumerable: true, value: given.filename })
    process.argv.splice(1, 0, '[worker eval]')
  } else if (given.doEval === false) {
    process.argv.splice(1, 0, given.filename)
  }
}
