// checkServerIdentity.
const tls = require('tls')

const cases = [
  ['a.com', { subject: { CN: 'a.com' } }],
  ['a.com', { subject: { CN: 'A.COM' } }],
  ['a.com.', { subject: { CN: 'a.com' } }],
  ['b.com', { subject: { CN: 'a.com' } }],
  ['a.com', { subject: { CN: ['b.com', 'a.com'] } }],
  ['x.a.com', { subject: { CN: '*.a.com' } }],
  ['y.x.a.com', { subject: { CN: '*.a.com' } }],
  ['xay.a.com', { subject: { CN: 'x*y.a.com' } }],
  ['a.com', { subject: { CN: '*.com' } }],
  ['a.b.a.com', { subject: { CN: '*.*.a.com' } }],
  ['xn--a.a.com', { subject: { CN: 'xn--*.a.com' } }],
  ['a.com', { subject: {} }],
  ['a.com', { subject: { CN: 'a.com' }, subjectaltname: 'DNS:b.com' }],
  ['a.com', { subject: { CN: 'a.com' }, subjectaltname: 'URI:http://a.com/' }],
  ['b.com', { subject: {}, subjectaltname: 'DNS:a.com, DNS:b.com' }],
  ['b.com', { subject: {}, subjectaltname: 'DNS:"a.com\\u002c DNS:b.com", DNS:c.com' }],
  ['8.8.8.8', { subject: {}, subjectaltname: 'IP Address:8.8.8.8' }],
  ['8.8.4.4', { subject: {}, subjectaltname: 'IP Address:8.8.8.8, IP Address:::1' }],
  ['::1', { subject: {}, subjectaltname: 'IP Address:0:0:0:0:0:0:0:1' }],
  ['8.8.8.8', { subject: { CN: '8.8.8.8' } }],
]
for (const [host, cert] of cases) {
  const error = tls.checkServerIdentity(host, cert)
  console.log(host, error === undefined ? 'ok' : `${error.code}: ${error.message} | ${error.reason} | ${error.host} | ${error.cert === cert}`)
}
try {
  tls.checkServerIdentity('a.com', { subject: {}, subjectaltname: 'DNS:"a.com' })
} catch (error) {
  console.log(error.name, error.code, error.message)
}
