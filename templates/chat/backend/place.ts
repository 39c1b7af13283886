// Where the room is, and what was said there.
import fs from 'node:fs'
import path from 'node:path'
import { app } from 'deskjs'
import type { Message } from '../shared/types'
import { Room } from './room'
import type { Place } from './visit'

const file = path.join(app.getPath('userData'), 'messages.jsonl')

function readHistory(): Message[] {
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  return lines.map((line) => JSON.parse(line, (key, value) => (key === 'at' ? new Date(value) : value)))
}

/** CHAT_HOST and CHAT_PORT choose another. On a local network: the address of the machine that has the room. */
export const place: Place = {
  host: process.env['CHAT_HOST'] ?? '127.0.0.1',
  port: Number(process.env['CHAT_PORT'] ?? 4815),
  makeRoom: () => {
    const room = new Room(readHistory())
    room.on('message', (message) => fs.appendFileSync(file, JSON.stringify(message) + '\n'))
    return room
  },
}
