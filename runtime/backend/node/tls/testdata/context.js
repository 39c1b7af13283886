// What createSecureContext refuses.
const tls = require('tls')
const { issue } = require('./lib/authority.js')

const one = issue({ name: 'one' })
const two = issue({ name: 'two' })
const attempts = [
  { cert: 'x' }, { key: 'x' }, { ca: 'x' }, { crl: 'x' }, { pfx: 'foo' }, { key: one.key, cert: two.cert }, { key: one.key, cert: one.cert },
  { ciphers: 'nothing' }, { ciphers: '' }, { ciphers: 'AES128-GCM-SHA256:nothing' }, { ciphers: 1 }, { ecdhCurve: 'nothing' }, { ecdhCurve: 'P-256:X25519' },
  { ecdhCurve: 1 }, { minVersion: 'TLSv2' }, { maxVersion: 5 }, { minVersion: 'TLSv1.2', secureProtocol: 'TLS_method' }, { secureProtocol: 'nothing' },
  { secureProtocol: 'SSLv2_method' }, { secureProtocol: 'SSLv3_server_method' }, { secureProtocol: 'TLSv1_2_method' }, { secureOptions: 1.5 },
  { sigalgs: '' }, { sigalgs: 1 }, { sigalgs: 'RSA-PSS+SHA256:ECDSA+SHA256' }, { cert: 1 }, { key: [{ pem: 1 }] }, { ca: [true] }, { crl: 1 }, { dhparam: 1 },
  { ticketKeys: Buffer.alloc(1) }, { ticketKeys: 'x' }, { sessionTimeout: -1 }, { sessionIdContext: 1 }, { passphrase: 1, key: one.key },
  { clientCertEngine: 1 }, { privateKeyIdentifier: 'x' }, { privateKeyIdentifier: 'x', privateKeyEngine: 1 },
]
for (const options of attempts) {
  const what = Object.entries(options).map(([name, value]) => name + ' ' + (typeof value === 'string' && value.length > 40 ? '...' : JSON.stringify(value))).join(', ')
  try {
    tls.createSecureContext(options)
    console.log(what, '->', 'ok')
  } catch (error) {
    console.log(what, '->', error.name, error.code, error.message, error.library, error.reason)
  }
}
console.log(tls.createSecureContext() instanceof tls.SecureContext, tls.rootCertificates.length > 100, Object.isFrozen(tls.rootCertificates))
console.log(tls.DEFAULT_CIPHERS.split(':').length, tls.DEFAULT_ECDH_CURVE, tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION)
