'use strict'

// DatabaseSync and Session; StatementSync's methods are native. The messages are those of Node's native half, which
// words them in a way of its own.

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors')

function invalid(name, expected) {
  const error = new TypeError(`The "${name}" argument must be ${expected}.`)
  error.code = 'ERR_INVALID_ARG_TYPE'
  return error
}

function stringArgument(value, name) {
  if (typeof value !== 'string') throw invalid(name, 'a string')
  return value
}

function functionArgument(value, name) {
  if (typeof value !== 'function') throw invalid(name, 'a function')
  return value
}

function booleanOption(options, name, defaultValue) {
  const value = options[name]
  if (value === undefined) return defaultValue
  if (typeof value !== 'boolean') throw invalid(`options.${name}`, 'a boolean')
  return value
}

function integerOption(options, name, defaultValue) {
  const value = options[name]
  if (value === undefined) return defaultValue
  if (!Number.isInteger(value)) throw invalid(`options.${name}`, 'an integer')
  return value
}

function objectOptions(options) {
  if (typeof options !== 'object' || options === null) throw invalid('options', 'an object')
  return options
}

// open asserts that a database is: before anything else is looked at, as in Node.
function assertOpen(database) {
  if (!binding.isOpen(database)) {
    const error = new Error('database is not open')
    error.code = 'ERR_INVALID_STATE'
    throw error
  }
}

// pathOf is a database's path, from a string, bytes or a file URL.
function pathOf(path) {
  let text
  if (typeof path === 'string') {
    text = path
  } else if (path instanceof Uint8Array) {
    text = Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString()
  } else if (typeof path === 'object' && path !== null && typeof path.href === 'string') {
    if (path.protocol !== undefined && path.protocol !== 'file:') {
      const error = new TypeError('The URL must be of scheme file:')
      error.code = 'ERR_INVALID_URL_SCHEME'
      throw error
    }
    return path.href
  }
  if (text === undefined || text.includes('\0')) {
    throw invalid('path', 'a string, Uint8Array, or URL without null bytes')
  }
  return text
}

const kPath = Symbol('path')
const kSettings = Symbol('settings')

class DatabaseSyncBase {
  constructor(path, options) {
    path = pathOf(path)
    const settings = {
      open: true, readOnly: false, foreignKeys: true, quotedStrings: false, extensions: false, timeout: 0,
      readBigInts: false, returnArrays: false, bare: true, unknown: false
    }
    if (options !== undefined) {
      objectOptions(options)
      settings.open = booleanOption(options, 'open', true)
      settings.readOnly = booleanOption(options, 'readOnly', false)
      settings.foreignKeys = booleanOption(options, 'enableForeignKeyConstraints', true)
      settings.quotedStrings = booleanOption(options, 'enableDoubleQuotedStringLiterals', false)
      settings.extensions = booleanOption(options, 'allowExtension', false)
      settings.timeout = integerOption(options, 'timeout', 0)
      settings.readBigInts = booleanOption(options, 'readBigInts', false)
      settings.returnArrays = booleanOption(options, 'returnArrays', false)
      settings.bare = booleanOption(options, 'allowBareNamedParameters', true)
      settings.unknown = booleanOption(options, 'allowUnknownNamedParameters', false)
    }
    Object.defineProperties(this, { [kPath]: { value: path }, [kSettings]: { value: settings } })
    binding.connect(this)
    if (settings.open) this.open()
  }

  open() {
    const { readOnly, foreignKeys, quotedStrings, extensions, timeout } = this[kSettings]
    binding.open(this, this[kPath], readOnly, foreignKeys, quotedStrings, extensions, timeout)
  }

  close() { binding.close(this) }

  [Symbol.dispose]() {
    if (binding.isOpen(this)) binding.close(this)
  }

  get isOpen() { return binding.isOpen(this) }
  get isTransaction() { return binding.isTransaction(this) }

  prepare(sql, options) {
    assertOpen(this)
    stringArgument(sql, 'sql')
    let { readBigInts, returnArrays, bare, unknown } = this[kSettings]
    if (options !== undefined) {
      objectOptions(options)
      readBigInts = booleanOption(options, 'readBigInts', readBigInts)
      returnArrays = booleanOption(options, 'returnArrays', returnArrays)
      bare = booleanOption(options, 'allowBareNamedParameters', bare)
      unknown = booleanOption(options, 'allowUnknownNamedParameters', unknown)
    }
    return binding.prepare(this, sql, readBigInts, returnArrays, bare, unknown)
  }

  exec(sql) {
    assertOpen(this)
    binding.exec(this, stringArgument(sql, 'sql'))
  }

  location(dbName) {
    assertOpen(this)
    return binding.location(this, dbName === undefined ? 'main' : stringArgument(dbName, 'dbName'))
  }

  function(name, options, fn) {
    assertOpen(this)
    stringArgument(name, 'name')
    if (arguments.length < 3) {
      fn = options
      options = undefined
    } else {
      objectOptions(options)
    }
    const { flags, varargs } = functionOptions(options ?? {})
    functionArgument(fn, 'function')
    binding.function(this, name, fn, varargs ? -1 : fn.length, flags)
  }

  aggregate(name, options) {
    assertOpen(this)
    stringArgument(name, 'name')
    objectOptions(options)
    const { start, step, result, inverse } = options
    if (start === undefined) throw invalid('options.start', 'a function or a primitive value')
    functionArgument(step, 'options.step')
    const { flags, varargs } = functionOptions(options)
    if (inverse !== undefined) functionArgument(inverse, 'options.inverse')
    if (result !== undefined) functionArgument(result, 'options.result')
    let count = -1
    if (!varargs) {
      count = step.length
      if (inverse !== undefined) count = Math.max(count, inverse.length)
      // The first one is the state.
      count = Math.max(count - 1, 0)
    }
    binding.aggregate(this, name, start, step, result, inverse, count, flags)
  }

  createSession(options) {
    let table = ''
    let db = 'main'
    if (options !== undefined) {
      objectOptions(options)
      if (options.table !== undefined) table = stringArgument(options.table, 'options.table')
      if (options.db !== undefined) db = stringArgument(options.db, 'options.db')
    }
    assertOpen(this)
    const session = Object.create(Session.prototype)
    binding.createSession(session, this, db, table)
    return session
  }

  applyChangeset(changeset, options) {
    assertOpen(this)
    if (!(changeset instanceof Uint8Array)) throw invalid('changeset', 'a Uint8Array')
    if (options !== undefined) {
      objectOptions(options)
      if (options.onConflict !== undefined) functionArgument(options.onConflict, 'options.onConflict')
      if (options.filter !== undefined) functionArgument(options.filter, 'options.filter')
    }
    return binding.apply(this, changeset, options?.filter, options?.onConflict)
  }

  enableLoadExtension(allow) {
    assertOpen(this)
    if (typeof allow !== 'boolean') throw invalid('allow', 'a boolean')
    if (allow && !this[kSettings].extensions) {
      const error = new Error('Cannot enable extension loading because it was disabled at database creation.')
      error.code = 'ERR_INVALID_STATE'
      throw error
    }
    binding.allowExtension(this, allow)
  }

  loadExtension(path) {
    assertOpen(this)
    if (!this[kSettings].extensions) {
      const error = new Error('extension loading is not allowed')
      error.code = 'ERR_INVALID_STATE'
      throw error
    }
    binding.loadExtension(this, stringArgument(path, 'path'))
  }
}

function functionOptions(options) {
  const bigInts = booleanOption(options, 'useBigIntArguments', false)
  const varargs = booleanOption(options, 'varargs', false)
  const deterministic = booleanOption(options, 'deterministic', false)
  const directOnly = booleanOption(options, 'directOnly', false)
  return { varargs, flags: (bigInts ? 1 : 0) | (deterministic ? 2 : 0) | (directOnly ? 4 : 0) }
}

// A class can't say this when it is called.
function DatabaseSync(path, options) {
  if (!new.target) {
    const error = new TypeError('Cannot call constructor without `new`')
    error.code = 'ERR_CONSTRUCT_CALL_REQUIRED'
    throw error
  }
  return Reflect.construct(DatabaseSyncBase, [path, options], new.target)
}
DatabaseSync.prototype = DatabaseSyncBase.prototype
Object.defineProperty(DatabaseSync, 'prototype', { writable: false })
Object.defineProperty(DatabaseSync.prototype, 'constructor', { value: DatabaseSync, writable: true, enumerable: false, configurable: true })

class Session {
  constructor() { throw new ERR_ILLEGAL_CONSTRUCTOR() }
  changeset() { return binding.changes(this, false) }
  patchset() { return binding.changes(this, true) }
  close() { binding.closeSession(this) }
  [Symbol.dispose]() {
    try {
      binding.closeSession(this)
    } catch {
      // It is closed.
    }
  }
}

class StatementSync {
  constructor() { throw new ERR_ILLEGAL_CONSTRUCTOR() }
  get sourceSQL() { return binding.sql(this) }
  get expandedSQL() { return binding.expanded(this) }
  setReadBigInts(on) { setOption(this, 0, on, 'readBigInts') }
  setReturnArrays(on) { setOption(this, 1, on, 'returnArrays') }
  setAllowBareNamedParameters(on) { setOption(this, 2, on, 'allowBareNamedParameters') }
  setAllowUnknownNamedParameters(on) { setOption(this, 3, on, 'enabled') }
}

function setOption(statement, which, on, name) {
  binding.set(statement, which, undefined)
  if (typeof on !== 'boolean') throw invalid(name, 'a boolean')
  binding.set(statement, which, on)
}

for (const name of ['all', 'get', 'run', 'iterate', 'columns']) {
  Object.defineProperty(StatementSync.prototype, name, { value: binding[name], writable: true, enumerable: false, configurable: true })
}

// That of all iterators, which a released goja has no Iterator for.
const everyIterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
const iteratorPrototype = Object.create(everyIterator, {
  next: { value: binding.next, writable: true, enumerable: true, configurable: true },
  return: { value: binding.finish, writable: true, enumerable: true, configurable: true },
  [Symbol.toStringTag]: { value: 'StatementSyncIterator', configurable: true }
})

binding.setup(StatementSync.prototype, iteratorPrototype, Uint8Array)

// backup copies a database to a file, some pages at a time, and resolves with how many there were.
function backup(sourceDb, path, options) {
  if (typeof sourceDb !== 'object' || sourceDb === null) throw invalid('sourceDb', 'an object')
  assertOpen(sourceDb)
  const destination = typeof path === 'string' ? path : backupPath(path)
  let rate = 100
  let source = 'main'
  let target = 'main'
  let progress
  if (options !== undefined) {
    objectOptions(options)
    rate = integerOption(options, 'rate', 100)
    if (options.source !== undefined) source = stringArgument(options.source, 'options.source')
    if (options.target !== undefined) target = stringArgument(options.target, 'options.target')
    if (options.progress !== undefined) progress = functionArgument(options.progress, 'options.progress')
  }
  return new Promise((resolve, reject) => {
    const copying = binding.backup(sourceDb, destination, source, target)
    const step = () => {
      try {
        const [totalPages, remainingPages, done] = binding.backupStep(copying, rate)
        if (done) {
          binding.backupEnd(copying)
          resolve(totalPages)
          return
        }
        if (progress !== undefined) progress({ totalPages, remainingPages })
      } catch (error) {
        binding.backupEnd(copying)
        reject(error)
        return
      }
      setImmediate(step)
    }
    setImmediate(step)
  })
}

function backupPath(path) {
  try {
    return pathOf(path)
  } catch {
    throw invalid('destination', 'a string')
  }
}

const constants = Object.freeze({
  SQLITE_CHANGESET_OMIT: 0,
  SQLITE_CHANGESET_REPLACE: 1,
  SQLITE_CHANGESET_ABORT: 2,
  SQLITE_CHANGESET_DATA: 1,
  SQLITE_CHANGESET_NOTFOUND: 2,
  SQLITE_CHANGESET_CONFLICT: 3,
  SQLITE_CHANGESET_CONSTRAINT: 4,
  SQLITE_CHANGESET_FOREIGN_KEY: 5
})

module.exports = { DatabaseSync, StatementSync, Session, backup, constants }
