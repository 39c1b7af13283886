'use strict'
const { mock } = require('node:test')
const add = mock.fn((a, b) => a + b)
console.log(add(1, 2), add(3, 4), add.mock.callCount(), JSON.stringify(add.mock.calls.map((call) => [call.arguments, call.result])))
add.mock.mockImplementation((a, b) => a * b)
add.mock.mockImplementationOnce(() => 'once')
console.log(add(3, 4), add(3, 4))
add.mock.resetCalls()
console.log(add.mock.callCount())
const object = { n: 5, get() { return this.n }, get value() { return this.n } }
const get = mock.method(object, 'get', function () { return this.n * 2 })
console.log(object.get(), get.mock.calls[0].this === object)
const getter = mock.getter(object, 'value', () => 'mocked')
console.log(object.value, getter.mock.callCount())
mock.restoreAll()
console.log(object.get(), object.value)
const twice = mock.fn(() => 'original', () => 'mocked', { times: 2 })
console.log(twice(), twice(), twice())
const throwing = mock.fn(() => { throw new Error('thrown') })
try { throwing() } catch { console.log(throwing.mock.calls[0].error.message) }
class Thing { constructor(n) { this.n = n } }
const Mocked = mock.fn(Thing)
console.log(new Mocked(3).n, Mocked.mock.calls[0].target === Thing)
try { mock.method({}, 'missing') } catch (error) { console.log(error.code) }
