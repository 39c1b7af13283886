'use strict'

// Certificates for tests, made as they are needed: issue({...}) is {key, cert, name} in PEM.

const crypto = require('crypto')

function der(tag, ...parts) {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...parts) => der(0x30, ...parts)
const hex = (text) => Buffer.from(text, 'hex')
const commonName = (name) => sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, name))))
const time = (date) => der(0x18, date.toISOString().replace(/[-:T]/g, '').slice(0, 14) + 'Z')
const ecdsaWithSHA256 = sequence(hex('06082a8648ce3d040302'))
let serial = 1

// options: name, issuer (what issue has returned; none for itself), ca, names (['DNS:x', 'IP:127.0.0.1']), from and to (Dates), type
exports.issue = function issue(options) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = options.issuer ?? { name: options.name, privateKey }
  const extensions = []
  if (options.ca) extensions.push(sequence(hex('0603551d13'), der(0x04, sequence(hex('0101ff')))))
  if (options.names) {
    const list = options.names.map((name) => (name.startsWith('DNS:') ? der(0x82, name.slice(4)) : der(0x87, Buffer.from(name.slice(3).split('.').map(Number)))))
    extensions.push(sequence(hex('0603551d11'), der(0x04, sequence(...list))))
  }
  const body = sequence(
    der(0xa0, hex('020102')), der(0x02, Buffer.from([serial++])), ecdsaWithSHA256, commonName(issuer.name),
    sequence(time(options.from ?? new Date('2020-01-01')), time(options.to ?? new Date('2090-01-01'))),
    commonName(options.name), publicKey.export({ type: 'spki', format: 'der' }), ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []))
  const signature = crypto.sign('sha256', body, issuer.privateKey)
  const whole = sequence(body, ecdsaWithSHA256, der(0x03, Buffer.from([0]), signature))
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`
  return { name: options.name, privateKey, key: privateKey.export({ type: 'pkcs8', format: 'pem' }), cert }
}
