'use strict'

// glob, globSync and promises.glob: the walk through the folders that a pattern may match in. The walk is written once, as a
// generator that asks for what it needs from the disk and reports what it finds; the sync and async forms drive it.
//
// Beside a folder it carries which segments of the pattern its entries may fit next ("at"), and of which "**" the way led through a
// symbolic link ("linked"): "**" does not follow links, as in Node.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')
const { validateObject, validateString, validateStringArray, validateFunction } = require('internal/validators')
const { join, resolve, basename, dirname, isAbsolute } = require('path')
const { GLOBSTAR, compile, matches, test } = require('internal/glob')
const { Dirent } = require('internal/fs/stats')
const { constants, pathOf } = require('internal/fs/utils')
const fs = require('fs')

const isWindows = process.platform === 'win32'
const ignoreCase = isWindows || process.platform === 'darwin'

class Walk {
  constructor(pattern, options) {
    validateObject(options, 'options')
    const { exclude, cwd, withFileTypes } = options
    this.root = cwd === undefined || cwd === null ? '.' : pathOf(cwd, 'options.cwd')
    this.withFileTypes = Boolean(withFileTypes)
    this.exclude = undefined // a function of what is not to be walked
    this.isExcluded = () => false // the same for patterns, of a whole path
    if (exclude !== undefined && exclude !== null) this.setExclude(exclude)
    if (Array.isArray(pattern)) validateStringArray(pattern, 'patterns')
    else validateString(pattern, 'patterns')
    this.patterns = [].concat(pattern).flatMap((text) => compile(text, ignoreCase))
    this.reported = new Set()
    this.visited = new Set()
    this.entries = new Map() // by path, what stat or a folder said
    this.next = new Map() // by path, what is to be walked after the folder at hand
  }

  setExclude(exclude) {
    if (typeof exclude === 'function') {
      this.exclude = exclude
      return
    }
    if (!Array.isArray(exclude)) throw new ERR_INVALID_ARG_TYPE('options.exclude', ['string[]', 'function'], exclude)
    validateStringArray(exclude, 'options.exclude')
    const compiled = exclude.map((pattern) => compile(resolve(this.root, pattern), ignoreCase))
    this.isExcluded = (path) => compiled.some((alternatives) => matches(isWindows ? path.replaceAll('\\', '/') : path, alternatives))
  }

  // run yields { stat: path } and { readdir: path } to be answered, and { path, entry } for each result.
  * run() {
    const queue = [{ path: '.', states: this.patterns.map((segments) => ({ segments, at: new Set([0]), linked: new Set() })) }]
    while (queue.length > 0) {
      const { path, states } = queue.pop()
      for (let i = 0; i < states.length; i++) yield * this.visit(path, states[i])
      for (const [path, states] of this.next) queue.push({ path, states })
      this.next.clear()
    }
  }

  // key names the part of a pattern from a segment on, at a path.
  key(path, segments, at) {
    return `${path}\0${this.patterns.indexOf(segments)}\0${at}`
  }

  wasVisited(path, segments, at) {
    return this.visited.has(this.key(path, segments, at))
  }

  * report(path, entry) {
    if (this.reported.has(path) || this.isExcluded(resolve(this.root, path))) return
    this.reported.add(path)
    if (this.withFileTypes) entry ??= yield * this.stat(isAbsolute(path) ? path : join(this.root, path))
    yield { path, entry }
  }

  * stat(path) {
    path = resolve(path)
    let entry = this.entries.get(path)
    if (entry === undefined) {
      entry = yield { stat: path }
      this.entries.set(path, entry)
    }
    return entry
  }

  // add notes that the entry at path is to be visited.
  * add(path, state) {
    const full = resolve(this.root, path)
    if (this.isExcluded(full)) return
    // A pattern with a slash at its end means folders.
    if (this.isExcluded(full + '/') && (yield * this.stat(full))?.isDirectory()) return
    if (this.exclude !== undefined) {
      const what = this.withFileTypes ? yield * this.stat(full) : path
      if (what !== null && this.exclude(what)) return
    }
    const states = this.next.get(path)
    if (states === undefined) this.next.set(path, [state])
    else states.push(state)
  }

  * visit(path, state) {
    const { segments, at } = state
    const last = segments.length - 1
    let isNew = false
    for (const i of at) {
      const key = this.key(path, segments, i)
      isNew ||= !this.visited.has(key)
      this.visited.add(key)
    }
    if (!isNew) return
    const full = resolve(this.root, path)
    if (this.isExcluded(full)) return
    if (at.has(0)) {
      const start = this.start(segments[0])
      if (start !== undefined) {
        yield * this.add(start, { segments, at: new Set([1]), linked: new Set() })
        return
      }
    }
    const entry = yield * this.stat(full)
    const isFolder = entry !== null && (entry.isDirectory() || (entry.isSymbolicLink() && [...at].some((i) => !state.linked.has(i))))
    const end = segments[last]
    const atEnd = at.has(last) || (end === '' && isFolder && at.has(last - 1) && segments[last - 1] === GLOBSTAR)
    if (atEnd && typeof end === 'string') {
      const found = yield * this.stat(join(full, end))
      if (found !== null && (end !== '' || isFolder)) yield * this.report(join(path, end), found)
      if (at.size === 1 && at.has(last)) return
    } else if (atEnd && end === GLOBSTAR && (path !== '.' || segments[0] === '.' || (last === 0 && entry !== null))) {
      yield * this.report(path, entry)
    }
    if (!isFolder) return
    const children = yield * this.children(full, at.size === 1 ? segments[at.values().next().value] : undefined)
    for (let i = 0; i < children.length; i++) yield * this.child(path, full, children[i], state, atEnd)
  }

  // start returns where a pattern begins whose first segment names a place rather than an entry of the folder.
  start(segment) {
    if (isWindows && typeof segment === 'string' && segment.endsWith(':')) return segment + '\\'
    if (segment === '') return '/'
    if (segment === '..') return '../'
    return segment === '.' ? '.' : undefined
  }

  // children returns the entries that may fit: that of the only name that can, or all.
  * children(full, segment) {
    if (typeof segment !== 'string') return yield { readdir: full }
    const entry = yield * this.stat(join(full, segment))
    if (entry === null) return []
    return [new Dirent(segment, typeOf(entry), full)]
  }

  // child finds what the entry of a folder can be: a result, or a folder to visit.
  * child(path, full, entry, { segments, at, linked }, atEnd) {
    const last = segments.length - 1
    const { name } = entry
    const childPath = join(path, name)
    this.entries.set(join(full, name), entry)
    const childAt = new Set()
    const childLinked = new Set()
    for (const i of at) {
      if (this.wasVisited(childPath, segments, i) || this.wasVisited(childPath, segments, i + 1)) return
      const segment = segments[i]
      if (segment === GLOBSTAR) {
        if (name[0] === '.' || (this.exclude !== undefined && this.exclude(this.withFileTypes ? entry : name))) continue
        yield * this.anywhere(path, childPath, entry, { segments, i, fromLink: linked.has(i), atEnd }, childAt)
        if (entry.isSymbolicLink()) childLinked.add(i)
      } else if (typeof segment === 'string') {
        if (segment === name && i !== last) childAt.add(i + 1)
        else if (segment === '.' && test(segments[i + 1], name)) {
          if (i + 1 === last) yield * this.report(childPath, entry)
          else childAt.add(i + 2)
        }
      } else if (test(segment, name)) {
        if (i === last) yield * this.report(childPath, entry)
        else if (entry.isDirectory()) childAt.add(i + 1)
      }
    }
    if (childAt.size > 0) yield * this.add(childPath, { segments, at: childAt, linked: childLinked })
  }

  // anywhere is child where the segment i is "**": it may go on below the entry, or end here, so that the entry fits what follows.
  * anywhere(path, childPath, entry, { segments, i, fromLink, atEnd }, childAt) {
    const last = segments.length - 1
    const isFolder = entry.isDirectory()
    if (!fromLink && isFolder) childAt.add(i)
    else if (!fromLink && i === last) yield * this.report(childPath, entry)
    const fits = i < last && test(segments[i + 1], entry.name)
    if (fits && i + 1 === last && !atEnd) yield * this.report(childPath, entry)
    else if (fits && isFolder) childAt.add(i + 2)
    if ((fits || segments[0] === '.') && (isFolder || entry.isSymbolicLink()) && !fromLink) childAt.add(i + 1)
    if (segments[i + 1] === '..' && isFolder) yield * this.upFrom(path, segments, i + 1)
  }

  // upFrom follows the ".." behind a "**": it leads to the folder at hand, from its folders, and to the one above.
  * upFrom(path, segments, i) {
    const places = [path, join(path, '..')]
    for (const place of places) {
      if (i === segments.length - 1) {
        if (this.wasVisited(place, segments, i)) continue
        this.visited.add(this.key(place, segments, i))
        yield * this.report(place)
      } else if (!this.next.has(place) && !this.wasVisited(place, segments, i + 1)) {
        this.next.set(place, [{ segments, at: new Set([i + 1]), linked: new Set() }])
      }
    }
  }
}

const types = {
  isDirectory: constants.UV_DIRENT_DIR, isFile: constants.UV_DIRENT_FILE, isSymbolicLink: constants.UV_DIRENT_LINK, isFIFO: constants.UV_DIRENT_FIFO,
  isSocket: constants.UV_DIRENT_SOCKET, isCharacterDevice: constants.UV_DIRENT_CHAR, isBlockDevice: constants.UV_DIRENT_BLOCK,
}

function typeOf(stats) {
  for (const is in types) {
    if (stats[is]()) return types[is]
  }
  return constants.UV_DIRENT_UNKNOWN
}

function direntOf(path, stats) {
  return new Dirent(basename(path), typeOf(stats), dirname(path))
}

// answerSync answers what the walk asks of the disk. What cannot be read has no entries.
function answerSync(request) {
  if (request.stat !== undefined) {
    const stats = fs.lstatSync(request.stat, { throwIfNoEntry: false })
    return stats === undefined ? null : direntOf(request.stat, stats)
  }
  try {
    return fs.readdirSync(request.readdir, { withFileTypes: true })
  } catch {
    return []
  }
}

async function answer(request) {
  try {
    if (request.stat !== undefined) return direntOf(request.stat, await fs.promises.lstat(request.stat))
    return await fs.promises.readdir(request.readdir, { withFileTypes: true })
  } catch {
    return request.stat !== undefined ? null : []
  }
}

function resultOf(walk, found) {
  return walk.withFileTypes ? found.entry : found.path
}

function globSync(pattern, options = {}) {
  const walk = new Walk(pattern, options)
  const run = walk.run()
  const results = []
  for (let step = run.next(); !step.done;) {
    if (step.value.path === undefined) {
      step = run.next(answerSync(step.value))
    } else {
      results.push(resultOf(walk, step.value))
      step = run.next()
    }
  }
  return results
}

// iterate is promises.glob: the results as they are found. Wrong arguments throw at once.
function iterate(pattern, options = {}) {
  const walk = new Walk(pattern, options)
  return (async function * () {
    const run = walk.run()
    for (let step = run.next(); !step.done;) {
      if (step.value.path === undefined) {
        step = run.next(await answer(step.value))
      } else {
        yield resultOf(walk, step.value)
        step = run.next()
      }
    }
  })()
}

function glob(pattern, options, callback) {
  if (typeof options === 'function') {
    callback = options
    options = undefined
  }
  validateFunction(callback, 'cb')
  const found = iterate(pattern, options)
  Array.fromAsync(found).then((results) => process.nextTick(callback, null, results), (error) => process.nextTick(callback, error))
}

module.exports = { glob, globSync, iterate }
