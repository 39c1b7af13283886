import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type Request, type Response } from 'express'
import { store, type Book } from './store'

const api = express()

// The app's own page may read the answers; other origins' pages may not, and can't send JSON either.
api.use((request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': 'app://localhost', Vary: 'Origin' })
  if (request.method !== 'OPTIONS') return next()
  response.set({ 'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE', 'Access-Control-Allow-Headers': 'Content-Type' }).sendStatus(204)
})
api.use(express.json())

// Who wants to hear of changes, as a stream of events.
const listeners = new Set<Response>()
const changed = (): void => listeners.forEach((listener) => listener.write('event: change\ndata: {}\n\n'))

api.get('/events', (request, response) => {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).flushHeaders()
  listeners.add(response)
  response.on('close', () => listeners.delete(response))
})

/** The book that a request describes; what it leaves out is as in `known`. Answers 400 if it does not describe one. */
function described({ body }: Request, response: Response, known = { title: '', author: '', read: false }): Omit<Book, 'id'> | undefined {
  const { title = known.title, author = known.author, read = known.read } = body ?? {}
  if (typeof title === 'string' && title.trim() && typeof author === 'string' && typeof read === 'boolean') return { title, author, read }
  response.status(400).json({ error: 'a book has a title and an author, and may be read: true or false' })
}

api.get('/books', async (request, response) => {
  response.json(await store.list())
})

api.post('/books', async (request, response) => {
  const book = described(request, response)
  if (!book) return
  response.status(201).json(await store.add(book))
  changed()
})

api.param('id', async (request, response, next, id) => {
  const book = await store.get(Number(id) || 0)
  if (!book) return response.status(404).json({ error: `there is no book ${id}` })
  response.locals.book = book
  next()
})

api.get('/books/:id', (request, response) => {
  response.json(response.locals.book)
})

api.patch('/books/:id', async (request, response) => {
  const { book: known } = response.locals
  const book = described(request, response, known)
  if (!book) return
  response.json(await store.change({ id: known.id, ...book }))
  changed()
})

api.delete('/books/:id', async (request, response) => {
  await store.remove(response.locals.book.id)
  response.sendStatus(204)
  changed()
})

const server = api.listen(Number(process.env.PORT ?? 3210), '127.0.0.1')
await once(server, 'listening')
export const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
