import { deleteNote, listNotes, saveNote, watchNotes } from '../backend/api'
import type { Note } from '../backend/store'
import { isBackendGone, pause, persistently } from './backend'
import { Edit } from './edit'
import { NoteList } from './list'
import { ago } from './time'

/** The element with that id; the page has it. */
function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T
}

const search = element<HTMLInputElement>('search')
const title = element<HTMLInputElement>('title')
const body = element<HTMLTextAreaElement>('body')
const list = new NoteList(element('list'), open)

/** Every note, as the backend told last. */
let all: Note[] | undefined
/** Those of them that the search has found. */
let found: Note[] = []
/** The note in the editor. */
let edit: Edit | undefined

// --- What is shown -----------------------------------------------------------------------------

function render(): void {
  const shown = found.map((note) => (note.id === edit?.id ? { ...note, ...edit.draft } : note))
  if (edit && edit.seen === null && !search.value) {
    shown.unshift({ id: edit.id, title: edit.draft.title || 'New note', body: edit.draft.body, created: new Date(), modified: new Date() })
  }
  list.show(shown, edit?.id)

  const nothing = element('nothing')
  nothing.hidden = all === undefined || shown.length > 0
  nothing.textContent = search.value ? `Nothing has “${search.value}” in it.` : 'Your notes will be listed here.'

  element('editor').hidden = !edit
  element('blank').hidden = edit !== undefined || all === undefined || all.length > 0
  const note = all?.find((note) => note.id === edit?.id)
  element('edited').textContent = note ? `Edited ${ago(note.modified)}` : ''
}

function showState(state: string): void {
  element('state').textContent = state
}

function showNotice(text: string): void {
  const notice = element('notice')
  notice.textContent = text
  notice.hidden = text === ''
}

// --- The notes, live ---------------------------------------------------------------------------

/** Shows the notes, and each change of them, for as long as the page is open. */
async function follow(): Promise<never> {
  for (;;) {
    try {
      for await (const { notes, damaged } of watchNotes()) {
        all = notes
        showNotice(damaged.length ? `Not readable, and left as it is: ${damaged.join(', ')}` : '')
        followOpen()
        await refresh()
      }
    } catch (error) {
      // A backend that is gone comes back by itself; anything else the user should know.
      if (!isBackendGone(error)) showNotice(`The notes cannot be read: ${(error as Error).message}`)
    }
    await pause(400)
  }
}

/** Applies the search to the notes. The answers to earlier searches may come late: only the last counts. */
async function refresh(): Promise<void> {
  const query = search.value
  const answer = query.trim() ? await persistently(() => listNotes(query)) : (all ?? [])
  if (query !== search.value) return
  found = answer
  if (!edit && !query && found[0]) open(found[0].id)
  render()
}

/** Brings the editor up to date with its note's file. */
function followOpen(): void {
  if (!edit || edit.seen === null) return
  const note = all?.find((note) => note.id === edit?.id)
  if (!note && !edit.isDirty) edit = undefined
  else if (note && edit.follow(note)) fillEditor()
}

// --- Actions -----------------------------------------------------------------------------------

function open(id: string): void {
  if (id === edit?.id) return
  const note = all?.find((note) => note.id === id)
  if (note) show(new Edit(id, { title: note.title, body: note.body }))
}

function add(): void {
  search.value = ''
  show(new Edit(crypto.randomUUID(), null))
  title.focus()
  void refresh()
}

function show(next: Edit): void {
  void edit?.save()
  edit = next
  next.report = (state) => {
    if (edit === next) showState(state)
  }
  showState('')
  fillEditor()
  body.scrollTop = 0
  render()
}

function fillEditor(): void {
  // Setting a value moves the cursor to the end, so it is set only where it is another.
  if (edit && title.value !== edit.draft.title) title.value = edit.draft.title
  if (edit && body.value !== edit.draft.body) body.value = edit.draft.body
}

async function remove(): Promise<void> {
  if (!edit) return
  const removed = edit
  const place = found.findIndex((note) => note.id === removed.id)
  const neighbour = found[place + 1] ?? found[place - 1]
  const hadFocus = element('list').contains(document.activeElement)
  await removed.save()
  edit = undefined
  all = all?.filter((note) => note.id !== removed.id)
  found = found.filter((note) => note.id !== removed.id)
  if (neighbour) open(neighbour.id)
  render()
  if (hadFocus) list.focus()
  if (removed.seen === null) return // never written, so nothing to delete
  await persistently(() => deleteNote(removed.id))
  offerUndo(removed)
}

let undoing: ReturnType<typeof setTimeout> | undefined

function offerUndo({ id, draft }: Edit): void {
  const toast = element('toast')
  toast.hidden = false
  clearTimeout(undoing)
  undoing = setTimeout(() => (toast.hidden = true), 8000)
  element('undo').onclick = async () => {
    toast.hidden = true
    const note = await persistently(() => saveNote(id, draft))
    all = [note, ...(all ?? [])]
    open(note.id)
  }
}

// --- Keys and buttons --------------------------------------------------------------------------

for (const field of [title, body]) {
  field.addEventListener('input', () => {
    edit?.change({ title: title.value, body: body.value })
    render()
  })
  field.addEventListener('blur', () => edit?.save())
}
title.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault() // the line break would land in the text
  body.focus()
})
search.addEventListener('input', refresh)
element('new').addEventListener('click', add)
element('first').addEventListener('click', add)
element('delete').addEventListener('click', remove)

addEventListener('keydown', (event) => {
  const isCommand = event.ctrlKey || event.metaKey
  const isInList = element('list').contains(event.target as Node)
  if (isCommand && event.key === 'n') add()
  else if (isCommand && event.key === 'f') search.select()
  else if (isCommand && event.key === 's') void edit?.save()
  else if (event.key === 'Delete' && isInList) void remove()
  else if (event.key === 'ArrowDown' && event.target === search) list.focus()
  else if (event.key === 'Escape' && event.target === search) {
    search.value = ''
    void refresh()
  } else return
  event.preventDefault()
})

// The last words typed before the window closes.
addEventListener('pagehide', () => edit?.save())
setInterval(render, 30_000) // "just now" does not stay true

void follow()
