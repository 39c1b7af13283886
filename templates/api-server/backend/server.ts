// The server of this app: its data, its secret, its address.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { app, emit } from 'deskjs'
import type { Access, Exchange } from '../shared/types'
import { createApi } from './router'
import { routesOf } from './routes'
import { TaskStore } from './store'

const data = app.getPath('userData')
export const store = new TaskStore(path.join(data, 'tasks.json'))
store.on('change', (tasks) => void emit('tasks', tasks))

/** The latest requests, the latest last. */
export const exchanges: Exchange[] = []

/** Made once, and readable by this user alone. */
function readToken(): string {
  const file = path.join(data, 'token')
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 })
  return fs.readFileSync(file, 'utf8').trim()
}

const token = readToken()
const server = createApi({
  token,
  routes: routesOf(store),
  onExchange: (exchange) => {
    exchanges.push(exchange)
    exchanges.splice(0, exchanges.length - 200)
    void emit('exchange', exchange)
  },
})

/** Listens on PORT, or 4316; on any other port if that is taken. */
async function listen(): Promise<Access> {
  const host = process.env['HOST'] ?? '127.0.0.1'
  server.listen(Number(process.env['PORT'] ?? 4316), host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    server.listen(0, host)
    await once(server, 'listening')
  }
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, token }
}

export const access = listen()
access.then(({ url }) => console.log(`the API is at ${url}`))
