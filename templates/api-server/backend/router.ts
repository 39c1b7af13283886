// The little of a web framework that this app needs. Express, Fastify and others run here too: deskjs install them.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Exchange } from '../shared/types'

/** What a handler is given. */
export interface Request {
  /** The parts of the path that the route names: { id: '3' } for /tasks/:id. */
  params: Record<string, string>
  /** The body, if it was JSON. */
  body: unknown
}

type Handler = (request: Request) => unknown

/** An error that the client hears of, with its status. */
export class HttpError extends Error {
  constructor(readonly status: number, message: string) {
    super(message)
  }
}

export interface Options {
  /** What requests must bring: Authorization: Bearer TOKEN. */
  token: string
  /** Handlers by method and path: 'GET /tasks/:id'. What they return is sent as JSON, undefined as 204. */
  routes: Record<string, Handler>
  /** Is told of each answer. */
  onExchange?: (exchange: Exchange) => void
}

const largest = 1024 * 1024
let exchanges = 0

/** A server that is not listening yet. */
export function createApi({ token, routes, onExchange }: Options): Server {
  return createServer(async (request, response) => {
    const started = performance.now()
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const method = request.method ?? 'GET'
    let status = 200
    let answer: unknown
    try {
      // The token keeps out pages of the web, which can send requests to this machine, and other users of it.
      if (request.headers.authorization !== `Bearer ${token}`) throw new HttpError(401, 'send the header Authorization: Bearer TOKEN')
      const { handler, params } = find(routes, method, path)
      answer = await handler({ params, body: await readJson(request) })
      status = answer === undefined ? 204 : method === 'POST' ? 201 : 200
    } catch (error) {
      status = error instanceof HttpError ? error.status : 500
      if (status === 500) console.error(error)
      answer = { error: status === 500 ? 'something went wrong here' : (error as Error).message }
    }
    if (answer === undefined) response.writeHead(status).end()
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer) + '\n')
    onExchange?.({ id: ++exchanges, at: new Date(), method, path, status, took: performance.now() - started })
  })
}

function find(routes: Options['routes'], method: string, path: string): { handler: Handler, params: Record<string, string> } {
  let known = false
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, pattern] = route.split(' ') as [string, string]
    const match = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path)
    if (match && routeMethod === method) return { handler, params: { ...match.groups } }
    known ||= match !== null
  }
  throw known ? new HttpError(405, `${method} is not possible here`) : new HttpError(404, `there is nothing at ${path}`)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    parts.push(part)
    if ((size += part.length) > largest) throw new HttpError(413, 'that is more than a megabyte')
  }
  if (size === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    throw new HttpError(400, 'the body is not JSON')
  }
}
