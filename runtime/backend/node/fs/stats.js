'use strict'

// The classes that describe files: Stats, BigIntStats, StatFs and Dirent.

const { constants, isWindows, encodeName } = require('internal/fs/utils')
const { S_IFMT, S_IFDIR, S_IFREG, S_IFBLK, S_IFCHR, S_IFLNK, S_IFIFO, S_IFSOCK } = constants

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev
  this.mode = mode
  this.nlink = nlink
  this.uid = uid
  this.gid = gid
  this.rdev = rdev
  this.blksize = blksize
  this.ino = ino
  this.size = size
  this.blocks = blocks
}

StatsBase.prototype.isDirectory = function () { return this._checkModeProperty(S_IFDIR) }
StatsBase.prototype.isFile = function () { return this._checkModeProperty(S_IFREG) }
StatsBase.prototype.isBlockDevice = function () { return this._checkModeProperty(S_IFBLK) }
StatsBase.prototype.isCharacterDevice = function () { return this._checkModeProperty(S_IFCHR) }
StatsBase.prototype.isSymbolicLink = function () { return this._checkModeProperty(S_IFLNK) }
StatsBase.prototype.isFIFO = function () { return this._checkModeProperty(S_IFIFO) }
StatsBase.prototype.isSocket = function () { return this._checkModeProperty(S_IFSOCK) }

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks)
  this.atimeMs = atimeMs
  this.mtimeMs = mtimeMs
  this.ctimeMs = ctimeMs
  this.birthtimeMs = birthtimeMs
  // The dates are made here as own properties, as inspection shows them.
  this.atime = dateOf(atimeMs)
  this.mtime = dateOf(mtimeMs)
  this.ctime = dateOf(ctimeMs)
  this.birthtime = dateOf(birthtimeMs)
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype)
Object.setPrototypeOf(Stats, StatsBase)

Stats.prototype._checkModeProperty = function (property) {
  return property !== undefined && !(isWindows && property === S_IFIFO) && (this.mode & S_IFMT) === property
}

function BigIntStats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeNs, mtimeNs, ctimeNs, birthtimeNs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks)
  this.atimeMs = atimeNs / 1000000n
  this.mtimeMs = mtimeNs / 1000000n
  this.ctimeMs = ctimeNs / 1000000n
  this.birthtimeMs = birthtimeNs / 1000000n
  this.atimeNs = atimeNs
  this.mtimeNs = mtimeNs
  this.ctimeNs = ctimeNs
  this.birthtimeNs = birthtimeNs
  this.atime = dateOf(this.atimeMs)
  this.mtime = dateOf(this.mtimeMs)
  this.ctime = dateOf(this.ctimeMs)
  this.birthtime = dateOf(this.birthtimeMs)
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype)
Object.setPrototypeOf(BigIntStats, StatsBase)

BigIntStats.prototype._checkModeProperty = function (property) {
  return property !== undefined && !(isWindows && property === S_IFIFO) && (this.mode & BigInt(S_IFMT)) === BigInt(property)
}

function dateOf(ms) {
  return new Date(Math.round(Number(ms)))
}

// statsOf makes a Stats or BigIntStats of the values that the native half lists.
function statsOf(v) {
  if (v === undefined) return undefined
  const Class = typeof v[0] === 'bigint' ? BigIntStats : Stats
  return new Class(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13])
}

class StatFs {
  constructor(type, bsize, blocks, bfree, bavail, files, ffree) {
    this.type = type
    this.bsize = bsize
    this.blocks = blocks
    this.bfree = bfree
    this.bavail = bavail
    this.files = files
    this.ffree = ffree
  }
}

function statFsOf(v) {
  return new StatFs(v[0], v[1], v[2], v[3], v[4], v[5], v[6])
}

const kType = Symbol('type')
const {
  UV_DIRENT_DIR, UV_DIRENT_FILE, UV_DIRENT_BLOCK, UV_DIRENT_CHAR, UV_DIRENT_LINK, UV_DIRENT_FIFO, UV_DIRENT_SOCKET,
} = constants

class Dirent {
  constructor(name, type, path) {
    this.name = name
    this.parentPath = path
    this.path = path
    this[kType] = type
  }

  isDirectory() { return this[kType] === UV_DIRENT_DIR }
  isFile() { return this[kType] === UV_DIRENT_FILE }
  isBlockDevice() { return this[kType] === UV_DIRENT_BLOCK }
  isCharacterDevice() { return this[kType] === UV_DIRENT_CHAR }
  isSymbolicLink() { return this[kType] === UV_DIRENT_LINK }
  isFIFO() { return this[kType] === UV_DIRENT_FIFO }
  isSocket() { return this[kType] === UV_DIRENT_SOCKET }
}

// direntsOf makes what readdir returns of the native half's names, kinds and, if it went into folders, folders.
function direntsOf(result, encoding, path) {
  const names = result[0]
  const kinds = result[1]
  const folders = result[2]
  const nested = typeof path === 'string' && folders.length > 0
  const length = names.length
  const dirents = new Array(length)
  for (let i = 0; i < length; i++) {
    const name = names[i]
    const folder = nested ? encodeName(folders[i], 'utf8') : path
    dirents[i] = new Dirent(typeof name === 'string' ? name : encodeName(name, encoding), kinds[i], folder)
  }
  return dirents
}

module.exports = { Stats, BigIntStats, StatFs, Dirent, statsOf, statFsOf, direntsOf }
