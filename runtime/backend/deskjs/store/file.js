// The file of a Store: read as it is now, and changed under a lock, by a new file that takes the old one's place when it is on disk.

const fs = require('fs')
const path = require('path')

const isWindows = process.platform === 'win32'
const patience = 10_000 // milliseconds

class StoreFile {
  constructor(name, mode) {
    this.path = name
    this.mode = mode
  }

  // What tells one state of the file from the next, '' if there is none.
  stamp() {
    const stat = fs.statSync(this.path, { bigint: true, throwIfNoEntry: false })
    return stat === undefined ? '' : `${stat.ino} ${stat.mtimeNs} ${stat.size}`
  }

  // The bytes, or undefined if there is no file.
  read() {
    try {
      return fs.readFileSync(this.path)
    } catch (error) {
      if (error.code === 'ENOENT') return undefined
      throw error
    }
  }

  // Runs change() while no other process, worker or Store changes the file.
  locked(change) {
    fs.mkdirSync(path.dirname(this.path), { recursive: true, mode: 0o700 })
    const lock = binding.lockSync(this.path + '.lock', patience)
    if (lock === undefined) {
      const error = new Error(`${this.path} is locked by another process for more than ${patience / 1000} seconds, so it can't be changed. ` +
        'If that process hangs, end it: the lock ends with it')
      error.code = 'ERR_STORE_LOCKED'
      throw error
    }
    try {
      return change()
    } finally {
      binding.unlock(lock)
    }
  }

  // Only under the lock. When it returns the bytes are on disk; until then the file is what it was.
  write(bytes) {
    const target = fs.existsSync(this.path) ? fs.realpathSync(this.path) : this.path // a link stays one
    const fresh = target + '.tmp'
    fs.rmSync(fresh, { force: true }) // of a process that was killed here
    try {
      const descriptor = fs.openSync(fresh, 'wx', this.mode)
      try {
        fs.writeFileSync(descriptor, bytes)
        fs.fsyncSync(descriptor)
      } finally {
        fs.closeSync(descriptor)
      }
      replace(fresh, target)
    } catch (error) {
      fs.rmSync(fresh, { force: true })
      throw error
    }
    keepFolder(path.dirname(target))
  }

  // Gives the file another name and returns it.
  putAside() {
    const time = new Date().toISOString().replace(/[:.]/g, '-')
    const { dir, name, ext } = path.parse(this.path)
    const aside = path.join(dir, `${name}.invalid-${time}${ext}`)
    fs.renameSync(this.path, aside)
    return aside
  }
}

function replace(from, to) {
  for (let left = 50; ; left--) {
    try {
      return fs.renameSync(from, to)
    } catch (error) {
      // On Windows whoever reads the file, a virus scanner for one, is in the way for a moment.
      if (!isWindows || left === 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(error.code)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

// The new name is on disk when the folder is. Windows keeps it by itself, and where folders can't be synced no more can be done.
function keepFolder(folder) {
  if (isWindows) return
  let descriptor
  try {
    descriptor = fs.openSync(folder, 'r')
    fs.fsyncSync(descriptor)
  } catch {} finally {
    if (descriptor !== undefined) fs.closeSync(descriptor)
  }
}

module.exports = { StoreFile }
