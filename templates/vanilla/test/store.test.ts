// Tests of the store: run them with "deskjs test". Each has a folder of its own.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { NoteStore } from '../backend/store'

let store: NoteStore

beforeEach(async () => {
  store = new NoteStore(fs.mkdtempSync(path.join(os.tmpdir(), 'notes-')))
  await store.open()
})

afterEach(() => {
  store.close()
  fs.rmSync(store.directory, { recursive: true })
})

test('a saved note is there when the app starts again', async () => {
  await store.save('a', { title: 'Milk', body: 'two bottles' })

  const again = new NoteStore(store.directory)
  const [note] = await again.list()

  assert.equal(note?.title, 'Milk')
  assert.equal(note?.body, 'two bottles')
  assert.ok(note?.modified instanceof Date)
})

test('a search finds the notes that have all its words, in title or body', async () => {
  await store.save('a', { title: 'Shopping', body: 'Milk and bread' })
  await store.save('b', { title: 'Milk prices', body: '' })

  assert.equal((await store.list('milk')).length, 2)
  assert.deepEqual((await store.list('BREAD milk')).map((note) => note.id), ['a'])
  assert.deepEqual(await store.list('cheese'), [])
})

test('an edit keeps the date of the beginning', async () => {
  const first = await store.save('a', { title: 'Plan', body: '' })
  const second = await store.save('a', { title: 'Plan', body: 'more' }, first)

  assert.equal(second.id, 'a')
  assert.equal(second.created.getTime(), first.created.getTime())
  assert.equal((await store.list()).length, 1)
})

test('two edits of one text are both kept', async () => {
  const seen = await store.save('a', { title: 'Plan', body: '' })
  const saved = await Promise.all([
    store.save('a', { title: 'Plan', body: 'mine' }, seen),
    store.save('a', { title: 'Plan', body: 'yours' }, seen),
  ])

  assert.notEqual(saved[0].id, saved[1].id)
  assert.deepEqual((await store.list()).map((note) => note.body).sort(), ['mine', 'yours'])
})

test('a save that is repeated makes no second note', async () => {
  const seen = await store.save('a', { title: 'Plan', body: '' })
  await store.save('a', { title: 'Plan', body: 'more' }, seen)
  const repeated = await store.save('a', { title: 'Plan', body: 'more' }, seen)

  assert.equal(repeated.id, 'a')
  assert.equal((await store.list()).length, 1)
})

test('a deleted note is gone', async () => {
  await store.save('a', { title: 'Milk', body: '' })
  await store.remove('a')
  await store.remove('a')

  assert.deepEqual(await store.list(), [])
})

test('a damaged file is named and never touched', async () => {
  const file = path.join(store.directory, 'broken.json')
  fs.writeFileSync(file, '{"title": "Mi')
  await store.save('broken', { title: 'Other', body: '' })

  const { notes, damaged } = await store.read()

  assert.deepEqual(damaged, ['broken.json'])
  assert.deepEqual(notes.map((note) => note.title), ['Other'])
  assert.equal(fs.readFileSync(file, 'utf8'), '{"title": "Mi')
})

test('an id cannot lead out of the folder', async () => {
  await assert.rejects(store.save('../escape', { title: '', body: '' }), TypeError)
})

test('a change by another program is seen', async () => {
  const changes = store.watch()
  assert.equal((await changes.next()).value.notes.length, 0)

  const now = new Date().toISOString()
  fs.writeFileSync(
    path.join(store.directory, 'b.json'),
    JSON.stringify({ title: 'From outside', body: '', created: now, modified: now }),
  )

  // An editor may write in several steps, so the first change need not be the last.
  for (;;) {
    const { notes } = (await changes.next()).value
    if (notes[0]?.title === 'From outside') break
  }
})
