import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { FromPage, FromServer } from './events'
import { add, latest } from './history'

// Every page in every browser of this machine can reach the server, so it asks where a connection comes from.
const page = 'app://localhost'
const server = createServer()
const io = new Server<FromPage, FromServer, {}, { name: string }>(server, {
  serveClient: false,
  cors: { origin: page },
  allowRequest: (request, answer) => answer(null, request.headers.origin === page),
})

server.listen(0, '127.0.0.1')
await once(server, 'listening')
export const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const names = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Niklaus']
const present = (): string[] => [...io.sockets.sockets.values()].map((socket) => socket.data.name).filter(Boolean).sort()

/** The name that was wished for, or one like it that nobody has. */
function free(wish: unknown): string {
  const taken = present()
  const name = typeof wish === 'string' ? wish.trim().slice(0, 24) : ''
  const candidates = name ? [name] : names
  for (let round = 1; ; round++) {
    const found = candidates.map((candidate) => (round > 1 ? `${candidate} ${round}` : candidate)).find((c) => !taken.includes(c))
    if (found) return found
  }
}

io.on('connection', (socket) => {
  socket.data.name = free(socket.handshake.auth.name)
  socket.emit('welcome', socket.data.name, latest())
  io.emit('people', present())

  socket.on('rename', (wish, done) => {
    socket.data.name = ''
    socket.data.name = free(wish)
    done(socket.data.name)
    io.emit('people', present())
  })
  socket.on('say', (text, done) => {
    if (typeof text === 'string' && text.trim()) io.emit('message', add(socket.data.name, text.trim().slice(0, 4000)))
    done()
  })
  socket.on('typing', () => socket.broadcast.volatile.emit('typing', socket.data.name))
  socket.on('disconnect', () => io.emit('people', present()))
})
