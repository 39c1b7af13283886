import { For } from 'solid-js'

const ideas = ['Walk 20 minutes', 'Read ten pages', 'Drink water', 'Early to bed']

export function Welcome(props: { onPick: (name: string) => void }) {
  return (
    <section class="empty">
      <div class="dots" aria-hidden="true">
        <For each={[0, 1, 2, 3, 4, 5]}>{(color) => <i data-color={color} classList={{ done: color < 4 }} />}</For>
      </div>
      <h2>Begin with one</h2>
      <p>Small things, done most days. What you mark here stays on this machine.</p>
      <div class="ideas">
        <For each={ideas}>{(idea) => <button type="button" onClick={() => props.onPick(idea)}>{idea}</button>}</For>
      </div>
    </section>
  )
}
