// deskjs only: the messages are those of Node 22
'use strict'
const assert = require('assert')
async function show(promise) {
  try { console.log('fine', await promise) } catch (error) { console.log(error.name, error.code, error.message) }
}
async function main() {
  await show(assert.rejects(Promise.resolve(1)))
  await show(assert.rejects(() => 1))
  await show(assert.rejects('x'))
  await show(assert.rejects(Promise.reject(new Error('q')), /q/))
  await show(assert.rejects(async () => { throw new TypeError('q') }, { name: 'TypeError', message: 'p' }))
  await show(assert.doesNotReject(Promise.reject(new Error('q'))))
  await show(assert.doesNotReject(async () => {}))
}
main()
