// deskjs only: contexts, events and time, as a test of the backend sees them.
const { test, expect, withContext, emitted, clearEmitted, clock, temporaryFolder } = require('deskjs/test')
const { getContext, emit } = require('deskjs')
const deskjs = require('deskjs')
const fs = require('fs')

test('a call has the context that the test gives it', async () => {
  const window = await withContext({ window: { id: 3, name: 'main' } }, async () => {
    await null
    return deskjs.getContext().window
  })
  expect(window).toEqual({ id: 3, name: 'main' })
  expect(() => deskjs.getContext()).toThrow('no page has called this')
  expect(typeof getContext).toBe('function')
})

test('events are kept', () => {
  deskjs.emit('changed', { id: 1 })
  deskjs.emitTo(1, 'other', 2)
  expect(emitted('changed')).toEqual([{ name: 'changed', value: { id: 1 } }])
  expect(emitted()).toHaveLength(2)
  clearEmitted()
  expect(emitted()).toEqual([])
  expect(typeof emit).toBe('function')
})

test('time stands still', async () => {
  clock.install({ now: 1000 })
  const heard = []
  setTimeout(() => heard.push(Date.now()), 500)
  clock.tick(499)
  expect(heard).toEqual([])
  clock.tick(1)
  expect(heard).toEqual([1500])
  const order = []
  const chain = (async () => {
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      order.push(i)
    }
  })()
  await clock.tickAsync(30)
  await chain
  expect(order).toEqual([0, 1, 2])
  clock.restore()
})

test.each([[1, 2, 3], [2, 2, 4]])('%d and %d are %d', (a, b, sum) => expect(a + b).toBe(sum))

test('a folder is there', () => expect(fs.statSync(temporaryFolder()).isDirectory()).toBe(true))

process.stdout.write = ((write) => (text) => write.call(process.stdout, String(text).replace(/[\d.]+ms/g, 'TIMEms').replace(/duration_ms [\d.]+/, 'duration_ms TIME')))(process.stdout.write)
