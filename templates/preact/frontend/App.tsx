import { AddHabit } from './AddHabit'
import { letterOf, wordsOf } from './days'
import { HabitRow } from './HabitRow'
import { add, days, doneToday, habits, problem, removed, today, undo } from './state'
import { ThemeButton } from './ThemeButton'
import { Toast } from './Toast'
import { Welcome } from './Welcome'

export function App() {
  const all = habits.value?.length ?? 0
  return (
    <div class="app">
      <header class="top">
        <div>
          <p class="date">{wordsOf(today.value)}</p>
          <h1>{document.title}</h1>
        </div>
        {all > 0 && (
          <div class="ring" role="img" aria-label={`${doneToday} of ${all} done today`} style={{ '--share': doneToday.value / all }}>
            {doneToday}/{all}
          </div>
        )}
        <ThemeButton />
      </header>

      {all > 0 && (
        <section class="card" aria-label="Habits">
          <div class="week" aria-hidden="true">
            <div>
              {days.value.map((day) => (
                <span key={day} class={day === today.value ? 'today' : undefined}>{letterOf(day)}</span>
              ))}
            </div>
          </div>
          <ul role="list" class="habits">
            {habits.value?.map((habit) => <HabitRow key={habit.id} habit={habit} />)}
          </ul>
        </section>
      )}
      {habits.value && all === 0 && <Welcome onPick={add} />}

      <AddHabit />
      {problem.value
        ? <Toast text={problem.value} />
        : removed.value && <Toast text={`${removed.value.name} removed`} action="Undo" onAction={undo} onEnd={() => { removed.value = undefined }} />}
    </div>
  )
}
