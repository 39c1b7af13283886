// module: the loader itself is Go (package require).

const path = require('path')
const { codes: { ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS } } = require('internal/errors')
const { validateString } = require('internal/validators')

const wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});']

function Module(id = '', parent) {
  this.id = id
  this.path = path.dirname(id)
  this.exports = {}
  this.filename = null
  this.loaded = false
  this.children = []
  this.parent = parent
  if (parent?.children) parent.children.push(this)
}

Module.prototype = binding.prototype
Object.defineProperty(Module.prototype, 'constructor', { configurable: true, writable: true, value: Module })

// _compile runs code as the module's own; packages that make modules from strings call it.
Module.prototype._compile = function _compile(content, filename) {
  binding.compile(this, content, filename)
}

const kInvalid = 'must be a file URL object, file URL string, or absolute path string'

function createRequire(filename) {
  let file = filename
  if (file instanceof URL || (typeof file === 'string' && file.startsWith('file:'))) {
    try {
      file = require('url').fileURLToPath(file)
    } catch {
      throw new ERR_INVALID_ARG_VALUE('filename', filename, kInvalid)
    }
  } else if (typeof file !== 'string' || !path.isAbsolute(file)) {
    throw new ERR_INVALID_ARG_VALUE('filename', filename, kInvalid)
  }
  const isDirectory = file.endsWith('/') || process.platform === 'win32' && file.endsWith('\\')
  return binding.createRequire(isDirectory ? path.join(file, 'noop.js') : file)
}

function directoryOf(parent) {
  return parent?.filename ? path.dirname(parent.filename) : parent?.path ?? process.cwd()
}

Module._cache = binding.cache
Module._extensions = binding.extensions
Module._pathCache = { __proto__: null }

// _initPaths reads NODE_PATH again.
Module._initPaths = function _initPaths() {
  Module.globalPaths = binding.setGlobalPaths(process.env.NODE_PATH || '')
}
Module._initPaths()

Module._nodeModulePaths = (from) => binding.modulesPaths(path.resolve(from))

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  validateString(request, 'request')
  if (binding.isBuiltin(request)) return request
  const paths = options?.paths
  if (!Array.isArray(paths)) return binding.resolve(request, directoryOf(parent))
  let failure
  for (let i = 0; i < paths.length; i++) {
    try {
      return binding.resolve(request, paths[i])
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' })
}

Module._load = function _load(request, parent) {
  validateString(request, 'request')
  return binding.load(request, directoryOf(parent), parent)
}

// _stat: 0 for a file, 1 for a folder, negative for what isn't there.
Module._stat = function _stat(filename) {
  const stats = require('fs').statSync(filename, { throwIfNoEntry: false })
  return stats === undefined ? -2 : stats.isDirectory() ? 1 : 0
}

Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (binding.isBuiltin(request)) return null
  if (!/^\.\.?(?:$|\/)/.test(request) && !(process.platform === 'win32' && /^\.\.?\\/.test(request))) {
    const paths = Module.globalPaths.slice()
    return parent?.paths?.length ? parent.paths.concat(paths) : paths
  }
  if (!parent?.id || !parent.filename) return ['.'].concat(Module._nodeModulePaths('.'), Module.globalPaths)
  return [path.dirname(parent.filename)]
}

Module._findPath = function _findPath(request, paths) {
  if (path.isAbsolute(request)) paths = ['']
  else if (!paths?.length) return false
  for (let i = 0; i < paths.length; i++) {
    const found = binding.find(paths[i] === '' ? request : path.resolve(paths[i], request))
    if (found !== '') return found
  }
  return false
}

function nearestPackage(directory) {
  for (;;) {
    const file = path.join(directory, 'package.json')
    if (Module._stat(file) === 0) return file
    const parent = path.dirname(directory)
    if (parent === directory) return undefined
    directory = parent
  }
}

// findPackageJSON returns the package.json of a package by name, or the one that a file is under.
Module.findPackageJSON = function findPackageJSON(specifier, base) {
  if (arguments.length === 0) throw new ERR_MISSING_ARGS('specifier')
  const { toPathIfFileURL } = require('internal/url')
  const pathOf = (value, name) => {
    if (typeof value === 'string' && value.startsWith('file:')) value = new URL(value)
    value = toPathIfFileURL(value)
    validateString(value, name)
    return value
  }
  const asked = pathOf(specifier, 'specifier')
  const from = base === undefined ? process.cwd() : path.dirname(pathOf(base, 'base'))
  if (path.isAbsolute(asked) || /^\.\.?(?:$|\/)/.test(asked)) {
    const target = path.resolve(from, asked)
    return nearestPackage(Module._stat(target) === 1 ? target : path.dirname(target))
  }
  const parts = asked.split('/')
  const name = parts.slice(0, asked.startsWith('@') ? 2 : 1).join('/')
  for (const folder of Module._nodeModulePaths(from)) {
    const file = path.join(folder, name, 'package.json')
    if (Module._stat(file) === 0) return file
  }
  return undefined
}

// Code is compiled at every start: there is no cache to keep.
const compileCacheStatus = Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 })
Module.constants = Object.freeze({ __proto__: null, compileCacheStatus })
Module.enableCompileCache = function enableCompileCache() { return { status: compileCacheStatus.DISABLED } }
Module.getCompileCacheDir = function getCompileCacheDir() { return undefined }
Module.flushCompileCache = function flushCompileCache() {}

Module.wrapper = wrapper
Module.wrap = (script) => wrapper[0] + script + wrapper[1]
Module.builtinModules = Object.freeze(binding.names.sort())
Module.isBuiltin = (name) => typeof name === 'string' && binding.isBuiltin(name)
Module.createRequire = createRequire
// ES modules are made CommonJS before they run, so their imports of builtins are always in step.
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {}
Module.runMain = function runMain(main = process.argv[1]) { return Module._load(main, null, true) }
Module.Module = Module
binding.watch(Module)

module.exports = Module
