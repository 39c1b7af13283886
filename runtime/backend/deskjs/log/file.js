// A file to which lines are added, and which becomes NAME.1.EXT when it would grow too large; NAME.1.EXT becomes NAME.2.EXT then, and so on.

const fs = require('fs')
const path = require('path')

class RotatingFile {
  #descriptor
  #size = 0
  #inode

  constructor(name) {
    this.path = name
  }

  // Adds text, which is in the file when this returns. `keep` is how many files there may be in all.
  append(text, maxSize, keep) {
    const bytes = Buffer.from(text)
    this.#open()
    if (this.#size > 0 && this.#size + bytes.length > maxSize && maxSize > 0) {
      this.#rotate(keep)
      this.#open()
    }
    fs.writeSync(this.#descriptor, bytes)
    this.#size += bytes.length
  }

  close() {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  // The name of the nth older file.
  older(n) {
    const { dir, name, ext } = path.parse(this.path)
    return path.join(dir, `${name}.${n}${ext}`)
  }

  #open() {
    if (this.#descriptor !== undefined) return
    fs.mkdirSync(path.dirname(this.path), { recursive: true, mode: 0o700 })
    this.#descriptor = fs.openSync(this.path, 'a', 0o600)
    const { size, ino } = fs.fstatSync(this.#descriptor)
    this.#size = size
    this.#inode = ino
  }

  #rotate(keep) {
    this.close() // Windows renames no open file
    const now = fs.statSync(this.path, { throwIfNoEntry: false })
    if (now === undefined || now.ino !== this.#inode) return // another process has, meanwhile
    if (keep <= 1) return fs.truncateSync(this.path)
    fs.rmSync(this.older(keep - 1), { force: true })
    for (let n = keep - 2; n >= 1; n--) {
      if (fs.existsSync(this.older(n))) fs.renameSync(this.older(n), this.older(n + 1))
    }
    fs.renameSync(this.path, this.older(1))
  }
}

module.exports = { RotatingFile }
