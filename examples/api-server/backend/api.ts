import { url } from './server'

/** Where the API is served. */
export async function address(): Promise<string> {
  return url
}
