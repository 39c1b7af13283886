'use strict'
const { Console } = require('console')
const lines = { out: [], err: [] }
const stream = (name) => ({ write(text) { lines[name].push(text) }, on() {}, once() {}, removeListener() {}, listenerCount: () => 0 })
const own = new Console({ stdout: stream('out'), stderr: stream('err'), groupIndentation: 4, inspectOptions: { depth: 0 } })
own.log('to out', { a: { b: 1 } })
own.error('to err')
own.warn('%s', 'warned')
own.group('g')
own.log('in\ng')
own.groupEnd()
own.assert(false, 'said %s', 'so')
own.assert(false)
own.table([{ a: 1 }])
console.log(lines)
try { new Console({}) } catch (error) { console.log(error.code, error.message) }
const write = process.stdout.write
const seen = []
process.stdout.write = (text) => { seen.push(text); return true }
console.log('caught')
console.log({ a: 1 })
process.stdout.write = write
console.log(seen)
