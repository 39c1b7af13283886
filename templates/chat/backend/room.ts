// The room: a server that whoever comes first opens, and all others find.
import { EventEmitter, once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Message, RoomEvent } from '../shared/types'
import { read, write } from './wire'

/** What one who is in the room says to it. */
export type Saying = { type: 'hello', name: string } | { type: 'say', text: string } | { type: 'typing' }

const names = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Niklaus', 'Radia', 'Dennis']

export class Room extends EventEmitter<{ message: [Message] }> {
  private readonly present = new Map<Socket, string>()
  private readonly server: Server

  /** `history` is what was said before. */
  constructor(private readonly history: Message[]) {
    super()
    this.server = createServer((socket) => void this.receive(socket))
  }

  /** Opens the room at an address. Rejects if another is there already: EADDRINUSE. */
  async open(host: string, port: number): Promise<void> {
    this.server.listen(port, host)
    await once(this.server, 'listening')
  }

  /** Lets everyone go. */
  close(): void {
    this.server.close()
    for (const socket of this.present.keys()) socket.destroy()
  }

  private async receive(socket: Socket): Promise<void> {
    socket.on('error', () => {}) // it is closed then, which is enough to know
    try {
      for await (const saying of read<Saying>(socket)) this.hear(socket, saying)
    } catch {
      socket.destroy()
    }
    this.present.delete(socket)
    this.tellPeople()
  }

  private hear(socket: Socket, saying: Saying): void {
    if (saying.type === 'hello') {
      this.present.delete(socket) // whoever asks again may keep the name
      const name = this.freeName(String(saying.name))
      this.present.set(socket, name)
      write(socket, { type: 'welcome', name, history: this.history.slice(-200) } satisfies RoomEvent)
      return this.tellPeople()
    }
    const from = this.present.get(socket)
    if (from === undefined) return
    if (saying.type === 'typing') return this.tell({ type: 'typing', name: from }, socket)
    const text = String(saying.text).trim().slice(0, 4000)
    if (!text) return
    const message = { from, text, at: new Date() }
    this.history.push(message)
    this.emit('message', message)
    this.tell({ type: 'message', message })
  }

  private tellPeople(): void {
    this.tell({ type: 'people', names: [...this.present.values()].sort() })
  }

  private tell(event: RoomEvent, except?: Socket): void {
    for (const socket of this.present.keys()) if (socket !== except) write(socket, event)
  }

  /** The name that is wished for, or one like it that nobody has. */
  private freeName(wish: string): string {
    const taken = new Set(this.present.values())
    const candidates = wish.trim() ? [wish.trim().slice(0, 24)] : names
    for (let round = 1; ; round++) {
      const found = candidates.map((name) => (round > 1 ? `${name} ${round}` : name)).find((name) => !taken.has(name))
      if (found) return found
    }
  }
}
