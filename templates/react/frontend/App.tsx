import { useState } from 'react'
import { lastDays } from '../shared/habits'
import { AddHabit } from './AddHabit'
import { letterOf, wordsOf } from './days'
import { HabitRow } from './HabitRow'
import { ThemeButton } from './ThemeButton'
import { Toast } from './Toast'
import { useHabits } from './useHabits'
import { useToday } from './useToday'
import { Welcome } from './Welcome'

export function App() {
  const { habits, removed, problem, add, mark, remove, undo, forget } = useHabits()
  const [draft, setDraft] = useState('')
  const today = useToday()
  const days = lastDays(7, today)
  const all = habits?.length ?? 0
  const done = habits?.filter((habit) => habit.days.includes(today)).length ?? 0

  return (
    <div className="app">
      <header className="top">
        <div>
          <p className="date">{wordsOf(today)}</p>
          <h1>{document.title}</h1>
        </div>
        {all > 0 && (
          <div className="ring" role="img" aria-label={`${done} of ${all} done today`} style={{ '--share': done / all }}>
            {done}/{all}
          </div>
        )}
        <ThemeButton />
      </header>

      {all > 0 && (
        <section className="card" aria-label="Habits">
          <div className="week" aria-hidden="true">
            <div>
              {days.map((day) => (
                <span key={day} className={day === today ? 'today' : undefined}>{letterOf(day)}</span>
              ))}
            </div>
          </div>
          <ul role="list" className="habits">
            {habits?.map((habit) => (
              <HabitRow key={habit.id} habit={habit} days={days} onMark={mark} onRemove={remove} />
            ))}
          </ul>
        </section>
      )}
      {habits && all === 0 && <Welcome onPick={add} />}

      <AddHabit draft={draft} onDraft={setDraft} onAdd={add} />
      {problem ? <Toast text={problem} /> : removed && <Toast text={`${removed.name} removed`} action="Undo" onAction={undo} onEnd={forget} />}
    </div>
  )
}
