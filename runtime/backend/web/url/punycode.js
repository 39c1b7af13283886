'use strict'

const codePoints = {
  decode: (string) => {
    const list = []
    for (const character of `${string}`) list.push(character.codePointAt(0))
    return list
  },
  encode: (list) => {
    const parts = []
    for (let i = 0; i < list.length; i++) parts.push(String.fromCodePoint(list[i]))
    return parts.join('')
  }
}

function decode (input) {
  const text = binding.punycodeDecode(`${input}`)
  if (text === undefined) {
    const basic = `${input}`.slice(0, Math.max(0, `${input}`.lastIndexOf('-')))
    throw new RangeError(/[^\0-\x7F]/.test(basic) ? 'Illegal input >= 0x80 (not a basic code point)' : 'Invalid input')
  }
  return text
}

function encode (input) {
  const text = binding.punycodeEncode(`${input}`)
  if (text === undefined) throw new RangeError('Overflow: input needs wider integers to process')
  return text
}

// mapLabels converts each label of a domain, or of an e-mail address's domain.
function mapLabels (domain, convert) {
  const parts = domain.split('@')
  const prefix = parts.length > 1 ? `${parts[0]}@` : ''
  const labels = (parts.length > 1 ? parts[1] : domain).replace(/[\u3002\uFF0E\uFF61]/g, '.').split('.')
  return prefix + labels.map(convert).join('.')
}

function toUnicode (input) {
  return mapLabels(`${input}`, (label) => label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label)
}

function toASCII (input) {
  return mapLabels(`${input}`, (label) => /[^\0-\x7F]/.test(label) ? `xn--${encode(label)}` : label)
}

module.exports = { version: '2.1.0', ucs2: codePoints, decode, encode, toASCII, toUnicode }
