// What happens to errors that nobody caught, and at the end. Package backend
// (lifecycle.go) calls these functions.

const kCapture = process.constructor.kCapture

// uncaught offers an error to the program and returns whether it took care of it; null and undefined end it in ways of their own.
exports.uncaught = function uncaught(error, origin) {
  // As in Node, a program that takes this away ends with the code 6.
  if (typeof process._fatalException !== 'function') return null
  const capture = process[kCapture]
  // With --abort-on-uncaught-exception no listener gets to see it; a domain or a capture callback does.
  if (!capture && origin === 'uncaughtException' && binding.option('--abort-on-uncaught-exception') !== undefined) {
    return undefined
  }
  process.emit('uncaughtExceptionMonitor', error, origin)
  if (capture !== null) {
    capture(error)
    return true
  }
  return process.emit('uncaughtException', error, origin)
}

function isErrorLike(value) {
  return typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, 'stack')
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

const asError = (reason) => isErrorLike(reason) ? reason : wrapped(reason)

function warn(reason, id) {
  const warning = new Error('Unhandled promise rejection. This error originated either by ' +
    'throwing inside of an async function without a catch block, ' +
    'or by rejecting a promise which was not handled with .catch(). ' +
    'To terminate the node process on unhandled promise ' +
    'rejection, use the CLI flag `--unhandled-rejections=strict` (see ' +
    'https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ' +
    `(rejection id: ${id})`)
  warning.name = 'UnhandledPromiseRejectionWarning'
  try {
    if (isErrorLike(reason)) {
      warning.stack = reason.stack
      process.emitWarning(reason.stack, 'UnhandledPromiseRejectionWarning')
    } else {
      process.emitWarning(describe(reason), 'UnhandledPromiseRejectionWarning')
    }
  } catch {
    try {
      process.emitWarning(describe(reason), 'UnhandledPromiseRejectionWarning')
    } catch {
      // There is nothing else to say of it.
    }
  }
  process.emitWarning(warning)
}

const emit = (reason, promise) => process.emit('unhandledRejection', reason, promise)

// The values of --unhandled-rejections.
const modes = {
  __proto__: null,
  throw(reason, promise) {
    if (!emit(reason, promise)) binding.trigger(asError(reason))
  },
  strict(reason, promise, id) {
    binding.trigger(asError(reason))
    if (!emit(reason, promise)) warn(reason, id)
  },
  warn(reason, promise, id) {
    emit(reason, promise)
    warn(reason, id)
  },
  none: emit,
  'warn-with-error-code'(reason, promise, id) {
    if (emit(reason, promise)) return
    warn(reason, id)
    process.exitCode = 1
  },
}

let mode

// rejected offers a rejection that nobody handles to the program.
exports.rejected = function rejected(reason, promise, id) {
  mode ??= modes[binding.option('--unhandled-rejections')] ?? modes.throw
  mode(reason, promise, id)
}

// lateWarning makes the warning about a promise that got its handler after it was reported.
exports.lateWarning = function lateWarning(id) {
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${id})`)
  warning.name = 'PromiseRejectionHandledWarning'
  warning.id = id
  return warning
}

// handledLate tells of such a promise.
exports.handledLate = function handledLate(promise, warning) {
  if (!process.emit('rejectionHandled', promise)) process.emitWarning(warning)
}

// emitted is process.emit, in whose place a program may have put something else.
function emitted(event, code) {
  if (typeof process.emit === 'function') process.emit(event, code)
}

// beforeExit tells that nothing is left to do.
exports.beforeExit = function beforeExit() {
  emitted('beforeExit', process.exitCode || 0)
}

// exit tells of the end and returns the exit code. A code is given when it is
// an error's doing: then errors of the listeners count no more. unsettled says that a top-level await is.
exports.exit = function exit(code, unsettled) {
  if (code === undefined) {
    if (!process._exiting) {
      process._exiting = true
      const shown = process.exitCode || 0
      if (unsettled) process.exitCode ??= 13
      emitted('exit', shown)
    }
    return process.exitCode || 0
  }
  try {
    if (!process._exiting) {
      process._exiting = true
      process.exitCode = code
      emitted('exit', code)
    }
  } catch {
    return code
  }
  return process.exitCode ?? code
}
