'use strict'

// fs.cp. The copying is one generator that yields the operations it needs; the sync and
// the async driver at the end differ only in how they run them.

const { codes } = require('internal/errors')
const { validateBoolean, validateFunction, validateObject } = require('internal/validators')
binding = require('internal/fs/binding')
const { textOf, copyMode } = require('internal/fs/utils')
const { statsOf } = require('internal/fs/stats')
const { dirname, isAbsolute, join, parse, resolve, sep } = require('path')

const EEXIST = 17
const ENOTDIR = 20
const EISDIR = 21
const EINVAL = 22

const defaults = {
  dereference: false, errorOnExist: false, filter: undefined, force: true, preserveTimestamps: false, recursive: false,
  verbatimSymlinks: false, mode: 0,
}
const flags = ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']

function cpOptionsOf(options) {
  if (options === undefined) return { ...defaults }
  validateObject(options, 'options')
  options = { ...defaults, ...options }
  for (let i = 0; i < flags.length; i++) validateBoolean(options[flags[i]], 'options.' + flags[i])
  options.mode = copyMode(options.mode)
  if (options.dereference && options.verbatimSymlinks) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('dereference', 'verbatimSymlinks')
  }
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter')
  return options
}

function refuse(name, message, path, errno, code) {
  return new codes[name]({ message, path, syscall: 'cp', errno, code })
}

function isSame(a, b) {
  return b !== undefined && b.ino && b.dev && b.ino === a.ino && b.dev === a.dev
}

// isWithin says whether the path inner is outer or lies in it.
function isWithin(outer, inner) {
  const above = resolve(outer).split(sep).filter(Boolean)
  const below = resolve(inner).split(sep).filter(Boolean)
  for (let i = 0; i < above.length; i++) if (below[i] !== above[i]) return false
  return true
}

function * copyTop(src, dest, options) {
  src = textOf(src)
  dest = textOf(dest)
  if (options.filter && !(yield ['filter', src, dest])) return
  const found = yield * check(src, dest, options)
  yield * checkParents(src, found.src, dest)
  yield ['mkdir', dirname(resolve(dest)), 0o777, true]
  yield * copyItem(found, src, dest, options)
}

// check refuses pairs that can't be copied onto one another and returns their stats.
function * check(src, dest, options) {
  const how = options.dereference ? 'stat' : 'lstat'
  const from = statsOf(yield [how, src, true, true])
  const to = statsOf(yield [how, dest, true, false])
  if (to !== undefined) {
    if (isSame(from, to)) throw refuse('ERR_FS_CP_EINVAL', 'src and dest cannot be the same', dest, EINVAL, 'EINVAL')
    if (from.isDirectory() && !to.isDirectory()) {
      throw refuse('ERR_FS_CP_DIR_TO_NON_DIR', `cannot overwrite non-directory ${dest} with directory ${src}`, dest, EISDIR, 'EISDIR')
    }
    if (!from.isDirectory() && to.isDirectory()) {
      throw refuse('ERR_FS_CP_NON_DIR_TO_DIR', `cannot overwrite directory ${dest} with non-directory ${src}`, dest, ENOTDIR, 'ENOTDIR')
    }
  }
  if (from.isDirectory() && isWithin(src, dest)) throw intoItself(src, dest)
  return { src: from, dest: to }
}

function intoItself(src, dest) {
  return refuse('ERR_FS_CP_EINVAL', `cannot copy ${src} to a subdirectory of self ${dest}`, dest, EINVAL, 'EINVAL')
}

// checkParents finds out that dest lies in src by way of a link.
function * checkParents(src, from, dest) {
  const above = resolve(dirname(src))
  let parent = resolve(dirname(dest))
  while (parent !== above && parent !== parse(parent).root) {
    const stats = statsOf(yield ['stat', parent, true, false])
    if (stats === undefined) return
    if (isSame(from, stats)) throw intoItself(src, dest)
    parent = dirname(parent)
  }
}

function * copyItem(found, src, dest, options) {
  const stats = found.src
  if (stats.isDirectory()) {
    if (!options.recursive) throw refuse('ERR_FS_EISDIR', `${src} is a directory (not copied)`, src, EINVAL, 'EISDIR')
    yield * copyFolder(found, src, dest, options)
  } else if (stats.isFile() || stats.isCharacterDevice() || stats.isBlockDevice()) {
    yield * copyFile(found, src, dest, options)
  } else if (stats.isSymbolicLink()) {
    yield * copyLink(found, src, dest, options)
  } else if (stats.isSocket()) {
    throw refuse('ERR_FS_CP_SOCKET', `cannot copy a socket file: ${dest}`, dest, EINVAL, 'EINVAL')
  } else if (stats.isFIFO()) {
    throw refuse('ERR_FS_CP_FIFO_PIPE', `cannot copy a FIFO pipe: ${dest}`, dest, EINVAL, 'EINVAL')
  } else {
    throw refuse('ERR_FS_CP_UNKNOWN', `cannot copy an unknown file type: ${dest}`, dest, EINVAL, 'EINVAL')
  }
}

function * copyFile(found, src, dest, options) {
  if (found.dest !== undefined) {
    if (!options.force) {
      if (options.errorOnExist) throw refuse('ERR_FS_CP_EEXIST', `${dest} already exists`, dest, EEXIST, 'EEXIST')
      return
    }
    yield ['unlink', dest]
  }
  yield ['copyFile', src, dest, options.mode]
  const mode = Number(found.src.mode)
  if (options.preserveTimestamps) {
    if ((mode & 0o200) === 0) yield ['chmod', dest, mode | 0o200]
    yield * copyTimes(src, dest)
  }
  yield ['chmod', dest, mode & 0o7777]
}

// copyTimes looks again, since reading src has changed its time of access.
function * copyTimes(src, dest) {
  const stats = yield ['stat', src, false, true]
  yield ['utimes', dest, stats[10] / 1000, stats[11] / 1000]
}

function * copyFolder(found, src, dest, options) {
  if (found.dest === undefined) yield ['mkdir', dest, 0o777, false]
  const names = yield ['readdir', src, false, false, false]
  for (let i = 0; i < names.length; i++) {
    const from = join(src, names[i])
    const to = join(dest, names[i])
    if (options.filter && !(yield ['filter', from, to])) continue
    yield * copyItem(yield * check(from, to, options), from, to, options)
  }
  if (options.preserveTimestamps) yield * copyTimes(src, dest)
  if (found.dest === undefined) yield ['chmod', dest, Number(found.src.mode) & 0o7777]
}

function * copyLink(found, src, dest, options) {
  let target = yield ['readlink', src, false]
  if (!options.verbatimSymlinks && !isAbsolute(target)) target = resolve(dirname(src), target)
  const pointed = statsOf(yield ['stat', src, false, false])
  const kind = pointed !== undefined && pointed.isDirectory() ? 1 : 0
  if (found.dest !== undefined) {
    // What is there and no link makes symlink fail as it should.
    if (found.dest.isSymbolicLink()) {
      let existing = yield ['readlink', dest, false]
      if (!isAbsolute(existing)) existing = resolve(dirname(dest), existing)
      if (kind === 1 && isWithin(target, existing)) throw intoItself(target, existing)
      // To replace the link would take away what src points into.
      const there = statsOf(yield ['stat', dest, false, false])
      if (there !== undefined && there.isDirectory() && isWithin(existing, target)) {
        throw refuse('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', `cannot overwrite ${existing} with ${target}`, dest, EINVAL, 'EINVAL')
      }
      yield ['unlink', dest]
    }
  }
  yield ['symlink', target, dest, kind]
}

function copySync(src, dest, options) {
  const work = copyTop(src, dest, options)
  let step = work.next()
  while (!step.done) {
    let result
    try {
      result = runSync(step.value, options)
    } catch (error) {
      step = work.throw(error)
      continue
    }
    step = work.next(result)
  }
}

function runSync(operation, options) {
  if (operation[0] !== 'filter') {
    return binding[operation[0] + 'Sync'](operation[1], operation[2], operation[3], operation[4])
  }
  const answer = options.filter(operation[1], operation[2])
  if (answer instanceof Promise) throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', answer)
  return answer
}

async function copyAsync(src, dest, options) {
  const work = copyTop(src, dest, options)
  let step = work.next()
  while (!step.done) {
    const operation = step.value
    let result
    try {
      result = operation[0] === 'filter'
        ? await options.filter(operation[1], operation[2])
        : await binding[operation[0] + 'Promise'](operation[1], operation[2], operation[3], operation[4])
    } catch (error) {
      step = work.throw(error)
      continue
    }
    step = work.next(result)
  }
}

module.exports = { cpOptionsOf, copySync, copyAsync }
