import { streakOf, type Habit } from '../shared/habits'
import { wordsOf } from './days'
import { days, mark, remove, today } from './state'

export function HabitRow({ habit }: { habit: Habit }) {
  const streak = streakOf(habit, today.value)
  return (
    <li class="habit" data-color={habit.color}>
      <span class="name" title={habit.name}>{habit.name}</span>
      {streak > 1 ? <span class="streak">{streak} days</span> : <span />}
      <div class="days" role="group" aria-label={habit.name}>
        {days.value.map((day) => {
          const done = habit.days.includes(day)
          return (
            <button
              key={day}
              type="button"
              class={day === today.value ? 'day today' : 'day'}
              aria-pressed={done}
              aria-label={wordsOf(day)}
              title={wordsOf(day)}
              onClick={() => mark(habit, day, !done)}
            />
          )
        })}
      </div>
      <button type="button" class="icon remove" aria-label={`Remove ${habit.name}`} title="Remove" onClick={() => remove(habit)} />
    </li>
  )
}
