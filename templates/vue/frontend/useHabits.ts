import { on } from 'deskjs/frontend'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, lastDays, type Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. */
export function useHabits() {
  /** Undefined until the backend has told. */
  const habits = shallowRef<Habit[]>()
  /** The day it is, also after midnight. */
  const today = ref(dayOf(new Date()))
  const days = computed(() => lastDays(7, today.value))
  const doneToday = computed(() => habits.value?.filter((habit) => habit.days.includes(today.value)).length ?? 0)
  /** The habit that was removed last, as long as that can be undone. */
  const removed = shallowRef<Habit>()
  /** What went wrong last. */
  const problem = ref('')

  const stop = on('habits', (changed) => { habits.value = changed })
  attempt(listHabits().then((list) => { habits.value = list }))
  const clock = setInterval(() => { today.value = dayOf(new Date()) }, 30_000)
  onScopeDispose(() => {
    stop()
    clearInterval(clock)
  })

  function add(name: string): void {
    attempt(addHabit(name))
  }

  function mark(habit: Habit, day: string, done: boolean): void {
    attempt(markDay(habit.id, day, done))
  }

  function remove(habit: Habit): void {
    removed.value = habit
    attempt(removeHabit(habit.id))
  }

  function undo(): void {
    if (removed.value) attempt(restoreHabit(removed.value))
    removed.value = undefined
  }

  /** Shows what goes wrong with a call. */
  function attempt(call: Promise<unknown>): void {
    problem.value = ''
    call.catch((error: Error) => { problem.value = error.message })
  }

  return { habits, today, days, doneToday, removed, problem, add, mark, remove, undo }
}
