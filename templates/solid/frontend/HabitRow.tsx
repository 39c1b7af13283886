import { createMemo, For, Show } from 'solid-js'
import { streakOf, type Habit } from '../shared/habits'
import { wordsOf } from './days'

interface Props {
  habit: Habit
  /** The days to show, today being the last. */
  days: string[]
  onMark: (habit: Habit, day: string, done: boolean) => void
  onRemove: (habit: Habit) => void
}

export function HabitRow(props: Props) {
  const today = () => props.days.at(-1)!
  const streak = createMemo(() => streakOf(props.habit, today()))
  const isDone = (day: string) => props.habit.days.includes(day)
  return (
    <li class="habit" data-color={props.habit.color}>
      <span class="name" title={props.habit.name}>{props.habit.name}</span>
      <span><Show when={streak() > 1}><span class="streak">{streak()} days</span></Show></span>
      <div class="days" role="group" aria-label={props.habit.name}>
        <For each={props.days}>
          {(day) => (
            <button
              type="button"
              class="day"
              classList={{ today: day === today() }}
              aria-pressed={isDone(day)}
              aria-label={wordsOf(day)}
              title={wordsOf(day)}
              onClick={() => props.onMark(props.habit, day, !isDone(day))}
            />
          )}
        </For>
      </div>
      <button type="button" class="icon remove" aria-label={`Remove ${props.habit.name}`} title="Remove" onClick={() => props.onRemove(props.habit)} />
    </li>
  )
}
