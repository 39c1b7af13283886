import type { Note } from '../backend/store'
import { ago } from './time'

const isCalm = matchMedia('(prefers-reduced-motion: reduce)')

/** The list of notes: one button each, kept as it is while its note stays. */
export class NoteList {
  private readonly items = new Map<string, HTMLLIElement>()

  constructor(
    private readonly root: HTMLElement,
    open: (id: string) => void,
  ) {
    root.addEventListener('click', (event) => {
      const id = idOf(event.target)
      if (id) open(id)
    })
    root.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const buttons = [...root.querySelectorAll('button')]
      const next = step && buttons[buttons.indexOf(event.target as HTMLButtonElement) + step]
      if (!next) return
      event.preventDefault()
      next.focus()
      open(next.dataset.id!)
    })
  }

  /** Shows notes in their order, and marks the one that is open. */
  show(notes: Note[], openId: string | undefined): void {
    const before = new Map([...this.items].map(([id, item]) => [id, item.offsetTop]))
    const ids = new Set(notes.map((note) => note.id))
    for (const [id, item] of this.items) {
      if (!ids.has(id)) {
        item.remove()
        this.items.delete(id)
      }
    }
    notes.forEach((note, index) => {
      const item = this.items.get(note.id) ?? this.add(note.id)
      fill(item, note, note.id === openId)
      // Only what is out of place moves, so that the focus stays where it is.
      if (this.root.children[index] !== item) this.root.insertBefore(item, this.root.children[index] ?? null)
    })
    this.glide(before)
  }

  /** Puts the focus on the open note, or on the search field's neighbour, the first. */
  focus(): void {
    const target = this.root.querySelector<HTMLElement>('[aria-current]') ?? this.root.querySelector('button')
    target?.focus()
  }

  private add(id: string): HTMLLIElement {
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.id = id
    button.append(document.createElement('strong'), document.createElement('time'), document.createElement('span'))
    item.append(button)
    this.items.set(id, item)
    return item
  }

  /** Lets items slide from where they were to where they are. */
  private glide(before: Map<string, number>): void {
    if (isCalm.matches) return
    for (const [id, item] of this.items) {
      const distance = (before.get(id) ?? item.offsetTop) - item.offsetTop
      if (distance) {
        item.animate([{ transform: `translateY(${distance}px)` }, {}], { duration: 180, easing: 'ease-out' })
      }
    }
  }
}

function fill(item: HTMLLIElement, note: Note, isOpen: boolean): void {
  const button = item.firstElementChild as HTMLButtonElement
  const [title, time, excerpt] = button.children as unknown as [HTMLElement, HTMLTimeElement, HTMLElement]
  // textContent, never innerHTML: a note is text, whatever it looks like.
  title.textContent = note.title.trim() || 'Untitled'
  time.textContent = ago(note.modified)
  time.dateTime = note.modified.toISOString()
  time.title = note.modified.toLocaleString()
  excerpt.textContent = note.body.split('\n').find((line) => line.trim()) ?? 'No text'
  if (isOpen) button.setAttribute('aria-current', 'true')
  else button.removeAttribute('aria-current')
}

function idOf(target: EventTarget | null): string | undefined {
  return (target as Element | null)?.closest('button')?.dataset.id
}
