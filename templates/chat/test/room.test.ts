// Tests of the room: run them with "deskjs test". They need no window.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, test } from 'node:test'
import { Room } from '../backend/room'
import { Visit, type Place } from '../backend/visit'
import type { Message, RoomEvent } from '../shared/types'

let place: Place
let rooms: Room[]
let visits: Visit[]

beforeEach(async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  const said: Message[] = []
  rooms = []
  visits = []
  place = {
    host: '127.0.0.1',
    port,
    makeRoom: () => {
      rooms.push(new Room([...said]))
      rooms.at(-1)!.on('message', (message) => said.push(message))
      return rooms.at(-1)!
    },
  }
})

afterEach(() => {
  visits.forEach((visit) => visit.end())
  rooms.forEach((room) => room.close())
})

/** Comes in; the function that is returned waits for the next event of a type. */
async function come(name: string) {
  const visit = new Visit(place, name)
  visits.push(visit)
  const events = visit.events()
  async function next<T extends RoomEvent['type']>(type: T): Promise<Extract<RoomEvent, { type: T }>> {
    for (;;) {
      const { value } = await events.next()
      if (value.type === type) return value
    }
  }
  return { visit, next, welcome: await next('welcome') }
}

test('what one says, all hear', async () => {
  const ada = await come('Ada')
  const grace = await come('Grace')
  ada.visit.say('  Is the kettle on? ')
  for (const { next } of [ada, grace]) {
    const { message } = await next('message')
    assert.deepEqual([message.from, message.text], ['Ada', 'Is the kettle on?'])
    assert.ok(message.at instanceof Date)
  }
})

test('a name is one person’s', async () => {
  await come('Ada')
  assert.equal((await come('Ada')).welcome.name, 'Ada 2')
  const third = await come('')
  assert.equal(third.welcome.name, 'Grace')
  third.visit.rename('Grace')
  assert.equal((await third.next('welcome')).name, 'Grace')
})

test('who comes and goes is known', async () => {
  const ada = await come('Ada')
  assert.deepEqual((await ada.next('people')).names, ['Ada'])
  const { visit } = await come('Grace')
  assert.deepEqual((await ada.next('people')).names, ['Ada', 'Grace'])
  visit.end()
  assert.deepEqual((await ada.next('people')).names, ['Ada'])
})

test('when the room is gone another is opened, with what was said', async () => {
  const ada = await come('Ada')
  ada.visit.say('Hello')
  await ada.next('message')
  rooms[0]!.close()
  await ada.next('away')
  const { name, history } = await ada.next('welcome')
  assert.equal(name, 'Ada')
  assert.deepEqual(history.map(({ text }) => text), ['Hello'])
})
