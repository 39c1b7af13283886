interface Props {
  draft: string
  onDraft: (draft: string) => void
  onAdd: (name: string) => void
}

export function AddHabit(props: Props) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onAdd(props.draft)
    props.onDraft('')
  }
  return (
    <form class="add" onSubmit={submit}>
      <input
        value={props.draft}
        onInput={(event) => props.onDraft(event.currentTarget.value)}
        placeholder="A new habit"
        aria-label="New habit"
        maxLength={60}
        autocomplete="off"
      />
      <button class="primary" disabled={!props.draft.trim()}>Add</button>
    </form>
  )
}
