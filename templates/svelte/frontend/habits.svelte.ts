import { on } from 'deskjs/frontend'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, lastDays, type Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. */
export class Habits {
  /** Undefined until the backend has told. */
  all = $state.raw<Habit[]>()
  /** The day it is, also after midnight. */
  today = $state(dayOf(new Date()))
  days = $derived(lastDays(7, this.today))
  doneToday = $derived(this.all?.filter((habit) => habit.days.includes(this.today)).length ?? 0)
  /** The habit that was removed last, as long as that can be undone. */
  removed = $state.raw<Habit>()
  /** What went wrong last. */
  problem = $state('')

  /** Follows the backend. Returns a function that ends it, as $effect wants it. */
  follow(): () => void {
    const stop = on('habits', (changed) => { this.all = changed })
    this.attempt(listHabits().then((list) => { this.all = list }))
    const clock = setInterval(() => { this.today = dayOf(new Date()) }, 30_000)
    return () => {
      stop()
      clearInterval(clock)
    }
  }

  add = (name: string): void => this.attempt(addHabit(name))

  mark = (habit: Habit, day: string, done: boolean): void => this.attempt(markDay(habit.id, day, done))

  remove = (habit: Habit): void => {
    this.removed = habit
    this.attempt(removeHabit(habit.id))
  }

  undo = (): void => {
    if (this.removed) this.attempt(restoreHabit(this.removed))
    this.removed = undefined
  }

  /** Shows what goes wrong with a call. */
  private attempt(call: Promise<unknown>): void {
    this.problem = ''
    call.catch((error: Error) => { this.problem = error.message })
  }
}
