// What os says of the machine and its user, as far as it is the same everywhere.
const os = require('os')
for (const name of ['arch', 'availableParallelism', 'endianness', 'homedir', 'hostname', 'machine', 'platform', 'release',
  'tmpdir', 'totalmem', 'type', 'version']) {
  const value = os[name]()
  console.log(name, typeof value, `${os[name]}` === String(value), value !== '' && value !== 0)
}
const user = os.userInfo()
console.log(Object.keys(user), user.homedir === os.userInfo({ encoding: 'buffer' }).homedir.toString())
const addresses = Object.values(os.networkInterfaces()).flat()
console.log(addresses.every((a) => a.cidr.startsWith(a.address) && (a.family === 'IPv6') === ('scopeid' in a)))
const [cpu] = os.cpus()
console.log(typeof cpu.model, Object.keys(cpu), Object.keys(cpu.times))
console.log(os.loadavg().length, os.uptime() > 0, os.freemem() > 0 && os.freemem() <= os.totalmem())
