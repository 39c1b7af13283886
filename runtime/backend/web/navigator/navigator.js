'use strict'

// internal/navigator: the global navigator.

const { codes } = require('internal/errors')

const kMake = Symbol('kMake')

class Navigator {
  #availableParallelism
  #userAgent
  #platform
  #language
  #languages

  constructor(token = undefined) {
    if (token !== kMake) throw new codes.ERR_ILLEGAL_CONSTRUCTOR()
  }

  get hardwareConcurrency() { return this.#availableParallelism ??= require('os').availableParallelism() }

  get language() { return this.#language ??= new Intl.DateTimeFormat().resolvedOptions().locale }

  get languages() { return this.#languages ??= Object.freeze([this.language]) }

  get userAgent() { return this.#userAgent ??= `Node.js/${process.versions.node.split('.', 1)[0]}` }

  get platform() { return this.#platform ??= platformOf(process.platform, process.arch) }
}

// platformOf names a platform as browsers do.
function platformOf(platform, arch) {
  if (platform === 'darwin') return 'MacIntel'
  if (platform === 'win32') return 'Win32'
  if (platform === 'linux') return `Linux ${arch === 'x64' ? 'x86_64' : arch === 'ia32' ? 'i686' : arch}`
  if (platform === 'freebsd' || platform === 'openbsd') {
    const name = platform === 'freebsd' ? 'FreeBSD' : 'OpenBSD'
    return `${name} ${arch === 'x64' ? 'amd64' : arch === 'ia32' ? 'i386' : arch}`
  }
  return `${platform[0].toUpperCase()}${platform.slice(1)} ${arch}`
}

const members = ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']
for (let i = 0; i < members.length; i++) Object.defineProperty(Navigator.prototype, members[i], { enumerable: true })

module.exports = { Navigator, navigator: new Navigator(kMake) }
