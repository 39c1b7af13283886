// What the functions say of what they can't take.
const dns = require('dns')

function attempt(what, run) {
  try {
    run()
    console.log(what, 'passed')
  } catch (error) {
    console.log(what, error.name, error.code, error.message)
  }
}

const noop = () => {}
attempt('name', () => dns.lookup({}, noop))
attempt('callback', () => dns.lookup('localhost'))
attempt('family', () => dns.lookup('localhost', 5, noop))
attempt('hints', () => dns.lookup('localhost', { hints: 1 }, noop))
attempt('order', () => dns.lookup('localhost', { order: 'any' }, noop))
attempt('default order', () => dns.setDefaultResultOrder('any'))
attempt('service', () => dns.lookupService('127.0.0.1', 80))
attempt('address', () => dns.lookupService('localhost', 80, noop))
attempt('port', () => dns.lookupService('127.0.0.1', 65536, noop))
attempt('rrtype', () => dns.resolve('localhost', 'HINFO', noop))
attempt('servers', () => dns.setServers(['127.0.0.1', 'localhost']))
attempt('timeout', () => new dns.Resolver({ timeout: -2 }))
attempt('tries', () => new dns.Resolver({ tries: 0 }))
attempt('local', () => new dns.Resolver().setLocalAddress('::1', '::2'))
attempt('promise', () => dns.promises.resolve('localhost', 'HINFO'))

const resolver = new dns.Resolver()
resolver.setServers(['1.2.3.4', '[::1]:5353', '[::2]', '5.6.7.8:99'])
console.log(resolver.getServers())
