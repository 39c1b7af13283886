// What the page may call: exactly the functions exported here. The page uses no HTTP; that is for other programs.
import type { Access, Exchange, Task } from '../shared/types'
import { access, exchanges, store } from './server'

/** Where the API is, and what opens it. */
export async function getAccess(): Promise<Access> {
  return access
}

/** The requests that were answered last, the latest last. */
export async function listExchanges(): Promise<Exchange[]> {
  return exchanges
}

export async function listTasks(): Promise<Task[]> {
  return store.list()
}

export async function addTask(title: string): Promise<void> {
  if (title.trim()) await store.add(title.trim())
}

export async function setDone(id: number, done: boolean): Promise<void> {
  await store.update(id, { done })
}

export async function removeTask(id: number): Promise<void> {
  await store.remove(id)
}
