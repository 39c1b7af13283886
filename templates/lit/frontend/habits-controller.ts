import { on } from 'deskjs/frontend'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, type Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. Its host is drawn anew when something changes. */
export class HabitsController implements ReactiveController {
  /** Undefined until the backend has told. */
  habits: Habit[] | undefined
  /** The day it is, also after midnight. */
  today = dayOf(new Date())
  /** The habit that was removed last, as long as that can be undone. */
  removed: Habit | undefined
  /** What went wrong last. */
  problem = ''
  private stop: (() => void) | undefined
  private clock = 0

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostConnected(): void {
    this.stop = on('habits', (habits) => this.set({ habits }))
    this.attempt(listHabits().then((habits) => this.set({ habits })))
    this.clock = window.setInterval(() => this.set({ today: dayOf(new Date()) }), 30_000)
  }

  hostDisconnected(): void {
    this.stop?.()
    clearInterval(this.clock)
  }

  add(name: string): void {
    this.attempt(addHabit(name))
  }

  mark(habit: Habit, day: string, done: boolean): void {
    this.attempt(markDay(habit.id, day, done))
  }

  remove(habit: Habit): void {
    this.set({ removed: habit })
    this.attempt(removeHabit(habit.id))
    setTimeout(() => { if (this.removed === habit) this.set({ removed: undefined }) }, 8000)
  }

  undo(): void {
    if (this.removed) this.attempt(restoreHabit(this.removed))
    this.set({ removed: undefined })
  }

  /** Shows what goes wrong with a call. */
  private attempt(call: Promise<unknown>): void {
    this.set({ problem: '' })
    call.catch((error: Error) => this.set({ problem: error.message }))
  }

  private set(change: Partial<Pick<HabitsController, 'habits' | 'today' | 'removed' | 'problem'>>): void {
    Object.assign(this, change)
    this.host.requestUpdate()
  }
}
