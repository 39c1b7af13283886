// session.cookies, after Electron.

const EventEmitter = require('events')
const { validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')

const keyOf = ({ name, domain, path }) => JSON.stringify([name, domain, path])

// shown is a cookie as Electron has it.
function shown({ expires, ...cookie }) {
  const known = { ...cookie, hostOnly: !cookie.domain.startsWith('.'), session: expires === 0, sameSite: cookie.sameSite || 'unspecified' }
  if (expires !== 0) known.expirationDate = expires
  return known
}

class Cookies extends EventEmitter {
  #partition
  #known // those that were there when it was looked last, by their keys; undefined while nobody listens

  constructor(partition) {
    super()
    this.#partition = partition
    this.on('newListener', (event) => { if (event === 'changed' && this.#known === undefined) this.#follow() })
  }

  /** Those that the filter lets through. */
  async get(filter = {}) {
    validateObject(filter, 'filter')
    const { url, ...wanted } = filter
    if (url !== undefined) validateString(url, 'filter.url')
    return (await this.#all(url)).map(shown).filter((cookie) => Object.entries(wanted).every(([name, value]) => {
      if (value === undefined) return true
      if (name !== 'domain') return cookie[name] === value
      const domain = cookie.domain.replace(/^\./u, '')
      const asked = value.replace(/^\./u, '')
      return domain === asked || domain.endsWith(`.${asked}`)
    }))
  }

  async set(details) {
    validateObject(details, 'details')
    const { url, name = '', value = '', domain, path, secure = false, httpOnly = false, expirationDate, sameSite = 'unspecified' } = details
    validateString(url, 'details.url')
    if (!URL.canParse(url)) throw new ERR_INVALID_ARG_VALUE('details.url', url, 'must be a URL')
    if (!['unspecified', 'no_restriction', 'lax', 'strict'].includes(sameSite)) {
      throw new ERR_INVALID_ARG_VALUE('details.sameSite', sameSite, "must be 'unspecified', 'no_restriction', 'lax' or 'strict'")
    }
    const { hostname } = new URL(url)
    await native.ask('session.setCookie', {
      partition: this.#partition, name, value, domain: domain === undefined ? hostname : domain.startsWith('.') ? domain : `.${domain}`,
      path: path ?? '/', secure, httpOnly, expires: expirationDate === undefined ? 0 : Math.max(1, Math.round(expirationDate)), sameSite: sameSite === 'unspecified' ? '' : sameSite,
    })
  }

  async remove(url, name) {
    validateString(url, 'url')
    validateString(name, 'name')
    for (const cookie of await this.#all(url)) {
      if (cookie.name === name) await native.ask('session.removeCookie', { ...cookie, partition: this.#partition })
    }
  }

  /** The webview writes them by itself, soon after each change. */
  async flushStore() {}

  #all(url = '') { return native.ask('session.cookies', { partition: this.#partition, url }) }

  async #follow() {
    this.#known = new Map()
    native.post('session.watch', { partition: this.#partition, question: 'cookies', watch: true })
    this.#known = new Map((await this.#all()).map((cookie) => [keyOf(cookie), cookie]))
  }

  static async changed(cookies) {
    const before = cookies.#known
    if (before === undefined) return
    const now = new Map((await cookies.#all()).map((cookie) => [keyOf(cookie), cookie]))
    cookies.#known = now
    const tell = (cookie, cause, removed) => cookies.emit('changed', new DesktopEvent(), shown(cookie), cause, removed)
    for (const [key, cookie] of before) {
      const next = now.get(key)
      if (next === undefined) tell(cookie, 'explicit', true)
      else if (JSON.stringify(next) !== JSON.stringify(cookie)) tell(cookie, 'overwrite', true)
    }
    for (const [key, cookie] of now) {
      if (JSON.stringify(before.get(key)) !== JSON.stringify(cookie)) tell(cookie, 'explicit', false)
    }
  }
}

const { changed } = Cookies
delete Cookies.changed

module.exports = { Cookies, changed }
