// module: the loader itself is Go (package require).

const path = require('path')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
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
Module.globalPaths = []

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

Module.wrapper = wrapper
Module.wrap = (script) => wrapper[0] + script + wrapper[1]
Module.builtinModules = Object.freeze(binding.names.sort())
Module.isBuiltin = (name) => typeof name === 'string' && binding.isBuiltin(name)
Module.createRequire = createRequire
// ES modules are made CommonJS before they run, so their imports of builtins are always in step.
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {}
Module.Module = Module

module.exports = Module
