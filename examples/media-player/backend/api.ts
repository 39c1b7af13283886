import { scan, type Media } from './library'
import { addressOf } from './server'

/** What there is to play, each with the address that the page plays it from. */
export async function library(): Promise<(Media & { url: string })[]> {
  return (await scan()).map((media) => ({ ...media, url: addressOf(media) }))
}
