// How the two ends of a connection talk: JSON texts, one per line.
import type { Socket } from 'node:net'

const longest = 64 * 1024

/** Yields what the other end says until it is gone. Throws if that is not JSON, or a line is endless. */
export async function* read<T>(socket: Socket): AsyncGenerator<T> {
  socket.setEncoding('utf8')
  let rest = ''
  for await (const part of socket as AsyncIterable<string>) {
    const lines = (rest + part).split('\n')
    rest = lines.pop()!
    if (rest.length > longest) throw new Error('a line is too long')
    for (const line of lines) yield JSON.parse(line, (key, value) => (key === 'at' ? new Date(value) : value))
  }
}

/** Says something. One that doesn't listen for long is let go. */
export function write(socket: Socket, value: unknown): void {
  if (socket.destroyed) return
  socket.write(JSON.stringify(value) + '\n')
  if (socket.writableLength > 4 * 1024 * 1024) socket.destroy()
}
