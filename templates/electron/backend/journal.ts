// How many sessions there were on which day, in a file.
import fs from 'node:fs'
import { writeDurably } from './durable'

export class Journal {
  private readonly days: Record<string, number>

  constructor(readonly file: string) {
    this.days = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, number>) : {}
  }

  /** Counts a session on the day of a moment. */
  async add(moment: Date): Promise<void> {
    const day = dayOf(moment)
    this.days[day] = (this.days[day] ?? 0) + 1
    await writeDurably(this.file, JSON.stringify(this.days, null, 2) + '\n')
  }

  /** The sessions of the last seven days, up to that of a moment. */
  week(moment: Date): { day: string, sessions: number }[] {
    return Array.from({ length: 7 }, (_, index) => {
      const day = dayOf(new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() - 6 + index))
      return { day, sessions: this.days[day] ?? 0 }
    })
  }
}

/** The calendar day of a moment, where the user is: '2026-11-21'. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
