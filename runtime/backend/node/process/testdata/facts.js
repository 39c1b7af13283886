// What process says of itself.
const EventEmitter = require('events')
console.log(process instanceof EventEmitter, Object.prototype.toString.call(process), process.constructor.name)
console.log(process === require('process'), process === require('node:process'), process === globalThis.process)
console.log(process.platform === require('os').platform(), process.arch === require('os').arch(), process.pid > 0, process.ppid > 0, process.argv[1] === __filename, process.argv.length)
console.log(/^v\d+\.\d+\.\d+$/.test(process.version), process.version === `v${process.versions.node}`, process.release.name)
console.log(process.cwd() === require('fs').realpathSync('.'), typeof process.umask(), process.uptime() > 0)
const before = process.hrtime()
const [seconds, nanoseconds] = process.hrtime(before)
console.log(seconds, nanoseconds > 0 && nanoseconds < 1e9, typeof process.hrtime.bigint())
console.log(Object.keys(process.memoryUsage()), process.memoryUsage.rss() > 1e6)
console.log(Object.keys(process.cpuUsage()), Object.keys(process.resourceUsage()))
for (const call of [() => process.hrtime(1), () => process.hrtime([1]), () => process.cpuUsage({ user: -1 }), () => process.chdir(5),
  () => process.kill('x'), () => process.kill(0, 'SIGNOPE'), () => process.nextTick('x'), () => process.umask('9'),
  () => process.chdir('/does/not/exist')]) {
  try {
    call()
  } catch (error) {
    console.log(error.name, error.code, error.message.replace(process.cwd(), 'HERE'))
  }
}
process.title = 'a title'
console.log(process.title, process.exitCode, process.stdout.fd, process.stderr.fd, process.stdout.isTTY)
