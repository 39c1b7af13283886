// Where the app's files are: to its code, which knows them by paths, and to the host, which knows them by names.

const path = require('path')
const { fileURLToPath } = require('url')

const origin = 'app://localhost/'

/** The folder of the app's files: app.getAppPath(). */
const folder = () => binding.folder()

/** The name of a file of the app, relative to its folder, with slashes; undefined for one elsewhere. */
function nameOf(file) {
  for (const top of [folder(), binding.carried()]) {
    if (top === '') continue
    const name = path.relative(top, path.resolve(folder(), file))
    if (name !== '' && !name.startsWith('..') && !path.isAbsolute(name)) return name.replaceAll(path.sep, '/')
  }
  return undefined
}

/** Whether a file is one that the app carries, which only the app sees. */
function isCarried(file) {
  const top = binding.carried()
  return top !== '' && path.resolve(file).startsWith(top + path.sep)
}

/** The address of a page of the app, by its path: loadFile(). What is no path of the app's is undefined. */
function addressOf(file, { query, search, hash } = {}) {
  let name = nameOf(file)
  if (name === undefined) return undefined
  if (!binding.electron && name.startsWith('frontend/')) name = name.slice('frontend/'.length)
  const url = new URL(origin + name.split('/').map(encodeURIComponent).join('/'))
  if (query !== undefined) url.search = new URLSearchParams(query).toString()
  if (search !== undefined) url.search = search
  if (hash !== undefined) url.hash = hash
  return url.href
}

/** An address that the host can load: that of a file of the app, for one that begins with file:. */
function localAddress(address) {
  if (!/^file:/iu.test(address)) return address
  let url
  try {
    url = new URL(address.replaceAll('\\', '/'))
    return addressOf(fileURLToPath(url.origin === 'null' ? `file://${url.pathname}` : url), { search: url.search, hash: url.hash }) ?? address
  } catch {
    return address
  }
}

/** What the host knows a preload script by. It is one of the app's files, or there is none: an error says why. */
function preloadOf(file) {
  if (typeof file !== 'string' || file === '') return undefined
  if (!path.isAbsolute(file)) throw new TypeError(`preload script must have absolute path: ${file}`)
  const name = nameOf(file)
  if (name !== undefined) return name
  throw new Error(`The preload script ${file} is not in the app's folder, ${folder()}: scripts are built into the app, so it has to be there.`)
}

module.exports = { folder, isCarried, nameOf, addressOf, localAddress, preloadOf }
