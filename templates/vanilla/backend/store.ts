// Keeps notes as files, one each, so that no edit of one can harm another, and so that other
// programs can read, change and back them up.
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { writeDurably } from './durable'

/** The text of a note: what a person edits. */
export interface Draft {
  title: string
  body: string
}

export interface Note extends Draft {
  id: string
  created: Date
  modified: Date
}

export interface Notebook {
  /** The latest change first. */
  notes: Note[]
  /** Names of files that hold no readable note. They are left as they are, for a person to look at. */
  damaged: string[]
}

export class NoteStore {
  /** Emits 'change' when the notes may have become others. */
  private readonly events = new EventEmitter().setMaxListeners(0)
  /** Counts the changes, so that a watcher knows whether it has missed one. */
  private changes = 0
  private watcher: fs.FSWatcher | undefined
  private announcement: ReturnType<typeof setTimeout> | undefined
  /** The last write that was asked for: the next one waits for it. */
  private writing: Promise<unknown> = Promise.resolve()

  constructor(readonly directory: string) {}

  /** Makes the folder and starts to watch it. Returns whether the folder is new. */
  async open(): Promise<boolean> {
    const created = await fs.promises.mkdir(this.directory, { recursive: true })
    this.watcher = fs.watch(this.directory, (_event, name) => {
      if (name === null || name.endsWith('.json')) this.announce()
    })
    this.watcher.on('error', (error) => console.warn('Changes by other programs show late:', error.message))
    return created !== undefined
  }

  /** Stops watching. */
  close(): void {
    this.watcher?.close()
    clearTimeout(this.announcement)
  }

  /** The notes that have every word of query in them, upper or lower case, the latest change first. */
  async list(query = ''): Promise<Note[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    const { notes } = await this.read()
    return notes.filter((note) => {
      const text = `${note.title}\n${note.body}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }

  /** Every note, and the files that are none. */
  async read(): Promise<Notebook> {
    const entries = (await unlessMissing(fs.promises.readdir(this.directory))) ?? []
    const names = entries.filter((name) => name.endsWith('.json') && isId(name.slice(0, -'.json'.length)))
    const found = await Promise.all(names.map((name) => this.readNote(name.slice(0, -'.json'.length))))
    const notes = found.filter((note) => note !== undefined && note !== 'damaged') as Note[]
    notes.sort((a, b) => b.modified.getTime() - a.modified.getTime())
    return { notes, damaged: names.filter((_, index) => found[index] === 'damaged').sort() }
  }

  /**
   * Writes a note. `seen` is the text that the edit began from, null for a new note. Where the file
   * says something else by now, it stays, and the draft becomes a note of its own.
   */
  save(id: string, draft: Draft, seen: Draft | null = null): Promise<Note> {
    return this.inTurn(async () => {
      const stored = await this.readNote(id)
      const now = new Date()
      if (stored === undefined) return this.write({ id, ...text(draft), created: now, modified: now })
      // The same text again: a call that was repeated because its answer got lost.
      if (stored !== 'damaged' && sameText(stored, draft)) return stored
      if (stored !== 'damaged' && seen !== null && sameText(stored, seen)) {
        return this.write({ ...stored, ...text(draft), modified: now })
      }
      return this.write({ id: randomUUID(), ...text(draft), created: now, modified: now })
    })
  }

  /** Deletes a note. One that is gone already is not an error. */
  remove(id: string): Promise<void> {
    return this.inTurn(async () => {
      await fs.promises.rm(this.fileOf(id), { force: true })
      this.announce()
    })
  }

  /** Yields the notes at once, and again after each change. Changes in quick succession come as one. */
  async *watch(): AsyncGenerator<Notebook> {
    for (;;) {
      const seen = this.changes
      yield await this.read()
      if (seen === this.changes) await new Promise<void>((resolve) => this.events.once('change', resolve))
    }
  }

  /** Runs writes one after the other, so that each sees what the one before it left. */
  private inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.writing.then(write)
    this.writing = turn.catch(() => {}) // who asked for it gets the error; the next one starts anyway
    return turn
  }

  private async write(note: Note): Promise<Note> {
    await writeDurably(this.fileOf(note.id), JSON.stringify(note, null, 2) + '\n')
    this.announce()
    return note
  }

  /** Reads one note: undefined if there is no such file, 'damaged' if it holds no note. */
  private async readNote(id: string): Promise<Note | 'damaged' | undefined> {
    const file = this.fileOf(id)
    const content = await unlessMissing(fs.promises.readFile(file, 'utf8'))
    return content === undefined ? undefined : (parseNote(id, content) ?? 'damaged')
  }

  private fileOf(id: string): string {
    // An id is part of a path, and may come from the page: "../.." must not be one.
    if (!isId(id)) throw new TypeError(`${JSON.stringify(id)} is not the id of a note`)
    return path.join(this.directory, `${id}.json`)
  }

  /** Tells watchers, a moment later: one save touches a folder several times. */
  private announce(): void {
    this.announcement ??= setTimeout(() => {
      this.announcement = undefined
      this.changes++
      this.events.emit('change')
    }, 30)
  }
}

function isId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id)
}

/** What promise gives, or undefined if it fails because there is no such file. */
async function unlessMissing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  }
}

/** Reads a note from a file's content; undefined if that is not a note. */
function parseNote(id: string, content: string): Note | undefined {
  try {
    const { title, body, created, modified } = JSON.parse(content)
    const note = { id, title, body, created: new Date(created), modified: new Date(modified) }
    const isNote =
      typeof title === 'string' && typeof body === 'string' && !Number.isNaN(note.created.getTime() + note.modified.getTime())
    return isNote ? note : undefined
  } catch {
    return undefined
  }
}

/** Only the text of a draft, whatever else came with it. */
function text({ title, body }: Draft): Draft {
  if (typeof title !== 'string' || typeof body !== 'string') throw new TypeError('a note has a title and a body')
  return { title, body }
}

function sameText(a: Draft, b: Draft): boolean {
  return a.title === b.title && a.body === b.body
}
