// What the page may call: exactly the functions exported here. Each window is a visitor of its own.
import { getContext } from 'deskjs'
import type { RoomEvent } from '../shared/types'
import { place } from './place'
import { Visit } from './visit'

const visits = new Map<number, Visit>()

/** Comes into the room, and tells what happens there. Whoever stops listening, or closes the window, has gone. */
export async function* join(name: string): AsyncGenerator<RoomEvent> {
  const { id } = getContext().window
  visits.get(id)?.end()
  const visit = new Visit(place, name)
  visits.set(id, visit)
  getContext().signal.addEventListener('abort', () => visit.end())
  try {
    yield* visit.events()
  } finally {
    visit.end()
    if (visits.get(id) === visit) visits.delete(id)
  }
}

export async function say(text: string): Promise<void> {
  visits.get(getContext().window.id)?.say(text)
}

export async function typing(): Promise<void> {
  visits.get(getContext().window.id)?.type()
}

/** Takes another name, or one like it if somebody has it. */
export async function rename(name: string): Promise<void> {
  visits.get(getContext().window.id)?.rename(name)
}
