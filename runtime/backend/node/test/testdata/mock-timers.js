'use strict'
const { mock } = require('node:test')
const { setTimeout: wait } = require('timers/promises')
const seen = []
mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1000 })
setTimeout((text) => seen.push(text), 100, 'timeout')
const interval = setInterval(() => {
  if (seen.push('interval') > 3) clearInterval(interval)
}, 60)
mock.timers.tick(50)
console.log(seen.join(), Date.now(), new Date().toISOString())
mock.timers.tick(150)
console.log(seen.join(), Date.now(), Date.isMock)
mock.timers.setTime(5000)
console.log(Date.now(), new Date(7).getTime())
try { mock.timers.enable() } catch (error) { console.log(error.code, error.message) }
try { mock.timers.tick(-1) } catch (error) { console.log(error.code) }
mock.timers.reset()
console.log(Date.isMock, Date.now() > 1e12)
try { mock.timers.tick() } catch (error) { console.log(error.code, error.message) }
try { mock.timers.enable({ apis: ['x'] }) } catch (error) { console.log(error.code, error.message) }
wait(0, 'real').then(console.log)
