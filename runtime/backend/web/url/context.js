'use strict'

// What util.inspect shows of a URL with showHidden: where its parts are in its text.

const omitted = 4294967295
const schemes = ['http:', '', 'https:', 'ws:', 'ftp:', 'wss:', 'file:']

class URLContext {
  constructor (url) {
    const { href, protocol, username, password, hostname, port, pathname } = url
    this.href = href
    this.protocol_end = protocol.length
    const hasHost = href.startsWith('//', protocol.length)
    const authority = protocol.length + (hasHost ? 2 : 0)
    this.username_end = authority + username.length
    this.host_start = this.username_end + (password === '' ? 0 : password.length + 1)
    // A host behind credentials begins with their "@".
    this.host_end = this.host_start + (username === '' && password === '' ? 0 : 1) + hostname.length
    const afterHost = this.host_end + (port === '' ? 0 : port.length + 1)
    this.pathname_start = pathname.startsWith('//') && !hasHost ? afterHost + 2 : afterHost
    const afterPath = this.pathname_start + pathname.length
    const hash = href.indexOf('#', afterPath)
    this.search_start = href[afterPath] === '?' ? afterPath : omitted
    this.hash_start = hash === -1 ? omitted : hash
    this.port = port === '' ? omitted : Number(port)
    this.scheme_type = Math.max(schemes.indexOf(protocol), 0)
    if (schemes[this.scheme_type] !== protocol) this.scheme_type = 1
  }

  get hasPort () { return this.port !== omitted }
  get hasSearch () { return this.search_start !== omitted }
  get hasHash () { return this.hash_start !== omitted }
}

module.exports = { URLContext }
