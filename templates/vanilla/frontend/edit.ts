import { saveNote } from '../backend/api'
import type { Draft, Note } from '../backend/store'
import { persistently } from './backend'

/** How long after the last key a draft is saved, in milliseconds. */
const delay = 400

/**
 * One note being edited. It saves itself, also after another note was opened, and keeps what was
 * typed until the backend has it.
 */
export class Edit {
  draft: Draft
  /** Is told, in words, how saving goes. */
  report: (state: string) => void = () => {}
  /** When the text that the file had last was written. */
  private modified = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private saving: Promise<void> | undefined

  /** `seen` is the text the file had last, null for a note without a file. */
  constructor(
    public id: string,
    public seen: Draft | null,
  ) {
    this.draft = { title: seen?.title ?? '', body: seen?.body ?? '' }
  }

  /** Whether there is text that the file does not have. */
  get isDirty(): boolean {
    return !same(this.draft, this.seen ?? { title: '', body: '' })
  }

  /** Takes what was typed, and saves it when the typing pauses. */
  change(draft: Draft): void {
    this.draft = draft
    this.report('')
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), delay)
  }

  /**
   * Takes what the file says now; returns false if there is unsaved text, which goes first, or if
   * this is old news: told before our last save, but heard after it.
   */
  follow(note: Note): boolean {
    if (this.isDirty || this.saving || note.modified.getTime() < this.modified) return false
    this.seen = { title: note.title, body: note.body }
    this.draft = this.seen
    return true
  }

  /** Saves until there is nothing left to save. */
  save(): Promise<void> {
    clearTimeout(this.timer)
    this.saving ??= this.saveAll().finally(() => (this.saving = undefined))
    return this.saving
  }

  private async saveAll(): Promise<void> {
    try {
      while (this.isDirty) {
        const { id, draft, seen } = this
        const note = await persistently(
          () => saveNote(id, draft, seen),
          () => this.report('Waiting for the backend…'),
        )
        this.seen = draft
        this.id = note.id
        this.modified = note.modified.getTime()
        this.report(note.id === id ? 'Saved' : 'Changed elsewhere too: both texts were kept')
      }
    } catch (error) {
      this.report(`Not saved: ${error instanceof Error ? error.message : error}`)
    }
  }
}

function same(a: Draft, b: Draft): boolean {
  return a.title === b.title && a.body === b.body
}
