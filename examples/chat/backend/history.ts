// The messages, one JSON text per line of a file in the app's own folder.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { app } from 'deskjs'
import type { Message } from './events'

const file = path.join(app.getPath('userData'), 'messages.jsonl')
const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
const messages: Message[] = lines.map((line) => JSON.parse(line))

/** The latest messages, oldest first. */
export const latest = (): Message[] => messages.slice(-200)

export function add(from: string, text: string): Message {
  const message = { id: messages.length + 1, from, text, at: Date.now() }
  messages.push(message)
  appendFileSync(file, JSON.stringify(message) + '\n')
  return message
}
