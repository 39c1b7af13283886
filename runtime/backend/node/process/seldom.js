'use strict'

// Functions of process that few programs call.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_ASSERTION }, genericNodeError } = require('internal/errors')
const { validateBoolean, validateString } = require('internal/validators')
const { deprecate } = require('internal/util')
const process = require('process')

function handles() {
  const active = require('internal/process/active')
  return [...active].filter((handle) => handle.hasRef())
}

function _getActiveHandles() { return handles().map((handle) => handle.owner) }

function requests() { return [...Array(binding.pending()[2]).fill('FSReqCallback'), ...binding.requests()] }

// Programs look at the names of their constructors.
function _getActiveRequests() { return requests().map((type) => new ({ [type]: class {} })[type]()) }

// What a class of requests is called among the resources, where it is not by its own name.
const resources = { __proto__: null, TCPConnectWrap: 'ConnectWrap', PipeConnectWrap: 'ConnectWrap' }

function getActiveResourcesInfo() {
  const [timers, immediates] = binding.pending()
  return [
    ...requests().map((type) => resources[type] ?? type),
    ...handles().map((handle) => handle.type),
    ...Array(timers).fill('Timeout'),
    ...Array(immediates).fill('Immediate'),
  ]
}

const assert = deprecate((value, message) => { if (!value) throw new ERR_ASSERTION(message || 'assertion error') },
  'process.assert() is deprecated. Please use the `assert` module instead.', 'DEP0100')

// dlopen loads a native addon, of which there are none here.
function dlopen(module, filename) {
  if (module === null || typeof module !== 'object') throw new ERR_INVALID_ARG_TYPE('module', 'Object', module)
  validateString(filename, 'filename')
  throw genericNodeError(`${filename} is a native addon: compiled for Node, it can't be loaded here. ` +
    'Look for a package that is pure JavaScript or WebAssembly.', { code: 'ERR_DLOPEN_FAILED' })
}

// loadEnvFile sets what a .env file has and the environment lacks.
function loadEnvFile(path) {
  const { pathOf } = require('internal/fs/utils')
  path = path === undefined || path === null ? '.env' : pathOf(path)
  const values = require('util').parseEnv(require('fs').readFileSync(path, 'utf8'))
  for (const name of Object.keys(values)) {
    if (process.env[name] === undefined) process.env[name] = values[name]
  }
}

// setSourceMapsEnabled changes nothing but what sourceMapsEnabled says: stacks are always shown in the author's own source.
function setSourceMapsEnabled(on) {
  validateBoolean(on, 'val')
  process.sourceMapsEnabled = on
}

function _rawDebug(...args) { binding.rawDebug(require('util').format(...args)) }

function _fatalException(error, fromPromise) {
  binding.trigger(error, fromPromise)
  return true
}

function unavailable(name) {
  return { [name]() { throw genericNodeError(`process.${name} is not available: there is no V8 here`, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' }) } }[name]
}

function _linkedBinding(name) { throw genericNodeError(`No such binding: ${name}`, { code: 'ERR_INVALID_MODULE' }) }

module.exports = {
  _debugEnd: unavailable('_debugEnd'),
  _debugProcess: unavailable('_debugProcess'),
  _fatalException,
  _getActiveHandles,
  _getActiveRequests,
  _linkedBinding,
  _rawDebug,
  _startProfilerIdleNotifier() {},
  _stopProfilerIdleNotifier() {},
  _tickCallback() {},
  abort: { abort() { binding.abort() } }.abort, // not to be constructed
  assert,
  dlopen,
  getActiveResourcesInfo,
  loadEnvFile,
  moduleLoadList: [],
  setSourceMapsEnabled,
}
