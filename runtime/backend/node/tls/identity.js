'use strict'

// Whether a certificate is for a host.

const { isIP } = require('internal/net')
const { native } = require('internal/tls/context')
const { codes: { ERR_TLS_CERT_ALTNAME_FORMAT, ERR_TLS_CERT_ALTNAME_INVALID } } = require('internal/errors')

function unfqdn(host) { return host.endsWith('.') ? host.slice(0, -1) : host }

// Only A to Z: what else has a lower case depends on where one is.
function toLowerCase(c) { return String.fromCharCode(32 + c.charCodeAt(0)) }

function splitHost(host) { return unfqdn(host).replace(/[A-Z]/g, toLowerCase).split('.') }

// Names with anything but printable ASCII are refused: how they are encoded is anybody's guess.
function isBad(text) { return /[^\u0021-\u007F]/u.test(text) }

function check(hostParts, pattern, wildcards) {
  if (!pattern) return false
  const patternParts = splitHost(pattern)
  if (hostParts.length !== patternParts.length || patternParts.includes('') || patternParts.some(isBad)) return false
  for (let i = hostParts.length - 1; i > 0; i--) {
    if (hostParts[i] !== patternParts[i]) return false
  }
  const first = hostParts[0]
  const around = patternParts[0].split('*')
  // RFC 6125: no wildcard stands for a part of an IDNA label.
  if (around.length === 1 || patternParts[0].includes('xn--')) return first === patternParts[0]
  // One wildcard, and not for all of a top-level domain.
  if (!wildcards || around.length > 2 || patternParts.length <= 2) return false
  const prefix = around[0]
  const suffix = around[1]
  return prefix.length + suffix.length <= first.length && first.startsWith(prefix) && first.endsWith(suffix)
}

// A string literal of JSON, as which names with special characters are written.
const jsonString = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/

function splitEscapedAltNames(altNames) {
  const result = []
  let current = ''
  let offset = 0
  while (offset !== altNames.length) {
    const nextSeparator = altNames.indexOf(',', offset)
    const nextQuote = altNames.indexOf('"', offset)
    if (nextQuote !== -1 && (nextSeparator === -1 || nextQuote < nextSeparator)) {
      current += altNames.substring(offset, nextQuote)
      const match = jsonString.exec(altNames.substring(nextQuote))
      if (!match) throw new ERR_TLS_CERT_ALTNAME_FORMAT()
      current += JSON.parse(match[0])
      offset = nextQuote + match[0].length
    } else if (nextSeparator !== -1) {
      current += altNames.substring(offset, nextSeparator)
      result.push(current)
      current = ''
      offset = nextSeparator + 2
    } else {
      current += altNames.substring(offset)
      offset = altNames.length
    }
  }
  result.push(current)
  return result
}

// checkServerIdentity is undefined if the certificate is the host's, and otherwise an error.
function checkServerIdentity(hostname, cert) {
  const subject = cert.subject
  const altNames = cert.subjectaltname
  const dnsNames = []
  const ips = []
  hostname = '' + hostname

  if (altNames) {
    const names = altNames.includes('"') ? splitEscapedAltNames(altNames) : altNames.split(', ')
    for (let i = 0; i < names.length; i++) {
      const name = names[i]
      if (name.startsWith('DNS:')) dnsNames.push(name.slice(4))
      else if (name.startsWith('IP Address:')) ips.push(native.canonicalizeIP(name.slice(11)))
    }
  }

  let valid = false
  let reason = 'Unknown reason'
  hostname = unfqdn(hostname)
  if (isIP(hostname)) {
    valid = ips.includes(native.canonicalizeIP(hostname))
    if (!valid) reason = `IP: ${hostname} is not in the cert's list: ` + ips.join(', ')
  } else if (dnsNames.length > 0 || subject?.CN) {
    const hostParts = splitHost(hostname)
    const fits = (pattern) => check(hostParts, pattern, true)
    if (dnsNames.length > 0) {
      valid = dnsNames.some(fits)
      if (!valid) reason = `Host: ${hostname}. is not in the cert's altnames: ${altNames}`
    } else {
      // The common name counts only where there are no names.
      const cn = subject.CN
      if (Array.isArray(cn)) valid = cn.some(fits)
      else if (cn) valid = fits(cn)
      if (!valid) reason = `Host: ${hostname}. is not cert's CN: ${cn}`
    }
  } else {
    reason = 'Cert does not contain a DNS name'
  }
  if (!valid) return new ERR_TLS_CERT_ALTNAME_INVALID(reason, hostname, cert)
}

module.exports = { checkServerIdentity }
