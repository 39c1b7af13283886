'use strict'

// internal/fetch/referrer: which URL a request names as its referrer, from the Referrer Policy, and which origin.

const { list } = require('internal/fetch/headers')

const kStandard = 'strict-origin-when-cross-origin'
const policies = ['no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
  kStandard, 'unsafe-url']
const loopback = /^127(?:\.[0-9]+){0,2}\.[0-9]+$|^\[(?:0*:)*?:?0*1\]$/

// append adds the Referer and Origin headers to a list, if there are to be any. base is what relative URLs are relative to, which stands for
// the page that a program in a browser would have; undefined is none.
function append(headers, controller, url, base) {
  const { state } = controller
  const policy = state.referrerPolicy || kStandard
  const source = state.referrer === 'client' && base !== undefined ? new URL(base) : state.referrer
  if (typeof source !== 'string') {
    const referrer = determine(source, policy, url, state.url)
    if (referrer !== undefined) list.append(headers, 'referer', referrer)
  }
  if (base === undefined) return
  const origin = originFor(new URL(base), controller, policy, url)
  if (origin !== undefined) list.append(headers, 'origin', origin)
}

// originFor is the standard's "append a request Origin header".
function originFor(base, { state, tainting }, policy, url) {
  if (tainting === 'cors') return base.origin
  if (state.method === 'GET' || state.method === 'HEAD') return undefined
  switch (policy) {
    case 'no-referrer': return 'null'
    case 'no-referrer-when-downgrade':
    case 'strict-origin':
    case kStandard: return base.protocol === 'https:' && url.protocol !== 'https:' ? 'null' : base.origin
    case 'same-origin': return base.origin === url.origin ? base.origin : 'null'
    default: return base.origin
  }
}

function determine(referrer, policy, current, first) {
  if (referrer.protocol === 'file:' || referrer.protocol === 'about:' || policy === 'no-referrer') return undefined
  const whole = new URL(referrer.href)
  whole.username = ''
  whole.password = ''
  whole.hash = ''
  const origin = new URL(whole.href)
  origin.pathname = ''
  origin.search = ''
  const longest = whole.href.length > 4096 ? origin : whole
  const same = longest.origin === current.origin
  switch (policy) {
    case 'origin': return origin.href
    case 'unsafe-url': return longest.href
    case 'same-origin': return same ? origin.href : undefined
    case 'origin-when-cross-origin': return same ? longest.href : origin.href
    case kStandard:
      if (same) return longest.href
      return isTrustworthy(longest) && !isTrustworthy(current) ? undefined : origin.href
    default: return isTrustworthy(longest) && !isTrustworthy(first) ? undefined : origin.href
  }
}

function isTrustworthy(url) {
  const { protocol, hostname } = url
  if (protocol === 'https:' || protocol === 'wss:' || protocol === 'data:' || protocol === 'file:') return true
  return loopback.test(hostname) || hostname === 'localhost' || hostname.endsWith('.localhost')
}

// setPolicy takes over the policy that a redirect names.
function setPolicy(state, header) {
  const tokens = header.split(',')
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i].trim()
    if (policies.includes(token)) {
      state.referrerPolicy = token
      return
    }
  }
}

module.exports = { append, setPolicy }
