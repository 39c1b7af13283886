// Error.prepareStackTrace and its call sites, as depd and callsites use them.
const path = require('path')
function site(s) {
  return [s.getFileName() && path.basename(s.getFileName()), s.getLineNumber(), s.getColumnNumber(), s.getFunctionName(), s.getTypeName(), s.getMethodName(),
    s.getThis(), typeof s.getFunction(), s.isNative(), s.isToplevel(), s.isConstructor(), s.isEval(), s.isAsync(), s.isPromiseAll(), s.getPromiseIndex(),
    s.getEvalOrigin() && s.getEvalOrigin().replace(/\(.*[\\/]/, '('), s.getScriptNameOrSourceURL() && path.basename(s.getScriptNameOrSourceURL())].map(String).join(' ')
}
let calls = 0
Error.prepareStackTrace = function (error, sites) { calls++; return { error, sites, same: this === Error } }
let e = new Error('one')
console.log(calls)
const { error, sites, same } = e.stack
console.log(calls, e.stack.sites === sites, error === e, same, Array.isArray(sites), sites[0].constructor.name)
class Shape { draw() { return new Error('draw').stack } static make() { return new Error('make').stack } constructor(fail) { if (fail) this.stack = new Error('new').stack } get area() { return new Error('get').stack } }
console.log(site(new Shape().draw().sites[0]))
console.log(site(Shape.make().sites[0]))
console.log(site(new Shape(true).stack.sites[0]))
console.log(site(new Shape().area.sites[0]))
console.log(site([1].map(() => new Error('map').stack)[0].sites[0]))
console.log(site([1].map(() => new Error('map').stack)[0].sites[1]))
console.log(site(eval('new Error("eval").stack').sites[0]))
function named() { return new Error('named').stack.sites }
console.log(site(named()[0]), named()[0].toString().replace(/\(.*[\\/]/, '('), `${named()[0]}`.startsWith('named ('))
const o = {}
Error.captureStackTrace(o, named)
console.log(Array.isArray(o.stack.sites), o.stack.error === o)
Error.stackTraceLimit = 1
console.log(named().length)
Error.stackTraceLimit = 10
Error.prepareStackTrace = () => { throw new TypeError('from prepare') }
e = new Error('two')
try { e.stack } catch (thrown) { console.log(thrown.message) }
Error.prepareStackTrace = (e, sites) => new Error('inner').stack.split('\n')[0] + ' in ' + e.message
console.log(new Error('three').stack)
Error.prepareStackTrace = () => undefined
console.log(new Error('four').stack)
Error.prepareStackTrace = 'no function'
console.log(new Error('five').stack.split('\n')[0])
Error.prepareStackTrace = undefined
console.log(new Error('six').stack.split('\n')[0])
async function later() { await null; throw new Error('later') }
async function middle() { await later() }
async function outer() { await middle() }
outer().catch((error) => console.log(error.stack.replace(/\n.*node:.*/, '').replace(/\(.*[\\/]/g, '(')))
