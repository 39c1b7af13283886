'use strict'

// fs/promises. Every function is async, so that a wrong argument rejects.

const { codes: { ERR_FS_EISDIR, ERR_METHOD_NOT_IMPLEMENTED } } = require('internal/errors')
const { validateInteger, parseFileMode } = require('internal/validators')
binding = require('internal/fs/binding')
const {
  constants, stringToFlags, pathOf, textOf, optionsOf, wantsBytes, encodeName, seconds, checkOwner, accessMode, copyMode,
  rmOptionsOf, symlinkKind, abortError, promised,
} = require('internal/fs/utils')
const { statsOf, statFsOf } = require('internal/fs/stats')
const { abortable, writeArguments, appendOptions, readDefaults, writeDefaults, wantsText, contentOf, writeFlushed } = require('internal/fs/whole')
const { FileHandle, readHandle, writeHandle, isIterable } = require('internal/fs/handle')
const fs = require('fs')

async function access(path, mode = 0) {
  return binding.accessPromise(pathOf(path), accessMode(mode))
}

async function copyFile(src, dest, mode) {
  return binding.copyFilePromise(pathOf(src, 'src'), pathOf(dest, 'dest'), copyMode(mode))
}

async function cp(src, dest, options) {
  const { cpOptionsOf, copyAsync } = require('internal/fs/cp')
  options = cpOptionsOf(options)
  return copyAsync(pathOf(src, 'src'), pathOf(dest, 'dest'), options)
}

function glob(pattern, options) {
  return require('internal/fs/glob').iterate(pattern, options)
}

async function open(path, flags, mode) {
  path = pathOf(path)
  return new FileHandle(await binding.openPromise(path, stringToFlags(flags), parseFileMode(mode, 'mode', 0o666)))
}

async function opendir(path, options) {
  return promised((done) => fs.opendir(path, options, done))
}

async function rename(oldPath, newPath) {
  return binding.renamePromise(pathOf(oldPath, 'oldPath'), pathOf(newPath, 'newPath'))
}

async function truncate(path, len = 0) {
  validateInteger(len, 'len')
  return binding.truncatePromise(pathOf(path), Math.max(0, len))
}

async function rm(path, options) {
  path = pathOf(path)
  options = rmOptionsOf(options)
  const stats = statsOf(await binding.lstatPromise(path, false, !options.force))
  if (stats === undefined) return
  if (!options.recursive && stats.isDirectory()) {
    throw new ERR_FS_EISDIR({ code: 'EISDIR', message: 'is a directory', path: textOf(path), syscall: 'rm', errno: 21 })
  }
  return binding.rmPromise(path, options.maxRetries, options.retryDelay)
}

async function rmdir(path, options) {
  return promised((done) => fs.rmdir(path, options, done))
}

async function mkdir(path, options) {
  return promised((done) => fs.mkdir(path, options, done))
}

async function readdir(path, options) {
  return promised((done) => fs.readdir(path, options, done))
}

async function readlink(path, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(await binding.readlinkPromise(pathOf(path, 'oldPath'), wantsBytes(encoding)), encoding)
}

async function symlink(target, path, type) {
  target = pathOf(target, 'target')
  path = pathOf(path)
  return binding.symlinkPromise(target, path, symlinkKind(type))
}

async function lstat(path, options = { bigint: false }) {
  return statsOf(await binding.lstatPromise(pathOf(path), Boolean(options.bigint), true))
}

async function stat(path, options = { bigint: false }) {
  return statsOf(await binding.statPromise(pathOf(path), Boolean(options.bigint), true))
}

async function statfs(path, options = { bigint: false }) {
  return statFsOf(await binding.statfsPromise(pathOf(path), Boolean(options.bigint)))
}

async function link(existingPath, newPath) {
  return binding.linkPromise(pathOf(existingPath, 'existingPath'), pathOf(newPath, 'newPath'))
}

async function unlink(path) {
  return binding.unlinkPromise(pathOf(path))
}

async function chmod(path, mode) {
  return binding.chmodPromise(pathOf(path), parseFileMode(mode, 'mode'))
}

// lchmod is there on macOS alone, as the system call is.
async function lchmod(path, mode) {
  if (constants.O_SYMLINK === undefined) throw new ERR_METHOD_NOT_IMPLEMENTED('lchmod()')
  const handle = await open(path, constants.O_WRONLY | constants.O_SYMLINK)
  try {
    await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

async function lchown(path, uid, gid) {
  path = pathOf(path)
  checkOwner(uid, gid)
  return binding.lchownPromise(path, uid, gid)
}

async function chown(path, uid, gid) {
  path = pathOf(path)
  checkOwner(uid, gid)
  return binding.chownPromise(path, uid, gid)
}

async function utimes(path, atime, mtime) {
  return binding.utimesPromise(pathOf(path), seconds(atime), seconds(mtime))
}

async function lutimes(path, atime, mtime) {
  return binding.lutimesPromise(pathOf(path), seconds(atime), seconds(mtime))
}

async function realpath(path, options) {
  const encoding = optionsOf(options).encoding
  return encodeName(await binding.realpathNativePromise(pathOf(path), wantsBytes(encoding)), encoding)
}

async function mkdtemp(prefix, options) {
  return promised((done) => fs.mkdtemp(prefix, options, done))
}

async function writeFile(path, data, options) {
  options = optionsOf(options, writeDefaults)
  if (path instanceof FileHandle) return writeHandle(path, data, options)
  if (options.signal?.aborted) throw abortError(options.signal)
  if (isIterable(data)) {
    const handle = await open(path, options.flag || 'w', options.mode)
    try {
      await writeHandle(handle, data, options)
    } finally {
      await handle.close()
    }
    return
  }
  pathOf(path) // a number is no path here
  const w = writeArguments(path, data, options)
  return promised((done) => abortable(options.signal, done, (canceller, settle) => {
    if (w.flush) writeFlushed(path, w, canceller, settle)
    else binding.writeFile(w.target, w.data, w.flags, w.mode, canceller, (error) => settle(error))
  }))
}

async function appendFile(path, data, options) {
  options = appendOptions(path, options)
  return writeFile(path, data, options)
}

async function readFile(path, options) {
  options = optionsOf(options, readDefaults)
  if (path instanceof FileHandle) return readHandle(path, options)
  path = pathOf(path)
  const flags = stringToFlags(options.flag || 'r', 'options.flag')
  const encoding = options.encoding
  const data = await promised((done) => abortable(options.signal, done, (canceller, settle) => {
    binding.readFile(path, flags, wantsText(encoding), canceller, settle)
  }))
  return contentOf(data, encoding)
}

function watch(filename, options) {
  return require('internal/fs/watch').watchIterator(filename, options)
}

module.exports = {
  access, copyFile, cp, glob, open, opendir, rename, truncate, rm, rmdir, mkdir, readdir, readlink, symlink, lstat, stat, statfs, link,
  unlink, chmod, lchmod, lchown, chown, utimes, lutimes, realpath, mkdtemp, writeFile, appendFile, readFile, watch, constants,
}
