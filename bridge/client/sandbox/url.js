// The module "url" of preload scripts: the WHATWG classes, file URLs, and what the older functions make of the same.

const { URL, URLSearchParams } = globalThis

const windows = () => globalThis.__deskjs.process?.platform === 'win32'

function parse(text, query = false) {
  let url
  try {
    url = new URL(text)
  } catch {
    const [, path, search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/su.exec(text)
    return record({ href: text, pathname: path, search, hash }, query)
  }
  return record({
    protocol: url.protocol, slashes: url.href.startsWith(url.protocol + '//'), host: url.host, hostname: url.hostname, port: url.port || null,
    auth: url.username === '' ? null : url.username + (url.password === '' ? '' : ':' + url.password),
    href: url.href, pathname: url.pathname, search: url.search, hash: url.hash,
  }, query)
}

function record(parts, query) {
  const { pathname, search, hash } = parts
  return {
    protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null, ...parts, hash: hash || null, search: search || null,
    query: query ? Object.fromEntries(new URLSearchParams(search)) : search.slice(1) || null, path: pathname + search,
  }
}

function format(of) {
  if (typeof of === 'string') return parse(of).href
  if (of instanceof URL) return of.href
  const protocol = of.protocol ? of.protocol.replace(/:?$/u, ':') : ''
  const host = of.host ?? (of.hostname ? of.hostname + (of.port ? ':' + of.port : '') : '')
  const slashes = of.slashes || host !== '' || /^(?:https?|ftp|file):$/u.test(protocol) ? '//' : ''
  const search = of.search ?? (of.query ? '?' + new URLSearchParams(of.query) : '')
  let pathname = of.pathname ?? ''
  if (slashes !== '' && pathname !== '' && !pathname.startsWith('/')) pathname = '/' + pathname.replaceAll('\\', '/')
  return protocol + slashes + (of.auth && host ? of.auth + '@' : '') + host + pathname + search.replace(/^(?!\?|$)/u, '?') + (of.hash ?? '').replace(/^(?!#|$)/u, '#')
}

function fileURLToPath(of) {
  const url = new URL(of)
  if (url.protocol !== 'file:') throw new TypeError('The URL must be of scheme file')
  const path = decodeURIComponent(url.pathname)
  return windows() ? path.replace(/^\/(?=[a-z]:)/iu, '').replaceAll('/', '\\') : path
}

function pathToFileURL(path) {
  const url = new URL('file:///')
  url.pathname = windows() ? path.replaceAll('\\', '/') : path.replaceAll('%', '%25').replaceAll('\\', '%5C')
  return url
}

const own = 'resolve://here/'

module.exports = {
  URL, URLSearchParams, parse, format, fileURLToPath, pathToFileURL,
  resolve: (from, to) => new URL(to, new URL(from, own)).href.replace(own, from.startsWith('/') ? '/' : ''),
}
