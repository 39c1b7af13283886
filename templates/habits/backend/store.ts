// Keeps habits in one file. Ordinary code, which knows nothing of windows, so that tests need none.
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import type { Habit } from '../shared/habits'
import { writeDurably } from './durable'

const colors = 6

export class HabitStore extends EventEmitter<{ change: [Habit[]] }> {
  private habits: Habit[]
  /** The last write that was asked for: the next one waits for it. */
  private writing: Promise<void> = Promise.resolve()

  /** Reads the file, if there is one. Throws if it holds no habits, rather than writing over it later. */
  constructor(readonly file: string) {
    super()
    this.habits = fs.existsSync(file) ? parse(file, fs.readFileSync(file, 'utf8')) : []
  }

  /** All habits, the oldest first. */
  list(): Habit[] {
    return this.habits
  }

  async add(name: string): Promise<Habit> {
    const trimmed = name.trim().slice(0, 60)
    if (!trimmed) throw new TypeError('a habit has a name')
    const used = (color: number) => this.habits.filter((habit) => habit.color === color).length
    const [color] = Array.from({ length: colors }, (_, color) => color).sort((a, b) => used(a) - used(b)) as [number]
    const habit: Habit = { id: randomUUID(), name: trimmed, color, created: new Date(), days: [] }
    await this.change([...this.habits, habit])
    return habit
  }

  async mark(id: string, day: string, done: boolean): Promise<void> {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new TypeError(`${JSON.stringify(day)} is not a day`)
    await this.change(this.habits.map((habit) => {
      if (habit.id !== id) return habit
      const others = habit.days.filter((other) => other !== day)
      return { ...habit, days: done ? [...others, day].sort() : others }
    }))
  }

  async remove(id: string): Promise<void> {
    await this.change(this.habits.filter((habit) => habit.id !== id))
  }

  async restore(habit: Habit): Promise<void> {
    const others = this.habits.filter((other) => other.id !== habit.id)
    await this.change([...others, habit].sort((a, b) => a.created.getTime() - b.created.getTime()))
  }

  /** Tells of a change at once, and returns when it is safe on the disk. */
  private async change(habits: Habit[]): Promise<void> {
    this.habits = habits
    this.emit('change', habits)
    const turn = this.writing.then(() => writeDurably(this.file, JSON.stringify(habits, null, 2) + '\n'))
    this.writing = turn.catch(() => {}) // who asked for it gets the error; the next write starts anyway
    await turn
  }
}

function parse(file: string, text: string): Habit[] {
  try {
    const habits: Habit[] = JSON.parse(text, (key, value) => (key === 'created' ? new Date(value) : value))
    for (const { id, name, color, created, days } of habits) {
      const isHabit = typeof id === 'string' && typeof name === 'string' && typeof color === 'number' &&
        created.getTime() > 0 && days.every((day) => typeof day === 'string')
      if (!isHabit) throw new TypeError('something in it is not a habit')
    }
    return habits
  } catch (cause) {
    throw new Error(`${file} is damaged. Mend it, or move it away to begin anew.`, { cause })
  }
}
