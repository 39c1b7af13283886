import { add, draft } from './state'

export function AddHabit() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    add(draft.value)
    draft.value = ''
  }
  return (
    <form class="add" onSubmit={submit}>
      <input
        value={draft}
        onInput={(event) => { draft.value = event.currentTarget.value }}
        placeholder="A new habit"
        aria-label="New habit"
        maxLength={60}
        autoComplete="off"
      />
      <button class="primary" disabled={!draft.value.trim()}>Add</button>
    </form>
  )
}
