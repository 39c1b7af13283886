// What both halves know of habits: plain data and plain functions.

export interface Habit {
  id: string
  name: string
  /** Which of the six colours of the style sheet it has, 0 to 5. */
  color: number
  created: Date
  /** The days on which it was done, such as '2026-11-21', the earliest first. */
  days: string[]
}

/** The calendar day of a moment, where the user is: '2026-11-21'. */
export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The day so many days after `day`, or before it for a negative number. */
export function dayAfter(day: string, days: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return dayOf(new Date(year, month - 1, date + days))
}

/** The last `count` days, today being the last. */
export function lastDays(count: number, today: string): string[] {
  return Array.from({ length: count }, (_, index) => dayAfter(today, index + 1 - count))
}

/** For how many days in a row a habit was kept. Today counts, but not having done it yet breaks nothing. */
export function streakOf(habit: Habit, today: string): number {
  const done = new Set(habit.days)
  let day = done.has(today) ? today : dayAfter(today, -1)
  let streak = 0
  for (; done.has(day); day = dayAfter(day, -1)) streak++
  return streak
}
