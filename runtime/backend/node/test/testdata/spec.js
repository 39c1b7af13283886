// deskjs only: Node reports in TAP when its output is no terminal
'use strict'
const { test, describe, it, before, after, beforeEach, afterEach } = require('node:test')
const assert = require('assert')
const write = process.stdout.write
process.stdout.write = function (text) {
  return write.call(process.stdout, text.replace(/\(\d[\d.]*ms\)/g, '(ms)').replace(/duration_ms .*/, 'duration_ms').replace(/(\.js:\d+):\d+/g, '$1').replace(/\n *at .*/g, ''))
}
process.on('exit', (code) => {
  console.log('exit code', code)
  process.exitCode = 0
})

test('passes', () => { assert.equal(1, 1) })
test('fails', () => { throw new TypeError('bad') })
test('waits', async (t) => {
  await new Promise((resolve) => setImmediate(resolve))
  t.diagnostic('a note')
})
test('calls back', (t, done) => { setImmediate(done) })
test('calls back with an error', (t, done) => { setImmediate(done, new Error('called')) })
test('has subtests', async (t) => {
  await t.test('one', () => {})
  await t.test('two', () => { throw new Error('two!') })
})
test('is skipped', { skip: true }, () => { throw new Error('ran') })
test('is skipped for a reason', { skip: 'because' }, () => {})
test('is to do', { todo: 'later' }, () => {})
test.skip('is skipped, too', () => {})
test('skips itself', (t) => t.skip('at run time'))
test('takes too long', { timeout: 5 }, () => new Promise(() => { setTimeout(() => {}, 20) }))
test('plans', (t) => {
  t.plan(2)
  t.assert.ok(true)
})
describe('a suite', () => {
  const calls = []
  before(() => calls.push('before'))
  beforeEach(() => calls.push('beforeEach'))
  afterEach(() => calls.push('afterEach'))
  after(() => console.log(calls.join()))
  it('first', () => { calls.push('first') })
  it('second', () => { calls.push('second') })
  describe('inner', () => { it('third', () => { calls.push('third') }) })
})
describe('empty', () => {})
test(function named() {})
test('does not finish', async (t) => {
  t.test('left alone', () => new Promise(() => {}))
})
console.log('loaded')
