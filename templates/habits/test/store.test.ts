// Tests of the store: run them with "deskjs test". Each has a folder of its own.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { HabitStore } from '../backend/store'

let folder: string
let file: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'habits-'))
  file = path.join(folder, 'habits.json')
})

afterEach(() => fs.rmSync(folder, { recursive: true }))

test('a habit is there when the app starts again', async () => {
  const store = new HabitStore(file)
  const { id } = await store.add('  Read ')
  await store.mark(id, '2026-11-21', true)
  await store.mark(id, '2026-11-20', true)

  const [habit] = new HabitStore(file).list()

  assert.equal(habit?.name, 'Read')
  assert.deepEqual(habit?.days, ['2026-11-20', '2026-11-21'])
  assert.ok(habit?.created instanceof Date)
})

test('a day that is marked twice counts once, and can be taken back', async () => {
  const store = new HabitStore(file)
  const { id } = await store.add('Read')
  await Promise.all([store.mark(id, '2026-11-21', true), store.mark(id, '2026-11-21', true)])
  assert.deepEqual(store.list()[0]?.days, ['2026-11-21'])
  await store.mark(id, '2026-11-21', false)
  assert.deepEqual(store.list()[0]?.days, [])
})

test('what was removed can be brought back to its place', async () => {
  const store = new HabitStore(file)
  const first = await store.add('Read')
  await store.restore({ ...first, created: new Date(0) })
  await store.add('Walk')
  await store.remove(first.id)
  await store.restore({ ...first, created: new Date(0) })
  assert.deepEqual(store.list().map((habit) => habit.name), ['Read', 'Walk'])
})

test('each change is told', async () => {
  const store = new HabitStore(file)
  const told: string[][] = []
  store.on('change', (habits) => told.push(habits.map((habit) => habit.name)))
  const { id } = await store.add('Read')
  await store.remove(id)
  assert.deepEqual(told, [['Read'], []])
})

test('what makes no sense is refused', async () => {
  const store = new HabitStore(file)
  await assert.rejects(store.add('   '), TypeError)
  await assert.rejects(store.mark('a', 'tomorrow', true), TypeError)
})

test('a damaged file is named and never written over', () => {
  fs.writeFileSync(file, '[{"name": "Rea')
  assert.throws(() => new HabitStore(file), /habits\.json is damaged/)
  assert.equal(fs.readFileSync(file, 'utf8'), '[{"name": "Rea')
})
