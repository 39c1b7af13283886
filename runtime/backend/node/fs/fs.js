'use strict'

// Node's fs: the callback and sync forms. What is longer than a few lines is in the
// internal/fs modules.

const { codes: { ERR_FS_EISDIR } } = require('internal/errors')
const { validateFunction, validateInteger, validateBoolean, validateObject, validateString, parseFileMode } = require('internal/validators')
binding = require('internal/fs/binding')
const {
  constants, stringToFlags, pathOf, textOf, optionsOf, wantsBytes, encodeName, callbackOf, fdOf,
  seconds, checkOwner, accessMode, copyMode, rmOptionsOf, symlinkKind,
} = require('internal/fs/utils')
const { Stats, Dirent, statsOf, statFsOf, direntsOf } = require('internal/fs/stats')
const io = require('internal/fs/io')
const whole = require('internal/fs/whole')

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom')

function access(path, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode
    mode = 0
  }
  path = pathOf(path)
  mode = accessMode(mode)
  callback = callbackOf(callback)
  binding.access(path, mode, (error) => callback(error))
}

function accessSync(path, mode) {
  binding.accessSync(pathOf(path), accessMode(mode))
}

function exists(path, callback) {
  validateFunction(callback, 'cb')
  try {
    path = pathOf(path)
  } catch {
    return callback(false)
  }
  binding.exists(path, (_, found) => callback(found))
}

Object.defineProperty(exists, promisifyCustom, {
  value: { exists(path) { return new Promise((resolve) => module.exports.exists(path, resolve)) } }.exists,
})

function existsSync(path) {
  try {
    path = pathOf(path)
  } catch {
    return false
  }
  return binding.existsSync(path)
}

function open(path, flags, mode, callback) {
  path = pathOf(path)
  if (arguments.length < 3) {
    callback = flags
    flags = 'r'
    mode = 0o666
  } else if (typeof mode === 'function') {
    callback = mode
    mode = 0o666
  } else {
    mode = parseFileMode(mode, 'mode', 0o666)
  }
  callback = callbackOf(callback)
  binding.open(path, stringToFlags(flags), mode, binding.opened === undefined ? callback : (error, fd) => {
    if (!error) track(fd)
    callback(error, fd)
  })
}

function openSync(path, flags, mode) {
  const fd = binding.openSync(pathOf(path), stringToFlags(flags), parseFileMode(mode, 'mode', 0o666))
  if (binding.opened !== undefined) track(fd)
  return fd
}

// track remembers, in a worker, what is to be closed when that ends.
function track(fd) {
  if (!binding.opened(fd)) process.emitWarning(`File descriptor ${fd} opened in unmanaged mode twice`)
}

function untrack(fd) {
  if (!binding.closed(fd)) process.emitWarning(`File descriptor ${fd} closed but not opened in unmanaged mode`)
}

// A close without a callback reports its error as an uncaught one.
function close(fd, callback = rethrow) {
  fd = fdOf(fd)
  callback = callbackOf(callback)
  if (binding.closed !== undefined) untrack(fd)
  binding.close(fd, (error) => callback(error))
}

function rethrow(error) {
  if (error) throw error
}

function closeSync(fd) {
  fd = fdOf(fd)
  if (binding.closed !== undefined) untrack(fd)
  binding.closeSync(fd)
}

function rename(oldPath, newPath, callback) {
  callback = callbackOf(callback)
  binding.rename(pathOf(oldPath, 'oldPath'), pathOf(newPath, 'newPath'), (error) => callback(error))
}

function renameSync(oldPath, newPath) {
  binding.renameSync(pathOf(oldPath, 'oldPath'), pathOf(newPath, 'newPath'))
}

function truncate(path, len, callback) {
  if (typeof path === 'number') {
    warnOfTruncate()
    return ftruncate(path, len, callback)
  }
  if (typeof len === 'function') {
    callback = len
    len = 0
  } else if (len === undefined) {
    len = 0
  }
  validateInteger(len, 'len')
  validateFunction(callback, 'cb')
  binding.truncate(pathOf(path), Math.max(0, len), (error) => callback(error))
}

function truncateSync(path, len) {
  if (typeof path === 'number') {
    warnOfTruncate()
    return ftruncateSync(path, len)
  }
  if (len === undefined) len = 0
  validateInteger(len, 'len')
  binding.truncateSync(pathOf(path), Math.max(0, len))
}

let truncateWarned = false
function warnOfTruncate() {
  if (truncateWarned) return
  truncateWarned = true
  process.emitWarning('Using fs.truncate with a file descriptor is deprecated. Please use fs.ftruncate with a file descriptor instead.',
    'DeprecationWarning', 'DEP0081')
}

function ftruncate(fd, len = 0, callback) {
  if (typeof len === 'function') {
    callback = len
    len = 0
  }
  fd = fdOf(fd)
  validateInteger(len, 'len')
  callback = callbackOf(callback)
  binding.ftruncate(fd, Math.max(0, len), (error) => callback(error))
}

function ftruncateSync(fd, len = 0) {
  fd = fdOf(fd)
  validateInteger(len, 'len')
  binding.ftruncateSync(fd, Math.max(0, len))
}

function rm(path, options, callback) {
  if (typeof options === 'function') {
    callback = options
    options = undefined
  }
  path = pathOf(path)
  options = rmOptionsOf(options)
  callback = callbackOf(callback)
  binding.lstat(path, false, true, (error, stats) => {
    if (error) return callback(options.force && error.code === 'ENOENT' ? null : error)
    if (!options.recursive && statsOf(stats).isDirectory()) return callback(isFolder(path))
    binding.rm(path, options.maxRetries, options.retryDelay, (failure) => callback(failure))
  })
}

function rmSync(path, options) {
  path = pathOf(path)
  options = rmOptionsOf(options)
  const stats = statsOf(binding.lstatSync(path, false, !options.force))
  if (stats === undefined) return
  if (!options.recursive && stats.isDirectory()) throw isFolder(path)
  binding.rmSync(path, options.maxRetries, options.retryDelay)
}

function isFolder(path) {
  return new ERR_FS_EISDIR({ code: 'EISDIR', message: 'is a directory', path: textOf(path), syscall: 'rm', errno: 21 })
}

const rmdirDefaults = { retryDelay: 100, maxRetries: 0, recursive: false }

function rmdir(path, options, callback) {
  if (typeof options === 'function') {
    callback = options
    options = undefined
  }
  callback = callbackOf(callback)
  path = pathOf(path)
  options = rmOptionsOf(options, rmdirDefaults)
  const finish = (error) => callback(error)
  if (!options.recursive) return binding.rmdir(path, finish)
  warnOfRmdir()
  binding.lstat(path, false, true, (error, stats) => {
    if (error) return callback(error)
    if (!statsOf(stats).isDirectory()) return binding.rmdir(path, finish)
    binding.rm(path, options.maxRetries, options.retryDelay, finish)
  })
}

function rmdirSync(path, options) {
  path = pathOf(path)
  options = rmOptionsOf(options, rmdirDefaults)
  if (options.recursive) {
    warnOfRmdir()
    if (statsOf(binding.lstatSync(path, false, true)).isDirectory()) {
      binding.rmSync(path, options.maxRetries, options.retryDelay)
      return
    }
  }
  binding.rmdirSync(path)
}

let rmdirWarned = false
function warnOfRmdir() {
  if (rmdirWarned) return
  rmdirWarned = true
  process.emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) will be removed. Use fs.rm(path, { recursive: true }) instead',
    'DeprecationWarning', 'DEP0147')
}

function fdatasync(fd, callback) {
  fd = fdOf(fd)
  callback = callbackOf(callback)
  binding.fdatasync(fd, (error) => callback(error))
}

function fdatasyncSync(fd) {
  binding.fdatasyncSync(fdOf(fd))
}

function fsync(fd, callback) {
  fd = fdOf(fd)
  callback = callbackOf(callback)
  binding.fsync(fd, (error) => callback(error))
}

function fsyncSync(fd) {
  binding.fsyncSync(fdOf(fd))
}

// mkdirOptions returns [mode, recursive].
function mkdirOptions(options) {
  let mode = 0o777
  let recursive = false
  if (typeof options === 'number' || typeof options === 'string') {
    mode = options
  } else if (options && typeof options !== 'function') {
    if (options.recursive !== undefined) recursive = options.recursive
    if (options.mode !== undefined) mode = options.mode
  }
  validateBoolean(recursive, 'options.recursive')
  return [parseFileMode(mode, 'mode'), recursive]
}

function mkdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  path = pathOf(path)
  const checked = mkdirOptions(options)
  binding.mkdir(path, checked[0], checked[1], (error, first) => {
    if (error || !checked[1]) callback(error)
    else callback(null, first)
  })
}

function mkdirSync(path, options) {
  path = pathOf(path)
  const checked = mkdirOptions(options)
  return binding.mkdirSync(path, checked[0], checked[1])
}

function mkdtemp(prefix, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  const encoding = optionsOf(options).encoding
  binding.mkdtemp(prefixOf(prefix), wantsBytes(encoding), (error, path) => callback(error, encodeName(path, encoding)))
}

function mkdtempSync(prefix, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(binding.mkdtempSync(prefixOf(prefix), wantsBytes(encoding)), encoding)
}

let warned = false // of mkdtemp's prefix

function prefixOf(prefix) {
  prefix = pathOf(prefix, 'prefix')
  if (!warned && (typeof prefix === 'string' ? prefix.endsWith('X') : prefix[prefix.length - 1] === 88)) {
    warned = true
    process.emitWarning('mkdtemp() templates ending with X are not portable. For details see: https://nodejs.org/api/fs.html')
  }
  return prefix
}

// readdirOptions checks readdir's options.
function readdirOptions(options) {
  options = optionsOf(options)
  if (options.recursive !== undefined && options.recursive !== null) validateBoolean(options.recursive, 'options.recursive')
  return options
}

// entriesOf turns what the native half read into names or Dirents.
function entriesOf(result, options, path) {
  const encoding = options.encoding
  if (options.withFileTypes) return direntsOf(result, encoding, path)
  if (wantsBytes(encoding)) for (let i = 0; i < result.length; i++) result[i] = encodeName(result[i], encoding)
  return result
}

function readdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  options = readdirOptions(options)
  path = pathOf(path)
  binding.readdir(path, Boolean(options.withFileTypes), wantsBytes(options.encoding), Boolean(options.recursive), (error, result) => {
    if (error) callback(error)
    else callback(null, entriesOf(result, options, path))
  })
}

function readdirSync(path, options) {
  options = readdirOptions(options)
  path = pathOf(path)
  const result = binding.readdirSync(path, Boolean(options.withFileTypes), wantsBytes(options.encoding), Boolean(options.recursive))
  return entriesOf(result, options, path)
}

const statDefaults = { bigint: false }

function fstat(fd, options = statDefaults, callback) {
  if (typeof options === 'function') {
    callback = options
    options = statDefaults
  }
  fd = fdOf(fd)
  callback = callbackOf(callback)
  binding.fstat(fd, Boolean(options.bigint), (error, stats) => (error ? callback(error) : callback(null, statsOf(stats))))
}

function fstatSync(fd, options = statDefaults) {
  return statsOf(binding.fstatSync(fdOf(fd), Boolean(options.bigint)))
}

function lstat(path, options = statDefaults, callback) {
  if (typeof options === 'function') {
    callback = options
    options = statDefaults
  }
  callback = callbackOf(callback)
  path = pathOf(path)
  binding.lstat(path, Boolean(options.bigint), true, (error, stats) => (error ? callback(error) : callback(null, statsOf(stats))))
}

function lstatSync(path, options = statDefaults) {
  return statsOf(binding.lstatSync(pathOf(path), Boolean(options.bigint), options.throwIfNoEntry !== false))
}

function stat(path, options = statDefaults, callback) {
  if (typeof options === 'function') {
    callback = options
    options = statDefaults
  }
  callback = callbackOf(callback)
  path = pathOf(path)
  binding.stat(path, Boolean(options.bigint), true, (error, stats) => (error ? callback(error) : callback(null, statsOf(stats))))
}

function statSync(path, options = statDefaults) {
  return statsOf(binding.statSync(pathOf(path), Boolean(options.bigint), options.throwIfNoEntry !== false))
}

function statfs(path, options = statDefaults, callback) {
  if (typeof options === 'function') {
    callback = options
    options = statDefaults
  }
  callback = callbackOf(callback)
  binding.statfs(pathOf(path), Boolean(options.bigint), (error, stats) => (error ? callback(error) : callback(null, statFsOf(stats))))
}

function statfsSync(path, options = statDefaults) {
  return statFsOf(binding.statfsSync(pathOf(path), Boolean(options.bigint)))
}

function readlink(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  const encoding = optionsOf(options).encoding
  binding.readlink(pathOf(path, 'oldPath'), wantsBytes(encoding), (error, target) => (
    error ? callback(error) : callback(null, encodeName(target, encoding))))
}

function readlinkSync(path, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(binding.readlinkSync(pathOf(path, 'oldPath'), wantsBytes(encoding)), encoding)
}

function symlink(target, path, type, callback) {
  callback = callbackOf(arguments[arguments.length - 1])
  target = pathOf(target, 'target')
  path = pathOf(path)
  binding.symlink(target, path, symlinkKind(typeof type === 'function' ? undefined : type), (error) => callback(error))
}

function symlinkSync(target, path, type) {
  target = pathOf(target, 'target')
  path = pathOf(path)
  binding.symlinkSync(target, path, symlinkKind(type))
}

function link(existingPath, newPath, callback) {
  callback = callbackOf(callback)
  binding.link(pathOf(existingPath, 'existingPath'), pathOf(newPath, 'newPath'), (error) => callback(error))
}

function linkSync(existingPath, newPath) {
  binding.linkSync(pathOf(existingPath, 'existingPath'), pathOf(newPath, 'newPath'))
}

function unlink(path, callback) {
  callback = callbackOf(callback)
  binding.unlink(pathOf(path), (error) => callback(error))
}

function unlinkSync(path) {
  binding.unlinkSync(pathOf(path))
}

function chmod(path, mode, callback) {
  path = pathOf(path)
  mode = parseFileMode(mode, 'mode')
  callback = callbackOf(callback)
  binding.chmod(path, mode, (error) => callback(error))
}

function chmodSync(path, mode) {
  binding.chmodSync(pathOf(path), parseFileMode(mode, 'mode'))
}

function fchmod(fd, mode, callback) {
  fd = fdOf(fd)
  mode = parseFileMode(mode, 'mode')
  callback = callbackOf(callback)
  binding.fchmod(fd, mode, (error) => callback(error))
}

function fchmodSync(fd, mode) {
  binding.fchmodSync(fdOf(fd), parseFileMode(mode, 'mode'))
}

function chown(path, uid, gid, callback) {
  callback = callbackOf(callback)
  path = pathOf(path)
  checkOwner(uid, gid)
  binding.chown(path, uid, gid, (error) => callback(error))
}

function chownSync(path, uid, gid) {
  path = pathOf(path)
  checkOwner(uid, gid)
  binding.chownSync(path, uid, gid)
}

function fchown(fd, uid, gid, callback) {
  fd = fdOf(fd)
  checkOwner(uid, gid)
  callback = callbackOf(callback)
  binding.fchown(fd, uid, gid, (error) => callback(error))
}

function fchownSync(fd, uid, gid) {
  fd = fdOf(fd)
  checkOwner(uid, gid)
  binding.fchownSync(fd, uid, gid)
}

function lchown(path, uid, gid, callback) {
  callback = callbackOf(callback)
  path = pathOf(path)
  checkOwner(uid, gid)
  binding.lchown(path, uid, gid, (error) => callback(error))
}

function lchownSync(path, uid, gid) {
  path = pathOf(path)
  checkOwner(uid, gid)
  binding.lchownSync(path, uid, gid)
}

function utimes(path, atime, mtime, callback) {
  callback = callbackOf(callback)
  path = pathOf(path)
  binding.utimes(path, seconds(atime), seconds(mtime), (error) => callback(error))
}

function utimesSync(path, atime, mtime) {
  binding.utimesSync(pathOf(path), seconds(atime), seconds(mtime))
}

function futimes(fd, atime, mtime, callback) {
  fd = fdOf(fd)
  atime = seconds(atime, 'atime')
  mtime = seconds(mtime, 'mtime')
  callback = callbackOf(callback)
  binding.futimes(fd, atime, mtime, (error) => callback(error))
}

function futimesSync(fd, atime, mtime) {
  binding.futimesSync(fdOf(fd), seconds(atime, 'atime'), seconds(mtime, 'mtime'))
}

function lutimes(path, atime, mtime, callback) {
  callback = callbackOf(callback)
  path = pathOf(path)
  binding.lutimes(path, seconds(atime), seconds(mtime), (error) => callback(error))
}

function lutimesSync(path, atime, mtime) {
  binding.lutimesSync(pathOf(path), seconds(atime), seconds(mtime))
}

function realpath(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  const encoding = optionsOf(options).encoding
  binding.realpath(pathOf(path), wantsBytes(encoding), (error, resolved) => (
    error ? callback(error) : callback(null, encodeName(resolved, encoding))))
}

realpath.native = function (path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback)
  const encoding = optionsOf(options).encoding
  binding.realpathNative(pathOf(path), wantsBytes(encoding), (error, resolved) => (
    error ? callback(error) : callback(null, encodeName(resolved, encoding))))
}

function realpathSync(path, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(binding.realpathSync(pathOf(path), wantsBytes(encoding)), encoding)
}

realpathSync.native = function (path, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(binding.realpathNativeSync(pathOf(path), wantsBytes(encoding)), encoding)
}

function copyFile(src, dest, mode, callback) {
  if (typeof mode === 'function') {
    callback = mode
    mode = 0
  }
  src = pathOf(src, 'src')
  dest = pathOf(dest, 'dest')
  callback = callbackOf(callback)
  binding.copyFile(src, dest, copyMode(mode), (error) => callback(error))
}

function copyFileSync(src, dest, mode) {
  src = pathOf(src, 'src')
  dest = pathOf(dest, 'dest')
  binding.copyFileSync(src, dest, copyMode(mode))
}

function cp(src, dest, options, callback) {
  if (typeof options === 'function') {
    callback = options
    options = undefined
  }
  callback = callbackOf(callback)
  const { cpOptionsOf, copyAsync } = require('internal/fs/cp')
  options = cpOptionsOf(options)
  copyAsync(pathOf(src, 'src'), pathOf(dest, 'dest'), options).then(() => process.nextTick(callback, null), (error) => process.nextTick(callback, error))
}

function cpSync(src, dest, options) {
  const { cpOptionsOf, copySync } = require('internal/fs/cp')
  options = cpOptionsOf(options)
  copySync(pathOf(src, 'src'), pathOf(dest, 'dest'), options)
}

function glob(pattern, options, callback) {
  require('internal/fs/glob').glob(pattern, options, callback)
}

function globSync(pattern, options) {
  return require('internal/fs/glob').globSync(pattern, options)
}

function opendir(path, options, callback) {
  require('internal/fs/dir').opendir(path, options, callback)
}

function opendirSync(path, options) {
  return require('internal/fs/dir').opendirSync(path, options)
}

function watch(filename, options, listener) {
  return require('internal/fs/watch').watch(filename, options, listener)
}

function watchFile(filename, options, listener) {
  return require('internal/fs/watch').watchFile(filename, options, listener)
}

function unwatchFile(filename, listener) {
  require('internal/fs/watch').unwatchFile(filename, listener)
}

function createReadStream(path, options) {
  return new module.exports.ReadStream(path, options)
}

function createWriteStream(path, options) {
  return new module.exports.WriteStream(path, options)
}

async function blobOf(path, type) {
  return require('internal/blob').ofFile(path, type)
}

function openAsBlob(path, options = {}) {
  validateObject(options, 'options')
  const type = options.type || ''
  validateString(type, 'options.type')
  return blobOf(pathOf(path), type)
}

const { read, readSync, readv, readvSync, write, writeSync, writev, writevSync } = io
const { readFile, readFileSync, writeFile, writeFileSync, appendFile, appendFileSync } = whole

module.exports = {
  appendFile, appendFileSync, access, accessSync, chown, chownSync, chmod, chmodSync, close, closeSync, copyFile, copyFileSync,
  createReadStream, createWriteStream,
  cp, cpSync, exists, existsSync, fchown, fchownSync, fchmod, fchmodSync, fdatasync, fdatasyncSync, fstat, fstatSync, fsync,
  fsyncSync, ftruncate, ftruncateSync, futimes, futimesSync, glob, globSync, lchown, lchownSync, link, linkSync, lstat, lstatSync, lutimes,
  lutimesSync, mkdir, mkdirSync, mkdtemp, mkdtempSync, open, openSync, openAsBlob, readdir, readdirSync, read, readSync, readv, readvSync,
  readFile, readFileSync, readlink, readlinkSync, realpath, realpathSync, rename, renameSync, rm, rmSync, rmdir, rmdirSync, stat,
  statfs, statSync, statfsSync, symlink, symlinkSync, truncate, truncateSync, unwatchFile, unlink, unlinkSync, utimes, utimesSync,
  watch, watchFile, writeFile, writeFileSync, write, writeSync, writev, writevSync, Dirent, Stats, opendir, opendirSync,
  _toUnixTimestamp: seconds,
}

Object.defineProperties(module.exports, {
  F_OK: { enumerable: true, value: constants.F_OK },
  R_OK: { enumerable: true, value: constants.R_OK },
  W_OK: { enumerable: true, value: constants.W_OK },
  X_OK: { enumerable: true, value: constants.X_OK },
  constants: { enumerable: true, value: constants },
  Dir: { enumerable: true, configurable: true, get() { return require('internal/fs/dir').Dir } },
  promises: { enumerable: true, configurable: true, get() { return require('fs/promises') } },
})

// The classes of streams, which packages replace. Those with File have names of old, and are replaced apart.
const replaced = { __proto__: null }
function defineStream(name, streamClass) {
  Object.defineProperty(module.exports, name, {
    enumerable: true,
    configurable: true,
    get() { return replaced[name] ??= require('internal/fs/streams')[streamClass] },
    set(value) { replaced[name] = value },
  })
}
defineStream('ReadStream', 'ReadStream')
defineStream('WriteStream', 'WriteStream')
defineStream('FileReadStream', 'ReadStream')
defineStream('FileWriteStream', 'WriteStream')
