import type { FormEvent } from 'react'

interface Props {
  draft: string
  onDraft: (draft: string) => void
  onAdd: (name: string) => void
}

export function AddHabit({ draft, onDraft, onAdd }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAdd(draft)
    onDraft('')
  }
  return (
    <form className="add" onSubmit={submit}>
      <input
        value={draft}
        onChange={(event) => onDraft(event.target.value)}
        placeholder="A new habit"
        aria-label="New habit"
        maxLength={60}
        autoComplete="off"
      />
      <button className="primary" disabled={!draft.trim()}>Add</button>
    </form>
  )
}
