// Timeout and Immediate objects.
const timers = require('timers')
const util = require('util')
const timeout = setTimeout(() => {}, 50)
console.log(timeout.constructor.name, timeout.hasRef(), timeout.unref() === timeout, timeout.hasRef(), timeout.ref().hasRef())
console.log(typeof +timeout, +timeout === +timeout, timeout._idleTimeout, timeout._destroyed)
clearTimeout(timeout)
console.log(timeout._destroyed, timeout._onTimeout, timeout.close() === timeout)
console.log(setTimeout.length, setTimeout.name, timers.setTimeout === setTimeout, util.promisify(setTimeout) === require('timers/promises').setTimeout)
const immediate = setImmediate(() => {})
console.log(immediate.constructor.name, immediate.hasRef(), immediate.unref().hasRef(), immediate.ref().hasRef())
let fired = 0
const again = setTimeout(function (...args) {
  console.log('fired', this === again, args)
  if (++fired < 3) return again.refresh()
  console.log(immediate._destroyed, setImmediate.length)
}, 1, 'a', 'b')
const long = setTimeout(() => console.log('never'), 1e6)
long.refresh()
setTimeout(() => long.close(), 5)
for (const wrong of [undefined, null, 'code()', {}]) {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    try {
      globalThis[name](wrong, 1)
    } catch (error) {
      console.log(name, error.name, error.code, error.message)
    }
  }
}
process.on('warning', (warning) => console.log(warning.name, warning.message))
clearTimeout(setTimeout(() => {}, 2 ** 31))
