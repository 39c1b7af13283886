import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { AddHabit } from './AddHabit'
import { createHabits } from './createHabits'
import { letterOf, wordsOf } from './days'
import { HabitRow } from './HabitRow'
import { ThemeButton } from './ThemeButton'
import { Toast } from './Toast'
import { Welcome } from './Welcome'

export function App() {
  const { state, today, days, doneToday, removed, problem, add, mark, remove, undo, forget } = createHabits()
  const [draft, setDraft] = createSignal('')
  const count = () => state.habits.length

  return (
    <div class="app">
      <header class="top">
        <div>
          <p class="date">{wordsOf(today())}</p>
          <h1>{document.title}</h1>
        </div>
        <Show when={count() > 0}>
          <div class="ring" role="img" aria-label={`${doneToday()} of ${count()} done today`} style={{ '--share': doneToday() / count() }}>
            {doneToday()}/{count()}
          </div>
        </Show>
        <ThemeButton />
      </header>

      <Show when={count() > 0} fallback={<Show when={state.known}><Welcome onPick={add} /></Show>}>
        <section class="card" aria-label="Habits">
          <div class="week" aria-hidden="true">
            <div>
              <For each={days()}>{(day) => <span classList={{ today: day === today() }}>{letterOf(day)}</span>}</For>
            </div>
          </div>
          <ul role="list" class="habits">
            <For each={state.habits}>{(habit) => <HabitRow habit={habit} days={days()} onMark={mark} onRemove={remove} />}</For>
          </ul>
        </section>
      </Show>

      <AddHabit draft={draft()} onDraft={setDraft} onAdd={add} />
      <Switch>
        <Match when={problem()}>{(text) => <Toast text={text()} />}</Match>
        <Match when={removed()} keyed>{(habit) => <Toast text={`${habit.name} removed`} action="Undo" onAction={undo} onEnd={forget} />}</Match>
      </Switch>
    </div>
  )
}
