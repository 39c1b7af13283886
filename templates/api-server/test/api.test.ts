// Tests of the API, as its clients see it: run them with "deskjs test".
import assert from 'node:assert/strict'
import { once } from 'node:events'
import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { createApi } from '../backend/router'
import { routesOf } from '../backend/routes'
import { TaskStore } from '../backend/store'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'api-'))
const server = createApi({ token: 'secret', routes: routesOf(new TaskStore(path.join(folder, 'tasks.json'))) })
let url: string

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

after(() => {
  server.close()
  fs.rmSync(folder, { recursive: true })
})

async function call(method: string, path: string, body?: unknown, token = 'secret'): Promise<{ status: number, data: any }> {
  const headers = { Authorization: `Bearer ${token}` }
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, data: text ? JSON.parse(text) : undefined }
}

test('a task is made, changed, listed and removed', async () => {
  const made = await call('POST', '/tasks', { title: ' Read mail ' })
  assert.deepEqual(made, { status: 201, data: { id: 1, title: 'Read mail', done: false } })
  assert.equal((await call('PATCH', '/tasks/1', { done: true })).data.done, true)
  assert.deepEqual((await call('GET', '/tasks')).data, [{ id: 1, title: 'Read mail', done: true }])
  assert.equal((await call('DELETE', '/tasks/1')).status, 204)
  assert.equal((await call('GET', '/tasks/1')).status, 404)
})

test('what makes no sense is refused, with the reason', async () => {
  assert.deepEqual(await call('POST', '/tasks', { title: 7 }), { status: 400, data: { error: 'title must be a text' } })
  assert.equal((await call('POST', '/tasks', {})).status, 400)
  assert.equal((await call('PUT', '/tasks')).status, 405)
  assert.equal((await call('GET', '/other')).status, 404)
})

test('nobody comes in without the token', async () => {
  assert.equal((await call('GET', '/tasks', undefined, 'guess')).status, 401)
})
