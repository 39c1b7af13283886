import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAfter, dayOf, lastDays, streakOf, type Habit } from '../shared/habits'

const kept = (...days: string[]): Habit => ({ id: 'a', name: 'Read', color: 0, created: new Date(0), days })

test('a day is the one where the user is', () => {
  assert.equal(dayOf(new Date(2026, 0, 5, 0, 1)), '2026-01-05')
  assert.equal(dayOf(new Date(2026, 11, 31, 23, 59)), '2026-12-31')
})

test('days go on beyond months, leap days and changes of the clock', () => {
  assert.equal(dayAfter('2028-02-28', 1), '2028-02-29')
  assert.equal(dayAfter('2026-01-01', -1), '2025-12-31')
  assert.equal(dayAfter('2026-10-24', 2), '2026-10-26')
  assert.deepEqual(lastDays(3, '2026-03-01'), ['2026-02-27', '2026-02-28', '2026-03-01'])
})

test('a streak ends with today, or with yesterday as long as today may still come', () => {
  const today = '2026-11-21'
  assert.equal(streakOf(kept(), today), 0)
  assert.equal(streakOf(kept('2026-11-19', '2026-11-20', '2026-11-21'), today), 3)
  assert.equal(streakOf(kept('2026-11-19', '2026-11-20'), today), 2)
  assert.equal(streakOf(kept('2026-11-18', '2026-11-19'), today), 0)
})
