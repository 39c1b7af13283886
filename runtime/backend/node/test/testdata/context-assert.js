// deskjs only: waitFor and assert.register are of Node 22
'use strict'
const fs = require('fs')
const path = require('path')
const { test, assert, snapshot } = require('node:test')
const directory = fs.mkdtempSync(path.join(require('os').tmpdir(), 'snapshot-'))
process.on('exit', () => fs.rmSync(directory, { recursive: true }))
fs.writeFileSync(path.join(directory, 'all'), 'exports[`snapshots 1`] = `\n{\n  "a": 1\n}\n`;\n')
fs.writeFileSync(path.join(directory, 'one'), '[\n  2\n]')
snapshot.setResolveSnapshotPath(() => path.join(directory, 'all'))
assert.register('odd', (number) => require('assert').strictEqual(number % 2, 1))
const log = []
test('custom', (t) => {
  t.plan(1)
  t.assert.odd(3)
  log.push(typeof t.assert.snapshot)
})
test('snapshots', (t) => {
  t.assert.snapshot({ a: 1 })
  t.assert.fileSnapshot([2], path.join(directory, 'one'))
  try { t.assert.snapshot(2) } catch (error) { log.push(error.code, error.snapshot) }
  try { t.assert.fileSnapshot([3], path.join(directory, 'one')) } catch (error) { log.push(error.code) }
})
test('waiting', async (t) => {
  let count = 0
  log.push(await t.waitFor(() => {
    if (++count < 3) throw new Error('not yet')
    return count
  }, { interval: 1 }))
  await t.waitFor(() => Promise.reject(new Error('never')), { interval: 1, timeout: 5 }).catch((error) => log.push(error.message, error.cause.message))
})
process.on('exit', (code) => {
  fs.writeSync(1, log.join('\n') + '\n' + code + '\n')
})
process.stdout.write = () => true // durations differ
