import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core'
import { on } from 'deskjs/frontend'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, lastDays, type Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. */
@Injectable({ providedIn: 'root' })
export class HabitsService {
  /** Undefined until the backend has told. */
  readonly habits = signal<Habit[] | undefined>(undefined)
  /** The day it is, also after midnight. */
  readonly today = signal(dayOf(new Date()))
  readonly days = computed(() => lastDays(7, this.today()))
  readonly count = computed(() => this.habits()?.length ?? 0)
  readonly doneToday = computed(() => this.habits()?.filter((habit) => habit.days.includes(this.today())).length ?? 0)
  /** The habit that was removed last, as long as that can be undone. */
  readonly removed = signal<Habit | undefined>(undefined)
  /** What went wrong last. */
  readonly problem = signal('')

  constructor() {
    const stop = on('habits', (habits) => this.habits.set(habits))
    this.attempt(listHabits().then((habits) => this.habits.set(habits)))
    const clock = setInterval(() => this.today.set(dayOf(new Date())), 30_000)
    inject(DestroyRef).onDestroy(() => {
      stop()
      clearInterval(clock)
    })
  }

  add(name: string): void {
    this.attempt(addHabit(name))
  }

  mark(habit: Habit, day: string, done: boolean): void {
    this.attempt(markDay(habit.id, day, done))
  }

  remove(habit: Habit): void {
    this.removed.set(habit)
    this.attempt(removeHabit(habit.id))
    setTimeout(() => this.removed.update((removed) => (removed === habit ? undefined : removed)), 8000)
  }

  undo(): void {
    const habit = this.removed()
    if (habit) this.attempt(restoreHabit(habit))
    this.removed.set(undefined)
  }

  /** Shows what goes wrong with a call. */
  private attempt(call: Promise<unknown>): void {
    this.problem.set('')
    call.catch((error: Error) => this.problem.set(error.message))
  }
}
