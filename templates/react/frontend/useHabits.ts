import { on } from 'deskjs/frontend'
import { useEffect, useState } from 'react'
import { addHabit, listHabits, markDay, removeHabit, restoreHabit } from '../backend/api'
import type { Habit } from '../shared/habits'

/** The habits as the backend has them, and what can be done with them. They are undefined until it has told. */
export function useHabits() {
  const [habits, setHabits] = useState<Habit[]>()
  const [removed, setRemoved] = useState<Habit>()
  const [problem, setProblem] = useState('')

  useEffect(() => {
    const stop = on('habits', setHabits)
    listHabits().then(setHabits, (error: Error) => setProblem(error.message))
    return stop
  }, [])

  /** Makes a call, and shows what goes wrong. */
  const attempt = (call: Promise<unknown>) => {
    setProblem('')
    call.catch((error: Error) => setProblem(error.message))
  }

  return {
    habits,
    removed,
    problem,
    add: (name: string) => attempt(addHabit(name)),
    mark: (habit: Habit, day: string, done: boolean) => attempt(markDay(habit.id, day, done)),
    remove: (habit: Habit) => {
      setRemoved(habit)
      attempt(removeHabit(habit.id))
    },
    undo: () => {
      if (removed) attempt(restoreHabit(removed))
      setRemoved(undefined)
    },
    forget: () => setRemoved(undefined),
  }
}
