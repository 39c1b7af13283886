// isIP, SocketAddress and BlockList.
const net = require('net')
const util = require('util')

for (const text of ['1.2.3.4', '01.2.3.4', '1.2.3', '::', '::1%eth0', '::ffff:1.2.3.4', '1::2::3', 'fe80::1%', '', 'a', undefined, { toString: () => '::1' }]) {
  console.log(net.isIP(text), net.isIPv4(text), net.isIPv6(text))
}

console.log(new net.SocketAddress(), new net.SocketAddress({ address: '1::0:2', port: 80, family: 'IPv6', flowlabel: 5 }).toJSON())
for (const options of [{ family: 'ipv5' }, { address: 1 }, { port: -1 }, { flowlabel: 'x' }, 1]) {
  try {
    new net.SocketAddress(options)
  } catch (error) {
    console.log(error.code, error.message)
  }
}

const list = new net.BlockList()
list.addAddress('1.1.1.1')
list.addAddress('::ffff:2.2.2.2', 'ipv6')
list.addRange('10.0.0.1', new net.SocketAddress({ address: '10.0.0.10' }))
list.addSubnet('2001:db8::', 33, 'ipv6')
list.addSubnet('192.168.7.9', 24)
console.log(list)
for (const [address, family] of [
  ['1.1.1.1'], ['1.1.1.2'], ['2.2.2.2'], ['::ffff:1.1.1.1', 'ipv6'], ['10.0.0.5'], ['10.0.0.11'], ['2001:db8:7fff::1', 'ipv6'], ['2001:db8:8000::', 'ipv6'],
  ['192.168.7.200'], ['192.168.8.1'], ['nothing'], ['1.1.1.1', 'ipv6'],
]) console.log(address, list.check(address, family))
for (const wrong of [() => list.addRange('1.1.1.2', '1.1.1.1'), () => list.addSubnet('1.1.1.1', 33), () => list.addAddress(1), () => list.check('1.1.1.1', 1)]) {
  try {
    wrong()
  } catch (error) {
    console.log(error.code)
  }
}
console.log(util.inspect(list, { depth: -1 }))
