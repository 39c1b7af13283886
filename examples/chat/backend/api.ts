import { url } from './server'

/** Where the chat is served. It is another port each time the backend starts. */
export async function address(): Promise<string> {
  return url
}
