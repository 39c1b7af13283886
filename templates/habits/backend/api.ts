// What the page may call: exactly the functions exported here. The page imports them like any others, with
// these types. Each call crosses to this process and back, and its arguments are checked against the types first.
import type { Habit } from '../shared/habits'
import { store } from './habits'

/** All habits, the oldest first. */
export async function listHabits(): Promise<Habit[]> {
  return store.list()
}

/** Begins a habit. */
export async function addHabit(name: string): Promise<Habit> {
  return store.add(name)
}

/** Says whether a habit was done on a day. */
export async function markDay(id: string, day: string, done: boolean): Promise<void> {
  await store.mark(id, day, done)
}

/** Forgets a habit. One that is gone already is not an error. */
export async function removeHabit(id: string): Promise<void> {
  await store.remove(id)
}

/** Brings back a habit that was removed. */
export async function restoreHabit(habit: Habit): Promise<void> {
  await store.restore(habit)
}
