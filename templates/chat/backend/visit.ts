// One who is in the room, from coming in until going. When the room's owner goes, the visitors open another.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { RoomEvent } from '../shared/types'
import { Room, type Saying } from './room'
import { read, write } from './wire'

export interface Place {
  host: string
  port: number
  /** Makes the room that is opened if nobody has one there. */
  makeRoom: () => Room
}

export class Visit {
  private socket: Socket | undefined
  private name: string
  private readonly ended = new AbortController()

  constructor(private readonly place: Place, name: string) {
    this.name = name
  }

  say(text: string): void {
    this.send({ type: 'say', text })
  }

  type(): void {
    this.send({ type: 'typing' })
  }

  rename(name: string): void {
    this.name = name
    this.send({ type: 'hello', name })
  }

  /** Goes. */
  end(): void {
    this.ended.abort()
    this.socket?.destroy()
  }

  /** What happens in the room, until the visit ends. */
  async *events(): AsyncGenerator<RoomEvent> {
    while (!this.ended.signal.aborted) {
      try {
        this.socket = await this.enter()
        write(this.socket, { type: 'hello', name: this.name } satisfies Saying)
        for await (const event of read<RoomEvent>(this.socket)) {
          if (event.type === 'welcome') this.name = event.name
          yield event
        }
      } catch (error) {
        if (!isGone(error)) throw error
      }
      if (!this.ended.signal.aborted) yield { type: 'away' }
    }
  }

  /** Goes into the room that is there, or opens one. Two may try at once: the one who is too late goes into the other's. */
  private async enter(): Promise<Socket> {
    const { host, port, makeRoom } = this.place
    for (;;) {
      const socket = connect(port, host)
      try {
        await once(socket, 'connect')
        socket.on('error', () => {}) // reading ends then, which is enough to know
        return socket
      } catch (error) {
        if (!isGone(error)) throw error
      }
      const room = makeRoom()
      await room.open(host, port).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error
      })
    }
  }

  private send(saying: Saying): void {
    if (this.socket) write(this.socket, saying)
  }
}

function isGone(error: unknown): boolean {
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as NodeJS.ErrnoException).code ?? '')
}
