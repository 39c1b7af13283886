// Tests of the clock and the journal: run them with "deskjs test". They need no window.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, test } from 'node:test'
import { Journal } from '../backend/journal'
import { Timer } from '../backend/timer'

let now = 0
const timer = new Timer(25, () => now)
let sessions = 0
timer.on('session', () => sessions++)

afterEach(() => {
  timer.choose(25)
  sessions = 0
})

/** Lets seconds go by. */
function wait(seconds: number): void {
  now += seconds * 1000
  timer.tick()
}

test('it runs, stands still and goes on', () => {
  timer.toggle()
  wait(60)
  assert.equal(timer.left, 24 * 60)
  timer.toggle()
  wait(1000)
  assert.equal(timer.left, 24 * 60)
  timer.toggle()
  wait(1)
  assert.equal(timer.left, 24 * 60 - 1)
})

test('at its end there is a session more, and a break', () => {
  timer.toggle()
  wait(25 * 60)
  assert.deepEqual([timer.phase, timer.running, timer.left, sessions], ['break', false, 5 * 60, 1])
})

test('what is skipped does not count', () => {
  timer.toggle()
  timer.skip()
  assert.deepEqual([timer.phase, timer.running, sessions], ['break', false, 0])
})

test('the journal knows the week, also when the app starts again', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'journal-'))
  const file = path.join(folder, 'sessions.json')
  const today = new Date(2026, 2, 3)
  await new Journal(file).add(today)
  await new Journal(file).add(today)
  await new Journal(file).add(new Date(2026, 1, 28))
  assert.deepEqual(new Journal(file).week(today).map(({ day, sessions }) => `${day.slice(5)} ${sessions}`),
    ['02-25 0', '02-26 0', '02-27 0', '02-28 1', '03-01 0', '03-02 0', '03-03 2'])
  fs.rmSync(folder, { recursive: true })
})
