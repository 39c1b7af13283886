'use strict'
const assert = require('assert')
const error = new assert.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' })
console.log(error.message, String(error), Object.keys(error))
console.log(error.stack.startsWith('AssertionError [ERR_ASSERTION]: Expected values'), error instanceof Error)
console.log(new assert.AssertionError({ message: 'own' }).message)
console.log(require('assert/strict') === assert.strict, assert.strict.equal === assert.strictEqual, assert.strict.strict === assert.strict)
try { new assert.AssertionError('x') } catch (wrong) { console.log(wrong.message) }
class Special extends Error {}
try { assert.ok(false, new Special('mine')) } catch (thrown) { console.log(thrown instanceof Special) }
try {
  assert.equal(
    [1, (2)].length, `a)${'}'}`,
    "it's")
} catch (thrown) { console.log(thrown.message) }
try {
  assert(
    [1].includes(2) /* ) */ &&
      /[)/]/.test('x'))
} catch (thrown) { console.log(thrown.message) }
