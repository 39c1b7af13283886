import { on } from 'deskjs/frontend'
import { createMemo, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import { dayOf, lastDays, type Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. */
export function createHabits() {
  /** `known` is false until the backend has told. */
  const [state, setState] = createStore<{ known: boolean, habits: Habit[] }>({ known: false, habits: [] })
  const [today, setToday] = createSignal(dayOf(new Date()))
  const [removed, setRemoved] = createSignal<Habit>()
  const [problem, setProblem] = createSignal('')
  const days = createMemo(() => lastDays(7, today()))
  const doneToday = createMemo(() => state.habits.filter((habit) => habit.days.includes(today())).length)

  const show = (habits: Habit[]) => {
    setState('habits', reconcile(habits)) // by id: what has not changed is left alone
    setState('known', true)
  }

  /** Makes a call, and shows what goes wrong. */
  const attempt = (call: Promise<unknown>) => {
    setProblem('')
    call.catch((error: Error) => setProblem(error.message))
  }

  onCleanup(on('habits', show))
  attempt(listHabits().then(show))
  const clock = setInterval(() => setToday(dayOf(new Date())), 30_000)
  onCleanup(() => clearInterval(clock))

  return {
    state,
    today,
    days,
    doneToday,
    removed,
    problem,
    add: (name: string) => attempt(addHabit(name)),
    mark: (habit: Habit, day: string, done: boolean) => attempt(markDay(habit.id, day, done)),
    remove: (habit: Habit) => {
      setRemoved({ ...habit, days: [...habit.days] })
      attempt(removeHabit(habit.id))
    },
    undo: () => {
      const habit = removed()
      if (habit) attempt(restoreHabit(habit))
      setRemoved(undefined)
    },
    forget: () => setRemoved(undefined),
  }
}
