// The class Store: keys and values in a file.

const path = require('path')
const { isDeepStrictEqual } = require('util')
const { validateBoolean, validateFunction, validateInteger, validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const { StoreFile } = require('internal/deskjs/store/file')
const keys = require('internal/deskjs/store/keys')
const versions = require('internal/deskjs/store/versions')

// What Store itself remembers stands under this key, as electron-store has it.
const internalKey = '__internal__'

const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function storeError(code, message, cause) {
  const error = new Error(message, cause === undefined ? undefined : { cause })
  error.code = code
  return error
}

// Nobody may hold a part of what the store holds.
const copy = (value) => typeof value === 'object' && value !== null ? structuredClone(value) : value

function without(data) {
  const { [internalKey]: _, ...rest } = data
  return rest
}

function checkValue(key, value) {
  if (value === undefined) throw new ERR_INVALID_ARG_VALUE('value', value, `can't be kept under '${key}'; use delete('${key}') to remove it`)
  if (typeof value === 'function' || typeof value === 'symbol') throw new ERR_INVALID_ARG_VALUE('value', value, `can't be kept under '${key}': a file can't hold a ${typeof value}`)
  if (typeof value === 'bigint') throw new ERR_INVALID_ARG_VALUE('value', value, `can't be kept under '${key}': JSON has no bigint; keep it as a string`)
}

function readOptions(options) {
  validateObject(options, 'options')
  const read = (name, value, validate) => {
    const given = options[name]
    if (given === undefined) return value
    validate(given, `options.${name}`)
    return given
  }
  const result = {
    name: read('name', 'config', validateString),
    fileExtension: read('fileExtension', 'json', validateString),
    cwd: read('cwd', undefined, validateString),
    defaults: read('defaults', {}, validateObject),
    schema: options.schema,
    migrations: read('migrations', undefined, validateObject),
    beforeEachMigration: read('beforeEachMigration', undefined, validateFunction),
    projectVersion: read('projectVersion', undefined, validateString),
    clearInvalidConfig: read('clearInvalidConfig', true, validateBoolean),
    serialize: read('serialize', (value) => JSON.stringify(value, undefined, '\t'), validateFunction),
    deserialize: read('deserialize', JSON.parse, validateFunction),
    dots: read('accessPropertiesByDotNotation', true, validateBoolean),
    watch: read('watch', false, validateBoolean),
    encrypted: read('encrypted', false, validateBoolean),
    mode: read('configFileMode', 0o600, validateInteger),
  }
  if (result.schema !== undefined && typeof result.schema?.['~standard']?.validate !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('options.schema', 'StandardSchema', result.schema)
  }
  for (const name of ['name', 'fileExtension']) {
    if (/[/\\\0]/.test(result[name])) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, result[name], "must not have folders in it; use options.cwd for the folder")
  }
  if (result.name === '') throw new ERR_INVALID_ARG_VALUE('options.name', '', 'must not be empty')
  return result
}

function place({ cwd, name, fileExtension }) {
  const folder = cwd !== undefined && path.isAbsolute(cwd) ? cwd : path.join(require('deskjs').app.getPath('userData'), cwd ?? '')
  return path.join(folder, fileExtension === '' ? name : `${name}.${fileExtension}`)
}

class Store {
  #file
  #options
  #stamp // of the state that #data is; undefined before the first
  #data = {} // what the file holds
  #draft // what a change under way makes of it
  #shown // what the listeners have been told
  #listeners = new Set()
  #watcher

  constructor(options = {}) {
    this.#options = readOptions(options)
    this.#options.defaults = structuredClone(this.#options.defaults)
    this.#file = new StoreFile(place(this.#options), this.#options.mode)
    if (this.#mustChange()) this.#begin()
    this.#shown = this.store
    if (this.#options.watch) this.#watch()
  }

  get path() { return this.#file.path }

  get store() { return copy(without(this.#now())) }

  set store(value) {
    validateObject(value, 'store')
    this.#change((draft) => {
      for (const key of Object.keys(draft)) if (key !== internalKey) delete draft[key]
      this.#assign(draft, value)
    })
  }

  get size() { return Object.keys(without(this.#now())).length }

  get(key, defaultValue) {
    const { found, value } = keys.find(this.#now(), this.#names(key))
    return found ? copy(value) : defaultValue
  }

  set(key, value) {
    if (typeof key !== 'string' && !isPlain(key)) throw new ERR_INVALID_ARG_TYPE('key', ['string', 'Object'], key)
    if (isPlain(key)) return this.#change((draft) => this.#assign(draft, key))
    const names = this.#names(key)
    checkValue(key, value)
    this.#change((draft) => this.#put(draft, names, copy(value)))
  }

  update(key, change) {
    const names = this.#names(key)
    validateFunction(change, 'change')
    return this.#change((draft) => {
      const value = change(copy(keys.find(this.#effective(draft), names).value))
      checkValue(key, value)
      this.#put(draft, names, copy(value))
      return copy(value)
    })
  }

  appendToArray(key, value) {
    checkValue(key, value)
    this.update(key, (array = []) => {
      if (!Array.isArray(array)) throw new ERR_INVALID_ARG_VALUE('key', key, 'leads to something that is not an array')
      return [...array, value]
    })
  }

  has(key) { return keys.find(this.#now(), this.#names(key)).found }

  reset(...names) {
    for (const name of names) validateString(name, 'key')
    this.#change((draft) => {
      for (const name of names) {
        const path = this.#names(name)
        const { found, value } = keys.find(this.#options.defaults, path)
        if (found) this.#put(draft, path, copy(value))
      }
    })
  }

  delete(key) {
    const names = this.#names(key)
    this.#change((draft) => {
      if (names.length > 1) this.#own(draft, names[0])
      keys.remove(draft, names)
    })
  }

  clear() {
    this.#change((draft) => {
      for (const key of Object.keys(draft)) if (key !== internalKey) delete draft[key]
    })
  }

  onDidChange(key, callback) {
    const names = this.#names(key)
    validateFunction(callback, 'callback')
    const value = (all) => all === undefined ? undefined : keys.find(all, names).value
    return this.#listen((now, before) => {
      if (!isDeepStrictEqual(value(now), value(before))) callback.call(this, copy(value(now)), copy(value(before)))
    })
  }

  onDidAnyChange(callback) {
    validateFunction(callback, 'callback')
    return this.#listen((now, before) => callback.call(this, copy(now), copy(before)))
  }

  close() {
    this.#watcher?.close()
    this.#watcher = undefined
  }

  * [Symbol.iterator]() {
    yield * Object.entries(this.store)
  }

  #names(key) {
    validateString(key, 'key')
    const names = keys.parse(key, this.#options.dots)
    if (names[0] === internalKey) throw new ERR_INVALID_ARG_VALUE('key', key, `is the store's own: '${internalKey}' is where it keeps the version of the app`)
    return names
  }

  // The whole as it is seen: what the file has, over the defaults.
  #effective(data) { return { ...this.#options.defaults, ...data } }

  #now() {
    if (this.#draft !== undefined) return this.#effective(this.#draft)
    const stamp = this.#file.stamp()
    if (stamp !== this.#stamp) {
      try {
        this.#data = this.#parse(this.#file.read())
        this.#stamp = stamp
      } catch (error) {
        // Somebody is editing it, perhaps: the last good state goes on until the next change here.
        if (this.#stamp === undefined || error.code !== 'ERR_STORE_INVALID') throw error
      }
    }
    return this.#effective(this.#data)
  }

  #put(draft, names, value) {
    if (names.length > 1) this.#own(draft, names[0])
    keys.set(draft, names, value)
  }

  // Makes a default the file's own before a part of it changes.
  #own(draft, name) {
    if (!Object.hasOwn(draft, name) && Object.hasOwn(this.#options.defaults, name)) draft[name] = copy(this.#options.defaults[name])
  }

  #assign(draft, object) {
    for (const [key, value] of Object.entries(object)) {
      const names = this.#names(key)
      checkValue(key, value)
      this.#put(draft, names, copy(value))
    }
  }

  // Migrates; a file that can't be used is put aside, where that is wanted.
  #begin() {
    try {
      this.#change(() => this.#migrate())
    } catch (error) {
      if (error.code !== 'ERR_STORE_SCHEMA' || !this.#options.clearInvalidConfig) throw error
      this.#file.locked(() => this.#putAside(error))
      this.#change(() => this.#migrate())
    }
  }

  #putAside(error) {
    if (this.#file.stamp() === '') return // by another process, meanwhile
    const aside = this.#file.putAside()
    process.emitWarning(`${error.message}. The file is kept as ${aside}, and the store begins with its defaults`, { type: 'StoreWarning', code: error.code })
  }

  // Whether the file has to be looked at under the lock before it can be used.
  #mustChange() {
    try {
      this.#check(this.#now())
    } catch (error) {
      if (error.code === 'ERR_STORE_SCHEMA' || error.code === 'ERR_STORE_INVALID') return true
      throw error
    }
    return this.#options.migrations !== undefined
  }

  // Runs act on what the file holds at this moment, and writes what that makes of it: all of it or, if it throws, nothing.
  #change(act) {
    if (this.#draft !== undefined) return act(this.#draft) // within another change
    const result = this.#file.locked(() => {
      const before = this.#lookAgain()
      this.#draft = structuredClone(before)
      try {
        const result = act(this.#draft)
        this.#check(this.#effective(this.#draft))
        if (!isDeepStrictEqual(this.#draft, before)) this.#file.write(this.#format(this.#draft))
        return result
      } finally {
        this.#draft = undefined
        this.#stamp = undefined // what was written is read as any other process reads it
      }
    })
    this.#tell()
    return result
  }

  // What the file holds, under the lock.
  #lookAgain() {
    try {
      return this.#parse(this.#file.read())
    } catch (error) {
      if (error.code !== 'ERR_STORE_INVALID' || !this.#options.clearInvalidConfig) throw error
      this.#putAside(error)
      return {}
    }
  }

  #migrate() {
    const { migrations } = this.#options
    if (migrations === undefined) return
    const to = this.#options.projectVersion ?? require('deskjs').app.getVersion()
    if (!versions.isVersion(to)) {
      throw new ERR_INVALID_ARG_VALUE('options.projectVersion', to, "must be a version, such as '1.2.0', for migrations to be chosen by")
    }
    for (const [version, run] of Object.entries(migrations)) validateFunction(run, `options.migrations['${version}']`)
    const from = this.#draft[internalKey]?.migrations?.version ?? ''
    const due = versions.due(migrations, from, to)
    let before = from === '' ? '0.0.0' : from
    for (const version of due) {
      try {
        this.#options.beforeEachMigration?.(this, { fromVersion: before, toVersion: version, finalVersion: to, versions: due })
        migrations[version](this)
      } catch (error) {
        throw storeError('ERR_STORE_MIGRATION', `${this.path}: the migration to ${version} failed, and the file is what it was: ${error?.message ?? error}`, error)
      }
      before = version
    }
    if (from === '' || due.length > 0) this.#draft[internalKey] = { ...this.#draft[internalKey], migrations: { version: to } }
  }

  #parse(bytes) {
    if (bytes === undefined) return {}
    let value
    try {
      value = this.#options.deserialize(this.#options.encrypted ? safeStorage(this.path).decryptString(bytes) : bytes.toString('utf8'))
    } catch (error) {
      if (error.code === 'ERR_STORE_ENCRYPTION') throw error
      throw storeError('ERR_STORE_INVALID', `${this.path} can't be read: ${error?.message ?? error}`, error)
    }
    if (!isPlain(value)) throw storeError('ERR_STORE_INVALID', `${this.path} can't be read: it holds no object`)
    return value
  }

  #format(data) {
    const text = this.#options.serialize(data)
    if (typeof text !== 'string') throw new ERR_INVALID_ARG_TYPE('what options.serialize returns', 'string', text)
    return this.#options.encrypted ? safeStorage(this.path).encryptString(text) : Buffer.from(text)
  }

  #check(all) {
    if (this.#options.schema === undefined) return
    const result = this.#options.schema['~standard'].validate(copy(without(all)))
    if (typeof result?.then === 'function') {
      throw new ERR_INVALID_ARG_VALUE('options.schema', this.#options.schema, 'must answer at once: a store is synchronous, and this schema returns a promise')
    }
    if (result.issues === undefined) return
    const issues = result.issues.map(({ message, path = [] }) => ({
      message: String(message), path: Array.from(path, (step) => String(typeof step === 'object' && step !== null ? step.key : step)),
    }))
    const error = storeError('ERR_STORE_SCHEMA', `${this.path} doesn't match its schema: ${issues.map(({ message, path }) => `${path.join('.') || 'the store'}: ${message}`).join('; ')}`)
    error.issues = issues
    throw error
  }

  #listen(listener) {
    const entry = { listener }
    this.#listeners.add(entry)
    return () => { this.#listeners.delete(entry) }
  }

  #tell() {
    if (this.#shown === undefined) return // it is being made
    const before = this.#shown
    const now = this.store
    if (isDeepStrictEqual(now, before)) return
    this.#shown = now
    for (const { listener } of [...this.#listeners]) {
      try {
        listener(now, before)
      } catch (error) {
        process.nextTick(() => { throw error }) // its own: the others hear it all the same
      }
    }
  }

  #watch() {
    const fs = require('fs')
    const folder = path.dirname(this.path)
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const name = path.basename(this.path)
    // The folder: each change is a new file of the same name.
    this.#watcher = fs.watch(folder, { persistent: false }, (_, changed) => {
      if (changed !== null && changed !== name) return
      try {
        this.#tell()
      } catch (error) {
        // Nobody called who could catch it; who reads the store is told the same.
        process.emitWarning(`${this.path} has changed, and can't be read: ${error.message}`, { type: 'StoreWarning', code: error.code })
      }
    })
    this.#watcher.on('error', (error) => process.emitWarning(`${this.path} is not watched any more: ${error.message}`, 'StoreWarning'))
  }
}

function safeStorage(file) {
  const { safeStorage } = require('deskjs')
  if (safeStorage?.isEncryptionAvailable()) return safeStorage
  throw storeError('ERR_STORE_ENCRYPTION', `${file} is encrypted with safeStorage, which is not available now: wait for app.whenReady(), and see safeStorage.isEncryptionAvailable()`)
}

module.exports = { Store }
