const domain = require('domain')
const { EventEmitter } = require('events')

const outer = domain.create()
outer.on('error', (error) => {
  console.log('outer', error.message, error.domainThrown, error.domain === outer, process.domain === outer)
})
console.log(outer.run((a, b) => { console.log(process.domain === outer); return a + b }, 1, 2), process.domain)

outer.run(() => {
  process.nextTick(() => { throw new Error('tick') })
  const emitter = new EventEmitter()
  console.log(emitter.domain === outer)
  setImmediate(() => {
    console.log('immediate', process.domain === outer)
    setTimeout(() => { throw new Error('timer') }, 1)
    setTimeout(() => emitter.emit('error', new Error('emitter')), 1)
    setTimeout(nested, 1)
  })
})
outer.intercept((value) => console.log('intercepted', value))(null, 1)
outer.intercept(() => {})(new Error('given'))
console.log(outer.bind((x) => x * 2)(4))

const member = new EventEmitter()
outer.add(member)
member.emit('error', new Error('member'))
outer.remove(member)
console.log(outer.members, member.domain)

const inner = domain.create()
inner.on('error', () => { throw new Error('from the handler') })
function nested() {
  outer.run(() => inner.run(() => { throw new Error('nested') }))
}
try { process.setUncaughtExceptionCaptureCallback(() => {}) } catch (error) { console.log(error.code) }
