// What the page shows, as signals: a component that reads one is drawn anew when it changes.
import { computed, signal } from '@preact/signals'
import { on } from 'deskjs/frontend'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, lastDays, type Habit } from '../shared/habits'

/** The habits as the backend has them; undefined until it has told. */
export const habits = signal<Habit[]>()
/** The day it is, also after midnight. */
export const today = signal(dayOf(new Date()))
export const days = computed(() => lastDays(7, today.value))
export const doneToday = computed(() => habits.value?.filter((habit) => habit.days.includes(today.value)).length ?? 0)
/** What is being typed. */
export const draft = signal('')
/** The habit that was removed last, as long as that can be undone. */
export const removed = signal<Habit>()
/** What went wrong last. */
export const problem = signal('')

on('habits', (changed) => { habits.value = changed })
attempt(listHabits().then((list) => { habits.value = list }))
setInterval(() => { today.value = dayOf(new Date()) }, 30_000)

export function add(name: string): void {
  attempt(addHabit(name))
}

export function mark(habit: Habit, day: string, done: boolean): void {
  attempt(markDay(habit.id, day, done))
}

export function remove(habit: Habit): void {
  removed.value = habit
  attempt(removeHabit(habit.id))
}

export function undo(): void {
  if (removed.value) attempt(restoreHabit(removed.value))
  removed.value = undefined
}

/** Shows what goes wrong with a call. */
function attempt(call: Promise<unknown>): void {
  problem.value = ''
  call.catch((error: Error) => { problem.value = error.message })
}
