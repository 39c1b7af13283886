import { streakOf, type Habit } from '../shared/habits'
import { wordsOf } from './days'

interface Props {
  habit: Habit
  /** The days to show, today being the last. */
  days: string[]
  onMark: (habit: Habit, day: string, done: boolean) => void
  onRemove: (habit: Habit) => void
}

export function HabitRow({ habit, days, onMark, onRemove }: Props) {
  const today = days.at(-1)!
  const streak = streakOf(habit, today)
  return (
    <li className="habit" data-color={habit.color}>
      <span className="name" title={habit.name}>{habit.name}</span>
      {streak > 1 ? <span className="streak">{streak} days</span> : <span />}
      <div className="days" role="group" aria-label={habit.name}>
        {days.map((day) => {
          const done = habit.days.includes(day)
          return (
            <button
              key={day}
              type="button"
              className={day === today ? 'day today' : 'day'}
              aria-pressed={done}
              aria-label={wordsOf(day)}
              title={wordsOf(day)}
              onClick={() => onMark(habit, day, !done)}
            />
          )
        })}
      </div>
      <button type="button" className="icon remove" aria-label={`Remove ${habit.name}`} title="Remove" onClick={() => onRemove(habit)} />
    </li>
  )
}
