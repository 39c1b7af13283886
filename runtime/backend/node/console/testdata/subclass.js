const { Console } = require('console')
class Loud extends Console {
  log(text) { super.log(text.toUpperCase()) }
}
const loud = new Loud(process.stdout)
const { log } = loud
log('a')
loud.info('b')
Console.prototype.log.call(console, 'c')
console.log(loud.log.name, Object.keys(loud).includes('log'))
