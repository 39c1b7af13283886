// What happens to errors that nobody caught, and at the end. Package backend
// (lifecycle.go) calls these functions.

const kCapture = process.constructor.kCapture

// uncaught offers an error to the program and returns whether it took care of it.
exports.uncaught = function uncaught(error, origin) {
  const capture = process[kCapture]
  if (capture !== null) {
    capture(error)
    return true
  }
  process.emit('uncaughtExceptionMonitor', error, origin)
  return process.emit('uncaughtException', error, origin)
}

// rejected offers a rejection nobody handles to the program. It returns undefined if
// it took care of it, otherwise {error}, which is to be treated as uncaught.
exports.rejected = function rejected(reason, promise) {
  if (process.emit('unhandledRejection', reason, promise)) return undefined
  return { error: reason instanceof Error ? reason : wrapped(reason) }
}

function wrapped(reason) {
  const error = new Error('This error originated either by throwing inside of an async function without a catch block, ' +
    'or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ' +
    `"${describe(reason)}".`)
  error.code = 'ERR_UNHANDLED_REJECTION'
  const stack = error.stack
  Object.defineProperty(error, 'name', { configurable: true, writable: true, value: 'UnhandledPromiseRejection' })
  Object.defineProperty(error, 'stack', {
    configurable: true, writable: true, value: `UnhandledPromiseRejection: ${String(stack).replace(/^Error: /, '')}`,
  })
  return error
}

// describe must not run the program's own code.
function describe(reason) {
  if (reason === null || (typeof reason !== 'object' && typeof reason !== 'function')) return String(reason)
  if (typeof reason === 'function') return Function.prototype.toString.call(reason)
  const constructor = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(reason) ?? {}, 'constructor')?.value
  return `#<${typeof constructor === 'function' && constructor.name || 'Object'}>`
}

// handledLate tells of a promise that got its handler after it was reported.
exports.handledLate = function handledLate(promise) {
  process.emit('rejectionHandled', promise)
}

// beforeExit tells that nothing is left to do.
exports.beforeExit = function beforeExit() {
  process.emit('beforeExit', process.exitCode || 0)
}

// exit tells of the end and returns the exit code. A code is given when it is
// an error's doing: then errors of the listeners count no more.
exports.exit = function exit(code) {
  if (code === undefined) {
    if (!process._exiting) {
      process._exiting = true
      process.emit('exit', process.exitCode || 0)
    }
    return process.exitCode || 0
  }
  try {
    if (!process._exiting) {
      process._exiting = true
      process.exitCode = code
      process.emit('exit', code)
    }
  } catch {
    return code
  }
  return process.exitCode ?? code
}
