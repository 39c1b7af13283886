// deskjs only: the texts are those of Node 22
// needs a patch: for await
'use strict'
const { tap, junit, dot } = require('node:test/reporters')
async function* events() {
  yield { type: 'test:start', data: { nesting: 0, name: 'suite' } }
  yield { type: 'test:start', data: { nesting: 1, name: 'a & b' } }
  yield { type: 'test:pass', data: { nesting: 1, name: 'a & b', testNumber: 1, details: { duration_ms: 1.5, type: 'test' }, skip: 'later' } }
  const error = Object.assign(new Error('bad <thing>'), { code: 'ERR_TEST_FAILURE', failureType: 'testCodeFailure', stack: 'Error\n    at x.js:1:2' })
  error.cause = Object.assign(new Error('bad <thing>'), { stack: 'Error\n    at x.js:1:2' })
  yield { type: 'test:start', data: { nesting: 1, name: 'c' } }
  yield { type: 'test:fail', data: { nesting: 1, name: 'c', testNumber: 2, file: 'x.js', line: 1, column: 2, details: { duration_ms: 2, type: 'test', error } } }
  yield { type: 'test:plan', data: { nesting: 1, count: 2 } }
  yield { type: 'test:pass', data: { nesting: 0, name: 'suite', testNumber: 1, details: { duration_ms: 4, type: 'suite' } } }
  yield { type: 'test:diagnostic', data: { nesting: 0, message: 'tests 2' } }
}
async function show(reporter) {
  const parts = []
  for await (const text of reporter(events())) parts.push(text)
  console.log(parts.join('').replace(/hostname="[^"]*"/, 'hostname=""'))
}
show(tap).then(() => show(junit)).then(() => show(dot))
