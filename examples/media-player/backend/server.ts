// Media go to the page over HTTP, which has ranges: a player asks for the part that it is about to show.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileOf, known, types, type Media } from './library'

const secret = randomUUID() // in every address, so that other programs and pages of this machine get nothing
const server = createServer((request, response) => {
  serve(request, response).catch(() => response.destroy()) // the player has seen enough, or the file is gone
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

export const addressOf = ({ folder, id }: Media): string => [origin, secret, folder, encodeURIComponent(id)].join('/')

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, key, folder, id] = request.url!.split('/').map(decodeURIComponent)
  const media = key === secret && known(folder, id)
  if (!media) return void response.writeHead(404).end()
  const file = fileOf(media)
  const { size } = await stat(file)
  const range = rangeOf(request.headers.range, size)
  if (!range) return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end()
  const { start, end } = range
  response.writeHead(request.headers.range ? 206 : 200, {
    'Content-Type': types[path.extname(file).toLowerCase()],
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    ...(request.headers.range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === 'HEAD' || size === 0) return void response.end()
  await pipeline(createReadStream(file, { start, end }), response)
}

/** The bytes that a header such as "bytes=500-999", "bytes=500-" or "bytes=-500" means; undefined if the file has none of them. */
function rangeOf(header: string | undefined, size: number): { start: number, end: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!from && !to) return { start: 0, end: size - 1 }
  const start = from ? Number(from) : Math.max(0, size - Number(to))
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1
  return start <= end ? { start, end } : undefined
}
