// The object `log`, after electron-log.

const path = require('path')
const { format } = require('util')
const { validateBoolean, validateFunction, validateInteger, validateObject, validateOneOf, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { RotatingFile } = require('internal/deskjs/log/file')

const levels = ['error', 'warn', 'info', 'verbose', 'debug', 'silly']
const methods = { error: 'error', warn: 'warn', info: 'info', verbose: 'info', debug: 'debug', silly: 'debug' }

const pad = (number, length = 2) => String(number).padStart(length, '0')

// What {name} stands for in a format.
const variables = {
  y: ({ date }) => date.getFullYear(),
  m: ({ date }) => pad(date.getMonth() + 1),
  d: ({ date }) => pad(date.getDate()),
  h: ({ date }) => pad(date.getHours()),
  i: ({ date }) => pad(date.getMinutes()),
  s: ({ date }) => pad(date.getSeconds()),
  ms: ({ date }) => pad(date.getMilliseconds(), 3),
  iso: ({ date }) => date.toISOString(),
  z: ({ date }) => zone(date),
  level: ({ level }) => level,
  scope: ({ scope }) => scope === undefined ? '' : ` (${scope})`,
  text: ({ data }) => format(...data),
  processType: ({ variables }) => variables.processType,
}

function zone(date) {
  const minutes = -date.getTimezoneOffset()
  return (minutes < 0 ? '-' : '+') + pad(Math.floor(Math.abs(minutes) / 60)) + ':' + pad(Math.abs(minutes) % 60)
}

function write(form, message) {
  if (typeof form === 'function') {
    const made = form({ message, data: message.data, level: message.level })
    return Array.isArray(made) ? format(...made) : String(made)
  }
  return form.replace(/\{(\w+)\}/g, (whole, name) => Object.hasOwn(variables, name) ? variables[name](message) : message.variables[name] ?? whole)
}

// An entry is one line and what is indented below it, so that nothing in a text looks like another entry; a terminal is told nothing by it.
const plain = (text) => text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (c) => c === '\r' ? '' : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`).replace(/\n/g, '\n  ')

function checkFormat(value, name) {
  if (typeof value !== 'string' && typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Function'], value)
}

function checkLevel(value, name) {
  if (value !== false) validateOneOf(value, name, levels)
}

// A transport is called with each message whose level it takes. Its settings are checked where they are made.
function transport(name, settings, send) {
  const values = {}
  const self = (message) => send(message, values)
  for (const [key, [initial, check]] of Object.entries(settings)) {
    values[key] = initial
    Object.defineProperty(self, key, {
      enumerable: true,
      get: () => values[key],
      set(value) {
        check(value, `log.transports.${name}.${key}`)
        values[key] = value
      },
    })
  }
  return self
}

function consoleTransport() {
  return transport('console', {
    level: ['silly', checkLevel],
    format: ['{h}:{i}:{s}.{ms}{scope} › {text}', checkFormat],
  }, (message, { format }) => console[methods[message.level]]('%s', write(format, message)))
}

function checkFileName(value, name) {
  validateString(value, name)
  if (value === '' || /[/\\\0]/.test(value)) throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a name without folders; resolvePathFn chooses the folder')
}

function fileTransport(fileName) {
  let file
  let failed = false
  const current = () => {
    const { app } = require('deskjs')
    const wanted = self.resolvePathFn === undefined ? path.join(app.getPath('logs'), self.fileName)
      : self.resolvePathFn({ fileName: self.fileName, libraryDefaultDir: folder(app) })
    if (file?.path !== wanted) {
      if (typeof wanted !== 'string' || !path.isAbsolute(wanted)) throw new ERR_INVALID_ARG_VALUE('what log.transports.file.resolvePathFn returns', wanted, 'must be an absolute path')
      file?.close()
      file = new RotatingFile(wanted)
      failed = false
    }
    return file
  }
  const self = transport('file', {
    level: ['silly', checkLevel],
    format: ['[{y}-{m}-{d} {h}:{i}:{s}.{ms}] [{level}]{scope} {text}', checkFormat],
    fileName: [fileName, checkFileName],
    maxSize: [1024 ** 2, (value, name) => validateInteger(value, name, 0)],
    maxFiles: [5, (value, name) => validateInteger(value, name, 1, 1000)],
    resolvePathFn: [undefined, (value, name) => value === undefined || validateFunction(value, name)],
  }, (message, { format, maxSize, maxFiles }) => {
    try {
      current().append(plain(write(format, message)) + '\n', maxSize, maxFiles)
      failed = false
    } catch (error) {
      file?.close()
      // A plain script has no folder of its own, and logs to the console alone.
      if (failed || error.code === 'ERR_NO_APP') return
      failed = true
      process.emitWarning(`The log can't be written to its file: ${error.message}`, 'LogWarning')
    }
  })
  self.getFile = () => ({ path: current().path })
  self.readAllLogs = () => readAll(current(), self.maxFiles)
  return self
}

function folder(app) {
  try {
    return app.getPath('logs')
  } catch {
    return undefined
  }
}

function readAll(file, count) {
  const fs = require('fs')
  const paths = [file.path]
  for (let n = 1; n < count; n++) paths.push(file.older(n))
  return paths.filter((name) => fs.existsSync(name)).map((name) => ({ path: name, lines: fs.readFileSync(name, 'utf8').split('\n') }))
}

class Logger {
  #scopes = new Map()
  #spies = false // on the consoles of pages

  constructor(logId, fileName) {
    this.logId = logId
    this.levels = [...levels]
    this.hooks = []
    this.variables = { processType: 'main' }
    this.transports = { console: consoleTransport(), file: fileTransport(fileName) }
    this.errorHandler = new ErrorHandler(this)
    this.functions = functionsOf((level, data) => this.processMessage({ level, data }))
    Object.assign(this, this.functions)
  }

  create(options) {
    if (typeof options === 'string') options = { logId: options }
    validateObject(options, 'options')
    validateString(options.logId, 'options.logId')
    checkFileName(`${options.logId}.log`, 'options.logId')
    return new Logger(options.logId, `${options.logId}.log`)
  }

  initialize({ spyRendererConsole = false } = {}) {
    validateBoolean(spyRendererConsole, 'options.spyRendererConsole')
    if (!spyRendererConsole || this.#spies) return
    this.#spies = true
    const { app, webContents } = require('deskjs')
    const spy = (contents) => contents.on('console-message', ({ level, message }) =>
      this.processMessage({ level: level === 'warning' ? 'warn' : level, data: [message], variables: { processType: 'renderer' } }))
    for (const contents of webContents.getAllWebContents()) spy(contents)
    app.on('web-contents-created', (event, contents) => spy(contents))
  }

  scope(label) {
    validateString(label, 'label')
    let scoped = this.#scopes.get(label)
    if (scoped === undefined) {
      scoped = functionsOf((level, data) => this.processMessage({ level, data, scope: label }))
      this.#scopes.set(label, scoped)
    }
    return scoped
  }

  // One message to all transports; what one of them throws is told once, and never to who logs.
  processMessage({ level, data, scope, date = new Date(), variables }) {
    const message = { level, data, scope, date, logId: this.logId, variables: { ...this.variables, ...variables } }
    for (const [name, send] of Object.entries(this.transports)) {
      if (typeof send !== 'function' || send.level === false || levels.indexOf(level) > levels.indexOf(send.level)) continue
      let passed = message
      for (const hook of this.hooks) {
        passed = hook(passed, send, name)
        if (!passed) break
      }
      if (passed) send(passed)
    }
  }
}

function functionsOf(log) {
  const functions = { log: (...data) => log('info', data) }
  for (const level of levels) functions[level] = (...data) => log(level, data)
  return functions
}

// What nobody has caught is logged, and the app goes on.
class ErrorHandler {
  #logger
  #stop

  constructor(logger) { this.#logger = logger }

  handle(error, { onError, errorName = '', origin } = {}) {
    if (onError?.({ error, errorName, origin }) === false) return
    this.#logger.error(...(errorName ? [errorName, error] : [error]))
  }

  startCatching({ onError } = {}) {
    if (onError !== undefined) validateFunction(onError, 'options.onError')
    this.stopCatching()
    const thrown = (error) => this.handle(error, { onError, errorName: 'Unhandled', origin: 'uncaughtException' })
    const rejected = (error) => this.handle(error, { onError, errorName: 'Unhandled rejection', origin: 'unhandledRejection' })
    process.on('uncaughtException', thrown)
    process.on('unhandledRejection', rejected)
    this.#stop = () => {
      process.off('uncaughtException', thrown)
      process.off('unhandledRejection', rejected)
    }
  }

  stopCatching() {
    this.#stop?.()
    this.#stop = undefined
  }
}

module.exports = { log: new Logger('default', 'main.log') }
