// What the page may call: exactly the functions exported here. The frontend imports them like any
// others, with these types; each call crosses to this process and back.
//
// The page shows text from files, so treat what it sends as you would treat a stranger's request:
// the store checks ids before they become file names.
import { notes } from './notes'
import type { Draft, Note, Notebook } from './store'

/** The notes that have every word of `query` in them, the latest change first. */
export async function listNotes(query = ''): Promise<Note[]> {
  return notes.list(query)
}

/**
 * Saves a note, new or not.
 * `seen` is the text the edit began from; null for a new note. If the file says something else by
 * now, both texts are kept, and the note that is returned is a new one with the edit.
 */
export async function saveNote(id: string, draft: Draft, seen: Draft | null = null): Promise<Note> {
  return notes.save(id, draft, seen)
}

/** Deletes a note. One that is gone already is not an error. */
export async function deleteNote(id: string): Promise<void> {
  await notes.remove(id)
}

/** The notes now, and again whenever a file changes: by this app, or by any other program. */
export async function* watchNotes(): AsyncGenerator<Notebook> {
  yield* notes.watch()
}
