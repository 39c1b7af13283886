const ideas = ['Walk 20 minutes', 'Read ten pages', 'Drink water', 'Early to bed']

export function Welcome({ onPick }: { onPick: (name: string) => void }) {
  return (
    <section class="empty">
      <div class="dots" aria-hidden="true">
        {[0, 1, 2, 3, 4, 5].map((color) => <i key={color} data-color={color} class={color < 4 ? 'done' : undefined} />)}
      </div>
      <h2>Begin with one</h2>
      <p>Small things, done most days. What you mark here stays on this machine.</p>
      <div class="ideas">
        {ideas.map((idea) => <button key={idea} type="button" onClick={() => onPick(idea)}>{idea}</button>)}
      </div>
    </section>
  )
}
